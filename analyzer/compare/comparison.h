/* SPDX-License-Identifier: MIT */
/*
 * The models compared with an actual schema: two graphs of one kind, matched table by table and column by column, and what differs between them. Both
 * are normalised first (docs/drift.md tells how), so that what means the same is equal however it is written. A comparison has three
 * outcomes: equal, different, and `certain == FALSE`, not to be compared: that is said, and never counted as drift.
 */
#ifndef ORM_COMPARE_COMPARISON_H
#define ORM_COMPARE_COMPARISON_H

#include "analyzer/graph/graph.h"
#include "analyzer/schema/catalog.h"

typedef enum {
    ORM_DIFFERENCE_TABLE_MISSING,  /* `table`; `candidate_table`: an extra one that it was probably renamed from */
    ORM_DIFFERENCE_TABLE_EXTRA,    /* `actual_table` */
    ORM_DIFFERENCE_TABLE_RENAME,   /* a pending renamed_from=: `table` and `actual_table` of the old name */
    ORM_DIFFERENCE_COLUMN_MISSING, /* `column` */
    ORM_DIFFERENCE_COLUMN_EXTRA,   /* `actual_column`, which is nullable, has a default or fills itself */
    ORM_DIFFERENCE_COLUMN_EXTRA_REQUIRED, /* `actual_column`, without which no row can be inserted */
    ORM_DIFFERENCE_COLUMN_RENAME,  /* one missing and one extra that look alike, or a pending renamed_from=: `column` and `actual_column` */
    ORM_DIFFERENCE_COLUMN_IGNORED_REQUIRED, /* a field with ORM_IGNORE, `ignored` of `table`'s model, whose column is NOT NULL without default */
    ORM_DIFFERENCE_COLUMN_ORDER,   /* of the columns that both have: `column` is the first that stands elsewhere */
    ORM_DIFFERENCE_TYPE,           /* family, width, length, precision, sign, time zone, array */
    ORM_DIFFERENCE_NULLABILITY,
    ORM_DIFFERENCE_DEFAULT,        /* the server's; ON UPDATE of a column too (`aspect` "ON UPDATE") */
    ORM_DIFFERENCE_GENERATED,
    ORM_DIFFERENCE_IDENTITY,
    ORM_DIFFERENCE_SEQUENCE,       /* increment */
    ORM_DIFFERENCE_COMMENT,        /* of `column`, or of `table` */
    ORM_DIFFERENCE_COLLATION,      /* of `column`, or of `table`; `aspect` "collation" or "character set" */
    ORM_DIFFERENCE_TABLE_OPTION,   /* `aspect` "ENGINE", "STRICT", "WITHOUT ROWID", "PARTITION BY" */
    ORM_DIFFERENCE_PRIMARY_KEY,
    ORM_DIFFERENCE_FOREIGN_KEY,    /* missing (`actual_key` NULL), extra (`key` NULL), or of the same columns with another target (both) */
    ORM_DIFFERENCE_FOREIGN_KEY_ACTION, /* both; `aspect` "ON DELETE", "ON UPDATE", "DEFERRABLE", "MATCH" */
    ORM_DIFFERENCE_UNIQUE,         /* missing, extra, or other options (`aspect`) */
    ORM_DIFFERENCE_INDEX,          /* missing, extra, or another definition under the same name or over the same columns */
    ORM_DIFFERENCE_CHECK,
    ORM_DIFFERENCE_EXCLUDE,
    ORM_DIFFERENCE_ENUM_VALUES,
    ORM_DIFFERENCE_VIEW_WITHOUT_KEY, /* a view has no key that its model could state */
    ORM_DIFFERENCE_NOT_VALIDATED,    /* `actual_key` or `actual_check` is NOT VALID, or `actual_index` invalid, in the schema */
    ORM_DIFFERENCE_REFERENCE_IGNORED /* `actual_column` has a REFERENCES that MySQL ignores */
} OrmDifferenceKind;

/** One difference. What does not apply is NULL. Objects belong to the two graphs; texts are interned. */
typedef struct {
    OrmDifferenceKind kind;
    gboolean certain; /* FALSE: the two could not be compared */
    const OrmTable *table, *actual_table;
    const OrmColumn *column, *actual_column;
    const OrmForeignKey *key, *actual_key;
    const OrmIndex *index, *actual_index;
    const OrmCheck *check, *actual_check;
    const OrmExclude *exclude, *actual_exclude;
    const OrmField *ignored;
    const OrmTable *candidate_table;
    const char *aspect;   /* what of the object differs, where that needs a word */
    const char *expected; /* what the models say, as a user would write it: "VARCHAR(30)"; NULL: nothing */
    const char *actual;   /* what the schema has */
    gboolean narrower;    /* TYPE: the actual type holds less than the declared one */
} OrmDifference;

typedef struct {
    const OrmGraph *declared, *actual; /* borrowed */
    const OrmCatalog *catalog;         /* borrowed: types, default schema, version */
    GPtrArray *differences;            /* of OrmDifference *, owned; by declared table in the graph's order, extra tables last */
    GHashTable *actual_tables;         /* const OrmTable * -> const OrmTable *: declared to actual */
    GHashTable *declared_tables;       /* the other way */
    GHashTable *actual_columns;        /* const OrmColumn * -> const OrmColumn * */
    GHashTable *declared_columns;
    GHashTable *retyped_columns; /* set of const OrmColumn *, declared: those with a certain ORM_DIFFERENCE_TYPE */
} OrmComparison;

/** Compares; the two graphs and the catalog must outlive the result, which the caller owns. `ignore_tables`: globs of extra tables that are none of ours; may be
 * NULL. Time grows with the sum of both sizes. */
OrmComparison *orm_compare(const OrmGraph *declared, const OrmGraph *actual, const OrmCatalog *catalog, GPtrArray *ignore_tables);
void orm_comparison_free(OrmComparison *comparison);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OrmComparison, orm_comparison_free)

/** The matching object of the other side, or NULL; `comparison` may be NULL. */
const OrmTable *orm_comparison_actual_table(const OrmComparison *comparison, const OrmTable *declared);
const OrmTable *orm_comparison_declared_table(const OrmComparison *comparison, const OrmTable *actual);
const OrmColumn *orm_comparison_actual_column(const OrmComparison *comparison, const OrmColumn *declared);
const OrmColumn *orm_comparison_declared_column(const OrmComparison *comparison, const OrmColumn *actual);

/** Whether the actual column of this declared one is known to have another type; `comparison` may be NULL. */
gboolean orm_comparison_type_differs(const OrmComparison *comparison, const OrmColumn *declared);

#endif
