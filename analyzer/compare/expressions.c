/* SPDX-License-Identifier: MIT */
#include "analyzer/compare/expressions.h"

void orm_compared_expression_free(OrmComparedExpression *expression)
{
    g_free(expression->words);
    g_free(expression);
}

const OrmComparedExpression *orm_compared_expression(OrmComparer *comparer, const char *text)
{
    OrmComparedExpression *expression = g_hash_table_lookup(comparer->expressions, text);
    if (expression == NULL) {
        expression = g_new0(OrmComparedExpression, 1);
        expression->words = orm_expression_words(text, comparer->dialect);
        gboolean postgresql = comparer->dialect == ORM_DIALECT_POSTGRESQL;
        expression->form = orm_expression_form(postgresql ? text : expression->words);
        g_hash_table_insert(comparer->expressions, (gpointer)text, expression);
    }
    return expression;
}

static OrmTruth forms_equal(const OrmExpressionForm *declared, const OrmExpressionForm *actual)
{
    if (declared->text == actual->text)
        return ORM_YES;
    gboolean typed = declared->outline == actual->outline && (declared->has_typed || actual->has_typed);
    return typed || declared->is_rewritten || actual->is_rewritten ? ORM_UNKNOWN : ORM_NO;
}

OrmTruth orm_expressions_equal(OrmComparer *comparer, const char *declared, const char *actual)
{
    if (declared == actual)
        return ORM_YES;
    if (declared == NULL || actual == NULL)
        return ORM_NO;
    const OrmComparedExpression *left = orm_compared_expression(comparer, declared);
    const OrmComparedExpression *right = orm_compared_expression(comparer, actual);
    if (g_str_equal(left->words, right->words))
        return ORM_YES;
    if (left->form.text == NULL || right->form.text == NULL)
        return ORM_UNKNOWN;
    return forms_equal(&left->form, &right->form);
}
