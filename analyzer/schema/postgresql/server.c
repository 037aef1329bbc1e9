/* SPDX-License-Identifier: MIT */
/* A server's schema: one connection, one transaction that only reads, a fixed number of queries. */
#include "analyzer/schema/postgresql/server.h"

#include <string.h>

#include "analyzer/schema/readers.h"

enum { DEFAULT_TIMEOUT = 30 };

static void free_table(gpointer data)
{
    OrmPostgresqlServerTable *table = data;
    g_ptr_array_unref(table->columns);
    g_array_unref(table->collations);
    g_free(table);
}

OrmPostgresqlRows *orm_postgresql_ask(OrmPostgresqlServer *server, const char *query, GError **error)
{
    return orm_postgresql_query(server->connection, query, strstr(query, "$1") != NULL ? server->schemas : NULL, error);
}

OrmPostgresqlServerTable *orm_postgresql_server_table(const OrmPostgresqlServer *server, const OrmPostgresqlRows *rows,
                                                      int row, int column)
{
    return g_hash_table_lookup(server->tables, GUINT_TO_POINTER((guint)orm_postgresql_number(rows, row, column)));
}

const char *orm_postgresql_server_column(const OrmPostgresqlServerTable *table, gint64 number)
{
    return number > 0 && number < table->columns->len ? g_ptr_array_index(table->columns, number) : NULL;
}

const char *orm_postgresql_name(const OrmPostgresqlRows *rows, int row, int column)
{
    return orm_intern(orm_postgresql_value(rows, row, column));
}

/* One transaction sees one state of the catalog, and cannot change it. */
static gboolean begin(OrmPostgresqlServer *server, GError **error)
{
    g_autofree char *timeout =
        g_strdup_printf("SET LOCAL statement_timeout = '%us'", server->connection->timeout_seconds);
    const char *const statements[] = {"BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY",
                                      timeout,
                                      "SET LOCAL lock_timeout = 0",
                                      "SET LOCAL quote_all_identifiers = off",
                                      "SET LOCAL datestyle = 'ISO, YMD'",
                                      "SET LOCAL intervalstyle = 'postgres'",
                                      "SET LOCAL timezone = 'UTC'",
                                      "SET LOCAL extra_float_digits = 1",
                                      "SET LOCAL bytea_output = 'hex'",
                                      "SET LOCAL jit = off"};
    for (guint i = 0; i < G_N_ELEMENTS(statements); i++) {
        gboolean has_jit = server->connection->version >= 110000;
        if (i + 1 == G_N_ELEMENTS(statements) && !has_jit)
            continue;
        g_autoptr(OrmPostgresqlRows) done = orm_postgresql_query(server->connection, statements[i], NULL, error);
        if (done == NULL)
            return FALSE;
    }
    return TRUE;
}

/* The schemas of the search path; from then on only the first of them is in it, so that what is of others is printed
 * with its schema. */
static gboolean find_schemas(OrmPostgresqlServer *server, GError **error)
{
    g_autoptr(OrmPostgresqlRows) rows = orm_postgresql_query(
        server->connection,
        "SELECT n.oid, n.nspname, current_setting('search_path'), current_setting('server_version') "
        "FROM unnest(current_schemas(false)) WITH ORDINALITY AS s (name, position) "
        "JOIN pg_catalog.pg_namespace n ON n.nspname = s.name ORDER BY s.position",
        NULL, error);
    if (rows == NULL)
        return FALSE;
    if (PQntuples(rows) == 0) {
        g_set_error(error, ORM_SCHEMA_ERROR, 0, "%s: no schema of the search path is there", server->connection->label);
        return FALSE;
    }
    g_autoptr(GString) oids = g_string_new("{");
    for (int i = 0; i < PQntuples(rows); i++)
        g_string_append_printf(oids, "%s%s", i > 0 ? "," : "", PQgetvalue(rows, i, 0));
    g_string_append_c(oids, '}');
    server->schemas = g_string_free(g_steal_pointer(&oids), FALSE);
    server->catalog->default_schema = orm_postgresql_name(rows, 0, 1);
    g_auto(GStrv) version = g_strsplit(PQgetvalue(rows, 0, 3), " ", 2);
    server->catalog->server_version = orm_intern(version[0]);
    g_autoptr(OrmPostgresqlRows) set = orm_postgresql_query(
        server->connection, "SELECT pg_catalog.set_config('search_path', pg_catalog.quote_ident($1), true)",
        server->catalog->default_schema, error);
    return set != NULL;
}

static gboolean read_all(OrmPostgresqlServer *server, GError **error)
{
    return begin(server, error) && find_schemas(server, error) && orm_postgresql_read_types(server, error) &&
           orm_postgresql_read_tables(server, error) && orm_postgresql_read_columns(server, error) &&
           orm_postgresql_read_sequences(server, error) && orm_postgresql_read_indexes(server, error) &&
           orm_postgresql_read_constraints(server, error) && orm_postgresql_read_triggers(server, error);
}

gboolean orm_postgresql_read_server(OrmCatalog *catalog, const char *name, const OrmSchemaOptions *options,
                                    GError **error)
{
    guint timeout = options != NULL && options->timeout_seconds > 0 ? options->timeout_seconds : DEFAULT_TIMEOUT;
    g_autoptr(OrmPostgresqlConnection) connection = orm_postgresql_connect(name, catalog->label, timeout, error);
    if (connection == NULL)
        return FALSE;
    OrmPostgresqlServer server = {.connection = connection,
                                  .catalog = catalog,
                                  .tables = g_hash_table_new_full(NULL, NULL, NULL, free_table),
                                  .types = g_hash_table_new(NULL, NULL),
                                  .class_names = g_hash_table_new(NULL, NULL),
                                  .collations = g_hash_table_new(NULL, NULL)};
    gboolean read = read_all(&server, error);
    g_free(server.schemas);
    g_hash_table_unref(server.tables);
    g_hash_table_unref(server.types);
    g_hash_table_unref(server.class_names);
    g_hash_table_unref(server.collations);
    return read;
}
