/* SPDX-License-Identifier: MIT */
#include "analyzer/compare/comparer.h"

#include "analyzer/graph/questions_keys.h"

/* Whether both keys have the same columns in the same order; every declared one is resolved. */
static gboolean same_key(const OrmTablePair *pair, const OrmPrimaryKey *declared, const OrmPrimaryKey *actual)
{
    if (declared == NULL || actual == NULL)
        return declared == actual;
    if (declared->columns->len != actual->columns->len)
        return FALSE;
    for (guint i = 0; i < declared->columns->len; i++) {
        const OrmColumnReference *left = g_ptr_array_index(declared->columns, i);
        const OrmColumnReference *right = g_ptr_array_index(actual->columns, i);
        if (right->column == NULL || orm_matching_column(pair, left->column) != right->column)
            return FALSE;
    }
    return TRUE;
}

static const char *key_words(const OrmPrimaryKey *key)
{
    return key != NULL ? orm_columns_label(key->columns) : NULL;
}

static void compare_view(const OrmTablePair *pair)
{
    if (orm_table_states_key(pair->declared) != ORM_NO)
        return;
    OrmDifference *difference = orm_pair_differs(pair, ORM_DIFFERENCE_VIEW_WITHOUT_KEY);
    difference->actual = orm_table_label(pair->actual);
}

void orm_compare_primary_key(const OrmTablePair *pair)
{
    const OrmPrimaryKey *declared = pair->declared->primary_key, *actual = pair->actual->primary_key;
    if (pair->actual->is_view) {
        compare_view(pair);
        return;
    }
    gboolean unclear = orm_table_states_key(pair->declared) == ORM_UNKNOWN ||
                       (declared != NULL && !orm_references_resolved(declared->columns)) ||
                       (declared == NULL && orm_table_states_key(pair->declared) == ORM_YES);
    if (unclear || pair->declared->is_view || same_key(pair, declared, actual))
        return;
    OrmDifference *difference = orm_pair_differs(pair, ORM_DIFFERENCE_PRIMARY_KEY);
    difference->expected = key_words(declared);
    difference->actual = key_words(actual);
}
