/* SPDX-License-Identifier: MIT */
/* Between the files of the comparison, each of which compares one concern of a pair of tables and adds what differs. */
#ifndef ORM_COMPARE_COMPARER_H
#define ORM_COMPARE_COMPARER_H

#include "analyzer/compare/comparison.h"

/** A comparison that is being made. */
typedef struct {
    OrmComparison *result;
    OrmDialect dialect; /* the actual schema's */
    const OrmCatalog *catalog;
    const GPtrArray *ignore_tables; /* of const char * globs; NULL: none */
    GHashTable *expressions;        /* interned text -> OrmComparedExpression *: see expressions.h */
    GHashTable *claimants;          /* const OrmTable *, an actual one -> GPtrArray of const OrmTable *: who maps it */
} OrmComparer;

/** Two tables that are held against each other. */
typedef struct {
    OrmComparer *comparer;
    const OrmTable *declared, *actual;
    const GPtrArray *claimants; /* of const OrmTable *: all models' tables that are this actual one */
} OrmTablePair;

/** A new difference of the kind, certain, added to the result, which owns it. */
OrmDifference *orm_difference_add(OrmComparer *comparer, OrmDifferenceKind kind);
/** The same with both tables filled in. */
OrmDifference *orm_pair_differs(const OrmTablePair *pair, OrmDifferenceKind kind);
/** The same with both columns. */
OrmDifference *orm_columns_differ(const OrmTablePair *pair, const OrmColumn *declared, const OrmColumn *actual,
                                  OrmDifferenceKind kind);

/** Whether the declared table is the first that maps the actual one: what only the schema has is said once. */
gboolean orm_pair_is_first(const OrmTablePair *pair);
/** The actual column of a declared one (of any table; NULL: none), or NULL. */
const OrmColumn *orm_matching_column(const OrmTablePair *pair, const OrmColumn *declared);

/* names.c: names as the actual schema's dialect compares them */

/** Names that are equal but for case where the dialect folds it. Interned. PostgreSQL: as it stands. */
const char *orm_compared_name(const OrmComparer *comparer, const char *name);
/** Whether two names are the same in any case: the graph's own notion, since models may write names as C does. */
gboolean orm_same_name(const char *left, const char *right);
/** The schema as it is compared; NULL for the default one, and on SQLite. Interned. */
const char *orm_compared_schema(const OrmComparer *comparer, const char *schema);
/** Whether an extra table is none of the models' business: a migration tool's, an extension's, or ignored. */
gboolean orm_table_is_foreign(const OrmComparer *comparer, const OrmTable *table);

/* Each compares one concern. */
void orm_compare_tables(OrmComparer *comparer);
void orm_match_columns(const OrmTablePair *pair); /* fills the maps; of all tables before anything is compared */
void orm_compare_columns(const OrmTablePair *pair);
void orm_compare_types(const OrmTablePair *pair, const OrmColumn *declared, const OrmColumn *actual);
void orm_compare_defaults(const OrmTablePair *pair, const OrmColumn *declared, const OrmColumn *actual);
void orm_compare_generated(const OrmTablePair *pair, const OrmColumn *declared, const OrmColumn *actual);
void orm_compare_counters(const OrmTablePair *pair, const OrmColumn *declared, const OrmColumn *actual);
void orm_compare_column_options(const OrmTablePair *pair, const OrmColumn *declared, const OrmColumn *actual);
void orm_compare_table_options(const OrmTablePair *pair);
void orm_compare_column_order(const OrmTablePair *pair);
void orm_compare_primary_key(const OrmTablePair *pair);
void orm_compare_foreign_keys(const OrmTablePair *pair);
void orm_compare_indexes(const OrmTablePair *pair);
void orm_compare_checks(const OrmTablePair *pair);
void orm_compare_excludes(const OrmTablePair *pair);

/** Of missing and extra columns of a pair (of const OrmColumn *), those that look like a rename become one, and leave
 * the arrays. */
void orm_compare_likely_renames(const OrmTablePair *pair, GPtrArray *missing, GPtrArray *extra);
/** Gives each missing table among the differences the only one of the extra tables that has the same columns. */
void orm_find_renamed_tables(OrmComparer *comparer, const GPtrArray *extra);
/** Drops the differences of keys, indexes and CHECKs over columns that only one side has: those columns' own say it. */
void orm_leave_to_columns(OrmComparer *comparer);

#endif
