/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/expression.h"

#include <pg_query.h>
#include <string.h>

#include "analyzer/facts/intern.h"
#include "analyzer/graph/expression_internal.h"

json_t *orm_expression_node(const json_t *node, const char *type)
{
    return json_object_get(node, type);
}

const char *orm_expression_last_name(const json_t *names)
{
    size_t count = json_array_size(names);
    const json_t *last = count > 0 ? json_array_get(names, count - 1) : NULL;
    const char *name = json_string_value(json_object_get(orm_expression_node(last, "String"), "sval"));
    return name != NULL ? name : "";
}

/* Other databases' words have to be put into those of the grammar. */
static char *statement_of(const char *text, OrmDialect dialect)
{
    gboolean is_foreign = orm_dialect_is_mysql(dialect) || dialect == ORM_DIALECT_SQLITE;
    g_autofree char *words = is_foreign ? orm_expression_words(text, dialect) : NULL;
    return g_strdup_printf("SELECT (%s\n)", words != NULL ? words : text);
}

/* The only thing a statement selects; NULL when the text was more than one expression. */
static json_t *only_expression(const json_t *tree)
{
    const json_t *statements = json_object_get(tree, "stmts");
    const json_t *select = json_object_get(json_object_get(json_array_get(statements, 0), "stmt"), "SelectStmt");
    const json_t *targets = json_object_get(select, "targetList");
    if (json_array_size(statements) != 1 || json_array_size(targets) != 1 || json_object_get(select, "fromClause"))
        return NULL;
    const json_t *target = orm_expression_node(json_array_get(targets, 0), "ResTarget");
    return json_object_get(target, "name") != NULL ? NULL : json_object_get(target, "val");
}

/* SQLite takes a name in double quotes for a string where there is no such column. */
static gboolean may_hold_strings_as_names(const char *text, OrmDialect dialect)
{
    return dialect == ORM_DIALECT_SQLITE && strchr(text, '"') != NULL;
}

static OrmExpression *read_expression(const char *text, OrmDialect dialect)
{
    g_autofree char *statement = statement_of(text, dialect);
    PgQueryParseResult result = pg_query_parse(statement);
    json_t *tree = result.error == NULL ? json_loads(result.parse_tree, 0, NULL) : NULL;
    pg_query_free_parse_result(result);
    json_t *value = only_expression(tree);
    OrmExpression *expression = NULL;
    if (value != NULL && orm_expression_node(value, "RowExpr") == NULL) {
        expression = g_rc_box_new0(OrmExpression);
        if (!may_hold_strings_as_names(text, dialect))
            expression->columns = orm_expression_find_columns(value, dialect);
        expression->tree = orm_expression_simplify(json_incref(value), statement);
    }
    json_decref(tree);
    return expression;
}

static void clear_expression(gpointer data)
{
    OrmExpression *expression = data;
    json_decref(expression->tree);
    g_clear_pointer(&expression->columns, g_ptr_array_unref);
}

void orm_expression_unref(OrmExpression *expression)
{
    if (expression != NULL)
        g_rc_box_release_full(expression, clear_expression);
}

/* Rules ask for the expressions of a table again and again, and then for those of the next. */
#define MOST_KEPT 1024

/* What was read: text -> OrmExpression * (NULL: it cannot be read), for each dialect. */
typedef struct {
    GHashTable *by_text[ORM_DIALECT_MARIADB + 1];
} Known;

static void free_known(gpointer data)
{
    Known *known = data;
    for (guint i = 0; i < G_N_ELEMENTS(known->by_text); i++)
        g_clear_pointer(&known->by_text[i], g_hash_table_unref);
    g_free(known);
}

static GHashTable *known_of(OrmDialect dialect)
{
    static GPrivate of_thread = G_PRIVATE_INIT(free_known);
    Known *known = g_private_get(&of_thread);
    if (known == NULL) {
        known = g_new0(Known, 1);
        g_private_set(&of_thread, known);
    }
    if (known->by_text[dialect] == NULL)
        known->by_text[dialect] =
            g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)orm_expression_unref);
    return known->by_text[dialect];
}

OrmExpression *orm_expression_parse(const char *text, OrmDialect dialect)
{
    if (text == NULL)
        return NULL;
    GHashTable *known = known_of(dialect);
    gpointer expression = NULL;
    if (!g_hash_table_lookup_extended(known, text, NULL, &expression)) {
        if (g_hash_table_size(known) == MOST_KEPT)
            g_hash_table_remove_all(known);
        expression = read_expression(text, dialect);
        g_hash_table_insert(known, g_strdup(text), expression);
    }
    return expression != NULL ? g_rc_box_acquire(expression) : NULL;
}

/* Appends a quoted part as it is; returns its last character. */
static const char *append_quoted(GString *folded, const char *text)
{
    const char *end = strchr(text + 1, *text);
    if (end == NULL)
        end = text + strlen(text) - 1;
    g_string_append_len(folded, text, end - text + 1);
    return end;
}

/* Lower case and without blanks outside of quotes, but for one between words. */
static char *fold_text(const char *text)
{
    GString *folded = g_string_new(NULL);
    for (const char *c = text; *c != '\0'; c++) {
        if (*c == '\'' || *c == '"' || *c == '`') {
            c = append_quoted(folded, c);
        } else if (g_ascii_isspace(*c)) {
            while (g_ascii_isspace(c[1]))
                c++;
            gboolean between =
                folded->len > 0 && g_ascii_isalnum(folded->str[folded->len - 1]) && g_ascii_isalnum(c[1]);
            if (between)
                g_string_append_c(folded, ' ');
        } else {
            g_string_append_c(folded, g_ascii_tolower(*c));
        }
    }
    return g_string_free(folded, FALSE);
}

/* Whether the parenthesis that opens the text closes at its end. */
static gboolean is_parenthesised(const char *text)
{
    guint depth = 0;
    gsize length = strlen(text);
    for (gsize i = 0; i < length; i++) {
        depth += text[i] == '(';
        depth -= text[i] == ')' && depth > 0;
        if (depth == 0)
            return i > 0 && i + 1 == length;
    }
    return FALSE;
}

static const char *text_signature(const char *text)
{
    g_autofree char *folded = fold_text(text);
    while (is_parenthesised(folded)) {
        folded[strlen(folded) - 1] = '\0';
        memmove(folded, folded + 1, strlen(folded));
    }
    return orm_intern(folded);
}

const char *orm_expression_signature(const char *text, OrmDialect dialect)
{
    if (text == NULL)
        return NULL;
    g_autoptr(OrmExpression) expression = orm_expression_parse(text, dialect);
    if (expression == NULL)
        return text_signature(text);
    char *dump = json_dumps(expression->tree, JSON_COMPACT | JSON_SORT_KEYS | JSON_ENCODE_ANY);
    const char *signature = orm_intern(dump);
    free(dump);
    return signature;
}
