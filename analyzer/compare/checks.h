/* SPDX-License-Identifier: MIT */
/* The checks of a pair of tables, while they are matched: enums take theirs first. */
#ifndef ORM_COMPARE_CHECKS_H
#define ORM_COMPARE_CHECKS_H

#include "analyzer/compare/expressions.h"

typedef struct {
    const OrmTablePair *pair;
    GPtrArray *declared, *actual; /* of const OrmCheck * that have no match yet; NULL where they have */
} OrmCheckMatching;

/** The constants among which a check, and nothing else in it, wants the column to be: of OrmConstant *, owned; NULL: it
 * says something else. Free with g_ptr_array_unref. */
GPtrArray *orm_check_values(OrmComparer *comparer, const OrmCheck *check, const OrmColumn *column);

/** Takes the actual check out of those that have no match, and says so if it was never validated. */
void orm_check_take(OrmCheckMatching *matching, const OrmCheck *declared, const OrmCheck *actual);

/** enums.c: compares the values of columns of enum types, and takes the checks that list them. */
void orm_compare_enums(OrmCheckMatching *matching);

#endif
