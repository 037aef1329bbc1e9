/* SPDX-License-Identifier: MIT */
/* PostgreSQL: enum types. */
#include <string.h>

#include "analyzer/sql/column_type.h"
#include "analyzer/sql/identifier.h"
#include "analyzer/sql/migration_internal.h"

static gboolean is_enum(const OrmMigration *migration, const OrmColumn *column)
{
    return migration->dialect == ORM_DIALECT_POSTGRESQL && column->type.family == ORM_SQL_ENUM &&
           !column->type_stated && column->enumeration->labels != NULL;
}

static gboolean models_have_type(const OrmGraph *graph, const char *name)
{
    for (guint i = 0; i < graph->tables->len; i++) {
        const OrmTable *table = g_ptr_array_index(graph->tables, i);
        for (guint k = 0; k < table->columns->len; k++) {
            const OrmColumn *column = g_ptr_array_index(table->columns, k);
            if (column->type.family == ORM_SQL_ENUM && !column->type_stated && strcmp(column->type.name, name) == 0)
                return TRUE;
        }
    }
    return FALSE;
}

/* Whether the models, or the schema, have an enum type of that name. */
static gboolean has_type(const OrmMigration *migration, gboolean schema, const char *name)
{
    if (!schema)
        return models_have_type(migration->comparison->declared, name);
    const char *dot = strrchr(name, '.');
    g_autofree char *qualifier = dot != NULL ? g_strndup(name, (gsize)(dot - name)) : NULL;
    return orm_catalog_type(migration->comparison->catalog, qualifier, dot != NULL ? dot + 1 : name) != NULL;
}

static void append_create(GString *sql, const char *name, const OrmColumn *column)
{
    g_string_append(sql, "CREATE TYPE ");
    orm_append_identifier(sql, name, ORM_DIALECT_POSTGRESQL);
    g_string_append(sql, " AS ENUM ");
    orm_append_labels(sql, column, ORM_DIALECT_POSTGRESQL);
}

void orm_migration_need_type(OrmMigration *migration, const OrmColumn *column)
{
    if (!is_enum(migration, column) || has_type(migration, !migration->options->down, column->type.name) ||
        !orm_migration_once(migration, column->type.name))
        return;
    GString *sql = g_string_new(NULL);
    append_create(sql, column->type.name, column);
    orm_migration_add(migration, ORM_PHASE_CREATE_TYPE, ORM_SAFE, orm_migration_end(sql), "type `%s` is new",
                      column->type.name);
}

void orm_migration_free_type(OrmMigration *migration, const OrmColumn *column)
{
    if (!is_enum(migration, column) || has_type(migration, migration->options->down, column->type.name) ||
        !orm_migration_once(migration, column->type.name))
        return;
    GString *sql = g_string_new("DROP TYPE ");
    orm_append_identifier(sql, column->type.name, ORM_DIALECT_POSTGRESQL);
    /* on the way up others than our models may use it */
    orm_migration_add(migration, ORM_PHASE_DROP_TYPE, ORM_DESTRUCTIVE, orm_migration_end(sql),
                      "type `%s` is used no more", column->type.name);
}

/* Whether the old labels are among the new ones in the same order: then they can be added. */
static gboolean only_adds(const GPtrArray *want, const GPtrArray *have)
{
    guint found = 0;
    for (guint i = 0; i < want->len && found < have->len; i++)
        found += strcmp(want->pdata[i], have->pdata[found]) == 0;
    return found == have->len;
}

static gboolean contains(const GPtrArray *labels, const char *label)
{
    for (guint i = 0; i < labels->len; i++)
        if (strcmp(labels->pdata[i], label) == 0)
            return TRUE;
    return FALSE;
}

static void add_labels(OrmMigration *migration, const OrmColumn *column, const GPtrArray *want, const GPtrArray *have)
{
    for (guint i = 0; i < want->len; i++) {
        if (contains(have, want->pdata[i]))
            continue;
        GString *sql = g_string_new("ALTER TYPE ");
        orm_append_identifier(sql, column->type.name, ORM_DIALECT_POSTGRESQL);
        g_string_append(sql, " ADD VALUE ");
        orm_append_text(sql, want->pdata[i], ORM_DIALECT_POSTGRESQL);
        if (i > 0) {
            g_string_append(sql, " AFTER ");
            orm_append_text(sql, want->pdata[i - 1], ORM_DIALECT_POSTGRESQL);
        } else if (have->len > 0) {
            g_string_append(sql, " BEFORE ");
            orm_append_text(sql, have->pdata[0], ORM_DIALECT_POSTGRESQL);
        }
        orm_migration_add(migration, ORM_PHASE_CREATE_TYPE, ORM_SAFE, orm_migration_end(sql),
                          "label '%s' of type `%s` is new", (const char *)want->pdata[i], column->type.name);
    }
}

static void append_alter(GString *sql, const OrmColumn *column)
{
    g_string_append(sql, "ALTER TABLE ");
    orm_append_table(sql, column->table, ORM_DIALECT_POSTGRESQL);
    g_string_append(sql, " ALTER COLUMN ");
    orm_append_identifier(sql, column->name, ORM_DIALECT_POSTGRESQL);
}

/* One column of the type, put over to the new one by way of text. */
static void append_move(GString *sql, const OrmColumn *column, const char *temporary)
{
    g_autoptr(GString) name = g_string_new(NULL);
    orm_append_identifier(name, column->name, ORM_DIALECT_POSTGRESQL);
    if (column->details->server_default.text != NULL) {
        append_alter(sql, column);
        g_string_append(sql, " DROP DEFAULT;\n");
    }
    append_alter(sql, column);
    g_string_append_printf(sql, " TYPE %s USING %s::text::%s;\n", temporary, name->str, temporary);
}

static void append_default(GString *sql, const OrmColumn *column)
{
    if (column->details->server_default.text == NULL)
        return;
    append_alter(sql, column);
    g_string_append_printf(sql, " SET DEFAULT %s;\n", column->details->server_default.text);
}

/* A label cannot be taken out of a type: a new type takes the old one's place. */
static void replace_type(OrmMigration *migration, const OrmColumn *column)
{
    const OrmComparison *comparison = migration->comparison;
    const OrmGraph *graph = comparison->actual; /* all users of the type, not the models' alone */
    g_autofree char *temporary_name = g_strconcat(column->type.name, "_new", NULL);
    g_autoptr(GString) temporary = g_string_new(NULL), defaults = g_string_new(NULL);
    GString *sql = g_string_new(NULL);
    orm_append_identifier(temporary, temporary_name, ORM_DIALECT_POSTGRESQL);
    append_create(sql, temporary_name, column);
    g_string_append(sql, ";\n");
    for (guint i = 0; i < graph->tables->len; i++) {
        const OrmTable *table = g_ptr_array_index(graph->tables, i);
        for (guint k = 0; k < table->columns->len && !table->is_view; k++) {
            const OrmColumn *user = g_ptr_array_index(table->columns, k);
            if (user->type.family != ORM_SQL_ENUM || strcmp(user->type.name, column->type.name) != 0)
                continue;
            append_move(sql, user, temporary->str);
            append_default(defaults, user);
        }
    }
    g_string_append(sql, "DROP TYPE ");
    orm_append_identifier(sql, column->type.name, ORM_DIALECT_POSTGRESQL);
    g_string_append_printf(sql, ";\nALTER TYPE %s RENAME TO ", temporary->str);
    orm_append_identifier(sql, column->type.name, ORM_DIALECT_POSTGRESQL);
    g_string_append_printf(sql, ";\n%s", defaults->str);
    orm_migration_add(migration, ORM_PHASE_ALTER_COLUMN, ORM_DATA_DEPENDENT | ORM_INCOMPATIBLE | ORM_BLOCKING,
                      g_string_free(sql, FALSE), "type `%s` loses labels: rows must not have them", column->type.name);
}

gboolean orm_migrate_enum(OrmMigration *migration, const OrmDifference *difference)
{
    OrmSide want = orm_migration_want(migration, difference), have = orm_migration_have(migration, difference);
    if (difference->kind != ORM_DIFFERENCE_ENUM_VALUES || want.column == NULL || have.column == NULL ||
        !is_enum(migration, want.column) || !is_enum(migration, have.column))
        return FALSE;
    if (!orm_migration_once(migration, want.column->type.name))
        return TRUE;
    const GPtrArray *labels = want.column->enumeration->labels, *old = have.column->enumeration->labels;
    if (only_adds(labels, old))
        add_labels(migration, want.column, labels, old);
    else
        replace_type(migration, want.column);
    return TRUE;
}
