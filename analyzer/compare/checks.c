/* SPDX-License-Identifier: MIT */
#include "analyzer/compare/checks.h"

static OrmDifference *checks_differ(const OrmTablePair *pair, const OrmCheck *declared, const OrmCheck *actual)
{
    OrmDifference *difference = orm_pair_differs(pair, ORM_DIFFERENCE_CHECK);
    difference->check = declared;
    difference->actual_check = actual;
    difference->expected = declared != NULL ? declared->expression.text : NULL;
    difference->actual = actual != NULL ? actual->expression.text : NULL;
    return difference;
}

GPtrArray *orm_check_values(OrmComparer *comparer, const OrmCheck *check, const OrmColumn *column)
{
    g_autoptr(OrmExpression) expression = orm_expression_parse(check->expression.text, comparer->dialect);
    const GPtrArray *named = expression != NULL ? orm_expression_columns(expression) : NULL;
    for (guint i = 0; named != NULL && i < named->len; i++) {
        if (!orm_same_name(((const OrmExpressionColumn *)g_ptr_array_index(named, i))->name, column->name))
            return NULL;
    }
    return named != NULL && named->len == 1 ? orm_expression_allowed(expression, column->name) : NULL;
}

static void clear(GPtrArray *checks, const OrmCheck *check)
{
    guint position;
    if (check != NULL && g_ptr_array_find(checks, check, &position))
        checks->pdata[position] = NULL;
}

void orm_check_take(OrmCheckMatching *matching, const OrmCheck *declared, const OrmCheck *actual)
{
    clear(matching->declared, declared);
    clear(matching->actual, actual);
    if (actual == NULL || !actual->not_valid)
        return;
    OrmDifference *difference = orm_pair_differs(matching->pair, ORM_DIFFERENCE_NOT_VALIDATED);
    difference->check = declared;
    difference->actual_check = actual;
}

static gboolean same_name(const OrmCheck *declared, const OrmCheck *actual)
{
    return declared->name != NULL && actual->name != NULL && orm_same_name(declared->name, actual->name);
}

/* A declared expression in the names that renamed columns still have. */
static const char *under_old_names(const OrmTablePair *pair, const char *text)
{
    for (guint i = 0; i < pair->declared->columns->len; i++) {
        const OrmColumn *column = g_ptr_array_index(pair->declared->columns, i);
        const OrmColumn *actual = orm_matching_column(pair, column);
        if (actual == NULL || orm_same_name(actual->name, column->name))
            continue;
        g_autofree char *escaped = g_regex_escape_string(column->name, -1);
        g_autofree char *pattern = g_strdup_printf("\\b%s\\b", escaped);
        g_autoptr(GRegex) word = g_regex_new(pattern, 0, 0, NULL);
        g_autofree char *renamed = g_regex_replace_literal(word, text, -1, 0, actual->name, 0, NULL);
        text = orm_intern(renamed != NULL ? renamed : text);
    }
    return text;
}

/* Takes each declared check together with the first actual one that stands so to it; those of the same name only, or
 * all. */
static void match(OrmCheckMatching *matching, gboolean by_name, OrmTruth wanted)
{
    for (guint i = 0; i < matching->declared->len; i++) {
        const OrmCheck *declared = g_ptr_array_index(matching->declared, i);
        const char *text = declared != NULL ? under_old_names(matching->pair, declared->expression.text) : NULL;
        for (guint k = 0; declared != NULL && k < matching->actual->len; k++) {
            const OrmCheck *actual = g_ptr_array_index(matching->actual, k);
            if (actual == NULL || (by_name && !same_name(declared, actual)))
                continue;
            OrmTruth equal = orm_expressions_equal(matching->pair->comparer, text, actual->expression.text);
            if (equal != wanted)
                continue;
            orm_check_take(matching, declared, actual);
            if (equal != ORM_YES)
                checks_differ(matching->pair, declared, actual)->certain = equal == ORM_NO;
            break;
        }
    }
}

/* json_valid(x), which MariaDB adds to a column of the type JSON. */
static gboolean is_json_check(const OrmTablePair *pair, const OrmCheck *actual)
{
    const char *words = orm_compared_expression(pair->comparer, actual->expression.text)->words;
    if (!orm_dialect_is_mysql(pair->comparer->dialect) || !g_str_has_prefix(words, "json_valid ("))
        return FALSE;
    for (guint i = 0; i < pair->declared->columns->len; i++) {
        const OrmColumn *column = g_ptr_array_index(pair->declared->columns, i);
        g_autofree char *call = g_strdup_printf("json_valid(`%s`)", column->name);
        g_autofree char *call_words = orm_expression_words(call, pair->comparer->dialect);
        if (column->type.family == ORM_SQL_JSON && g_str_equal(call_words, words))
            return TRUE;
    }
    return FALSE;
}

/* x IS NOT NULL, where the other side's column x is NOT NULL. */
static gboolean is_null_check(const OrmTablePair *pair, const OrmCheck *check, const OrmTable *other)
{
    for (guint i = 0; i < other->columns->len; i++) {
        const OrmColumn *column = g_ptr_array_index(other->columns, i);
        g_autofree char *text = g_strconcat(column->name, " IS NOT NULL", NULL);
        if (column->nullable == ORM_NO &&
            orm_expressions_equal(pair->comparer, orm_intern(text), check->expression.text) == ORM_YES)
            return TRUE;
    }
    return FALSE;
}

static void report_rest(const OrmCheckMatching *matching)
{
    const OrmTablePair *pair = matching->pair;
    for (guint i = 0; i < matching->declared->len; i++) {
        const OrmCheck *declared = g_ptr_array_index(matching->declared, i);
        if (declared != NULL && !is_null_check(pair, declared, pair->actual))
            checks_differ(pair, declared, NULL);
    }
    for (guint i = 0; i < matching->actual->len && pair->claimants->len == 1; i++) {
        const OrmCheck *actual = g_ptr_array_index(matching->actual, i);
        if (actual != NULL && !is_json_check(pair, actual) && !is_null_check(pair, actual, pair->declared))
            checks_differ(pair, NULL, actual);
    }
}

static GPtrArray *stated_checks(const GPtrArray *checks)
{
    GPtrArray *stated = g_ptr_array_new();
    for (guint i = 0; i < checks->len; i++) {
        const OrmCheck *check = g_ptr_array_index(checks, i);
        if (check->expression.text != NULL)
            g_ptr_array_add(stated, (gpointer)check);
    }
    return stated;
}

void orm_compare_checks(const OrmTablePair *pair)
{
    OrmCheckMatching matching = {pair, stated_checks(pair->declared->checks), stated_checks(pair->actual->checks)};
    orm_compare_enums(&matching);
    match(&matching, TRUE, ORM_YES);
    match(&matching, FALSE, ORM_YES);
    match(&matching, TRUE, ORM_UNKNOWN);
    match(&matching, TRUE, ORM_NO);
    match(&matching, FALSE, ORM_UNKNOWN);
    report_rest(&matching);
    g_ptr_array_unref(matching.declared);
    g_ptr_array_unref(matching.actual);
}
