/* SPDX-License-Identifier: MIT */
/* What an index does for a foreign key, and whether a column it holds can be NULL. */
#include "analyzer/graph/expression.h"
#include "analyzer/graph/questions_indexes.h"

static gboolean key_has_column(const OrmForeignKey *key, const OrmColumn *column)
{
    for (guint i = 0; i < key->columns->len; i++) {
        const OrmColumnReference *reference = g_ptr_array_index(key->columns, i);
        if (reference->column == column)
            return TRUE;
    }
    return FALSE;
}

/* A relationship or a name that is no column may be meant for the key's column: that is another rule's finding. */
static gboolean element_fits(const OrmForeignKey *key, const OrmIndexElement *element)
{
    if (element->expression != NULL)
        return FALSE;
    return element->reference.column == NULL || key_has_column(key, element->reference.column);
}

/* A search for equal values finds no NULL, so that leaving NULLs out does no harm. */
static gboolean predicate_only_excludes_null(const OrmIndex *index, const OrmForeignKey *key, OrmDialect dialect)
{
    const OrmColumnReference *only = g_ptr_array_index(key->columns, 0);
    g_autoptr(OrmExpression) predicate = orm_expression_parse(index->predicate.text, dialect);
    if (predicate == NULL || key->columns->len != 1)
        return FALSE;
    const GPtrArray *columns = orm_expression_columns(predicate);
    return columns != NULL && columns->len == 1 && orm_expression_excludes_null(predicate, only->column->name);
}

static gboolean index_serves(const OrmIndex *index, const OrmForeignKey *key, OrmDialect dialect)
{
    if (!orm_index_is_readable(index))
        return TRUE;
    if (index->elements->len < key->columns->len || orm_index_kind(index) != NULL ||
        (index->predicate.text != NULL && !predicate_only_excludes_null(index, key, dialect)))
        return FALSE;
    for (guint i = 0; i < key->columns->len; i++) {
        if (!element_fits(key, g_ptr_array_index(index->elements, i)))
            return FALSE;
    }
    return TRUE;
}

static gboolean primary_key_serves(const OrmPrimaryKey *primary, const OrmForeignKey *key)
{
    if (primary->columns->len < key->columns->len)
        return FALSE;
    for (guint i = 0; i < key->columns->len; i++) {
        const OrmColumnReference *reference = g_ptr_array_index(primary->columns, i);
        if (reference->column != NULL && !key_has_column(key, reference->column))
            return FALSE;
    }
    return TRUE;
}

gboolean orm_foreign_key_is_indexed(const OrmForeignKey *key, OrmDialect dialect)
{
    const OrmTable *table = key->child;
    for (guint i = 0; i < table->primary_keys->len; i++) {
        if (primary_key_serves(g_ptr_array_index(table->primary_keys, i), key))
            return TRUE;
    }
    for (guint i = 0; i < table->indexes->len; i++) {
        if (index_serves(g_ptr_array_index(table->indexes, i), key, dialect))
            return TRUE;
    }
    return FALSE;
}

OrmTruth orm_column_excludes_null(const OrmColumn *column, OrmDialect dialect)
{
    if (column->nullable == ORM_NO)
        return ORM_YES;
    for (guint i = 0; i < column->table->checks->len; i++) {
        const OrmCheck *check = g_ptr_array_index(column->table->checks, i);
        g_autoptr(OrmExpression) expression = orm_expression_parse(check->expression.text, dialect);
        if (expression != NULL && orm_expression_excludes_null(expression, column->name))
            return ORM_YES;
    }
    return column->nullable == ORM_UNKNOWN ? ORM_UNKNOWN : ORM_NO;
}
