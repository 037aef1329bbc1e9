/* SPDX-License-Identifier: MIT */
/* What rules ask of an expression: the columns it names, what it demands of them, the constant it is. */
#include <string.h>

#include "analyzer/facts/intern.h"
#include "analyzer/graph/expression_internal.h"

/* Every table has these, whether it states them or not. */
static const char *const system_columns[] = {"ctid",     "xmin",  "xmax",    "cmin", "cmax",
                                             "tableoid", "rowid", "_rowid_", "oid",  NULL};

/* Units, which MySQL takes as the first argument of TIMESTAMPDIFF and the like. */
static const char *const mysql_units[] = {"microsecond", "second", "minute",  "hour", "day",
                                          "week",        "month",  "quarter", "year", NULL};

static gboolean is_column(const char *name, OrmDialect dialect)
{
    return *name != '\0' && !g_strv_contains(system_columns, name) &&
           !(orm_dialect_is_mysql(dialect) && g_strv_contains(mysql_units, name));
}

static void add_column(GPtrArray *columns, const json_t *names, OrmDialect dialect)
{
    size_t count = json_array_size(names);
    const char *name = orm_expression_last_name(names);
    if (!is_column(name, dialect))
        return;
    OrmExpressionColumn *column = g_new0(OrmExpressionColumn, 1);
    column->name = orm_intern(name);
    const json_t *before = count > 1 ? orm_expression_node(json_array_get(names, count - 2), "String") : NULL;
    const char *table = json_string_value(json_object_get(before, "sval"));
    column->table = table != NULL ? orm_intern(table) : NULL;
    g_ptr_array_add(columns, column);
}

/* FALSE when there is a subquery, whose names may be those of other tables. */
static gboolean collect(const json_t *node, GPtrArray *columns, OrmDialect dialect)
{
    size_t i;
    const char *key;
    json_t *value;
    json_array_foreach(node, i, value)
    {
        if (!collect(value, columns, dialect))
            return FALSE;
    }
    if (!json_is_object(node))
        return TRUE;
    if (orm_expression_node(node, "SubLink") != NULL)
        return FALSE;
    const json_t *reference = orm_expression_node(node, "ColumnRef");
    if (reference != NULL) {
        add_column(columns, json_object_get(reference, "fields"), dialect);
        return TRUE;
    }
    json_object_foreach((json_t *)node, key, value)
    {
        if (!collect(value, columns, dialect))
            return FALSE;
    }
    return TRUE;
}

GPtrArray *orm_expression_find_columns(const json_t *tree, OrmDialect dialect)
{
    GPtrArray *columns = g_ptr_array_new_with_free_func(g_free);
    if (collect(tree, columns, dialect))
        return columns;
    g_ptr_array_unref(columns);
    return NULL;
}

const GPtrArray *orm_expression_columns(const OrmExpression *expression)
{
    return expression->columns;
}

gboolean orm_expression_is_column(const json_t *node, const char *column)
{
    const char *name = orm_expression_column_name(node);
    return name != NULL && g_ascii_strcasecmp(name, column) == 0;
}

const char *orm_expression_column_name(const json_t *node)
{
    const json_t *reference = orm_expression_node(node, "ColumnRef");
    return reference != NULL ? orm_expression_last_name(json_object_get(reference, "fields")) : NULL;
}

static gboolean mentions(const json_t *node, const char *column)
{
    size_t i;
    const char *key;
    json_t *value;
    if (orm_expression_is_column(node, column))
        return TRUE;
    json_array_foreach(node, i, value)
    {
        if (mentions(value, column))
            return TRUE;
    }
    json_object_foreach((json_t *)node, key, value)
    {
        if (mentions(value, column))
            return TRUE;
    }
    return FALSE;
}

gboolean orm_expression_names(const OrmExpression *expression, const char *column)
{
    if (expression->columns == NULL)
        return mentions(expression->tree, column);
    for (guint i = 0; i < expression->columns->len; i++) {
        const OrmExpressionColumn *named = g_ptr_array_index(expression->columns, i);
        if (g_ascii_strcasecmp(named->name, column) == 0)
            return TRUE;
    }
    return FALSE;
}

const json_t *orm_expression_condition(const OrmExpression *expression, size_t position)
{
    const json_t *both = orm_expression_node(expression->tree, "BoolExpr");
    const char *operator= json_string_value(json_object_get(both, "boolop"));
    if (g_strcmp0(operator, "AND_EXPR") == 0)
        return json_array_get(json_object_get(both, "args"), position);
    return position == 0 ? expression->tree : NULL;
}

gboolean orm_expression_excludes_null(const OrmExpression *expression, const char *column)
{
    const json_t *condition;
    for (size_t i = 0; (condition = orm_expression_condition(expression, i)) != NULL; i++) {
        const json_t *test = orm_expression_node(condition, "NullTest");
        const char *kind = json_string_value(json_object_get(test, "nulltesttype"));
        if (g_strcmp0(kind, "IS_NOT_NULL") == 0 && orm_expression_is_column(json_object_get(test, "arg"), column))
            return TRUE;
    }
    return FALSE;
}

static OrmConstant constant(OrmConstantKind kind, const char *text)
{
    return (OrmConstant){kind, text != NULL ? orm_intern(text) : NULL};
}

static OrmConstant integer_constant(const json_t *integer)
{
    g_autofree char *text =
        g_strdup_printf("%" G_GINT64_FORMAT, (gint64)json_integer_value(json_object_get(integer, "ival")));
    return constant(ORM_CONSTANT_INTEGER, text);
}

static OrmConstant literal(const json_t *node)
{
    const json_t *value;
    if (json_is_true(json_object_get(node, "isnull")))
        return constant(ORM_CONSTANT_NULL, NULL);
    if ((value = json_object_get(node, "ival")) != NULL)
        return integer_constant(value);
    if ((value = json_object_get(node, "fval")) != NULL)
        return constant(ORM_CONSTANT_DECIMAL, json_string_value(json_object_get(value, "fval")));
    if ((value = json_object_get(node, "boolval")) != NULL)
        return constant(ORM_CONSTANT_BOOLEAN, json_is_true(json_object_get(value, "boolval")) ? "true" : "false");
    if ((value = json_object_get(node, "sval")) != NULL) {
        const char *text = json_string_value(json_object_get(value, "sval"));
        return constant(ORM_CONSTANT_STRING, text != NULL ? text : "");
    }
    return constant(ORM_CONSTANT_NONE, NULL);
}

/* Functions of the current time, and those that make a UUID, by name. */
static OrmConstantKind function_kind(const char *name)
{
    static const char *const times[] = {
        "now", "clock_timestamp", "transaction_timestamp", "statement_timestamp", "localtime", NULL};
    static const char *const uuids[] = {"gen_random_uuid", "uuid_generate_v4", "uuid_generate_v1", NULL};
    if (g_strv_contains(times, name))
        return ORM_CONSTANT_TIME;
    return g_strv_contains(uuids, name) ? ORM_CONSTANT_UUID : ORM_CONSTANT_NONE;
}

OrmConstant orm_expression_constant_of(const json_t *node)
{
    const json_t *inner;
    if ((inner = orm_expression_node(node, "A_Const")) != NULL)
        return literal(inner);
    if ((inner = orm_expression_node(node, "SQLValueFunction")) != NULL) {
        const char *operation = json_string_value(json_object_get(inner, "op"));
        gboolean is_time = operation != NULL && (strstr(operation, "DATE") || strstr(operation, "TIME"));
        return constant(is_time ? ORM_CONSTANT_TIME : ORM_CONSTANT_NONE, NULL);
    }
    if ((inner = orm_expression_node(node, "FuncCall")) != NULL)
        return constant(function_kind(orm_expression_last_name(json_object_get(inner, "funcname"))), NULL);
    return constant(ORM_CONSTANT_NONE, NULL);
}

OrmConstant orm_expression_constant(const OrmExpression *expression)
{
    return orm_expression_constant_of(expression->tree);
}

/* The constants among which a condition wants the column to be; NULL when it is another condition. */
static GPtrArray *allowed_by(const json_t *condition, const char *column)
{
    const json_t *operation = orm_expression_node(condition, "A_Expr");
    const json_t *right = json_object_get(operation, "rexpr");
    if (operation == NULL || !orm_expression_is_column(json_object_get(operation, "lexpr"), column) ||
        strcmp(orm_expression_last_name(json_object_get(operation, "name")), "=") != 0)
        return NULL;
    const json_t *items = json_object_get(orm_expression_node(right, "List"), "items");
    GPtrArray *values = g_ptr_array_new_with_free_func(g_free);
    for (size_t i = 0; i < (items != NULL ? json_array_size(items) : 1); i++) {
        OrmConstant value = orm_expression_constant_of(items != NULL ? json_array_get(items, i) : right);
        if (value.text == NULL) {
            g_ptr_array_unref(values);
            return NULL;
        }
        g_ptr_array_add(values, g_memdup2(&value, sizeof value));
    }
    return values;
}

GPtrArray *orm_expression_allowed(const OrmExpression *expression, const char *column)
{
    const json_t *condition;
    for (size_t i = 0; (condition = orm_expression_condition(expression, i)) != NULL; i++) {
        GPtrArray *values = allowed_by(condition, column);
        if (values != NULL)
            return values;
    }
    return NULL;
}
