/* SPDX-License-Identifier: MIT */
/* Keys, indexes and CHECKs over a column that only one side has: they are part of what is said of the column. */
#include "analyzer/compare/comparer.h"

#include "analyzer/graph/expression.h"

typedef struct {
    const OrmComparer *comparer;
    gboolean actual; /* the things are the schema's */
} Side;

static gboolean is_alone(const Side *side, const OrmColumn *column)
{
    const OrmComparison *comparison = side->comparer->result;
    return column != NULL && (side->actual ? orm_comparison_declared_column(comparison, column)
                                           : orm_comparison_actual_column(comparison, column)) == NULL;
}

static gboolean key_is_over(const Side *side, const OrmForeignKey *key)
{
    for (guint i = 0; i < key->columns->len; i++)
        if (is_alone(side, ((const OrmColumnReference *)g_ptr_array_index(key->columns, i))->column))
            return TRUE;
    return FALSE;
}

static gboolean text_is_over(const Side *side, const OrmTable *table, const char *text)
{
    g_autoptr(OrmExpression) expression = text != NULL ? orm_expression_parse(text, side->comparer->dialect) : NULL;
    for (guint i = 0; expression != NULL && i < table->columns->len; i++) {
        const OrmColumn *column = g_ptr_array_index(table->columns, i);
        if (is_alone(side, column) && orm_expression_names(expression, column->name))
            return TRUE;
    }
    return FALSE;
}

static gboolean index_is_over(const Side *side, const OrmIndex *index)
{
    for (guint i = 0; i < index->elements->len; i++) {
        const OrmIndexElement *element = g_ptr_array_index(index->elements, i);
        if (is_alone(side, element->reference.column) || text_is_over(side, index->table, element->expression))
            return TRUE;
    }
    return text_is_over(side, index->table, index->predicate.text);
}

static gboolean check_is_over(const Side *side, const OrmCheck *check)
{
    return is_alone(side, check->on_column) || text_is_over(side, check->table, check->expression.text);
}

static gboolean belongs_to_column(const OrmComparer *comparer, const OrmDifference *difference)
{
    const Side declared = {comparer, FALSE}, actual = {comparer, TRUE};
    switch (difference->kind) {
    case ORM_DIFFERENCE_FOREIGN_KEY:
        return difference->actual_key == NULL ? key_is_over(&declared, difference->key)
                                              : difference->key == NULL && key_is_over(&actual, difference->actual_key);
    case ORM_DIFFERENCE_UNIQUE:
    case ORM_DIFFERENCE_INDEX:
        return difference->actual_index == NULL
                   ? index_is_over(&declared, difference->index)
                   : difference->index == NULL && index_is_over(&actual, difference->actual_index);
    case ORM_DIFFERENCE_CHECK:
        return difference->actual_check == NULL
                   ? check_is_over(&declared, difference->check)
                   : difference->check == NULL && check_is_over(&actual, difference->actual_check);
    default:
        return FALSE;
    }
}

void orm_leave_to_columns(OrmComparer *comparer)
{
    GPtrArray *differences = comparer->result->differences;
    g_autoptr(GPtrArray) all = g_ptr_array_new();
    g_ptr_array_extend(all, differences, NULL, NULL);
    guint kept = 0;
    for (guint i = 0; i < all->len; i++) {
        OrmDifference *difference = g_ptr_array_index(all, i);
        if (belongs_to_column(comparer, difference))
            g_free(difference);
        else
            differences->pdata[kept++] = difference;
    }
    for (guint i = kept; i < all->len; i++)
        differences->pdata[i] = NULL;
    g_ptr_array_set_size(differences, (int)kept);
}
