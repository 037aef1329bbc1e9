/* SPDX-License-Identifier: MIT */
/* The one form of an expression, for holding what models say against what a database prints. */
#include <pg_query.h>
#include <stdlib.h>
#include <string.h>

#include "analyzer/facts/intern.h"
#include "analyzer/graph/expression_internal.h"

/* What is met while a tree is brought into form. */
typedef struct {
    const char *statement;
    gboolean has_typed, is_rewritten;
} Forming;

/* What PostgreSQL casts to without being asked, so that the cast says nothing; constants of other types it prints in
 * forms of its own. */
static const char *const text_types[] = {"text", "varchar", "bpchar", "char", "name", "unknown", "citext", NULL};
static const char *const number_types[] = {"int2", "int4", "int8", "numeric", "float4", "float8", "oid", NULL};
static const char *const implicit_types[] = {"text",   "varchar", "bpchar",    "int4",        "int8", "numeric",
                                             "float8", "date",    "timestamp", "timestamptz", NULL};

static const char *type_name(const json_t *cast)
{
    return orm_expression_last_name(json_object_get(json_object_get(cast, "typeName"), "names"));
}

static gboolean has_arguments(const json_t *cast)
{
    const json_t *type = json_object_get(cast, "typeName");
    return json_object_get(type, "typmods") != NULL || json_object_get(type, "arrayBounds") != NULL;
}

static const char *string_of(const json_t *node)
{
    const json_t *constant = orm_expression_node(node, "A_Const");
    const json_t *string = json_object_get(constant, "sval");
    const char *text = json_string_value(json_object_get(string, "sval"));
    return string != NULL && text == NULL ? "" : text;
}

static json_t *string_node(const char *text)
{
    return json_pack("{s:{s:{s:s}}}", "A_Const", "sval", "sval", text);
}

static json_t *number_node(const char *digits)
{
    return json_pack("{s:{s:s}}", "Number", "value", digits);
}

static json_t *boolean_node(gboolean value)
{
    return json_pack("{s:{s:{s:b}}}", "A_Const", "boolval", "boolval", value);
}

/* The digits of a plain decimal number without those that say nothing; NULL: it is none. Free with g_free. */
static char *plain_number(const char *text)
{
    const char *c = text + (*text == '-');
    gsize whole = strspn(c, "0123456789");
    gboolean point = c[whole] == '.';
    gsize fraction = point ? strspn(c + whole + 1, "0123456789") : 0;
    gboolean plain = whole + fraction > 0 && c[whole + point + fraction] == '\0' && !(whole > 1 && c[0] == '0');
    if (!plain)
        return NULL;
    GString *digits = g_string_new(whole == 0 ? "0" : NULL);
    g_string_append(digits, c);
    while (point && digits->len > 0 && strchr("0.", digits->str[digits->len - 1]) != NULL) {
        point = digits->str[digits->len - 1] != '.';
        g_string_truncate(digits, digits->len - 1);
    }
    if (*text == '-' && strcmp(digits->str, "0") != 0)
        g_string_prepend_c(digits, '-');
    return g_string_free(digits, FALSE);
}

/* Numbers by value; a string of digits is one, too. NULL: it stays. */
static json_t *form_constant(json_t *constant, const Forming *forming)
{
    orm_expression_restore_integer(constant, forming->statement);
    const json_t *integer = json_object_get(constant, "ival"), *decimal = json_object_get(constant, "fval");
    g_autofree char *digits = NULL;
    if (integer != NULL)
        digits = g_strdup_printf("%lld", (long long)json_integer_value(json_object_get(integer, "ival")));
    else if (decimal != NULL)
        digits = g_strdup(json_string_value(json_object_get(decimal, "fval")));
    else
        digits = g_strdup(json_string_value(json_object_get(json_object_get(constant, "sval"), "sval")));
    g_autofree char *plain = digits != NULL ? plain_number(digits) : NULL;
    if (plain != NULL)
        return number_node(plain);
    return decimal != NULL ? number_node(digits) : NULL;
}

/* The name of a table or sequence, without the schema that every search path has. */
static json_t *object_name(const char *text)
{
    const char *name = g_str_has_prefix(text, "public.") ? text + strlen("public.") : text;
    g_auto(GStrv) parts = g_strsplit(name, "\"", -1);
    g_autofree char *bare = g_strjoinv("", parts);
    return string_node(bare);
}

static json_t *form_cast_string(const char *text, const char *type, Forming *forming)
{
    static const char *const yes[] = {"t", "true", "yes", "on", "1", NULL};
    static const char *const no[] = {"f", "false", "no", "off", "0", NULL};
    g_autofree char *folded = g_ascii_strdown(text, -1);
    g_autofree char *digits = g_strv_contains(number_types, type) ? plain_number(text) : NULL;
    if (digits != NULL)
        return number_node(digits);
    if (strcmp(type, "bool") == 0 && (g_strv_contains(yes, folded) || g_strv_contains(no, folded)))
        return boolean_node(g_strv_contains(yes, folded));
    if (strcmp(type, "regclass") == 0)
        return object_name(text);
    forming->has_typed = TRUE;
    return string_node(text);
}

static json_t *form_cast(json_t *cast, Forming *forming)
{
    json_t *operand = json_object_get(cast, "arg");
    const char *type = type_name(cast), *text = string_of(operand);
    if (orm_expression_node(operand, "A_ArrayExpr") != NULL)
        return json_incref(operand);
    if (text != NULL)
        return g_strv_contains(text_types, type) ? json_incref(operand) : form_cast_string(text, type, forming);
    gboolean is_constant =
        orm_expression_node(operand, "Number") != NULL || orm_expression_node(operand, "A_Const") != NULL;
    if (is_constant || (g_strv_contains(implicit_types, type) && !has_arguments(cast)))
        return json_incref(operand);
    json_t *bounds = json_object_get(json_object_get(cast, "typeName"), "typmods");
    return json_pack("{s:{s:O,s:s,s:o}}", "Cast", "arg", operand, "type", type, "bounds",
                     bounds != NULL ? json_incref(bounds) : json_array());
}

static json_t *current_time(void)
{
    return json_pack("{s:{s:s}}", "SQLValueFunction", "op", "SVFOP_CURRENT_TIMESTAMP");
}

static json_t *form_call(const json_t *call, Forming *forming)
{
    static const char *const times[] = {"now", "transaction_timestamp", "current_timestamp", NULL};
    static const char *const escapes[] = {"like_escape", "similar_to_escape", NULL};
    const char *name = orm_expression_last_name(json_object_get(call, "funcname"));
    const json_t *arguments = json_object_get(call, "args");
    if (g_strv_contains(times, name) && json_array_size(arguments) == 0)
        return current_time();
    forming->is_rewritten |= g_strv_contains(escapes, name);
    if (strcmp(name, "mod") == 0 && json_array_size(arguments) == 2)
        return json_pack("{s:{s:s,s:[{s:{s:s}}],s:O,s:O}}", "A_Expr", "kind", "AEXPR_OP", "name", "String", "sval", "%",
                         "lexpr", json_array_get(arguments, 0), "rexpr", json_array_get(arguments, 1));
    json_t *copy = json_copy((json_t *)call);
    json_object_set_new(copy, "funcname", json_pack("[{s:{s:s}}]", "String", "sval", name));
    return json_pack("{s:o}", "FuncCall", copy);
}

static json_t *form_value_function(const json_t *function)
{
    const char *operation = json_string_value(json_object_get(function, "op"));
    gboolean is_now = operation != NULL && g_str_has_prefix(operation, "SVFOP_CURRENT_TIMESTAMP");
    return is_now ? current_time() : NULL;
}

static json_t *form_operation(json_t *operation, Forming *forming)
{
    const char *kind = json_string_value(json_object_get(operation, "kind"));
    forming->is_rewritten |= g_strcmp0(kind, "AEXPR_SIMILAR") == 0;
    if (g_strcmp0(kind, "AEXPR_NOT_DISTINCT") != 0)
        return NULL;
    json_object_set_new(operation, "kind", json_string("AEXPR_DISTINCT"));
    return json_pack("{s:{s:s,s:[{s:O}]}}", "BoolExpr", "boolop", "NOT_EXPR", "args", "A_Expr", operation);
}

/* A node whose parts are in form. NULL: it stays. */
static json_t *form_node(json_t *node, Forming *forming)
{
    json_t *inner;
    if ((inner = orm_expression_node(node, "A_Const")) != NULL)
        return form_constant(inner, forming);
    if ((inner = orm_expression_node(node, "TypeCast")) != NULL)
        return form_cast(inner, forming);
    if ((inner = orm_expression_node(node, "FuncCall")) != NULL)
        return form_call(inner, forming);
    if ((inner = orm_expression_node(node, "SQLValueFunction")) != NULL)
        return form_value_function(inner);
    if ((inner = orm_expression_node(node, "A_Expr")) != NULL)
        return form_operation(inner, forming);
    return NULL;
}

/* Takes and returns a reference. */
static json_t *form_tree(json_t *node, Forming *forming)
{
    for (size_t i = 0; i < json_array_size(node); i++)
        json_array_set_new(node, i, form_tree(json_incref(json_array_get(node, i)), forming));
    const char *key;
    void *next;
    json_t *value;
    if (orm_expression_node(node, "A_Const") == NULL) {
        json_object_foreach_safe(node, next, key, value)
            json_object_set_new_nocheck(node, key, form_tree(json_incref(value), forming));
    }
    json_t *formed = json_is_object(node) ? form_node(node, forming) : NULL;
    if (formed == NULL)
        return node;
    json_decref(node);
    return formed;
}

static void blank_strings(json_t *node)
{
    size_t i;
    const char *key;
    json_t *value;
    json_t *constant = orm_expression_node(node, "A_Const");
    if (json_object_get(constant, "sval") != NULL)
        json_object_set_new(constant, "sval", json_object());
    json_array_foreach(node, i, value) blank_strings(value);
    json_object_foreach(node, key, value) blank_strings(value);
}

static const char *dump(const json_t *tree)
{
    char *text = json_dumps(tree, JSON_COMPACT | JSON_SORT_KEYS | JSON_ENCODE_ANY);
    const char *interned = orm_intern(text);
    free(text);
    return interned;
}

/* The form of what `find` finds in the tree of a statement. */
static OrmExpressionForm form_of(const char *statement, json_t *(*find)(json_t *tree))
{
    OrmExpressionForm form = {0};
    PgQueryParseResult result = pg_query_parse(statement);
    json_t *tree = result.error == NULL ? json_loads(result.parse_tree, 0, NULL) : NULL;
    pg_query_free_parse_result(result);
    json_t *found = tree != NULL ? find(tree) : NULL;
    if (found != NULL) {
        Forming forming = {.statement = statement};
        json_t *formed = form_tree(json_deep_copy(found), &forming);
        json_t *outline = json_deep_copy(formed);
        blank_strings(outline);
        formed = orm_expression_simplify(formed, statement);
        outline = orm_expression_simplify(outline, statement);
        form = (OrmExpressionForm){dump(formed), dump(outline), forming.has_typed, forming.is_rewritten};
        json_decref(formed);
        json_decref(outline);
    }
    json_decref(tree);
    return form;
}

static json_t *only_statement(json_t *tree, const char *kind)
{
    json_t *statements = json_object_get(tree, "stmts");
    json_t *statement = json_object_get(json_array_get(statements, 0), "stmt");
    return json_array_size(statements) == 1 ? json_object_get(statement, kind) : NULL;
}

static json_t *find_selected(json_t *tree)
{
    const json_t *select = only_statement(tree, "SelectStmt");
    const json_t *targets = json_object_get(select, "targetList");
    const json_t *target = orm_expression_node(json_array_get(targets, 0), "ResTarget");
    gboolean only = json_array_size(targets) == 1 && json_object_get(select, "fromClause") == NULL &&
                    json_object_get(target, "name") == NULL;
    return only ? json_object_get(target, "val") : NULL;
}

OrmExpressionForm orm_expression_form(const char *text)
{
    if (text == NULL)
        return (OrmExpressionForm){0};
    g_autofree char *statement = g_strdup_printf("SELECT (%s\n)", text);
    return form_of(statement, find_selected);
}

static json_t *find_exclusion(json_t *tree)
{
    const json_t *elements = json_object_get(only_statement(tree, "CreateStmt"), "tableElts");
    json_t *constraint = orm_expression_node(json_array_get(elements, 0), "Constraint");
    return json_array_size(elements) == 1 ? constraint : NULL;
}

OrmExpressionForm orm_exclusion_form(const char *definition)
{
    if (definition == NULL)
        return (OrmExpressionForm){0};
    g_autofree char *statement = g_strdup_printf("CREATE TABLE t (EXCLUDE %s\n)", definition);
    return form_of(statement, find_exclusion);
}
