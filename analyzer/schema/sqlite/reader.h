/* SPDX-License-Identifier: MIT */
/* A connection's schema `main` to a catalog: the pragmas say what there is, the text that the database keeps the rest.
 */
#ifndef ORM_SCHEMA_SQLITE_READER_H
#define ORM_SCHEMA_SQLITE_READER_H

#include "analyzer/schema/readers.h"
#include "analyzer/schema/sqlite/connection.h"
#include "analyzer/schema/sqlite/places.h"

/**
 * Adds tables, views and triggers to the catalog. `places`: where they were written; NULL: everything stands in the
 * database. FALSE with `error` set when the database cannot be read; what cannot be known of a single table is a fault
 * or notice.
 */
gboolean orm_sqlite_read_schema(sqlite3 *database, OrmCatalog *catalog, const OrmSqlitePlaces *places, GError **error);

/* Between the files of the reader. */

/** A row of sqlite_schema. Strings are interned. */
typedef struct {
    const char *type, *name, *table, *sql; /* sql NULL: an index of a constraint */
} OrmSqliteObject;

typedef struct {
    sqlite3 *database;
    OrmCatalog *catalog;
    const OrmSqlitePlaces *places;
    GArray *objects;        /* of OrmSqliteObject, as they were made */
    GHashTable *indexes;    /* table's name in lower case -> GPtrArray of OrmSqliteObject *: of CREATE INDEX */
    GHashTable *properties; /* table's name in lower case -> OrmSqliteProperties */
    GHashTable *statements; /* text of a query -> sqlite3_stmt */
} OrmSqliteReader;

typedef struct {
    const char *type; /* table, view, virtual, shadow */
    gboolean without_rowid, strict;
} OrmSqliteProperties;

/** The query (of the reader's few) with the name bound to its parameter; owned by the reader. NULL: it cannot be
 * prepared. */
sqlite3_stmt *orm_sqlite_ask(OrmSqliteReader *reader, const char *query, const char *name);
/** A column of the present row, interned; NULL for NULL. */
const char *orm_sqlite_column_text(sqlite3_stmt *statement, int column);

/** A table or view with its columns. */
void orm_sqlite_read_table(OrmSqliteReader *reader, const OrmSqliteObject *object);
/** Primary key, uniques and indexes. Returns whether the primary key is the rowid. */
gboolean orm_sqlite_read_indexes(OrmSqliteReader *reader, OrmCatalogTable *table, const OrmSqliteTable *definition,
                                 const GPtrArray *key_columns);
void orm_sqlite_read_foreign_keys(OrmSqliteReader *reader, OrmCatalogTable *table, const OrmSqliteTable *definition);

#endif
