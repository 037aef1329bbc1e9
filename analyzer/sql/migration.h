/* SPDX-License-Identifier: MIT */
/* The SQL that brings an actual schema to the models, and back. */
#ifndef ORM_SQL_MIGRATION_H
#define ORM_SQL_MIGRATION_H

#include "analyzer/compare/comparison.h"

typedef struct {
    gboolean down;              /* the way back: from the models to the schema */
    gboolean allow_destructive; /* print what loses data as statements, not as comments */
} OrmMigrationOptions;

/**
 * The migration, for the dialect of the comparison's graphs. Statements stand in the order of docs/diff.md: what is
 * dropped first, then what is renamed, made, changed, and at last what loses data; each has a comment with its safety
 * class (safe, data-dependent, destructive, incompatible, blocking). What cannot be done in place is said in a comment.
 * NULL when there is nothing to do. Free with g_free.
 */
char *orm_migration(const OrmComparison *comparison, const OrmMigrationOptions *options);

#endif
