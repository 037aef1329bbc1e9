/* SPDX-License-Identifier: MIT */
#include "analyzer/sql/ddl.h"

#include "analyzer/graph/names.h"
#include "analyzer/sql/column_type.h"
#include "analyzer/sql/identifier.h"
#include "analyzer/sql/order.h"

static void append_schemas(GString *sql, GPtrArray *tables, OrmDialect dialect)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < tables->len; i++) {
        const OrmTable *table = g_ptr_array_index(tables, i);
        /* every database of PostgreSQL begins with a `public` */
        if (table->schema == NULL || g_str_equal(table->schema, "public") ||
            !g_hash_table_add(seen, (gpointer)orm_fold_name(table->schema)))
            continue;
        /* what MySQL calls a schema is a database */
        g_string_append(sql, "CREATE SCHEMA IF NOT EXISTS ");
        orm_append_identifier(sql, table->schema, dialect);
        g_string_append(sql, ";\n\n");
    }
}

static void append_enum_types(GString *sql, GPtrArray *tables, OrmDialect dialect)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < tables->len; i++) {
        const OrmTable *table = g_ptr_array_index(tables, i);
        for (guint k = 0; k < table->columns->len; k++) {
            const OrmColumn *column = g_ptr_array_index(table->columns, k);
            if (column->type.family != ORM_SQL_ENUM || column->type_stated ||
                !g_hash_table_add(seen, (gpointer)column->type.name))
                continue;
            g_string_append(sql, "CREATE TYPE ");
            orm_append_identifier(sql, column->type.name, dialect);
            g_string_append(sql, " AS ENUM ");
            orm_append_labels(sql, column, dialect);
            g_string_append(sql, ";\n\n");
        }
    }
}

/* The keys that must wait until all tables are there: those of rings, and those that say so (use_alter). */
static GHashTable *late_keys(GPtrArray *tables, OrmDialect dialect)
{
    GHashTable *late = g_hash_table_new(NULL, NULL);
    g_autoptr(GHashTable) created = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < tables->len && dialect != ORM_DIALECT_SQLITE; i++) {
        OrmTable *table = g_ptr_array_index(tables, i);
        g_hash_table_add(created, table);
        for (guint k = 0; k < table->foreign_keys->len; k++) {
            OrmForeignKey *key = g_ptr_array_index(table->foreign_keys, k);
            gboolean there =
                key->parent == NULL || key->parent->unmanaged || g_hash_table_contains(created, key->parent);
            if (!there || key->use_alter.value == ORM_YES)
                g_hash_table_add(late, key);
        }
    }
    return late;
}

static void append_late_keys(GString *sql, GPtrArray *tables, GHashTable *late, OrmDialect dialect)
{
    for (guint i = 0; i < tables->len; i++) {
        const OrmTable *table = g_ptr_array_index(tables, i);
        for (guint k = 0; k < table->foreign_keys->len; k++) {
            OrmForeignKey *key = g_ptr_array_index(table->foreign_keys, k);
            if (!g_hash_table_contains(late, key) || !orm_foreign_key_created(key) || key->array.value == ORM_YES)
                continue;
            g_string_append(sql, "ALTER TABLE ");
            orm_append_table(sql, table, dialect);
            g_string_append(sql, " ADD ");
            orm_append_foreign_key(sql, key, dialect);
            g_string_append(sql, ";\n\n");
        }
    }
}

static void append_comment(GString *sql, const OrmTable *table, const OrmColumn *column, OrmDialect dialect)
{
    OrmStated comment = column != NULL ? column->details->comment : table->comment;
    if (comment.text == NULL)
        return;
    g_string_append_printf(sql, "COMMENT ON %s ", column != NULL ? "COLUMN" : "TABLE");
    orm_append_table(sql, table, dialect);
    if (column != NULL) {
        g_string_append_c(sql, '.');
        orm_append_identifier(sql, column->name, dialect);
    }
    g_string_append(sql, " IS ");
    orm_append_text(sql, comment.text, dialect);
    g_string_append(sql, ";\n\n");
}

static void append_comments(GString *sql, const OrmTable *table, OrmDialect dialect)
{
    append_comment(sql, table, NULL, dialect);
    for (guint i = 0; i < table->columns->len; i++)
        append_comment(sql, table, g_ptr_array_index(table->columns, i), dialect);
}

char *orm_ddl(const OrmGraph *graph, OrmDialect dialect)
{
    GString *sql = g_string_new(NULL);
    g_autoptr(GPtrArray) tables = orm_creation_order(graph);
    g_autoptr(GHashTable) late = late_keys(tables, dialect);
    if (dialect != ORM_DIALECT_SQLITE)
        append_schemas(sql, tables, dialect);
    if (dialect == ORM_DIALECT_POSTGRESQL)
        append_enum_types(sql, tables, dialect);
    for (guint i = 0; i < tables->len; i++)
        orm_append_create_table(sql, g_ptr_array_index(tables, i), late, dialect);
    append_late_keys(sql, tables, late, dialect);
    for (guint i = 0; i < tables->len; i++) {
        const OrmTable *table = g_ptr_array_index(tables, i);
        for (guint k = 0; k < table->indexes->len; k++)
            orm_append_create_index(sql, g_ptr_array_index(table->indexes, k), dialect);
        if (dialect == ORM_DIALECT_POSTGRESQL)
            append_comments(sql, table, dialect);
    }
    if (sql->len > 0)
        g_string_truncate(sql, sql->len - 1); /* the empty line after the last statement */
    return g_string_free(sql, FALSE);
}
