/* SPDX-License-Identifier: MIT */
/* Tables, views, what they inherit, their columns and triggers, of a server. */
#include <string.h>

#include "analyzer/schema/postgresql/server.h"

static const char *qualified(const OrmPostgresqlServer *server, const char *schema, const char *name)
{
    if (g_strcmp0(schema, server->catalog->default_schema) == 0)
        return orm_intern(name);
    g_autofree char *text = g_strconcat(schema, ".", name, NULL);
    return orm_intern(text);
}

static void add_table(OrmPostgresqlServer *server, const OrmPostgresqlRows *rows, int row)
{
    OrmPostgresqlServerTable *entry = g_new0(OrmPostgresqlServerTable, 1);
    char kind = *PQgetvalue(rows, row, 3);
    entry->table = orm_catalog_add_table(server->catalog, PQgetvalue(rows, row, 1), PQgetvalue(rows, row, 2),
                                         orm_catalog_place(server->catalog));
    entry->columns = g_ptr_array_new();
    entry->collations = g_array_new(FALSE, TRUE, sizeof(guint));
    entry->table->is_view = kind == 'v' || kind == 'm';
    entry->table->partition_by = orm_postgresql_name(rows, row, 4);
    entry->table->comment = orm_postgresql_name(rows, row, 5);
    if (entry->table->is_view) {
        g_autofree char *definition = g_strdup_printf("CREATE %sVIEW %s AS\n%s", kind == 'm' ? "MATERIALIZED " : "",
                                                      PQgetvalue(rows, row, 7), PQgetvalue(rows, row, 6));
        entry->table->definition = orm_intern(definition);
    }
    g_hash_table_insert(server->tables, GUINT_TO_POINTER((guint)orm_postgresql_number(rows, row, 0)), entry);
}

/* Parents: of a partition the one it is a part of. */
static gboolean read_parents(OrmPostgresqlServer *server, GError **error)
{
    g_autoptr(OrmPostgresqlRows) rows = orm_postgresql_ask(
        server,
        "SELECT i.inhrelid, n.nspname, p.relname, c.relispartition FROM pg_catalog.pg_inherits i "
        "JOIN pg_catalog.pg_class c ON c.oid = i.inhrelid JOIN pg_catalog.pg_class p ON p.oid = i.inhparent "
        "JOIN pg_catalog.pg_namespace n ON n.oid = p.relnamespace "
        "WHERE c.relkind IN ('r', 'p', 'f') AND c.relnamespace = ANY ($1::oid[]) ORDER BY i.inhrelid, i.inhseqno",
        error);
    for (int i = 0; rows != NULL && i < PQntuples(rows); i++) {
        const OrmPostgresqlServerTable *entry = orm_postgresql_server_table(server, rows, i, 0);
        if (entry == NULL)
            continue;
        OrmCatalogTable *table = entry->table;
        const char *parent = qualified(server, PQgetvalue(rows, i, 1), PQgetvalue(rows, i, 2));
        if (orm_postgresql_flag(rows, i, 3)) {
            table->partition_of = parent;
            continue;
        }
        g_autofree char *list =
            table->inherits != NULL ? g_strconcat(table->inherits, ", ", parent, NULL) : g_strdup(parent);
        table->inherits = orm_intern(list);
    }
    return rows != NULL;
}

gboolean orm_postgresql_read_tables(OrmPostgresqlServer *server, GError **error)
{
    g_autoptr(OrmPostgresqlRows) rows = orm_postgresql_ask(
        server,
        "SELECT c.oid, n.nspname, c.relname, c.relkind, "
        "CASE WHEN c.relkind = 'p' THEN pg_catalog.pg_get_partkeydef(c.oid) END, d.description, "
        "CASE WHEN c.relkind IN ('v', 'm') THEN pg_catalog.pg_get_viewdef(c.oid) END, c.oid::pg_catalog.regclass "
        "FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace "
        "LEFT JOIN pg_catalog.pg_description d ON d.objoid = c.oid AND d.classoid = 'pg_catalog.pg_class'::regclass "
        "AND d.objsubid = 0 "
        "WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND c.relpersistence <> 't' AND "
        "c.relnamespace = ANY ($1::oid[]) AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend x "
        "WHERE x.classid = 'pg_catalog.pg_class'::regclass AND x.objid = c.oid AND x.deptype = 'e') "
        "ORDER BY n.nspname, c.relname",
        error);
    for (int i = 0; rows != NULL && i < PQntuples(rows); i++)
        add_table(server, rows, i);
    return rows != NULL && read_parents(server, error);
}

/* Columns have numbers; those of dropped ones stay free. */
static void number_column(OrmPostgresqlServerTable *entry, guint number, const char *name, guint collation)
{
    if (entry->columns->len <= number) {
        g_ptr_array_set_size(entry->columns, (gint)number + 1);
        g_array_set_size(entry->collations, number + 1);
    }
    entry->columns->pdata[number] = (gpointer)name;
    g_array_index(entry->collations, guint, number) = collation;
}

static OrmCatalogGenerator generator_of(const char *identity)
{
    switch (identity != NULL ? *identity : '\0') {
    case 'a':
        return ORM_GENERATOR_IDENTITY_ALWAYS;
    case 'd':
        return ORM_GENERATOR_IDENTITY_BY_DEFAULT;
    default:
        return ORM_GENERATOR_NONE;
    }
}

static void add_column(OrmPostgresqlServer *server, OrmPostgresqlServerTable *entry, const OrmPostgresqlRows *rows,
                       int row)
{
    OrmCatalogColumn *column = orm_catalog_add_column(entry->table, PQgetvalue(rows, row, 2), entry->table->place);
    guint collation = (guint)orm_postgresql_number(rows, row, 8);
    number_column(entry, (guint)orm_postgresql_number(rows, row, 1), column->name, collation);
    column->type = orm_postgresql_name(rows, row, 3);
    column->nullable = orm_postgresql_flag(rows, row, 4) ? ORM_NO : ORM_YES;
    const char *expression = orm_postgresql_bare(orm_postgresql_value(rows, row, 5));
    char generated = *PQgetvalue(rows, row, 6);
    column->generated = generated != '\0' ? expression : NULL;
    column->generated_stored = generated == 's';
    column->default_text = generated == '\0' ? expression : NULL;
    if (g_strcmp0(column->default_text, "NULL") == 0 ||
        g_str_has_prefix(expression != NULL ? expression : "", "NULL::"))
        column->default_text = NULL;
    column->generator = generator_of(PQgetvalue(rows, row, 7));
    if (orm_postgresql_flag(rows, row, 9))
        column->collation = g_hash_table_lookup(server->collations, GUINT_TO_POINTER(collation));
    column->comment = orm_postgresql_name(rows, row, 10);
}

gboolean orm_postgresql_read_columns(OrmPostgresqlServer *server, GError **error)
{
    g_autofree char *query = g_strdup_printf(
        "SELECT a.attrelid, a.attnum, a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod), a.attnotnull, "
        "pg_catalog.pg_get_expr(e.adbin, e.adrelid), %s, a.attidentity, a.attcollation, "
        "a.attcollation <> 0 AND a.attcollation <> t.typcollation, d.description FROM pg_catalog.pg_attribute a "
        "JOIN pg_catalog.pg_class c ON c.oid = a.attrelid JOIN pg_catalog.pg_type t ON t.oid = a.atttypid "
        "LEFT JOIN pg_catalog.pg_attrdef e ON e.adrelid = a.attrelid AND e.adnum = a.attnum "
        "LEFT JOIN pg_catalog.pg_description d ON d.objoid = a.attrelid AND d.classoid = "
        "'pg_catalog.pg_class'::regclass AND d.objsubid = a.attnum "
        "WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND "
        "c.relpersistence <> 't' AND c.relnamespace = ANY ($1::oid[]) ORDER BY a.attrelid, a.attnum",
        server->connection->version >= 120000 ? "a.attgenerated" : "''");
    g_autoptr(OrmPostgresqlRows) rows = orm_postgresql_ask(server, query, error);
    for (int i = 0; rows != NULL && i < PQntuples(rows); i++) {
        OrmPostgresqlServerTable *entry = orm_postgresql_server_table(server, rows, i, 0);
        if (entry != NULL)
            add_column(server, entry, rows, i);
    }
    return rows != NULL;
}

gboolean orm_postgresql_read_triggers(OrmPostgresqlServer *server, GError **error)
{
    g_autofree char *query =
        g_strdup_printf("SELECT t.tgrelid, t.tgname, pg_catalog.pg_get_triggerdef(t.oid) FROM pg_catalog.pg_trigger t "
                        "JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid "
                        "WHERE NOT t.tgisinternal AND c.relnamespace = ANY ($1::oid[])%s ORDER BY t.tgrelid, t.tgname",
                        server->connection->version >= 130000 ? " AND t.tgparentid = 0" : "");
    g_autoptr(OrmPostgresqlRows) rows = orm_postgresql_ask(server, query, error);
    for (int i = 0; rows != NULL && i < PQntuples(rows); i++) {
        const OrmPostgresqlServerTable *entry = orm_postgresql_server_table(server, rows, i, 0);
        if (entry == NULL)
            continue;
        g_autofree char *label = g_strdup_printf("%s%s%s", entry->table->schema != NULL ? entry->table->schema : "",
                                                 entry->table->schema != NULL ? "." : "", entry->table->name);
        orm_catalog_add_trigger(server->catalog, label, PQgetvalue(rows, i, 1), PQgetvalue(rows, i, 2),
                                entry->table->place);
    }
    return rows != NULL;
}
