/* SPDX-License-Identifier: MIT */
#include "analyzer/sql/column_type.h"

#include "analyzer/sql/identifier.h"

#include <string.h>

gboolean orm_has_enums(OrmDialect dialect)
{
    return dialect == ORM_DIALECT_POSTGRESQL || orm_dialect_is_mysql(dialect);
}

void orm_append_labels(GString *sql, const OrmColumn *column, OrmDialect dialect)
{
    g_string_append_c(sql, '(');
    for (guint i = 0; i < column->enumeration->labels->len; i++) {
        if (i > 0)
            g_string_append(sql, ", ");
        orm_append_text(sql, g_ptr_array_index(column->enumeration->labels, i), dialect);
    }
    g_string_append_c(sql, ')');
}

static const OrmColumn *single_key(const OrmTable *table)
{
    if (table->primary_key == NULL || table->primary_key->columns->len != 1)
        return NULL;
    const OrmColumnReference *reference = g_ptr_array_index(table->primary_key->columns, 0);
    return reference->column;
}

static gboolean is_called_integer(const OrmColumn *column)
{
    return column->type.text != NULL && g_ascii_strcasecmp(column->type.text, "integer") == 0;
}

const OrmColumn *orm_rowid_column(const OrmTable *table, OrmDialect dialect)
{
    const OrmColumn *column = single_key(table);
    gboolean rowid = dialect == ORM_DIALECT_SQLITE && column != NULL && column->type.family == ORM_SQL_INTEGER &&
                     table->without_rowid.value != ORM_YES && (!column->type_stated || is_called_integer(column));
    return rowid ? column : NULL;
}

/* SQLAlchemy's autoincrement="auto": a single integer key that refers to nothing is filled by the database. */
static gboolean is_generated(const OrmColumn *column)
{
    if (column->flags->autoincrement.value != ORM_UNKNOWN)
        return column->flags->autoincrement.value == ORM_YES;
    if (column->type.is_serial)
        return TRUE;
    return single_key(column->table) == column && column->type.family == ORM_SQL_INTEGER &&
           column->foreign_keys->len == 0 && column->details->server_default.text == NULL &&
           column->details->default_value.text == NULL && column->details->computed.text == NULL &&
           !column->type_stated;
}

static gint longest_label(const OrmColumn *column)
{
    glong longest = 1;
    for (guint i = 0; i < column->enumeration->labels->len; i++)
        longest = MAX(longest, g_utf8_strlen(g_ptr_array_index(column->enumeration->labels, i), -1));
    return (gint)longest;
}

static void append_enum_type(GString *sql, const OrmColumn *column, OrmDialect dialect)
{
    if (dialect == ORM_DIALECT_POSTGRESQL) {
        orm_append_identifier(sql, column->type.name, dialect);
    } else if (orm_dialect_is_mysql(dialect)) {
        g_string_append(sql, "ENUM");
        orm_append_labels(sql, column, dialect);
    } else {
        g_string_append_printf(sql, "VARCHAR(%d)", longest_label(column));
    }
}

/* PostgreSQL's types that count; MySQL's is another name of BIGINT UNSIGNED with all that counting needs. */
static gboolean is_serial(const OrmColumn *column, OrmDialect dialect)
{
    if (column->identity != ORM_IDENTITY_NONE)
        return FALSE;
    return dialect == ORM_DIALECT_POSTGRESQL ? is_generated(column)
                                             : orm_dialect_is_mysql(dialect) && column->type.is_serial;
}

static void append_serial(GString *sql, const OrmColumn *column, OrmDialect dialect)
{
    if (orm_dialect_is_mysql(dialect)) {
        g_string_append(sql, "SERIAL");
        return;
    }
    g_string_append(sql, column->type.bits == 16 ? "SMALLSERIAL" : column->type.bits == 64 ? "BIGSERIAL" : "SERIAL");
}

static void append_type(GString *sql, const OrmColumn *column, OrmDialect dialect)
{
    if (column->type.family == ORM_SQL_ENUM && !column->type_stated) {
        append_enum_type(sql, column, dialect);
    } else if (orm_rowid_column(column->table, dialect) == column) {
        g_string_append(sql, "INTEGER");
    } else if (dialect == ORM_DIALECT_SQLITE && column->table->strict.value == ORM_YES) {
        g_string_append(sql, orm_sql_type_strict_name(&column->type));
    } else if (is_serial(column, dialect)) {
        append_serial(sql, column, dialect);
    } else {
        g_autofree char *type = orm_sql_type_to_string(&column->type, dialect);
        g_string_append(sql, type);
    }
}

char *orm_column_plain_type(const OrmColumn *column, OrmDialect dialect)
{
    GString *sql = g_string_new(NULL);
    if (column->type.family == ORM_SQL_ENUM && !column->type_stated) {
        append_enum_type(sql, column, dialect);
        return g_string_free(sql, FALSE);
    }
    g_string_free(sql, TRUE);
    OrmSqlType type = column->type;
    type.is_serial = FALSE;
    return orm_sql_type_to_string(&type, dialect);
}

/* Literals and the CURRENT_ words stand alone; SQLite and MySQL want any other expression in parentheses. */
static gboolean is_simple_default(const char *text)
{
    static const char *const words[] = {"null", "true", "false", NULL};
    g_autofree char *folded = g_ascii_strdown(text, -1);
    if (g_strv_contains(words, folded) || g_str_has_prefix(folded, "current_") || text[0] == '(')
        return TRUE;
    if (text[0] == '\'')
        return strlen(text) > 1 && strchr(text + 1, '\'') == text + strlen(text) - 1;
    char *end;
    g_ascii_strtod(text, &end);
    return end != text && *end == '\0';
}

static void append_default(GString *sql, const char *text, OrmDialect dialect)
{
    gboolean wrap = (dialect == ORM_DIALECT_SQLITE || orm_dialect_is_mysql(dialect)) && !is_simple_default(text);
    g_string_append_printf(sql, wrap ? " DEFAULT (%s)" : " DEFAULT %s", text);
}

static void append_collation(GString *sql, const OrmColumn *column, OrmDialect dialect)
{
    if (column->details->collation.text == NULL)
        return;
    g_string_append(sql, " COLLATE ");
    orm_append_identifier(sql, column->details->collation.text, dialect);
}

static void append_generation(GString *sql, const OrmColumn *column, OrmDialect dialect)
{
    if (column->details->computed.text == NULL)
        return;
    /* PostgreSQL has no other kind before version 18 */
    gboolean stored = column->generated == ORM_GENERATED_STORED || dialect == ORM_DIALECT_POSTGRESQL;
    const char *kind = stored ? " STORED" : column->generated == ORM_GENERATED_VIRTUAL ? " VIRTUAL" : "";
    g_string_append_printf(sql, " GENERATED ALWAYS AS (%s)%s", column->details->computed.text, kind);
}

static void append_identity(GString *sql, const OrmColumn *column, OrmDialect dialect)
{
    gboolean always = column->identity == ORM_IDENTITY_ALWAYS;
    if (orm_dialect_is_mysql(dialect)) {
        if (!is_serial(column, dialect) && (column->identity != ORM_IDENTITY_NONE || is_generated(column)))
            g_string_append(sql, " AUTO_INCREMENT");
    } else if (column->identity != ORM_IDENTITY_NONE && dialect != ORM_DIALECT_SQLITE) {
        g_string_append(sql, always ? " GENERATED ALWAYS AS IDENTITY" : " GENERATED BY DEFAULT AS IDENTITY");
    }
}

/* The key that is the rowid is stated with its column: AUTOINCREMENT can stand nowhere else. */
static void append_rowid_key(GString *sql, const OrmColumn *column, OrmDialect dialect)
{
    if (orm_rowid_column(column->table, dialect) != column)
        return;
    if (column->table->primary_key->name.text != NULL) {
        g_string_append(sql, " CONSTRAINT ");
        orm_append_identifier(sql, column->table->primary_key->name.text, dialect);
    }
    g_string_append(sql, " PRIMARY KEY");
    if (column->flags->autoincrement.value == ORM_YES || column->identity != ORM_IDENTITY_NONE)
        g_string_append(sql, " AUTOINCREMENT");
}

void orm_append_column(GString *sql, const OrmColumn *column, OrmDialect dialect)
{
    orm_append_identifier(sql, column->name, dialect);
    g_string_append_c(sql, ' ');
    append_type(sql, column, dialect);
    append_collation(sql, column, dialect);
    /* MySQL wants the generation before NOT NULL */
    append_generation(sql, column, dialect);
    if (column->nullable == ORM_NO && !(column->details->computed.text != NULL && dialect == ORM_DIALECT_MARIADB))
        g_string_append(sql, " NOT NULL"); /* MariaDB takes it for no generated column */
    append_rowid_key(sql, column, dialect);
    append_identity(sql, column, dialect);
    if (column->details->server_default.text != NULL && column->details->computed.text == NULL)
        append_default(sql, column->details->server_default.text, dialect);
    if (!orm_dialect_is_mysql(dialect))
        return;
    if (column->details->server_onupdate.text != NULL && column->details->server_onupdate.text[0] != '\0')
        g_string_append_printf(sql, " ON UPDATE %s", column->details->server_onupdate.text);
    if (column->details->comment.text != NULL) {
        g_string_append(sql, " COMMENT ");
        orm_append_text(sql, column->details->comment.text, dialect);
    }
}
