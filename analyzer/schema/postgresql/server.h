/* SPDX-License-Identifier: MIT */
/*
 * Between the files that read a server's catalog. Each part asks one or two queries, whatever the number of tables; $1
 * in them is the list of schemas' oids. What extensions own is left out.
 */
#ifndef ORM_SCHEMA_POSTGRESQL_SERVER_H
#define ORM_SCHEMA_POSTGRESQL_SERVER_H

#include "analyzer/schema/postgresql/connection.h"
#include "analyzer/schema/postgresql/printed.h"

/** A table as the server numbers it. */
typedef struct {
    OrmCatalogTable *table;
    GPtrArray *columns; /* of const char *, interned: names by number, from 1; NULL for what was dropped */
    GArray *collations; /* of guint: the collation of each column */
} OrmPostgresqlServerTable;

typedef struct {
    OrmPostgresqlConnection *connection;
    OrmCatalog *catalog;
    char *schemas;           /* "{2200,16384}" */
    GHashTable *tables;      /* oid -> OrmPostgresqlServerTable *, owned */
    GHashTable *types;       /* oid -> OrmCatalogType * */
    GHashTable *class_names; /* oid -> interned name, of operator classes that are not their type's default */
    GHashTable *collations;  /* oid -> interned name */
} OrmPostgresqlServer;

/** Asks; NULL with `error` set when that fails. Free with PQclear. */
OrmPostgresqlRows *orm_postgresql_ask(OrmPostgresqlServer *server, const char *query, GError **error);
/** The table of that oid in the column; NULL for one that is not read. */
OrmPostgresqlServerTable *orm_postgresql_server_table(const OrmPostgresqlServer *server, const OrmPostgresqlRows *rows,
                                                      int row, int column);
/** The name of the table's column of that number; NULL: none. */
const char *orm_postgresql_server_column(const OrmPostgresqlServerTable *table, gint64 number);
/** A value, interned; NULL for NULL. */
const char *orm_postgresql_name(const OrmPostgresqlRows *rows, int row, int column);

/* The parts, in this order; FALSE with `error` set when a query fails. */
gboolean orm_postgresql_read_types(OrmPostgresqlServer *server, GError **error);
gboolean orm_postgresql_read_tables(OrmPostgresqlServer *server, GError **error);
gboolean orm_postgresql_read_columns(OrmPostgresqlServer *server, GError **error);
gboolean orm_postgresql_read_sequences(OrmPostgresqlServer *server, GError **error);
gboolean orm_postgresql_read_indexes(OrmPostgresqlServer *server, GError **error);
gboolean orm_postgresql_read_constraints(OrmPostgresqlServer *server, GError **error);
gboolean orm_postgresql_read_triggers(OrmPostgresqlServer *server, GError **error);

#endif
