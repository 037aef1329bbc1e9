/* SPDX-License-Identifier: MIT */
/* Indexes, primary keys and unique constraints of a server. */
#include <string.h>

#include "analyzer/schema/postgresql/server.h"

enum { DESCENDING = 1, NULLS_FIRST = 2 }; /* INDOPTION_... of the server's pg_index.h */

/* The columns of the query below. */
enum {
    TABLE,
    NAME,
    METHOD,
    UNIQUE,
    VALID,
    COLUMNS,
    ORDERS,
    KEY_COUNT,
    CLASSES,
    COLLATIONS,
    PREDICATE,
    NULLS_NOT_DISTINCT,
    EXPRESSIONS,
    COLLATED,
    CONSTRAINT,
    DEFERRABLE,
    DEFERRED,
    COMMENT
};

static void add_element(const OrmPostgresqlServer *server, const OrmPostgresqlServerTable *entry,
                        OrmCatalogIndex *index, guint column, guint order, guint operator_class, guint collation,
                        const char *expression, gboolean collated)
{
    const char *name = orm_postgresql_server_column(entry, column);
    OrmCatalogElement *element =
        orm_catalog_add_element(index, name, name == NULL ? orm_postgresql_bare(expression) : NULL);
    gboolean descending = (order & DESCENDING) != 0;
    gboolean first = (order & NULLS_FIRST) != 0;
    element->order = descending ? ORM_ORDER_DESC : ORM_ORDER_UNSTATED;
    if (first != descending)
        element->nulls = first ? ORM_NULLS_FIRST : ORM_NULLS_LAST;
    element->operator_class = g_hash_table_lookup(server->class_names, GUINT_TO_POINTER(operator_class));
    gboolean own = name != NULL ? collation != g_array_index(entry->collations, guint, column) : collated;
    if (own && collation != 0)
        element->collation = g_hash_table_lookup(server->collations, GUINT_TO_POINTER(collation));
}

static guint number_at(char **numbers, guint index)
{
    return numbers[index] != NULL ? (guint)g_ascii_strtoull(numbers[index], NULL, 10) : 0;
}

static void add_elements(const OrmPostgresqlServer *server, const OrmPostgresqlServerTable *entry,
                         OrmCatalogIndex *index, const OrmPostgresqlRows *rows, int row)
{
    g_auto(GStrv) columns = g_strsplit(PQgetvalue(rows, row, COLUMNS), " ", -1);
    g_auto(GStrv) orders = g_strsplit(PQgetvalue(rows, row, ORDERS), " ", -1);
    g_auto(GStrv) classes = g_strsplit(PQgetvalue(rows, row, CLASSES), " ", -1);
    g_auto(GStrv) collations = g_strsplit(PQgetvalue(rows, row, COLLATIONS), " ", -1);
    g_auto(GStrv) expressions = g_strsplit(PQgetvalue(rows, row, EXPRESSIONS), "\1", -1);
    guint keys = (guint)orm_postgresql_number(rows, row, KEY_COUNT);
    guint expression = 0;
    for (guint i = 0; columns[i] != NULL; i++) {
        guint column = number_at(columns, i);
        if (i >= keys) {
            g_ptr_array_add(index->include, (gpointer)orm_postgresql_server_column(entry, column));
            continue;
        }
        add_element(server, entry, index, column, number_at(orders, i), number_at(classes, i), number_at(collations, i),
                    column == 0 ? expressions[expression] : NULL, orm_postgresql_flag(rows, row, COLLATED));
        expression += column == 0 && expressions[expression] != NULL;
    }
}

static void add_index(const OrmPostgresqlServer *server, const OrmPostgresqlServerTable *entry,
                      const OrmPostgresqlRows *rows, int row)
{
    char constraint = *PQgetvalue(rows, row, CONSTRAINT);
    OrmCatalogIndexKind kind = constraint == 'p'   ? ORM_CATALOG_PRIMARY_KEY
                               : constraint == 'u' ? ORM_CATALOG_UNIQUE
                                                   : ORM_CATALOG_INDEX;
    OrmCatalogIndex *index =
        orm_catalog_add_index(entry->table, kind, PQgetvalue(rows, row, NAME), entry->table->place);
    const char *method = PQgetvalue(rows, row, METHOD);
    index->method = strcmp(method, "btree") != 0 ? orm_intern(method) : NULL;
    index->unique = orm_postgresql_flag(rows, row, UNIQUE);
    index->invalid = !orm_postgresql_flag(rows, row, VALID);
    index->predicate = orm_postgresql_bare(orm_postgresql_value(rows, row, PREDICATE));
    index->nulls_not_distinct = orm_postgresql_flag(rows, row, NULLS_NOT_DISTINCT);
    gboolean is_key = kind != ORM_CATALOG_INDEX;
    if (is_key)
        index->deferrable = orm_postgresql_flag(rows, row, DEFERRABLE) ? ORM_YES : ORM_NO;
    index->initially_deferred = is_key && orm_postgresql_flag(rows, row, DEFERRED);
    index->comment = orm_postgresql_name(rows, row, COMMENT);
    add_elements(server, entry, index, rows, row);
}

gboolean orm_postgresql_read_indexes(OrmPostgresqlServer *server, GError **error)
{
    g_autofree char *query = g_strdup_printf(
        "SELECT i.indrelid, c.relname, m.amname, i.indisunique, i.indisvalid OR c.relkind = 'I', "
        "i.indkey, i.indoption, %s, i.indclass, i.indcollation, pg_catalog.pg_get_expr(i.indpred, i.indrelid), %s, "
        "CASE WHEN i.indexprs IS NOT NULL THEN (SELECT pg_catalog.string_agg(pg_catalog.pg_get_indexdef(i.indexrelid, "
        "k + 1, false), E'\\x01' ORDER BY k) FROM pg_catalog.generate_series(0, i.indnatts - 1) k WHERE i.indkey[k] = "
        "0) END, "
        "i.indexprs IS NOT NULL AND pg_catalog.pg_get_indexdef(i.indexrelid) LIKE '%% COLLATE %%', "
        "con.contype, con.condeferrable, con.condeferred, d.description FROM pg_catalog.pg_index i "
        "JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid JOIN pg_catalog.pg_am m ON m.oid = c.relam "
        "LEFT JOIN pg_catalog.pg_constraint con ON con.conindid = i.indexrelid AND con.contype IN ('p', 'u', 'x') "
        "LEFT JOIN pg_catalog.pg_description d ON d.objoid = c.oid AND d.classoid = 'pg_catalog.pg_class'::regclass "
        "AND d.objsubid = 0 "
        "WHERE c.relnamespace = ANY ($1::oid[]) AND NOT i.indisexclusion%s ORDER BY i.indrelid, c.relname",
        server->connection->version >= 110000 ? "i.indnkeyatts" : "i.indnatts",
        server->connection->version >= 150000 ? "i.indnullsnotdistinct" : "false",
        server->connection->version >= 110000 ? " AND NOT c.relispartition" : "");
    g_autoptr(OrmPostgresqlRows) rows = orm_postgresql_ask(server, query, error);
    for (int i = 0; rows != NULL && i < PQntuples(rows); i++) {
        const OrmPostgresqlServerTable *entry = orm_postgresql_server_table(server, rows, i, TABLE);
        if (entry != NULL)
            add_index(server, entry, rows, i);
    }
    return rows != NULL;
}
