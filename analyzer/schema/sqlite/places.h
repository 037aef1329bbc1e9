/* SPDX-License-Identifier: MIT */
/*
 * Where the objects of SQL text stand: the database that executes the text keeps none of that. Nothing is forgotten but
 * what a newer statement says again: what a ROLLBACK brings back has its old place.
 */
#ifndef ORM_SCHEMA_SQLITE_PLACES_H
#define ORM_SCHEMA_SQLITE_PLACES_H

#include "analyzer/schema/sqlite/definition.h"

typedef struct OrmSqlitePlaces OrmSqlitePlaces;

OrmSqlitePlaces *orm_sqlite_places_new(void);
void orm_sqlite_places_free(OrmSqlitePlaces *places);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OrmSqlitePlaces, orm_sqlite_places_free)

/** A table, index, view or trigger of that name stands there. `table` (its columns; may be NULL) becomes theirs. */
void orm_sqlite_places_add(OrmSqlitePlaces *places, const char *name, OrmPlace place, OrmSqliteTable *table);
void orm_sqlite_places_rename(OrmSqlitePlaces *places, const char *name, const char *new_name);
/** The column becomes theirs. */
void orm_sqlite_places_add_column(OrmSqlitePlaces *places, const char *table, OrmSqliteColumn *column);
void orm_sqlite_places_rename_column(OrmSqlitePlaces *places, const char *table, const char *name,
                                     const char *new_name);

/** The place of the object, or `otherwise`. `places` may be NULL. */
OrmPlace orm_sqlite_places_find(const OrmSqlitePlaces *places, const char *name, OrmPlace otherwise);
/** Gives the columns and constraints of `table`, read from the text that the database keeps, the places that they had
 * where they were written, else `table->place`. */
void orm_sqlite_places_apply(const OrmSqlitePlaces *places, const char *name, OrmSqliteTable *table);

#endif
