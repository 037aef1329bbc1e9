/* SPDX-License-Identifier: MIT */
#include "analyzer/schema/postgresql/tree.h"

#include <string.h>

const json_t *orm_tree_node(const json_t *wrapped, const char **type)
{
    void *iterator = json_object_iter((json_t *)wrapped);
    if (type != NULL)
        *type = iterator != NULL ? json_object_iter_key(iterator) : "";
    return iterator != NULL ? json_object_iter_value(iterator) : NULL;
}

const json_t *orm_tree_as(const json_t *wrapped, const char *type)
{
    return json_object_get(wrapped, type);
}

const json_t *orm_tree_get(const json_t *node, const char *member)
{
    return json_object_get(node, member);
}

const char *orm_tree_text(const json_t *node, const char *member)
{
    return json_string_value(json_object_get(node, member));
}

gint64 orm_tree_number(const json_t *node, const char *member)
{
    return json_integer_value(json_object_get(node, member));
}

gboolean orm_tree_flag(const json_t *node, const char *member)
{
    return json_is_true(json_object_get(node, member));
}

gboolean orm_tree_is(const json_t *node, const char *member, const char *value)
{
    return g_strcmp0(orm_tree_text(node, member), value) == 0;
}

const char *orm_tree_string(const json_t *wrapped)
{
    const char *text = orm_tree_text(orm_tree_as(wrapped, "String"), "sval");
    return text != NULL ? text : "";
}

GPtrArray *orm_tree_names(const json_t *list)
{
    GPtrArray *names = g_ptr_array_new();
    if (json_is_object(list)) {
        const char *type;
        const json_t *node = orm_tree_node(list, &type);
        if (strcmp(type, "String") == 0)
            g_ptr_array_add(names, (gpointer)orm_tree_string(list));
        list = orm_tree_get(node, "items");
        if (list == NULL)
            list = orm_tree_get(node, "names");
        if (list == NULL)
            list = orm_tree_get(node, "objname");
    }
    for (size_t i = 0; i < json_array_size(list); i++)
        g_ptr_array_add(names, (gpointer)orm_tree_string(json_array_get(list, i)));
    return names;
}

gboolean orm_tree_is_null_constant(const json_t *expression)
{
    const json_t *cast = orm_tree_as(expression, "TypeCast");
    if (cast != NULL)
        return orm_tree_is_null_constant(orm_tree_get(cast, "arg"));
    return orm_tree_flag(orm_tree_as(expression, "A_Const"), "isnull");
}

/* Fills `*column` with the column's name; FALSE once there are two. */
static gboolean find_columns(const json_t *tree, const char **column)
{
    const json_t *reference = orm_tree_as(tree, "ColumnRef");
    if (reference != NULL) {
        const json_t *fields = orm_tree_get(reference, "fields");
        const char *name = orm_tree_string(json_array_get(fields, json_array_size(fields) - 1));
        gboolean same = *column == NULL || strcmp(*column, name) == 0;
        *column = name;
        return same;
    }
    if (json_is_array(tree)) {
        for (size_t i = 0; i < json_array_size(tree); i++) {
            if (!find_columns(json_array_get(tree, i), column))
                return FALSE;
        }
    } else if (json_is_object(tree)) {
        for (void *i = json_object_iter((json_t *)tree); i != NULL; i = json_object_iter_next((json_t *)tree, i)) {
            if (!find_columns(json_object_iter_value(i), column))
                return FALSE;
        }
    }
    return TRUE;
}

const char *orm_tree_only_column(const json_t *expression)
{
    const char *column = NULL;
    return find_columns(expression, &column) ? column : NULL;
}

static const char *last_name(const json_t *names)
{
    return json_array_size(names) > 0 ? orm_tree_string(json_array_get(names, json_array_size(names) - 1)) : "";
}

/* Names of expressions that always have the same one. */
static const char *fixed_name(const char *type, const json_t *node)
{
    static const struct {
        const char *type, *name;
    } names[] = {
        {"CoalesceExpr", "coalesce"}, {"A_ArrayExpr", "array"}, {"RowExpr", "row"}, {"XmlSerialize", "xmlserialize"}};
    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        if (strcmp(type, names[i].type) == 0)
            return names[i].name;
    }
    if (strcmp(type, "MinMaxExpr") == 0)
        return orm_tree_is(node, "op", "IS_LEAST") ? "least" : "greatest";
    if (strcmp(type, "A_Expr") == 0 && orm_tree_is(node, "kind", "AEXPR_NULLIF"))
        return "nullif";
    return NULL;
}

/* As FigureColnameInternal of the server's parse_target.c: the name and how good it is (2: a column or function, 1: a
 * last resort). */
static guint figure_name(const json_t *expression, const char **name)
{
    const char *type;
    const json_t *node = orm_tree_node(expression, &type);
    if (node == NULL)
        return 0;
    if (strcmp(type, "ColumnRef") == 0) {
        *name = last_name(orm_tree_get(node, "fields"));
        return **name != '\0' ? 2 : 0;
    }
    if (strcmp(type, "FuncCall") == 0) {
        *name = last_name(orm_tree_get(node, "funcname"));
        return 2;
    }
    if (strcmp(type, "A_Indirection") == 0) {
        const json_t *indirection = orm_tree_get(node, "indirection");
        const char *field = last_name(indirection);
        if (*field == '\0')
            return figure_name(orm_tree_get(node, "arg"), name);
        *name = field;
        return 2;
    }
    if (strcmp(type, "CollateClause") == 0)
        return figure_name(orm_tree_get(node, "arg"), name);
    if (strcmp(type, "TypeCast") == 0) {
        guint strength = figure_name(orm_tree_get(node, "arg"), name);
        if (strength > 1)
            return strength;
        *name = last_name(orm_tree_get(orm_tree_get(node, "typeName"), "names"));
        return 1;
    }
    if (strcmp(type, "CaseExpr") == 0) {
        guint strength = figure_name(orm_tree_get(node, "defresult"), name);
        if (strength > 1)
            return strength;
        *name = "case";
        return 1;
    }
    const char *fixed = fixed_name(type, node);
    *name = fixed != NULL ? fixed : *name;
    return fixed != NULL ? 2 : 0;
}

const char *orm_tree_expression_name(const json_t *expression)
{
    const char *name = NULL;
    return figure_name(expression, &name) > 0 ? name : NULL;
}

GPtrArray *orm_tree_exclusion_names(const json_t *exclusions)
{
    GPtrArray *names = g_ptr_array_new();
    for (size_t i = 0; i < json_array_size(exclusions); i++) {
        const json_t *items = orm_tree_get(orm_tree_as(json_array_get(exclusions, i), "List"), "items");
        const json_t *element = orm_tree_as(json_array_get(items, 0), "IndexElem");
        const char *name = orm_tree_text(element, "name");
        if (name == NULL)
            name = orm_tree_expression_name(orm_tree_get(element, "expr"));
        g_ptr_array_add(names, (gpointer)(name != NULL ? name : "expr"));
    }
    return names;
}
