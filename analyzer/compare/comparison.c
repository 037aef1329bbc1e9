/* SPDX-License-Identifier: MIT */
#include "analyzer/compare/expressions.h"

OrmDifference *orm_difference_add(OrmComparer *comparer, OrmDifferenceKind kind)
{
    OrmDifference *difference = g_new0(OrmDifference, 1);
    difference->kind = kind;
    difference->certain = TRUE;
    g_ptr_array_add(comparer->result->differences, difference);
    return difference;
}

OrmDifference *orm_pair_differs(const OrmTablePair *pair, OrmDifferenceKind kind)
{
    OrmDifference *difference = orm_difference_add(pair->comparer, kind);
    difference->table = pair->declared;
    difference->actual_table = pair->actual;
    return difference;
}

OrmDifference *orm_columns_differ(const OrmTablePair *pair, const OrmColumn *declared, const OrmColumn *actual,
                                  OrmDifferenceKind kind)
{
    OrmDifference *difference = orm_pair_differs(pair, kind);
    difference->column = declared;
    difference->actual_column = actual;
    return difference;
}

gboolean orm_pair_is_first(const OrmTablePair *pair)
{
    return g_ptr_array_index(pair->claimants, 0) == pair->declared;
}

const OrmColumn *orm_matching_column(const OrmTablePair *pair, const OrmColumn *declared)
{
    return declared != NULL ? g_hash_table_lookup(pair->comparer->result->actual_columns, declared) : NULL;
}

static void note_types(OrmComparison *result)
{
    for (guint i = 0; i < result->differences->len; i++) {
        const OrmDifference *difference = g_ptr_array_index(result->differences, i);
        if (difference->kind == ORM_DIFFERENCE_TYPE && difference->certain)
            g_hash_table_add(result->retyped_columns, (gpointer)difference->column);
    }
}

OrmComparison *orm_compare(const OrmGraph *declared, const OrmGraph *actual, const OrmCatalog *catalog,
                           GPtrArray *ignore_tables)
{
    OrmComparison *result = g_new0(OrmComparison, 1);
    result->declared = declared;
    result->actual = actual;
    result->catalog = catalog;
    result->differences = g_ptr_array_new_with_free_func(g_free);
    result->actual_tables = g_hash_table_new(NULL, NULL);
    result->declared_tables = g_hash_table_new(NULL, NULL);
    result->actual_columns = g_hash_table_new(NULL, NULL);
    result->declared_columns = g_hash_table_new(NULL, NULL);
    result->retyped_columns = g_hash_table_new(NULL, NULL);
    OrmComparer comparer = {
        .result = result, .dialect = catalog->dialect, .catalog = catalog, .ignore_tables = ignore_tables};
    comparer.claimants = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_ptr_array_unref);
    comparer.expressions = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)orm_compared_expression_free);
    orm_compare_tables(&comparer);
    orm_leave_to_columns(&comparer);
    note_types(result);
    g_hash_table_unref(comparer.expressions);
    g_hash_table_unref(comparer.claimants);
    return result;
}

void orm_comparison_free(OrmComparison *comparison)
{
    if (comparison == NULL)
        return;
    g_ptr_array_unref(comparison->differences);
    g_hash_table_unref(comparison->actual_tables);
    g_hash_table_unref(comparison->declared_tables);
    g_hash_table_unref(comparison->actual_columns);
    g_hash_table_unref(comparison->declared_columns);
    g_hash_table_unref(comparison->retyped_columns);
    g_free(comparison);
}

const OrmTable *orm_comparison_actual_table(const OrmComparison *comparison, const OrmTable *declared)
{
    return comparison != NULL ? g_hash_table_lookup(comparison->actual_tables, declared) : NULL;
}

const OrmTable *orm_comparison_declared_table(const OrmComparison *comparison, const OrmTable *actual)
{
    return comparison != NULL ? g_hash_table_lookup(comparison->declared_tables, actual) : NULL;
}

const OrmColumn *orm_comparison_actual_column(const OrmComparison *comparison, const OrmColumn *declared)
{
    return comparison != NULL ? g_hash_table_lookup(comparison->actual_columns, declared) : NULL;
}

const OrmColumn *orm_comparison_declared_column(const OrmComparison *comparison, const OrmColumn *actual)
{
    return comparison != NULL ? g_hash_table_lookup(comparison->declared_columns, actual) : NULL;
}

gboolean orm_comparison_type_differs(const OrmComparison *comparison, const OrmColumn *declared)
{
    return comparison != NULL && g_hash_table_contains(comparison->retyped_columns, declared);
}
