/* SPDX-License-Identifier: MIT */
#include "analyzer/compare/expressions.h"

static OrmTruth same_exclusion(const OrmExclude *declared, const OrmExclude *actual)
{
    OrmExpressionForm left = orm_exclusion_form(declared->definition.text);
    OrmExpressionForm right = orm_exclusion_form(actual->definition.text);
    if (left.text == NULL || right.text == NULL)
        return ORM_UNKNOWN;
    return left.text == right.text ? ORM_YES : left.is_rewritten || right.is_rewritten ? ORM_UNKNOWN : ORM_NO;
}

static gboolean same_name(const OrmExclude *declared, const OrmExclude *actual)
{
    return declared->name != NULL && actual->name != NULL && orm_same_name(declared->name, actual->name);
}

static void add_difference(const OrmTablePair *pair, const OrmExclude *declared, const OrmExclude *actual,
                           OrmTruth equal)
{
    OrmDifference *difference = orm_pair_differs(pair, ORM_DIFFERENCE_EXCLUDE);
    difference->certain = equal == ORM_NO;
    difference->exclude = declared;
    difference->actual_exclude = actual;
    difference->expected = declared != NULL ? declared->definition.text : NULL;
    difference->actual = actual != NULL ? actual->definition.text : NULL;
}

/* Those of `wanted` are one; of those that differ, the ones of the same name. */
static void match(const OrmTablePair *pair, GPtrArray *declared, GPtrArray *actual, gboolean by_name, OrmTruth wanted)
{
    for (guint i = 0; i < declared->len; i++) {
        for (guint k = 0; declared->pdata[i] != NULL && k < actual->len; k++) {
            const OrmExclude *one = g_ptr_array_index(declared, i), *other = g_ptr_array_index(actual, k);
            if (other == NULL || (by_name && !same_name(one, other)) || same_exclusion(one, other) != wanted)
                continue;
            if (wanted != ORM_YES)
                add_difference(pair, one, other, wanted);
            declared->pdata[i] = actual->pdata[k] = NULL;
        }
    }
}

void orm_compare_excludes(const OrmTablePair *pair)
{
    if (pair->comparer->dialect != ORM_DIALECT_POSTGRESQL)
        return;
    g_autoptr(GPtrArray) declared = g_ptr_array_copy(pair->declared->excludes, NULL, NULL);
    g_autoptr(GPtrArray) actual = g_ptr_array_copy(pair->actual->excludes, NULL, NULL);
    g_ptr_array_set_free_func(declared, NULL);
    g_ptr_array_set_free_func(actual, NULL);
    match(pair, declared, actual, FALSE, ORM_YES);
    match(pair, declared, actual, TRUE, ORM_NO);
    match(pair, declared, actual, FALSE, ORM_UNKNOWN);
    for (guint i = 0; i < declared->len; i++) {
        if (declared->pdata[i] != NULL)
            add_difference(pair, g_ptr_array_index(declared, i), NULL, ORM_NO);
    }
    for (guint k = 0; k < actual->len && pair->claimants->len == 1; k++) {
        if (actual->pdata[k] != NULL)
            add_difference(pair, NULL, g_ptr_array_index(actual, k), ORM_NO);
    }
}
