/* SPDX-License-Identifier: MIT */
/* Indexes and unique constraints member by member. */
#ifndef ORM_COMPARE_INDEXES_H
#define ORM_COMPARE_INDEXES_H

#include "analyzer/compare/expressions.h"

/** How two indexes stand to each other. */
typedef struct {
    OrmTruth equal;                /* ORM_UNKNOWN: but for an expression that cannot be compared */
    const char *aspect;            /* the first thing that differs; NULL: nothing */
    const char *expected, *actual; /* that thing on both sides */
} OrmIndexOutcome;

/** Whether the index does nothing but keep rows apart: unique over columns alone, all rows. */
gboolean orm_index_is_constraint(const OrmIndex *index);

/** Whether two indexes have the same columns or expressions in the same order, whatever else they say. */
gboolean orm_index_same_members(const OrmTablePair *pair, const OrmIndex *declared, const OrmIndex *actual);

/** The two compared as indexes, or, when both are constraints, as constraints: columns in any order. */
OrmIndexOutcome orm_index_outcome(const OrmTablePair *pair, const OrmIndex *declared, const OrmIndex *actual);

/** "UNIQUE (a, b DESC) WHERE a > 0". Interned. */
const char *orm_index_words(const OrmIndex *index, OrmDialect dialect);

#endif
