/* SPDX-License-Identifier: MIT */
#include "analyzer/schema/postgresql/printed.h"

#include <pg_query.h>
#include <string.h>

#include "analyzer/facts/intern.h"
#include "analyzer/schema/postgresql/tokens.h"
#include "analyzer/schema/postgresql/tree.h"

/* Whether the parenthesis that a text begins with closes at its end. */
static gboolean is_enclosed(const char *text, const GArray *tokens)
{
    guint depth = 0;
    for (guint i = 0; i + 1 < tokens->len; i++) {
        const OrmPostgresqlToken *token = &g_array_index(tokens, OrmPostgresqlToken, i);
        depth += orm_postgresql_scan_is_sign(text, token, '(');
        if (orm_postgresql_scan_is_sign(text, token, ')'))
            depth--;
        if (depth == 0)
            return i > 0 && i + 2 == tokens->len;
    }
    return FALSE;
}

const char *orm_postgresql_bare(const char *expression)
{
    if (expression == NULL || *expression != '(')
        return orm_intern(expression);
    g_autoptr(GArray) tokens = orm_postgresql_scan_all(expression, strlen(expression));
    if (!is_enclosed(expression, tokens))
        return orm_intern(expression);
    g_autofree char *inner = g_strndup(expression + 1, strlen(expression) - 2);
    return orm_postgresql_bare(inner);
}

const char *orm_postgresql_bare_exclusion(const char *exclusion)
{
    g_autoptr(GArray) tokens = orm_postgresql_scan_all(exclusion, strlen(exclusion));
    guint depth = 0;
    for (guint i = 0; i + 1 < tokens->len; i++) {
        const OrmPostgresqlToken *token = &g_array_index(tokens, OrmPostgresqlToken, i);
        if (depth == 0 && orm_postgresql_scan_is(exclusion, token, "WHERE")) {
            g_autofree char *before = g_strndup(exclusion, token->end);
            const OrmPostgresqlToken *next = token + 1;
            g_autofree char *text = g_strconcat(before, " (", orm_postgresql_bare(exclusion + next->start), ")", NULL);
            return orm_intern(text);
        }
        depth += orm_postgresql_scan_is_sign(exclusion, token, '(');
        depth -= orm_postgresql_scan_is_sign(exclusion, token, ')') && depth > 0;
    }
    return orm_intern(exclusion);
}

/* The parse tree of a statement; NULL when it is none. Free with json_decref. */
static json_t *parse(const char *statement)
{
    PgQueryParseResult result = pg_query_parse(statement);
    json_t *tree = result.error == NULL ? json_loads(result.parse_tree, 0, NULL) : NULL;
    pg_query_free_parse_result(result);
    return tree;
}

static const json_t *first_statement(const json_t *tree, const char *type)
{
    return orm_tree_as(orm_tree_get(json_array_get(orm_tree_get(tree, "stmts"), 0), "stmt"), type);
}

const char *orm_postgresql_expression_name(const char *expression)
{
    g_autofree char *statement = g_strdup_printf("CREATE INDEX ON t ((%s))", expression);
    json_t *tree = parse(statement);
    const json_t *elements = orm_tree_get(first_statement(tree, "IndexStmt"), "indexParams");
    const json_t *element = orm_tree_as(json_array_get(elements, 0), "IndexElem");
    const char *name = orm_tree_text(element, "name");
    if (name == NULL)
        name = orm_tree_expression_name(orm_tree_get(element, "expr"));
    name = orm_intern(name != NULL ? name : "expr");
    json_decref(tree);
    return name;
}

GPtrArray *orm_postgresql_exclusion_names(const char *exclusion)
{
    g_autofree char *statement = g_strdup_printf("CREATE TABLE t (EXCLUDE %s)", exclusion);
    json_t *tree = parse(statement);
    const json_t *element = json_array_get(orm_tree_get(first_statement(tree, "CreateStmt"), "tableElts"), 0);
    GPtrArray *names = orm_tree_exclusion_names(orm_tree_get(orm_tree_as(element, "Constraint"), "exclusions"));
    for (guint i = 0; i < names->len; i++)
        names->pdata[i] = (gpointer)orm_intern(g_ptr_array_index(names, i));
    json_decref(tree);
    return names;
}
