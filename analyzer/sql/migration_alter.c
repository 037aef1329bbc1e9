/* SPDX-License-Identifier: MIT */
/* PostgreSQL: a column is changed property by property. */
#include "analyzer/sql/column_type.h"
#include "analyzer/sql/identifier.h"
#include "analyzer/sql/migration_internal.h"

/* "ALTER TABLE t ALTER COLUMN c " appended to what is there. */
static void append_alter(GString *sql, const OrmColumn *column)
{
    g_string_append(sql, "ALTER TABLE ");
    orm_append_table(sql, column->table, ORM_DIALECT_POSTGRESQL);
    g_string_append(sql, " ALTER COLUMN ");
    orm_append_identifier(sql, column->name, ORM_DIALECT_POSTGRESQL);
    g_string_append_c(sql, ' ');
}

static void add_alter(OrmMigration *migration, const OrmColumn *column, guint safety, const char *action,
                      const char *what)
{
    GString *sql = g_string_new(NULL);
    append_alter(sql, column);
    g_string_append(sql, action);
    orm_migration_add(migration, ORM_PHASE_ALTER_COLUMN, safety, orm_migration_end(sql), "column `%s` %s",
                      orm_column_label(column), what);
}

static gboolean is_number(const OrmSqlType *type)
{
    return type->family == ORM_SQL_INTEGER || type->family == ORM_SQL_NUMERIC || type->family == ORM_SQL_FLOAT;
}

static gboolean is_text(const OrmSqlType *type)
{
    return type->family == ORM_SQL_TEXT || type->family == ORM_SQL_VARCHAR || type->family == ORM_SQL_CHAR;
}

static gboolean is_time(const OrmSqlType *type)
{
    return type->family == ORM_SQL_DATE || type->family == ORM_SQL_TIMESTAMP;
}

/* What turns the old value into the new type: PostgreSQL casts between like types and text; anything else goes by way
 * of text. */
static char *conversion(const OrmColumn *want, const OrmColumn *have, const char *type)
{
    g_autoptr(GString) name = g_string_new(NULL);
    orm_append_identifier(name, want->name, ORM_DIALECT_POSTGRESQL);
    const OrmSqlType *to = &want->type, *from = &have->type;
    gboolean alike = to->family == from->family || (is_number(to) && is_number(from)) ||
                     (is_time(to) && is_time(from)) || is_text(to) || is_text(from);
    if (to->family == ORM_SQL_BOOLEAN && is_number(from))
        return g_strdup_printf("(%s <> 0)", name->str);
    if (from->family == ORM_SQL_BOOLEAN && is_number(to))
        return g_strdup_printf("%s::integer::%s", name->str, type);
    return g_strdup_printf(alike ? "%s::%s" : "%s::text::%s", name->str, type);
}

/* The default is of the old type and goes first. */
static void change_type(OrmMigration *migration, const OrmDifference *difference, const OrmSide *want,
                        const OrmSide *have)
{
    g_autofree char *type = orm_column_plain_type(want->column, ORM_DIALECT_POSTGRESQL);
    g_autofree char *old = orm_column_plain_type(have->column, ORM_DIALECT_POSTGRESQL);
    g_autofree char *value = conversion(want->column, have->column, type);
    gboolean has_default =
        have->column->details->server_default.text != NULL && have->column->details->computed.text == NULL;
    gboolean narrows = migration->options->down ? !difference->narrower : difference->narrower;
    GString *sql = g_string_new(NULL);
    orm_migration_need_type(migration, want->column);
    if (has_default) {
        append_alter(sql, want->column);
        g_string_append(sql, "DROP DEFAULT;\n");
    }
    append_alter(sql, want->column);
    g_string_append_printf(sql, "TYPE %s", type);
    if (want->column->details->collation.text != NULL) {
        g_string_append(sql, " COLLATE ");
        orm_append_identifier(sql, want->column->details->collation.text, ORM_DIALECT_POSTGRESQL);
    }
    g_string_append_printf(sql, " USING %s", value);
    if (has_default && want->column->details->server_default.text != NULL) {
        g_string_append(sql, ";\n");
        append_alter(sql, want->column);
        g_string_append_printf(sql, "SET DEFAULT %s", want->column->details->server_default.text);
    }
    orm_migration_add(migration, ORM_PHASE_ALTER_COLUMN, ORM_DATA_DEPENDENT | ORM_BLOCKING, orm_migration_end(sql),
                      "column `%s` from %s to %s%s", orm_column_label(want->column), old, type,
                      narrows ? ", which may not hold every value" : "");
    orm_migration_free_type(migration, have->column);
}

static void change_nullability(OrmMigration *migration, const OrmSide *want)
{
    if (want->column->nullable == ORM_NO)
        add_alter(migration, want->column, ORM_DATA_DEPENDENT | ORM_BLOCKING, "SET NOT NULL",
                  "becomes NOT NULL: rows in which it is NULL must be filled first");
    else
        add_alter(migration, want->column, ORM_INCOMPATIBLE, "DROP NOT NULL", "may be NULL");
}

static void change_default(OrmMigration *migration, const OrmSide *want)
{
    const char *text = want->column->details->server_default.text;
    g_autofree char *action = text != NULL ? g_strdup_printf("SET DEFAULT %s", text) : g_strdup("DROP DEFAULT");
    add_alter(migration, want->column, ORM_SAFE, action, text != NULL ? "gets another default" : "has no default");
}

/* Before version 17 an expression cannot be changed, only taken away. */
static void change_generated(OrmMigration *migration, const OrmSide *want, const OrmSide *have)
{
    if (want->column->details->computed.text == NULL) {
        add_alter(migration, want->column, ORM_SAFE, "DROP EXPRESSION", "is computed no more, and keeps its values");
        return;
    }
    guint loss = have->column->details->computed.text == NULL ? ORM_DESTRUCTIVE : ORM_SAFE;
    orm_migration_drop_column(migration, have->column, loss, ORM_PHASE_RENAME);
    orm_migration_add_column(migration, want->column, loss);
}

typedef enum { FILLED_BY_NOBODY, FILLED_BY_SERIAL, FILLED_ALWAYS, FILLED_BY_DEFAULT } Filling;

static Filling filling(const OrmColumn *column)
{
    if (column->identity != ORM_IDENTITY_NONE)
        return column->identity == ORM_IDENTITY_ALWAYS ? FILLED_ALWAYS : FILLED_BY_DEFAULT;
    return column->type.is_serial || column->flags->autoincrement.value == ORM_YES ? FILLED_BY_SERIAL
                                                                                   : FILLED_BY_NOBODY;
}

static char *sequence_name(const OrmColumn *column)
{
    g_autofree char *name = g_strdup_printf("%s_%s_seq", column->table->name, column->name);
    GString *sql = g_string_new(NULL);
    if (column->table->schema != NULL) {
        orm_append_identifier(sql, column->table->schema, ORM_DIALECT_POSTGRESQL);
        g_string_append_c(sql, '.');
    }
    orm_append_identifier(sql, name, ORM_DIALECT_POSTGRESQL);
    return g_string_free(sql, FALSE);
}

static void append_identity_start(GString *sql, const OrmColumn *column)
{
    g_autoptr(GString) table = g_string_new(NULL), name = g_string_new(NULL);
    orm_append_table(table, column->table, ORM_DIALECT_POSTGRESQL);
    orm_append_identifier(name, column->name, ORM_DIALECT_POSTGRESQL);
    g_string_append(sql, ";\nSELECT setval(pg_get_serial_sequence(");
    orm_append_text(sql, table->str, ORM_DIALECT_POSTGRESQL);
    g_string_append(sql, ", ");
    orm_append_text(sql, column->name, ORM_DIALECT_POSTGRESQL);
    g_string_append_printf(sql, "), (SELECT coalesce(max(%s), 0) + 1 FROM %s), false)", name->str, table->str);
}

static void append_serial(GString *sql, const OrmColumn *column)
{
    g_autofree char *sequence = sequence_name(column);
    g_autoptr(GString) quoted = g_string_new(NULL);
    orm_append_text(quoted, sequence, ORM_DIALECT_POSTGRESQL);
    g_string_append_printf(sql, "CREATE SEQUENCE %s OWNED BY ", sequence);
    orm_append_table(sql, column->table, ORM_DIALECT_POSTGRESQL);
    g_string_append_c(sql, '.');
    orm_append_identifier(sql, column->name, ORM_DIALECT_POSTGRESQL);
    g_string_append(sql, ";\n");
    append_alter(sql, column);
    g_string_append_printf(sql, "SET DEFAULT nextval(%s)", quoted->str);
    append_identity_start(sql, column);
}

static void append_end_of_filling(GString *sql, const OrmColumn *column, Filling was)
{
    append_alter(sql, column);
    if (was != FILLED_BY_SERIAL) {
        g_string_append(sql, "DROP IDENTITY");
        return;
    }
    g_autofree char *sequence = sequence_name(column);
    g_string_append_printf(sql, "DROP DEFAULT;\nDROP SEQUENCE IF EXISTS %s", sequence);
}

static void change_identity(OrmMigration *migration, const OrmSide *want, const OrmSide *have)
{
    static const char *const words[] = {"nobody", "a sequence", "an identity, always", "an identity, by default"};
    Filling now = filling(want->column), was = filling(have->column);
    GString *sql = g_string_new(NULL);
    if (now >= FILLED_ALWAYS && was >= FILLED_ALWAYS) {
        append_alter(sql, want->column);
        g_string_append(sql, now == FILLED_ALWAYS ? "SET GENERATED ALWAYS" : "SET GENERATED BY DEFAULT");
    } else {
        if (was != FILLED_BY_NOBODY)
            append_end_of_filling(sql, want->column, was);
        if (was != FILLED_BY_NOBODY && now != FILLED_BY_NOBODY)
            g_string_append(sql, ";\n");
        if (now >= FILLED_ALWAYS) {
            append_alter(sql, want->column);
            g_string_append_printf(sql, "ADD GENERATED %s AS IDENTITY", now == FILLED_ALWAYS ? "ALWAYS" : "BY DEFAULT");
            append_identity_start(sql, want->column);
        } else if (now == FILLED_BY_SERIAL) {
            append_serial(sql, want->column);
        }
    }
    orm_migration_add(migration, ORM_PHASE_ALTER_COLUMN, ORM_SAFE, orm_migration_end(sql),
                      "column `%s` is filled by %s", orm_column_label(want->column), words[now]);
}

static void change_increment(OrmMigration *migration, const OrmSide *want, const OrmSide *have)
{
    const char *increment = want->column->details->increment.text != NULL ? want->column->details->increment.text : "1";
    GString *sql = g_string_new(NULL);
    if (have->column->identity != ORM_IDENTITY_NONE) {
        append_alter(sql, want->column);
        g_string_append_printf(sql, "SET INCREMENT BY %s", increment);
    } else {
        g_autofree char *sequence = sequence_name(want->column);
        g_string_append_printf(sql, "ALTER SEQUENCE %s INCREMENT BY %s", sequence, increment);
    }
    orm_migration_add(migration, ORM_PHASE_ALTER_COLUMN, ORM_SAFE, orm_migration_end(sql), "sequence of column `%s`",
                      orm_column_label(want->column));
}

gboolean orm_migrate_alter(OrmMigration *migration, const OrmDifference *difference)
{
    OrmSide want = orm_migration_want(migration, difference), have = orm_migration_have(migration, difference);
    if (want.column == NULL || have.column == NULL || want.table->is_view)
        return FALSE;
    switch (difference->kind) {
    case ORM_DIFFERENCE_TYPE:
    case ORM_DIFFERENCE_COLLATION:
        change_type(migration, difference, &want, &have);
        return TRUE;
    case ORM_DIFFERENCE_NULLABILITY:
        change_nullability(migration, &want);
        return TRUE;
    case ORM_DIFFERENCE_DEFAULT:
        change_default(migration, &want);
        return TRUE;
    case ORM_DIFFERENCE_GENERATED:
        change_generated(migration, &want, &have);
        return TRUE;
    case ORM_DIFFERENCE_IDENTITY:
        change_identity(migration, &want, &have);
        return TRUE;
    case ORM_DIFFERENCE_SEQUENCE:
        change_increment(migration, &want, &have);
        return TRUE;
    default:
        return FALSE;
    }
}
