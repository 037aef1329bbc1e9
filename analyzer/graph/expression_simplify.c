/* SPDX-License-Identifier: MIT */
/* Makes the parse trees of equal expressions equal. */
#include <stdlib.h>
#include <string.h>

#include "analyzer/graph/expression_internal.h"

static json_t *wrap(const char *type, json_t *node)
{
    return json_pack("{s:o}", type, node);
}

static const char *text_of(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    return text != NULL ? text : "";
}

/* libpg_query leaves the value of integers that are not positive out of its JSON: take it from the text. */
void orm_expression_restore_integer(json_t *constant, const char *statement)
{
    json_t *integer = json_object_get(constant, "ival");
    json_int_t location = json_integer_value(json_object_get(constant, "location"));
    if (integer == NULL || json_object_get(integer, "ival") != NULL || (size_t)location >= strlen(statement))
        return;
    const char *text = statement + location;
    gboolean negative = *text == '-';
    text += negative;
    text += strspn(text, " \t\n("); /* MySQL prints -(10) */
    long long value = strtoll(text, NULL, 10);
    json_object_set_new(integer, "ival", json_integer(negative ? -value : value));
}

static const json_t *constant_of(const json_t *node)
{
    return orm_expression_node(node, "A_Const");
}

static gboolean is_boolean(const json_t *node, gboolean *value)
{
    const json_t *boolean = json_object_get(constant_of(node), "boolval");
    *value = json_is_true(json_object_get(boolean, "boolval"));
    return boolean != NULL;
}

static int compare_dumps(const void *left, const void *right)
{
    char *one = json_dumps(*(json_t *const *)left, JSON_COMPACT | JSON_SORT_KEYS);
    char *other = json_dumps(*(json_t *const *)right, JSON_COMPACT | JSON_SORT_KEYS);
    int order = g_strcmp0(one, other);
    free(one);
    free(other);
    return order;
}

/* The order of operands of AND, OR and IN says nothing, nor does saying one twice. */
static json_t *sorted(const json_t *items)
{
    size_t count = json_array_size(items);
    g_autofree json_t **nodes = g_new(json_t *, count + 1);
    for (size_t i = 0; i < count; i++)
        nodes[i] = json_array_get(items, i);
    qsort(nodes, count, sizeof *nodes, compare_dumps);
    json_t *result = json_array();
    for (size_t i = 0; i < count; i++) {
        if (i == 0 || !json_equal(nodes[i - 1], nodes[i]))
            json_array_append(result, nodes[i]);
    }
    return result;
}

static json_t *boolean_operation(const char *operator, const json_t * operands)
{
    json_t *flat = json_array();
    size_t i;
    json_t *operand;
    json_array_foreach(operands, i, operand)
    {
        const json_t *inner = orm_expression_node(operand, "BoolExpr");
        if (inner != NULL && strcmp(text_of(inner, "boolop"), operator) == 0)
            json_array_extend(flat, json_object_get(inner, "args"));
        else
            json_array_append(flat, operand);
    }
    json_t *ordered = sorted(flat);
    json_decref(flat);
    if (json_array_size(ordered) > 1)
        return wrap("BoolExpr", json_pack("{s:s,s:o}", "boolop", operator, "args", ordered));
    json_t *only = json_incref(json_array_get(ordered, 0));
    json_decref(ordered);
    return only;
}

static json_t *negate(json_t *operand)
{
    const json_t *inner = orm_expression_node(operand, "BoolExpr");
    if (inner != NULL && strcmp(text_of(inner, "boolop"), "NOT_EXPR") == 0)
        return json_incref(json_array_get(json_object_get(inner, "args"), 0));
    json_t *test = orm_expression_node(operand, "NullTest");
    if (test != NULL) {
        gboolean is_null = strcmp(text_of(test, "nulltesttype"), "IS_NULL") == 0;
        return wrap("NullTest", json_pack("{s:O,s:s}", "arg", json_object_get(test, "arg"), "nulltesttype",
                                          is_null ? "IS_NOT_NULL" : "IS_NULL"));
    }
    return wrap("BoolExpr", json_pack("{s:s,s:[O]}", "boolop", "NOT_EXPR", "args", operand));
}

static json_t *operation(const char *name, json_t *left, json_t *right)
{
    return wrap("A_Expr", json_pack("{s:s,s:[{s:{s:s}}],s:O,s:O}", "kind", "AEXPR_OP", "name", "String", "sval", name,
                                    "lexpr", left, "rexpr", right));
}

/* `flag = true` is `flag`; a comparison with an unknown value is unknown in both forms. */
static json_t *comparison(const char *name, json_t *left, json_t *right)
{
    gboolean value, equals = strcmp(name, "=") == 0, differs = strcmp(name, "<>") == 0;
    if ((equals || differs) && is_boolean(right, &value))
        return value == equals ? json_incref(left) : negate(left);
    if ((equals || differs) && is_boolean(left, &value))
        return value == equals ? json_incref(right) : negate(right);
    return operation(name, left, right);
}

static json_t *range(const char *kind, json_t *operand, const json_t *bounds)
{
    gboolean not_between = strstr(kind, "NOT") != NULL;
    json_t *low = operation(not_between ? "<" : ">=", operand, json_array_get(bounds, 0));
    json_t *high = operation(not_between ? ">" : "<=", operand, json_array_get(bounds, 1));
    json_t *both = json_pack("[o,o]", low, high);
    json_t *result = boolean_operation(not_between ? "OR_EXPR" : "AND_EXPR", both);
    json_decref(both);
    return result;
}

static json_t *membership(const char *name, json_t *operand, const json_t *items)
{
    if (json_array_size(items) == 1)
        return comparison(name, operand, json_array_get(items, 0));
    return wrap("A_Expr", json_pack("{s:s,s:[{s:{s:s}}],s:O,s:{s:{s:o}}}", "kind", "AEXPR_IN", "name", "String", "sval",
                                    name, "lexpr", operand, "rexpr", "List", "items", sorted(items)));
}

/* NULL: it has no simpler form. */
static json_t *simplify_operation(const json_t *node)
{
    const char *kind = text_of(node, "kind"), *name = orm_expression_last_name(json_object_get(node, "name"));
    json_t *left = json_object_get(node, "lexpr"), *right = json_object_get(node, "rexpr");
    const json_t *list = json_object_get(orm_expression_node(right, "List"), "items");
    const json_t *array = json_object_get(orm_expression_node(right, "A_ArrayExpr"), "elements");
    if (left == NULL || right == NULL)
        return NULL;
    if (strcmp(kind, "AEXPR_OP") == 0 || strcmp(kind, "AEXPR_LIKE") == 0 || strcmp(kind, "AEXPR_ILIKE") == 0)
        return comparison(name, left, right);
    if (strcmp(kind, "AEXPR_BETWEEN") == 0 || strcmp(kind, "AEXPR_NOT_BETWEEN") == 0)
        return range(kind, left, list);
    if (strcmp(kind, "AEXPR_IN") == 0 && list != NULL)
        return membership(name, left, list);
    if ((strcmp(kind, "AEXPR_OP_ANY") == 0 && strcmp(name, "=") == 0 && array != NULL) ||
        (strcmp(kind, "AEXPR_OP_ALL") == 0 && strcmp(name, "<>") == 0 && array != NULL))
        return membership(name, left, array);
    return NULL;
}

static json_t *simplify_boolean(const json_t *node)
{
    const json_t *operands = json_object_get(node, "args");
    if (strcmp(text_of(node, "boolop"), "NOT_EXPR") == 0)
        return negate(json_array_get(operands, 0));
    return boolean_operation(text_of(node, "boolop"), operands);
}

static json_t *without_qualifier(const json_t *names)
{
    size_t count = json_array_size(names);
    if (count < 2)
        return NULL;
    return wrap("ColumnRef", json_pack("{s:[O]}", "fields", json_array_get(names, count - 1)));
}

/* The number that a text is, as the grammar reads one; NULL: it is none. */
static json_t *number_of(const char *text)
{
    char *end;
    gint64 integer = g_ascii_strtoll(text, &end, 10);
    if (end != text && *end == '\0' && integer >= G_MININT32 && integer <= G_MAXINT32)
        return wrap("A_Const", json_pack("{s:{s:I}}", "ival", "ival", (json_int_t)integer));
    g_ascii_strtod(text, &end);
    gboolean is_number = end != text && *end == '\0' && strspn(text, "0123456789+-.eE") == strlen(text);
    return is_number ? wrap("A_Const", json_pack("{s:{s:s}}", "fval", "fval", text)) : NULL;
}

/* PostgreSQL writes -10 as '-10'::integer, and 0 as (0)::numeric where it is compared with one. Rounding to an integer
 * makes another number. */
static json_t *number_without_cast(const json_t *constant, json_t *operand, const char *type)
{
    const char *text = json_string_value(json_object_get(json_object_get(constant, "sval"), "sval"));
    const char *decimal = json_string_value(json_object_get(json_object_get(constant, "fval"), "fval"));
    const char *digits = text != NULL ? text : decimal;
    gboolean exact = strcmp(type, "numeric") == 0;
    if (digits != NULL && !exact && digits[strspn(digits, "-0123456789")] != '\0')
        return NULL;
    if (json_object_get(constant, "ival") != NULL || decimal != NULL)
        return json_incref(operand);
    return text != NULL ? number_of(text) : NULL;
}

/* PostgreSQL prints the type of every string constant, of lists of them, and of a varchar that it compares as text. */
static json_t *without_cast(const json_t *cast)
{
    static const char *const text_types[] = {"text", "varchar", "bpchar", NULL};
    static const char *const number_types[] = {"int2", "int4", "int8", "numeric", NULL};
    json_t *operand = json_object_get(cast, "arg");
    const json_t *type = json_object_get(cast, "typeName"), *constant = constant_of(operand);
    const char *name = orm_expression_last_name(json_object_get(type, "names"));
    gboolean plain = json_object_get(type, "typmods") == NULL && json_object_get(type, "arrayBounds") == NULL;
    json_t *number = plain && g_strv_contains(number_types, name) ? number_without_cast(constant, operand, name) : NULL;
    if (number != NULL)
        return number;
    gboolean list = orm_expression_node(operand, "A_ArrayExpr") != NULL;
    gboolean column = orm_expression_node(operand, "ColumnRef") != NULL && json_object_get(type, "typmods") == NULL &&
                      g_strv_contains(text_types, name);
    return json_object_get(constant, "sval") != NULL || list || column ? json_incref(operand) : NULL;
}

/* A node whose parts are simple already. NULL: it stays. */
static json_t *simpler(const json_t *node)
{
    const json_t *inner;
    if ((inner = orm_expression_node(node, "A_Expr")) != NULL)
        return simplify_operation(inner);
    if ((inner = orm_expression_node(node, "BoolExpr")) != NULL)
        return simplify_boolean(inner);
    if ((inner = orm_expression_node(node, "ColumnRef")) != NULL)
        return without_qualifier(json_object_get(inner, "fields"));
    if ((inner = orm_expression_node(node, "TypeCast")) != NULL)
        return without_cast(inner);
    return NULL;
}

static json_t *simplify_array(json_t *array, const char *statement)
{
    for (size_t i = 0; i < json_array_size(array); i++)
        json_array_set_new(array, i, orm_expression_simplify(json_incref(json_array_get(array, i)), statement));
    return array;
}

json_t *orm_expression_simplify(json_t *node, const char *statement)
{
    if (json_is_array(node))
        return simplify_array(node, statement);
    if (!json_is_object(node))
        return node;
    json_t *constant = orm_expression_node(node, "A_Const");
    if (constant != NULL)
        orm_expression_restore_integer(constant, statement);
    json_object_del(node, "location");
    json_object_del(node, "funcformat");
    const char *key;
    void *next;
    json_t *value;
    json_object_foreach_safe(node, next, key, value)
        json_object_set_new_nocheck(node, key, orm_expression_simplify(json_incref(value), statement));
    json_t *simple = simpler(node);
    if (simple == NULL)
        return node;
    json_decref(node);
    return simple;
}
