/* SPDX-License-Identifier: MIT */
/* Whether a condition holds for a value of one column; what needs more than that value is unknown. */
#include <string.h>

#include "analyzer/graph/expression_internal.h"

typedef struct {
    const char *column;
    OrmConstant value;
    OrmTexts texts;
} Question;

static OrmTruth truth(gboolean value)
{
    return value ? ORM_YES : ORM_NO;
}

static OrmTruth negation(OrmTruth one)
{
    return one == ORM_UNKNOWN ? ORM_UNKNOWN : truth(one == ORM_NO);
}

static gboolean number_of(const OrmConstant *constant, double *number)
{
    if (constant->kind == ORM_CONSTANT_BOOLEAN) {
        *number = g_str_equal(constant->text, "true");
        return TRUE;
    }
    char *end = NULL;
    *number = constant->text != NULL ? g_ascii_strtod(constant->text, &end) : 0;
    return end != NULL && end != constant->text && *end == '\0';
}

static OrmTruth texts_equal(const char *one, const char *other, OrmTexts texts)
{
    if (strcmp(one, other) == 0)
        return ORM_YES;
    g_autofree char *left = g_strchomp(g_utf8_casefold(one, -1));
    g_autofree char *right = g_strchomp(g_utf8_casefold(other, -1));
    gboolean perhaps = texts == ORM_TEXTS_UNKNOWN || (texts == ORM_TEXTS_ANY_CASE && strcmp(left, right) == 0);
    return perhaps ? ORM_UNKNOWN : ORM_NO;
}

static OrmTruth equal(const Question *question, const OrmConstant *other)
{
    const OrmConstant *value = &question->value;
    double one, two;
    if (other->text == NULL)
        return ORM_UNKNOWN;
    if (value->kind == ORM_CONSTANT_STRING && other->kind == ORM_CONSTANT_STRING)
        return texts_equal(value->text, other->text, question->texts);
    return number_of(value, &one) && number_of(other, &two) ? truth(one == two) : ORM_UNKNOWN;
}

/* Texts are in the order of some collation, which nobody tells. */
static OrmTruth less(const OrmConstant *one, const OrmConstant *other, gboolean or_equal)
{
    double left, right;
    gboolean texts = one->kind == ORM_CONSTANT_STRING && other->kind == ORM_CONSTANT_STRING;
    if (texts || one->text == NULL || other->text == NULL || !number_of(one, &left) || !number_of(other, &right))
        return ORM_UNKNOWN;
    return truth(or_equal ? left <= right : left < right);
}

static gboolean is_column(const json_t *node, const Question *question)
{
    return orm_expression_is_column(node, question->column);
}

static OrmTruth among(const json_t *items, const Question *question)
{
    OrmTruth result = ORM_NO;
    size_t i;
    json_t *item;
    json_array_foreach(items, i, item)
    {
        OrmConstant constant = orm_expression_constant_of(item);
        OrmTruth one = equal(question, &constant);
        if (one == ORM_YES)
            return ORM_YES;
        result = one == ORM_UNKNOWN ? ORM_UNKNOWN : result;
    }
    return result;
}

static OrmTruth compare(const char *sign, const OrmConstant *left, const OrmConstant *right)
{
    if (sign[0] == '<' && sign[1] != '>')
        return less(left, right, sign[1] == '=');
    return sign[0] == '>' ? less(right, left, sign[1] == '=') : ORM_UNKNOWN;
}

static OrmTruth operation(const json_t *node, const Question *question)
{
    const char *kind = json_string_value(json_object_get(node, "kind"));
    const char *sign = orm_expression_last_name(json_object_get(node, "name"));
    const json_t *left = json_object_get(node, "lexpr"), *right = json_object_get(node, "rexpr");
    const json_t *items = json_object_get(orm_expression_node(right, "List"), "items");
    gboolean equals = strcmp(sign, "=") == 0, differs = strcmp(sign, "<>") == 0, turned = is_column(right, question);
    if (g_strcmp0(kind, "AEXPR_IN") == 0 && is_column(left, question) && (equals || differs))
        return equals ? among(items, question) : negation(among(items, question));
    if (g_strcmp0(kind, "AEXPR_OP") != 0 || (!turned && !is_column(left, question)))
        return ORM_UNKNOWN;
    OrmConstant other = orm_expression_constant_of(turned ? left : right);
    if (equals || differs)
        return equals ? equal(question, &other) : negation(equal(question, &other));
    return turned ? compare(sign, &other, &question->value) : compare(sign, &question->value, &other);
}

static OrmTruth evaluate(const json_t *node, const Question *question);

/* AND and OR: one operand may decide, whatever the others are. */
static OrmTruth combine(const json_t *operands, OrmTruth decides, const Question *question)
{
    OrmTruth result = negation(decides);
    size_t i;
    json_t *operand;
    json_array_foreach(operands, i, operand)
    {
        OrmTruth one = evaluate(operand, question);
        if (one == decides)
            return decides;
        result = one == ORM_UNKNOWN ? ORM_UNKNOWN : result;
    }
    return result;
}

static OrmTruth evaluate(const json_t *node, const Question *question)
{
    const json_t *inner;
    double number;
    if ((inner = orm_expression_node(node, "BoolExpr")) != NULL) {
        const char *operator= json_string_value(json_object_get(inner, "boolop"));
        const json_t *operands = json_object_get(inner, "args");
        if (g_strcmp0(operator, "NOT_EXPR") == 0)
            return negation(evaluate(json_array_get(operands, 0), question));
        return combine(operands, g_strcmp0(operator, "OR_EXPR") == 0 ? ORM_YES : ORM_NO, question);
    }
    if ((inner = orm_expression_node(node, "NullTest")) != NULL && is_column(json_object_get(inner, "arg"), question))
        return truth(g_strcmp0(json_string_value(json_object_get(inner, "nulltesttype")), "IS_NOT_NULL") == 0);
    if ((inner = orm_expression_node(node, "A_Expr")) != NULL)
        return operation(inner, question);
    return is_column(node, question) && number_of(&question->value, &number) ? truth(number != 0) : ORM_UNKNOWN;
}

OrmTruth orm_expression_holds(const OrmExpression *expression, const char *column, const OrmConstant *value,
                              OrmTexts texts)
{
    const Question question = {column, *value, texts};
    return value->text != NULL ? evaluate(expression->tree, &question) : ORM_UNKNOWN;
}

/* Every comparison of NULL is unknown, and so is NULL itself. */
static gboolean needs_column(const json_t *condition, const Question *question)
{
    const json_t *comparison = orm_expression_node(condition, "A_Expr"), *both;
    const char *kind = json_string_value(json_object_get(comparison, "kind"));
    if (g_strcmp0(kind, "AEXPR_OP") == 0 || g_strcmp0(kind, "AEXPR_IN") == 0)
        return is_column(json_object_get(comparison, "lexpr"), question) ||
               is_column(json_object_get(comparison, "rexpr"), question);
    both = orm_expression_node(condition, "BoolExpr");
    if (g_strcmp0(json_string_value(json_object_get(both, "boolop")), "NOT_EXPR") == 0)
        return needs_column(json_array_get(json_object_get(both, "args"), 0), question);
    return is_column(condition, question);
}

gboolean orm_expression_rejects_null(const OrmExpression *expression, const char *column)
{
    const Question question = {column, {ORM_CONSTANT_NULL, NULL}, ORM_TEXTS_EXACT};
    const json_t *condition;
    for (size_t i = 0; (condition = orm_expression_condition(expression, i)) != NULL; i++) {
        if (needs_column(condition, &question))
            return TRUE;
    }
    return orm_expression_excludes_null(expression, column);
}
