/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/check_bounds.h"

#include <errno.h>
#include <string.h>

#include "analyzer/graph/expression_internal.h"

typedef struct {
    const OrmTable *table;
    OrmColumn *of_domain; /* the column that VALUE stands for; NULL: names are those of the table's columns */
    OrmPlace place;
    GHashTable *bounds;
} Reader;

static OrmColumn *column_named(const Reader *reader, const char *name)
{
    if (reader->of_domain != NULL)
        return g_ascii_strcasecmp(name, "value") == 0 ? reader->of_domain : NULL;
    for (guint i = 0; i < reader->table->columns->len; i++) {
        OrmColumn *column = g_ptr_array_index(reader->table->columns, i);
        if (g_ascii_strcasecmp(column->name, name) == 0)
            return column;
    }
    return NULL;
}

/* `(x)::bigint` is what PostgreSQL makes of x where it is compared with a bigint. */
static const json_t *without_number_cast(const json_t *node)
{
    static const char *const types[] = {"int2", "int4", "int8", "numeric", NULL};
    const json_t *cast = orm_expression_node(node, "TypeCast");
    const json_t *type = json_object_get(cast, "typeName");
    gboolean is_number = g_strv_contains(types, orm_expression_last_name(json_object_get(type, "names")));
    return is_number && json_object_get(type, "typmods") == NULL ? json_object_get(cast, "arg") : node;
}

/* `x`, or `length(x)`; NULL: it is neither. */
static OrmColumn *operand_column(const Reader *reader, const json_t *node, gboolean *is_length)
{
    static const char *const functions[] = {"length", "char_length", "character_length", NULL};
    const json_t *call = orm_expression_node(node, "FuncCall");
    const json_t *arguments = json_object_get(call, "args");
    const char *function = orm_expression_last_name(json_object_get(call, "funcname"));
    *is_length = json_array_size(arguments) == 1 && g_strv_contains(functions, function);
    const json_t *inner = *is_length ? json_array_get(arguments, 0) : without_number_cast(node);
    const char *name = orm_expression_column_name(inner);
    return name != NULL ? column_named(reader, name) : NULL;
}

static gboolean read_integer(const OrmConstant *constant, gint64 *number)
{
    char *end;
    if (constant->kind != ORM_CONSTANT_INTEGER && constant->kind != ORM_CONSTANT_DECIMAL)
        return FALSE;
    errno = 0;
    *number = g_ascii_strtoll(constant->text, &end, 10);
    return *end == '\0' && errno == 0;
}

static OrmCheckBounds *bounds_of(const Reader *reader, OrmColumn *column)
{
    OrmCheckBounds *bounds = g_hash_table_lookup(reader->bounds, column);
    if (bounds == NULL) {
        bounds = g_new0(OrmCheckBounds, 1);
        bounds->longest = ORM_SQL_UNSTATED;
        g_hash_table_insert(reader->bounds, column, bounds);
    }
    bounds->place = reader->place;
    return bounds;
}

static void limit_length(OrmCheckBounds *bounds, gint64 greatest)
{
    if (greatest >= 0 && greatest <= G_MAXINT && (bounds->longest == ORM_SQL_UNSTATED || greatest < bounds->longest))
        bounds->longest = (gint)greatest;
}

static void limit_above(OrmCheckBounds *bounds, gint64 greatest)
{
    bounds->maximum = bounds->has_maximum ? MIN(bounds->maximum, greatest) : greatest;
    bounds->has_maximum = TRUE;
}

static void limit_below(OrmCheckBounds *bounds, gint64 least)
{
    bounds->minimum = bounds->has_minimum ? MAX(bounds->minimum, least) : least;
    bounds->has_minimum = TRUE;
}

/* Takes the constants (of OrmConstant) for what the column may be; a mixture says nothing. */
static void take_list(const Reader *reader, OrmColumn *column, const GArray *constants)
{
    g_autoptr(GPtrArray) texts = g_ptr_array_new();
    g_autoptr(GArray) numbers = g_array_new(FALSE, FALSE, sizeof(gint64));
    for (guint i = 0; i < constants->len; i++) {
        const OrmConstant *constant = &g_array_index(constants, OrmConstant, i);
        gint64 number;
        if (constant->kind == ORM_CONSTANT_STRING)
            g_ptr_array_add(texts, (gpointer)constant->text);
        else if (read_integer(constant, &number))
            g_array_append_val(numbers, number);
        else
            return;
    }
    if ((texts->len > 0) == (numbers->len > 0))
        return;
    OrmCheckBounds *bounds = bounds_of(reader, column);
    if (bounds->texts == NULL && texts->len > 0)
        bounds->texts = g_steal_pointer(&texts);
    if (bounds->numbers != NULL || numbers->len == 0)
        return;
    gint64 least = G_MAXINT64, greatest = G_MININT64;
    for (guint i = 0; i < numbers->len; i++) {
        least = MIN(least, g_array_index(numbers, gint64, i));
        greatest = MAX(greatest, g_array_index(numbers, gint64, i));
    }
    limit_below(bounds, least);
    limit_above(bounds, greatest);
    bounds->numbers = g_steal_pointer(&numbers);
}

/* `x IN (...)`, `x = constant`: the column, its constants added to `constants` (of OrmConstant); NULL: it is neither.
 */
static OrmColumn *read_membership(const Reader *reader, const json_t *condition, GArray *constants)
{
    const json_t *operation = orm_expression_node(condition, "A_Expr");
    const json_t *left = json_object_get(operation, "lexpr"), *right = json_object_get(operation, "rexpr");
    const json_t *items = json_object_get(orm_expression_node(right, "List"), "items");
    const char *kind = json_string_value(json_object_get(operation, "kind"));
    gboolean is_list = items != NULL && g_strcmp0(kind, "AEXPR_IN") == 0, is_length;
    if (operation == NULL || strcmp(orm_expression_last_name(json_object_get(operation, "name")), "=") != 0 ||
        (!is_list && g_strcmp0(kind, "AEXPR_OP") != 0))
        return NULL;
    gboolean turned = !is_list && orm_expression_node(right, "ColumnRef") != NULL;
    OrmColumn *column = operand_column(reader, turned ? right : left, &is_length);
    for (size_t i = 0; i < (is_list ? json_array_size(items) : 1); i++) {
        OrmConstant constant = orm_expression_constant_of(is_list ? json_array_get(items, i) : turned ? left : right);
        g_array_append_val(constants, constant);
    }
    return is_length ? NULL : column;
}

/* `x < 5`, `5 > x`: a strict bound at the end of the range leaves nothing to speak of. */
static void read_limit(const Reader *reader, const json_t *condition)
{
    const json_t *operation = orm_expression_node(condition, "A_Expr");
    const json_t *left = json_object_get(operation, "lexpr"), *right = json_object_get(operation, "rexpr");
    const char *sign = orm_expression_last_name(json_object_get(operation, "name"));
    const char *kind = json_string_value(json_object_get(operation, "kind"));
    gboolean is_length;
    gint64 number;
    if (g_strcmp0(kind, "AEXPR_OP") != 0 || (sign[0] != '<' && sign[0] != '>' && !g_str_equal(sign, "=")) ||
        g_str_equal(sign, "<>"))
        return;
    OrmColumn *column = operand_column(reader, left, &is_length);
    gboolean turned = column == NULL;
    if (turned)
        column = operand_column(reader, right, &is_length);
    OrmConstant constant = orm_expression_constant_of(turned ? left : right);
    if (column == NULL || !read_integer(&constant, &number))
        return;
    gboolean equal = sign[0] == '=', upper = equal || (sign[0] == '<') != turned, lower = equal || !upper;
    gboolean strict = !equal && sign[1] == '\0';
    if (strict && number == (upper ? G_MININT64 : G_MAXINT64))
        return;
    if (upper && is_length)
        limit_length(bounds_of(reader, column), number - strict);
    else if (upper)
        limit_above(bounds_of(reader, column), number - strict);
    if (lower && !is_length)
        limit_below(bounds_of(reader, column), number + strict);
}

static void read_condition(const Reader *reader, const json_t *condition)
{
    g_autoptr(GArray) constants = g_array_new(FALSE, FALSE, sizeof(OrmConstant));
    OrmColumn *column = read_membership(reader, condition, constants);
    if (column != NULL)
        take_list(reader, column, constants);
    else
        read_limit(reader, condition);
}

static gboolean is_null_test(const json_t *node)
{
    const json_t *test = orm_expression_node(node, "NullTest");
    return g_strcmp0(json_string_value(json_object_get(test, "nulltesttype")), "IS_NULL") == 0;
}

/* `x = 1 OR x IN (2, 3)`: a list, when every side says which values one column may have. */
static void read_choice(const Reader *reader, const GPtrArray *sides)
{
    g_autoptr(GArray) constants = g_array_new(FALSE, FALSE, sizeof(OrmConstant));
    OrmColumn *column = NULL;
    for (guint i = 0; i < sides->len; i++) {
        OrmColumn *one = read_membership(reader, g_ptr_array_index(sides, i), constants);
        if (one == NULL || (column != NULL && one != column))
            return;
        column = one;
    }
    if (column != NULL)
        take_list(reader, column, constants);
}

static void read_all(const Reader *reader, const json_t *node)
{
    const json_t *combination = orm_expression_node(node, "BoolExpr");
    const char *operator= json_string_value(json_object_get(combination, "boolop"));
    const json_t *operands = json_object_get(combination, "args");
    g_autoptr(GPtrArray) sides = g_ptr_array_new();
    size_t i;
    json_t *operand;
    if (g_strcmp0(operator, "NOT_EXPR") == 0)
        return;
    if (g_strcmp0(operator, "OR_EXPR") != 0) {
        json_array_foreach(operands, i, operand) read_all(reader, operand);
        if (operands == NULL)
            read_condition(reader, node);
        return;
    }
    json_array_foreach(operands, i, operand)
    {
        if (!is_null_test(operand))
            g_ptr_array_add(sides, operand);
    }
    if (sides->len == 1)
        read_all(reader, g_ptr_array_index(sides, 0));
    else
        read_choice(reader, sides);
}

static void free_bounds(gpointer data)
{
    OrmCheckBounds *bounds = data;
    g_clear_pointer(&bounds->texts, g_ptr_array_unref);
    g_clear_pointer(&bounds->numbers, g_array_unref);
    g_free(bounds);
}

static void read_check(const Reader *reader, const char *text, OrmDialect dialect)
{
    g_autoptr(OrmExpression) expression = orm_expression_parse(text, dialect);
    if (expression != NULL)
        read_all(reader, expression->tree);
}

GHashTable *orm_table_check_bounds(const OrmTable *table, OrmDialect dialect)
{
    GHashTable *bounds = g_hash_table_new_full(NULL, NULL, NULL, free_bounds);
    for (guint i = 0; i < table->checks->len; i++) {
        const OrmCheck *check = g_ptr_array_index(table->checks, i);
        const Reader reader = {table, NULL, check->place, bounds};
        if (!check->not_valid)
            read_check(&reader, check->expression.text, dialect);
    }
    return bounds;
}

void orm_check_bounds_add_domain(GHashTable *bounds, OrmColumn *column, const char *expression, OrmDialect dialect,
                                 OrmPlace place)
{
    const Reader reader = {column->table, column, place, bounds};
    read_check(&reader, expression, dialect);
}
