/* SPDX-License-Identifier: MIT */
/* Which table is which, what is missing and what is extra. */
#include "analyzer/compare/comparer.h"

#include "analyzer/graph/names.h"

#include <string.h>

/* The actual tables by "schema\1name": as the dialect compares names, and without case,
 * where that is not ambiguous. */
typedef struct {
    GHashTable *exact, *folded;
} TableNames;

static const char *table_key(const OrmComparer *comparer, const char *schema, const char *name)
{
    const char *compared = orm_compared_schema(comparer, schema);
    g_autofree char *key = g_strconcat(compared != NULL ? compared : "", "\1", orm_compared_name(comparer, name), NULL);
    return orm_intern(key);
}

static TableNames index_tables(const OrmComparer *comparer)
{
    TableNames names = {g_hash_table_new(NULL, NULL), g_hash_table_new(NULL, NULL)};
    const GPtrArray *tables = comparer->result->actual->tables;
    for (guint i = 0; i < tables->len; i++) {
        OrmTable *table = g_ptr_array_index(tables, i);
        const char *key = table_key(comparer, table->schema, table->name), *folded = orm_fold_name(key);
        g_hash_table_insert(names.exact, (gpointer)key, table);
        g_hash_table_insert(names.folded, (gpointer)folded, g_hash_table_contains(names.folded, folded) ? NULL : table);
    }
    return names;
}

static const OrmTable *find_table(const OrmComparer *comparer, const TableNames *names, const char *schema,
                                  const char *name)
{
    const char *key = table_key(comparer, schema, name);
    const OrmTable *table = g_hash_table_lookup(names->exact, key);
    if (table != NULL || comparer->dialect == ORM_DIALECT_POSTGRESQL)
        return table; /* a name with capitals is a quoted one */
    return g_hash_table_lookup(names->folded, orm_fold_name(key));
}

static void match_table(OrmComparer *comparer, const OrmTable *declared, const OrmTable *actual)
{
    OrmComparison *result = comparer->result;
    GPtrArray *claimants = g_hash_table_lookup(comparer->claimants, actual);
    if (claimants == NULL) {
        claimants = g_ptr_array_new();
        g_hash_table_insert(comparer->claimants, (gpointer)actual, claimants);
        g_hash_table_insert(result->declared_tables, (gpointer)actual, (gpointer)declared);
    }
    g_ptr_array_add(claimants, (gpointer)declared);
    g_hash_table_insert(result->actual_tables, (gpointer)declared, (gpointer)actual);
}

/* The table that still has the old name which the models state, unless they map that name, too. */
static const OrmTable *find_renamed(const OrmComparer *comparer, const TableNames *names, const OrmTable *declared)
{
    const char *old = declared->renamed_from.text, *dot = old != NULL ? strrchr(old, '.') : NULL;
    if (old == NULL)
        return NULL;
    g_autofree char *schema = dot != NULL ? g_strndup(old, (gsize)(dot - old)) : g_strdup(declared->schema);
    const OrmTable *actual = find_table(comparer, names, schema, dot != NULL ? dot + 1 : old);
    return actual != NULL && !g_hash_table_contains(comparer->claimants, actual) ? actual : NULL;
}

static void match_tables(OrmComparer *comparer, const TableNames *names)
{
    const GPtrArray *tables = comparer->result->declared->tables;
    for (guint i = 0; i < tables->len; i++) {
        const OrmTable *declared = g_ptr_array_index(tables, i);
        const OrmTable *actual = find_table(comparer, names, declared->schema, declared->name);
        if (actual != NULL)
            match_table(comparer, declared, actual);
    }
    for (guint i = 0; i < tables->len; i++) {
        const OrmTable *declared = g_ptr_array_index(tables, i);
        const OrmTable *actual = g_hash_table_contains(comparer->result->actual_tables, declared)
                                     ? NULL
                                     : find_renamed(comparer, names, declared);
        if (actual != NULL)
            match_table(comparer, declared, actual);
    }
}

static OrmTablePair pair_of(OrmComparer *comparer, const OrmTable *declared)
{
    const OrmTable *actual = g_hash_table_lookup(comparer->result->actual_tables, declared);
    return (OrmTablePair){comparer, declared, actual,
                          actual != NULL ? g_hash_table_lookup(comparer->claimants, actual) : NULL};
}

static void compare_name(const OrmTablePair *pair)
{
    if (orm_same_name(pair->declared->name, pair->actual->name))
        return;
    OrmDifference *difference = orm_pair_differs(pair, ORM_DIFFERENCE_TABLE_RENAME);
    difference->expected = orm_table_label(pair->declared);
    difference->actual = orm_table_label(pair->actual);
}

/* Another claimant of the same table says what it misses, not what the models as a whole do not have. */
static void compare_pair(const OrmTablePair *pair)
{
    compare_name(pair);
    if (!pair->actual->columns_unknown)
        orm_compare_columns(pair);
    if (orm_pair_is_first(pair)) /* a view whose columns are unknown has no key either */
        orm_compare_primary_key(pair);
    if (pair->actual->is_view)
        return;
    orm_compare_table_options(pair);
    orm_compare_foreign_keys(pair);
    orm_compare_indexes(pair);
    orm_compare_checks(pair);
    orm_compare_excludes(pair);
}

static void add_missing(OrmComparer *comparer, const OrmTable *declared)
{
    OrmDifference *difference = orm_difference_add(comparer, ORM_DIFFERENCE_TABLE_MISSING);
    difference->table = declared;
    difference->expected = orm_table_label(declared);
}

/* Views without a model are no drift: programs map few of them. */
static GPtrArray *extra_tables(const OrmComparer *comparer)
{
    GPtrArray *extra = g_ptr_array_new();
    const GPtrArray *tables = comparer->result->actual->tables;
    for (guint i = 0; i < tables->len; i++) {
        const OrmTable *actual = g_ptr_array_index(tables, i);
        gboolean mapped = g_hash_table_contains(comparer->result->declared_tables, actual);
        if (!mapped && !actual->is_view && !orm_table_is_foreign(comparer, actual))
            g_ptr_array_add(extra, (gpointer)actual);
    }
    return extra;
}

static void add_extra(OrmComparer *comparer, const OrmTable *actual)
{
    OrmDifference *difference = orm_difference_add(comparer, ORM_DIFFERENCE_TABLE_EXTRA);
    difference->actual_table = actual;
    difference->actual = orm_table_label(actual);
}

static void match_all_columns(OrmComparer *comparer)
{
    const GPtrArray *tables = comparer->result->declared->tables;
    for (guint i = 0; i < tables->len; i++) {
        OrmTablePair pair = pair_of(comparer, g_ptr_array_index(tables, i));
        if (pair.actual != NULL)
            orm_match_columns(&pair);
    }
}

void orm_compare_tables(OrmComparer *comparer)
{
    const GPtrArray *tables = comparer->result->declared->tables;
    TableNames names = index_tables(comparer);
    match_tables(comparer, &names);
    match_all_columns(comparer);
    for (guint i = 0; i < tables->len; i++) {
        OrmTablePair pair = pair_of(comparer, g_ptr_array_index(tables, i));
        if (pair.actual != NULL)
            compare_pair(&pair);
        else
            add_missing(comparer, pair.declared);
    }
    g_autoptr(GPtrArray) extra = extra_tables(comparer);
    orm_find_renamed_tables(comparer, extra);
    for (guint i = 0; i < extra->len; i++)
        add_extra(comparer, g_ptr_array_index(extra, i));
    g_hash_table_unref(names.exact);
    g_hash_table_unref(names.folded);
}
