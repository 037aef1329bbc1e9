/* SPDX-License-Identifier: MIT */
/* Statements applied one by one to a database in memory: what they did, as places and migration steps. */
#ifndef ORM_SCHEMA_SQLITE_APPLICATION_H
#define ORM_SCHEMA_SQLITE_APPLICATION_H

#include "analyzer/schema/readers.h"
#include "analyzer/schema/sqlite/places.h"
#include "analyzer/schema/sqlite/sandbox.h"
#include "analyzer/schema/sqlite/statement.h"

typedef struct {
    OrmCatalog *catalog;
    OrmSqliteSandbox *sandbox;
    OrmSqlitePlaces *places;
    const OrmSqliteSource *source; /* the present text */
    guint statement_number;        /* the present one, of all texts */
    guint transaction;             /* the present one; 0: none */
    OrmPlace transaction_place;    /* where it began */
    guint faults;                  /* statements that could not be applied */
} OrmSqliteApplication;

/** What has to be known of a statement before it is executed. */
typedef struct {
    gboolean exists;       /* the thing of its name, in the schema `main` */
    gboolean is_temporary; /* it is about a temporary table */
    const char *table;     /* of the index that is dropped; NULL */
    const char *old_type;  /* of the column that is dropped; NULL */
} OrmSqliteBefore;

OrmSqliteBefore orm_sqlite_before(const OrmSqliteApplication *application, const OrmSqliteStatement *statement);
/** Notes the places and the step of a statement that was executed, or need not be. */
void orm_sqlite_note(OrmSqliteApplication *application, const OrmSqliteStatement *statement, OrmSqliteBefore before);

#endif
