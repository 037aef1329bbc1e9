/* SPDX-License-Identifier: MIT */
/* Foreign keys, by the columns that they tie together; names do not count. */
#include "analyzer/compare/comparer.h"

#include <string.h>

/* Whether the database is to hold the key. */
static gboolean is_expected(const OrmForeignKey *key)
{
    return key->unenforced.value != ORM_YES && key->array.value != ORM_YES && orm_foreign_key_resolved(key) &&
           !key->parent->is_view;
}

static const OrmColumn *column_at(const GPtrArray *references, guint index)
{
    return ((const OrmColumnReference *)g_ptr_array_index(references, index))->column;
}

/* Where the column stands among the key's own; its length when it does not. */
static guint position_in(const GPtrArray *references, const OrmColumn *column)
{
    guint i = 0;
    while (i < references->len && (column == NULL || column_at(references, i) != column))
        i++;
    return i;
}

static gboolean same_columns(const OrmTablePair *pair, const OrmForeignKey *declared, const OrmForeignKey *actual)
{
    if (declared->columns->len != actual->columns->len)
        return FALSE;
    for (guint i = 0; i < declared->columns->len; i++) {
        const OrmColumn *column = column_at(declared->columns, i);
        const OrmColumn *there = column != NULL ? orm_matching_column(pair, column) : NULL;
        if (position_in(actual->columns, there) == actual->columns->len)
            return FALSE;
    }
    return TRUE;
}

/* Of two keys with the same columns: whether each refers to the same column. */
static gboolean same_target(const OrmTablePair *pair, const OrmForeignKey *declared, const OrmForeignKey *actual)
{
    const OrmComparison *result = pair->comparer->result;
    if (actual->parent == NULL || actual->parent != g_hash_table_lookup(result->actual_tables, declared->parent) ||
        actual->parent_columns->len != actual->columns->len)
        return FALSE;
    for (guint i = 0; i < declared->columns->len; i++) {
        guint there = position_in(actual->columns, orm_matching_column(pair, column_at(declared->columns, i)));
        const OrmColumn *parent = column_at(declared->parent_columns, i);
        const OrmColumn *actual_parent = column_at(actual->parent_columns, there);
        if (actual_parent == NULL || g_hash_table_lookup(result->actual_columns, parent) != actual_parent)
            return FALSE;
    }
    return TRUE;
}

static const char *key_words(const OrmForeignKey *key)
{
    g_autofree char *words =
        g_strdup_printf("%s REFERENCES %s %s", orm_columns_label(key->columns),
                        key->parent != NULL ? orm_table_label(key->parent) : key->parent_name,
                        key->parent_columns->len > 0 ? orm_columns_label(key->parent_columns) : "");
    return orm_intern(g_strchomp(words));
}

static OrmDifference *keys_differ(const OrmTablePair *pair, const OrmForeignKey *declared, const OrmForeignKey *actual)
{
    OrmDifference *difference = orm_pair_differs(pair, ORM_DIFFERENCE_FOREIGN_KEY);
    difference->key = declared;
    difference->actual_key = actual;
    difference->expected = declared != NULL ? key_words(declared) : NULL;
    difference->actual = actual != NULL ? key_words(actual) : NULL;
    return difference;
}

/* NO ACTION is what holds when nothing is said; to MySQL RESTRICT is the same. */
static OrmActionKind effective(OrmActionKind action, OrmDialect dialect)
{
    gboolean restricts = action == ORM_ACTION_RESTRICT && orm_dialect_is_mysql(dialect);
    return action == ORM_ACTION_UNSTATED || restricts ? ORM_ACTION_NO_ACTION : action;
}

static const char *deferral(const OrmForeignKey *key)
{
    gboolean deferred = key->initially.text != NULL && orm_same_name(key->initially.text, "deferred");
    if (deferred)
        return "DEFERRABLE INITIALLY DEFERRED";
    return key->deferrable.value == ORM_YES ? "DEFERRABLE" : "NOT DEFERRABLE";
}

static const char *match_words(const OrmForeignKey *key)
{
    g_autofree char *words = g_ascii_strup(key->match.text != NULL ? key->match.text : "simple", -1);
    return orm_intern(words);
}

static void compare_option(const OrmTablePair *pair, const OrmForeignKey *declared, const OrmForeignKey *actual,
                           const char *aspect, const char *expected, const char *found)
{
    if (strcmp(expected, found) == 0)
        return;
    OrmDifference *difference = keys_differ(pair, declared, actual);
    difference->kind = ORM_DIFFERENCE_FOREIGN_KEY_ACTION;
    difference->aspect = aspect;
    difference->expected = expected;
    difference->actual = found;
}

static void compare_options(const OrmTablePair *pair, const OrmForeignKey *declared, const OrmForeignKey *actual)
{
    OrmDialect dialect = pair->comparer->dialect;
    compare_option(pair, declared, actual, "ON DELETE", orm_action_name(effective(declared->ondelete.kind, dialect)),
                   orm_action_name(effective(actual->ondelete.kind, dialect)));
    compare_option(pair, declared, actual, "ON UPDATE", orm_action_name(effective(declared->onupdate.kind, dialect)),
                   orm_action_name(effective(actual->onupdate.kind, dialect)));
    if (!orm_dialect_is_mysql(dialect))
        compare_option(pair, declared, actual, "DEFERRABLE", deferral(declared), deferral(actual));
    /* the others read MATCH and forget it */
    if (dialect == ORM_DIALECT_POSTGRESQL)
        compare_option(pair, declared, actual, "MATCH", match_words(declared), match_words(actual));
    if (!actual->not_valid)
        return;
    OrmDifference *difference = keys_differ(pair, declared, actual);
    difference->kind = ORM_DIFFERENCE_NOT_VALIDATED;
}

/* The actual key that is the declared one, among those with the same columns; else one that refers elsewhere. */
static const OrmForeignKey *find_actual(const OrmTablePair *pair, const OrmForeignKey *declared, gboolean *equal)
{
    const OrmForeignKey *other = NULL;
    const GPtrArray *keys = pair->actual->foreign_keys;
    for (guint i = 0; i < keys->len; i++) {
        const OrmForeignKey *actual = g_ptr_array_index(keys, i);
        if (!same_columns(pair, declared, actual))
            continue;
        *equal = same_target(pair, declared, actual);
        if (*equal)
            return actual;
        other = actual;
    }
    return other;
}

/* What the models say of a key that they do not expect, or cannot resolve, is theirs; the schema's is then not extra.
 */
static gboolean is_explained(const OrmTablePair *pair, const OrmForeignKey *actual)
{
    if (actual->parent != NULL && orm_table_is_foreign(pair->comparer, actual->parent))
        return TRUE;
    for (guint i = 0; i < pair->claimants->len; i++) {
        OrmTablePair claim = *pair;
        claim.declared = g_ptr_array_index(pair->claimants, i);
        for (guint k = 0; k < claim.declared->foreign_keys->len; k++) {
            const OrmForeignKey *declared = g_ptr_array_index(claim.declared->foreign_keys, k);
            if (declared->unenforced.value != ORM_YES && same_columns(&claim, declared, actual))
                return TRUE;
        }
    }
    return FALSE;
}

void orm_compare_foreign_keys(const OrmTablePair *pair)
{
    const GPtrArray *keys = pair->declared->foreign_keys;
    for (guint i = 0; i < keys->len; i++) {
        const OrmForeignKey *declared = g_ptr_array_index(keys, i);
        gboolean equal = FALSE;
        if (!is_expected(declared))
            continue;
        const OrmForeignKey *actual = find_actual(pair, declared, &equal);
        if (equal)
            compare_options(pair, declared, actual);
        else
            keys_differ(pair, declared, actual);
    }
    for (guint i = 0; orm_pair_is_first(pair) && i < pair->actual->foreign_keys->len; i++) {
        const OrmForeignKey *actual = g_ptr_array_index(pair->actual->foreign_keys, i);
        if (!is_explained(pair, actual))
            keys_differ(pair, NULL, actual);
    }
}
