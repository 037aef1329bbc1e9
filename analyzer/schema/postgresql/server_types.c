/* SPDX-License-Identifier: MIT */
/* Enums, domains and sequences of a server; and the names of operator classes and collations, which indexes refer to.
 */
#include <string.h>

#include "analyzer/schema/postgresql/server.h"

static gboolean read_names(OrmPostgresqlServer *server, const char *query, GHashTable *names, GError **error)
{
    g_autoptr(OrmPostgresqlRows) rows = orm_postgresql_ask(server, query, error);
    if (rows == NULL)
        return FALSE;
    for (int i = 0; i < PQntuples(rows); i++)
        g_hash_table_insert(names, GUINT_TO_POINTER((guint)orm_postgresql_number(rows, i, 0)),
                            (gpointer)orm_postgresql_name(rows, i, 1));
    return TRUE;
}

static gboolean read_enums(OrmPostgresqlServer *server, GError **error)
{
    g_autoptr(OrmPostgresqlRows) rows = orm_postgresql_ask(
        server,
        "SELECT t.oid, n.nspname, t.typname, e.enumlabel, d.description FROM pg_catalog.pg_type t "
        "JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace "
        "LEFT JOIN pg_catalog.pg_enum e ON e.enumtypid = t.oid "
        "LEFT JOIN pg_catalog.pg_description d ON d.objoid = t.oid AND d.classoid = 'pg_catalog.pg_type'::regclass AND "
        "d.objsubid = 0 "
        "WHERE t.typtype = 'e' AND t.typnamespace = ANY ($1::oid[]) AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend x "
        "WHERE x.classid = 'pg_catalog.pg_type'::regclass AND x.objid = t.oid AND x.deptype = 'e') "
        "ORDER BY n.nspname, t.typname, e.enumsortorder",
        error);
    OrmCatalogType *type = NULL;
    guint last = 0;
    for (int i = 0; rows != NULL && i < PQntuples(rows); i++) {
        guint oid = (guint)orm_postgresql_number(rows, i, 0);
        if (type == NULL || oid != last) {
            type = orm_catalog_add_type(server->catalog, PQgetvalue(rows, i, 1), PQgetvalue(rows, i, 2), TRUE,
                                        orm_catalog_place(server->catalog));
            type->comment = orm_postgresql_name(rows, i, 4);
        }
        last = oid;
        if (orm_postgresql_value(rows, i, 3) != NULL)
            g_ptr_array_add(type->labels, (gpointer)orm_postgresql_name(rows, i, 3));
    }
    return rows != NULL;
}

static gboolean read_domains(OrmPostgresqlServer *server, GError **error)
{
    g_autoptr(OrmPostgresqlRows) rows = orm_postgresql_ask(
        server,
        "SELECT t.oid, n.nspname, t.typname, pg_catalog.format_type(t.typbasetype, t.typtypmod), t.typnotnull, "
        "coalesce(pg_catalog.pg_get_expr(t.typdefaultbin, 0), t.typdefault), d.description FROM pg_catalog.pg_type t "
        "JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace "
        "LEFT JOIN pg_catalog.pg_description d ON d.objoid = t.oid AND d.classoid = 'pg_catalog.pg_type'::regclass AND "
        "d.objsubid = 0 "
        "WHERE t.typtype = 'd' AND t.typnamespace = ANY ($1::oid[]) AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend x "
        "WHERE x.classid = 'pg_catalog.pg_type'::regclass AND x.objid = t.oid AND x.deptype = 'e') "
        "ORDER BY n.nspname, t.typname",
        error);
    for (int i = 0; rows != NULL && i < PQntuples(rows); i++) {
        OrmCatalogType *type = orm_catalog_add_type(server->catalog, PQgetvalue(rows, i, 1), PQgetvalue(rows, i, 2),
                                                    FALSE, orm_catalog_place(server->catalog));
        type->base_type = orm_postgresql_name(rows, i, 3);
        type->not_null = orm_postgresql_flag(rows, i, 4);
        type->default_text = orm_postgresql_bare(orm_postgresql_value(rows, i, 5));
        type->comment = orm_postgresql_name(rows, i, 6);
        g_hash_table_insert(server->types, GUINT_TO_POINTER((guint)orm_postgresql_number(rows, i, 0)), type);
    }
    return rows != NULL;
}

gboolean orm_postgresql_read_types(OrmPostgresqlServer *server, GError **error)
{
    return read_names(server, "SELECT oid, opcname FROM pg_catalog.pg_opclass WHERE NOT opcdefault",
                      server->class_names, error) &&
           read_names(server, "SELECT oid, collname FROM pg_catalog.pg_collation", server->collations, error) &&
           read_enums(server, error) && read_domains(server, error);
}

/* The column that owns the sequence counts by it, when its default calls it or it is an identity. */
static void settle_owner(const OrmPostgresqlServer *server, const OrmPostgresqlServerTable *owner, const char *name,
                         const OrmCatalogSequence *sequence, const char *call)
{
    OrmCatalogColumn *column = orm_catalog_column(server->catalog, owner->table, name);
    if (column == NULL)
        return;
    gboolean integer = g_strcmp0(column->type, "integer") == 0 || g_strcmp0(column->type, "bigint") == 0 ||
                       g_strcmp0(column->type, "smallint") == 0;
    if (integer && g_strcmp0(column->default_text, call) == 0) {
        column->generator = ORM_GENERATOR_SERIAL;
        column->default_text = NULL;
    }
    if (column->generator != ORM_GENERATOR_NONE)
        column->increment = sequence->increment;
}

gboolean orm_postgresql_read_sequences(OrmPostgresqlServer *server, GError **error)
{
    g_autoptr(OrmPostgresqlRows) rows = orm_postgresql_ask(
        server,
        "SELECT n.nspname, c.relname, s.seqincrement, s.seqstart, o.refobjid, o.refobjsubid, "
        "pg_catalog.format('nextval(%L::regclass)', c.oid::pg_catalog.regclass::text) FROM pg_catalog.pg_class c "
        "JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace "
        "JOIN pg_catalog.pg_sequence s ON s.seqrelid = c.oid "
        "LEFT JOIN pg_catalog.pg_depend o ON o.classid = 'pg_catalog.pg_class'::regclass AND o.objid = c.oid AND "
        "o.objsubid = 0 AND o.refclassid = 'pg_catalog.pg_class'::regclass AND o.refobjsubid > 0 AND o.deptype IN "
        "('a', 'i') "
        "WHERE c.relkind = 'S' AND c.relpersistence <> 't' AND c.relnamespace = ANY ($1::oid[]) AND NOT EXISTS "
        "(SELECT FROM pg_catalog.pg_depend x WHERE x.classid = 'pg_catalog.pg_class'::regclass AND x.objid = c.oid AND "
        "x.deptype = 'e') ORDER BY n.nspname, c.relname",
        error);
    for (int i = 0; rows != NULL && i < PQntuples(rows); i++) {
        OrmCatalogSequence *sequence = orm_catalog_add_sequence(
            server->catalog, PQgetvalue(rows, i, 0), PQgetvalue(rows, i, 1), orm_catalog_place(server->catalog));
        gint64 increment = orm_postgresql_number(rows, i, 2);
        gint64 start = orm_postgresql_number(rows, i, 3);
        sequence->increment = increment == 1 ? 0 : increment;
        sequence->start = start == (increment < 0 ? -1 : 1) ? 0 : start;
        const OrmPostgresqlServerTable *owner = orm_postgresql_server_table(server, rows, i, 4);
        if (owner == NULL)
            continue;
        const char *column = orm_postgresql_server_column(owner, orm_postgresql_number(rows, i, 5));
        g_autofree char *owned_by =
            g_strdup_printf("%s%s%s.%s", owner->table->schema != NULL ? owner->table->schema : "",
                            owner->table->schema != NULL ? "." : "", owner->table->name, column);
        sequence->owned_by = orm_intern(owned_by);
        settle_owner(server, owner, column, sequence, PQgetvalue(rows, i, 6));
    }
    return rows != NULL;
}
