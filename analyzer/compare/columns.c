/* SPDX-License-Identifier: MIT */
/* Which column is which, what is missing and what is extra, and each pair's nullability. */
#include "analyzer/compare/comparer.h"

#include "analyzer/graph/expression.h"
#include "analyzer/graph/names.h"
#include "analyzer/graph/questions_references.h"
#include "analyzer/graph/vocabulary.h"

/* Exactly that name, else the same in another case, where the dialect does not tell them apart. */
static const OrmColumn *find_column(const OrmComparer *comparer, const GPtrArray *columns, const char *name)
{
    const OrmColumn *other_case = NULL;
    for (guint i = 0; i < columns->len; i++) {
        const OrmColumn *column = g_ptr_array_index(columns, i);
        if (g_str_equal(column->name, name))
            return column;
        if (other_case == NULL && comparer->dialect != ORM_DIALECT_POSTGRESQL && orm_same_name(column->name, name))
            other_case = column;
    }
    return other_case;
}

static const char *null_word(OrmTruth nullable)
{
    return nullable == ORM_YES ? "NULL" : "NOT NULL";
}

/* Whether a CHECK that holds for all rows does what NOT NULL would. */
static gboolean has_null_check(const OrmColumn *column, OrmDialect dialect)
{
    for (guint i = 0; i < column->table->checks->len; i++) {
        const OrmCheck *check = g_ptr_array_index(column->table->checks, i);
        g_autoptr(OrmExpression) expression = orm_expression_parse(check->expression.text, dialect);
        if (!check->not_valid && expression != NULL && orm_expression_excludes_null(expression, column->name))
            return TRUE;
    }
    return FALSE;
}

/* SQLite lets NULL into a key that does not say NOT NULL; that is a matter of its own, not of drift. */
static void compare_nullability(const OrmTablePair *pair, const OrmColumn *declared, const OrmColumn *actual)
{
    gboolean loose_key = pair->comparer->dialect == ORM_DIALECT_SQLITE && actual->in_primary_key;
    if (declared->nullable == ORM_UNKNOWN || actual->nullable == ORM_UNKNOWN ||
        declared->nullable == actual->nullable || loose_key || pair->actual->is_view)
        return;
    if (declared->details->computed.text != NULL && pair->comparer->dialect == ORM_DIALECT_MARIADB)
        return; /* it cannot be stated there */
    if (has_null_check(actual->nullable == ORM_YES ? actual : declared, pair->comparer->dialect))
        return;
    OrmDifference *difference = orm_columns_differ(pair, declared, actual, ORM_DIFFERENCE_NULLABILITY);
    difference->expected = null_word(declared->nullable);
    difference->actual = null_word(actual->nullable);
}

static void add_missing(const OrmTablePair *pair, const OrmColumn *declared)
{
    OrmDifference *difference = orm_columns_differ(pair, declared, NULL, ORM_DIFFERENCE_COLUMN_MISSING);
    difference->expected = declared->name;
}

/* Whether no row can be inserted without a value for the column. */
static gboolean is_required(const OrmColumn *column)
{
    gboolean fills_itself = column->details->server_default.text != NULL || column->details->computed.text != NULL ||
                            column->identity != ORM_IDENTITY_NONE || column->type.is_serial ||
                            column->flags->autoincrement.value == ORM_YES;
    return column->nullable == ORM_NO && !fills_itself && !column->table->is_view;
}

/* The SQL name of a field that is no column. */
static const char *ignored_name(const OrmField *field)
{
    for (guint i = 0; i < field->annotations->len; i++) {
        const OrmAnnotation *annotation = g_ptr_array_index(field->annotations, i);
        g_autoptr(GPtrArray) names = orm_annotation_positionals(annotation);
        if (g_str_equal(annotation->kind, "column") && names->len > 0)
            return ((const OrmArgument *)g_ptr_array_index(names, 0))->value->text;
    }
    return field->name;
}

/* The field with ORM_IGNORE that would be the column, in any of the models; NULL. */
static const OrmField *find_ignored(const OrmTablePair *pair, const OrmColumn *actual)
{
    for (guint i = 0; i < pair->claimants->len; i++) {
        const OrmTable *table = g_ptr_array_index(pair->claimants, i);
        for (guint k = 0; k < table->models->len; k++) {
            const OrmModel *model = g_ptr_array_index(table->models, k);
            for (guint n = 0; n < model->ignored->len; n++) {
                const OrmField *field = g_ptr_array_index(model->ignored, n);
                const char *name = ignored_name(field);
                if (name != NULL && orm_same_name(name, actual->name))
                    return field;
            }
        }
    }
    return NULL;
}

/* Whether a field of any of the models may be the column, but did not reach the graph. */
static gboolean may_be_hidden(const OrmTablePair *pair, const OrmColumn *actual)
{
    for (guint i = 0; i < pair->claimants->len; i++) {
        if (orm_table_may_hide_column(g_ptr_array_index(pair->claimants, i), actual->name))
            return TRUE;
    }
    return FALSE;
}

static gboolean is_claimed(const OrmTablePair *pair, const OrmColumn *actual)
{
    for (guint i = 0; i < pair->claimants->len; i++) {
        const OrmTable *table = g_ptr_array_index(pair->claimants, i);
        if (find_column(pair->comparer, table->columns, actual->name) != NULL)
            return TRUE;
    }
    return FALSE;
}

/* The column that still has the old name which the models state, unless they map that name, too. */
static const OrmColumn *find_renamed(const OrmTablePair *pair, const OrmColumn *declared)
{
    const char *old = declared->details->renamed_from.text;
    const OrmColumn *actual = old != NULL ? find_column(pair->comparer, pair->actual->columns, old) : NULL;
    return actual != NULL && !is_claimed(pair, actual) ? actual : NULL;
}

void orm_match_columns(const OrmTablePair *pair)
{
    OrmComparison *result = pair->comparer->result;
    for (guint i = 0; i < pair->declared->columns->len; i++) {
        const OrmColumn *declared = g_ptr_array_index(pair->declared->columns, i);
        const OrmColumn *actual = find_column(pair->comparer, pair->actual->columns, declared->name);
        if (actual == NULL)
            actual = find_renamed(pair, declared);
        if (actual == NULL)
            continue;
        g_hash_table_insert(result->actual_columns, (gpointer)declared, (gpointer)actual);
        if (!g_hash_table_contains(result->declared_columns, actual))
            g_hash_table_insert(result->declared_columns, (gpointer)actual, (gpointer)declared);
    }
}

/* A column that a field stands for which is no column, or may stand for. */
static gboolean is_explained(const OrmTablePair *pair, const OrmColumn *actual)
{
    return (find_ignored(pair, actual) != NULL && !is_required(actual)) || may_be_hidden(pair, actual);
}

static void add_extra(const OrmTablePair *pair, const OrmColumn *actual)
{
    const OrmField *ignored = find_ignored(pair, actual);
    gboolean required = is_required(actual);
    OrmDifferenceKind kind = ignored != NULL ? ORM_DIFFERENCE_COLUMN_IGNORED_REQUIRED
                             : required      ? ORM_DIFFERENCE_COLUMN_EXTRA_REQUIRED
                                             : ORM_DIFFERENCE_COLUMN_EXTRA;
    OrmDifference *difference = orm_columns_differ(pair, NULL, actual, kind);
    difference->ignored = ignored;
    difference->actual = actual->name;
}

static void compare_column(const OrmTablePair *pair, const OrmColumn *declared)
{
    const OrmColumn *actual = orm_matching_column(pair, declared);
    if (actual == NULL)
        return;
    if (!orm_same_name(declared->name, actual->name)) {
        OrmDifference *difference = orm_columns_differ(pair, declared, actual, ORM_DIFFERENCE_COLUMN_RENAME);
        difference->expected = declared->name;
        difference->actual = actual->name;
    }
    orm_compare_types(pair, declared, actual);
    if (pair->actual->is_view)
        return; /* its columns have types, and nothing else that is its own */
    compare_nullability(pair, declared, actual);
    orm_compare_defaults(pair, declared, actual);
    orm_compare_generated(pair, declared, actual);
    orm_compare_counters(pair, declared, actual);
    orm_compare_column_options(pair, declared, actual);
}

/* A REFERENCES that MySQL takes and forgets. */
static void compare_ignored_references(const OrmTablePair *pair)
{
    for (guint i = 0; i < pair->actual->columns->len; i++) {
        const OrmColumn *actual = g_ptr_array_index(pair->actual->columns, i);
        if (actual->details->ignored_reference.text == NULL)
            continue;
        const OrmColumn *declared = g_hash_table_lookup(pair->comparer->result->declared_columns, actual);
        OrmDifference *difference = orm_columns_differ(pair, declared, actual, ORM_DIFFERENCE_REFERENCE_IGNORED);
        difference->actual = actual->details->ignored_reference.text;
    }
}

static GPtrArray *missing_columns(const OrmTablePair *pair)
{
    GPtrArray *missing = g_ptr_array_new();
    for (guint i = 0; i < pair->declared->columns->len; i++) {
        const OrmColumn *declared = g_ptr_array_index(pair->declared->columns, i);
        if (orm_matching_column(pair, declared) == NULL)
            g_ptr_array_add(missing, (gpointer)declared);
    }
    return missing;
}

static GPtrArray *extra_columns(const OrmTablePair *pair)
{
    GPtrArray *extra = g_ptr_array_new();
    for (guint i = 0; orm_pair_is_first(pair) && i < pair->actual->columns->len; i++) {
        const OrmColumn *actual = g_ptr_array_index(pair->actual->columns, i);
        gboolean mapped = g_hash_table_contains(pair->comparer->result->declared_columns, actual);
        if (!mapped && !is_claimed(pair, actual) && !is_explained(pair, actual))
            g_ptr_array_add(extra, (gpointer)actual);
    }
    return extra;
}

void orm_compare_columns(const OrmTablePair *pair)
{
    g_autoptr(GPtrArray) missing = missing_columns(pair), extra = extra_columns(pair);
    for (guint i = 0; i < pair->declared->columns->len; i++)
        compare_column(pair, g_ptr_array_index(pair->declared->columns, i));
    orm_compare_likely_renames(pair, missing, extra);
    for (guint i = 0; i < missing->len; i++)
        add_missing(pair, g_ptr_array_index(missing, i));
    for (guint i = 0; i < extra->len; i++)
        add_extra(pair, g_ptr_array_index(extra, i));
    if (pair->claimants->len == 1 && !pair->actual->is_view)
        orm_compare_column_order(pair);
    if (orm_pair_is_first(pair))
        compare_ignored_references(pair);
}
