/* SPDX-License-Identifier: MIT */
/* Foreign keys, checks and exclusions of a server. Keys are read with their indexes. */
#include <string.h>

#include "analyzer/schema/postgresql/reader.h"
#include "analyzer/schema/postgresql/server.h"

/* The columns of the query below. */
enum {
    KIND,
    TABLE,
    DOMAIN,
    NAME,
    DEFERRABLE,
    DEFERRED,
    VALID,
    PARENT_SCHEMA,
    PARENT,
    COLUMNS,
    PARENT_COLUMNS,
    ON_UPDATE,
    ON_DELETE,
    MATCH,
    EXPRESSION,
    INHERITED
};

/* Names that the query has joined. */
static void add_names(GPtrArray *names, const char *joined)
{
    g_auto(GStrv) parts = g_strsplit(joined, "\1", -1);
    for (char **part = parts; *part != NULL; part++)
        g_ptr_array_add(names, (gpointer)orm_intern(*part));
}

static void add_foreign_key(const OrmPostgresqlServer *server, OrmCatalogTable *table, const OrmPostgresqlRows *rows,
                            int row)
{
    OrmCatalogForeignKey *key = orm_catalog_add_foreign_key(table, PQgetvalue(rows, row, NAME), table->place);
    const char *schema = PQgetvalue(rows, row, PARENT_SCHEMA);
    add_names(key->columns, PQgetvalue(rows, row, COLUMNS));
    add_names(key->parent_columns, PQgetvalue(rows, row, PARENT_COLUMNS));
    key->parent_schema = strcmp(schema, server->catalog->default_schema) == 0 ? NULL : orm_intern(schema);
    key->parent = orm_postgresql_name(rows, row, PARENT);
    key->onupdate = orm_postgresql_action(PQgetvalue(rows, row, ON_UPDATE));
    key->ondelete = orm_postgresql_action(PQgetvalue(rows, row, ON_DELETE));
    key->match = *PQgetvalue(rows, row, MATCH) == 'f' ? orm_intern("full") : NULL;
    key->deferrable = orm_postgresql_flag(rows, row, DEFERRABLE) ? ORM_YES : ORM_NO;
    key->initially_deferred = orm_postgresql_flag(rows, row, DEFERRED);
    key->not_valid = !orm_postgresql_flag(rows, row, VALID);
}

/* An exclusion from USING on, without DEFERRABLE and what follows. */
static const char *exclusion(const char *definition)
{
    static const char *const ends[] = {" INITIALLY DEFERRED", " DEFERRABLE"};
    g_autofree char *text =
        g_strdup(g_str_has_prefix(definition, "EXCLUDE ") ? definition + strlen("EXCLUDE ") : definition);
    for (guint i = 0; i < G_N_ELEMENTS(ends); i++) {
        if (g_str_has_suffix(text, ends[i]))
            text[strlen(text) - strlen(ends[i])] = '\0';
    }
    return orm_postgresql_bare_exclusion(text);
}

static void add_constraint(OrmPostgresqlServer *server, const OrmPostgresqlRows *rows, int row)
{
    const OrmPostgresqlServerTable *entry = orm_postgresql_server_table(server, rows, row, TABLE);
    const OrmCatalogType *domain =
        g_hash_table_lookup(server->types, GUINT_TO_POINTER((guint)orm_postgresql_number(rows, row, DOMAIN)));
    char kind = *PQgetvalue(rows, row, KIND);
    const char *name = PQgetvalue(rows, row, NAME);
    OrmPlace place = orm_catalog_place(server->catalog);
    const char *expression = orm_postgresql_value(rows, row, EXPRESSION);
    gboolean of_parent =
        entry != NULL && entry->table->partition_of != NULL && orm_postgresql_flag(rows, row, INHERITED);
    if (of_parent || (entry == NULL && domain == NULL))
        return;
    if (entry == NULL)
        orm_catalog_add_check(domain->checks, name, orm_postgresql_bare(expression), place)->not_valid =
            !orm_postgresql_flag(rows, row, VALID);
    else if (kind == 'f')
        add_foreign_key(server, entry->table, rows, row);
    else if (kind == 'x')
        orm_catalog_add_check(entry->table->excludes, name, exclusion(expression), place);
    else
        orm_catalog_add_check(entry->table->checks, name, orm_postgresql_bare(expression), place)->not_valid =
            !orm_postgresql_flag(rows, row, VALID);
}

gboolean orm_postgresql_read_constraints(OrmPostgresqlServer *server, GError **error)
{
    g_autofree char *query = g_strdup_printf(
        "SELECT con.contype, con.conrelid, con.contypid, con.conname, con.condeferrable, con.condeferred, "
        "con.convalidated, pn.nspname, p.relname, "
        "CASE WHEN con.contype = 'f' THEN (SELECT pg_catalog.string_agg(a.attname, E'\\x01' ORDER BY k.position) FROM "
        "pg_catalog.unnest(con.conkey) WITH ORDINALITY k (number, position) JOIN pg_catalog.pg_attribute a ON "
        "a.attrelid = con.conrelid AND a.attnum = k.number) END, "
        "CASE WHEN con.contype = 'f' THEN (SELECT pg_catalog.string_agg(a.attname, E'\\x01' ORDER BY k.position) FROM "
        "pg_catalog.unnest(con.confkey) WITH ORDINALITY k (number, position) JOIN pg_catalog.pg_attribute a ON "
        "a.attrelid = con.confrelid AND a.attnum = k.number) END, "
        "con.confupdtype, con.confdeltype, con.confmatchtype, "
        "CASE con.contype WHEN 'c' THEN pg_catalog.pg_get_expr(con.conbin, con.conrelid) "
        "WHEN 'x' THEN pg_catalog.pg_get_constraintdef(con.oid) END, "
        "%s NOT con.conislocal FROM pg_catalog.pg_constraint con "
        "LEFT JOIN pg_catalog.pg_class p ON p.oid = con.confrelid "
        "LEFT JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace "
        "WHERE con.contype IN ('c', 'f', 'x') AND con.connamespace = ANY ($1::oid[])%s "
        "ORDER BY con.conrelid, con.contypid, con.conname",
        server->connection->version >= 110000 ? "con.conparentid <> 0 OR" : "",
        /* a key into a partitioned table has a copy for each of its partitions */
        server->connection->version >= 110000 ? " AND NOT (con.contype = 'f' AND con.conparentid <> 0)" : "");
    g_autoptr(OrmPostgresqlRows) rows = orm_postgresql_ask(server, query, error);
    for (int i = 0; rows != NULL && i < PQntuples(rows); i++)
        add_constraint(server, rows, i);
    return rows != NULL;
}
