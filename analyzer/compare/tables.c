/* SPDX-License-Identifier: MIT */
/* Which table is which, what is missing and what is extra. */
#include "analyzer/compare/comparer.h"

#include "analyzer/graph/names.h"

/* The actual tables by "schema\1name": as the dialect compares names, and without case, where that is not ambiguous. */
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
    return table != NULL ? table : g_hash_table_lookup(names->folded, orm_fold_name(key));
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

static void match_by_name(OrmComparer *comparer, const TableNames *names)
{
    const GPtrArray *tables = comparer->result->declared->tables;
    for (guint i = 0; i < tables->len; i++) {
        const OrmTable *declared = g_ptr_array_index(tables, i);
        const OrmTable *actual = find_table(comparer, names, declared->schema, declared->name);
        if (actual != NULL)
            match_table(comparer, declared, actual);
    }
}

static void compare_pair(OrmComparer *comparer, const OrmTable *declared, const OrmTable *actual)
{
    OrmTablePair pair = {comparer, declared, actual, g_hash_table_lookup(comparer->claimants, actual)};
    if (!actual->columns_unknown)
        orm_compare_columns(&pair);
    if (!actual->is_view)
        orm_compare_table_options(&pair);
}

static void add_missing(OrmComparer *comparer, const OrmTable *declared)
{
    OrmDifference *difference = orm_difference_add(comparer, ORM_DIFFERENCE_TABLE_MISSING);
    difference->table = declared;
    difference->expected = orm_table_label(declared);
}

/* Views without a model are no drift: programs map few of them. */
static void add_extra_tables(OrmComparer *comparer)
{
    const GPtrArray *tables = comparer->result->actual->tables;
    for (guint i = 0; i < tables->len; i++) {
        const OrmTable *actual = g_ptr_array_index(tables, i);
        gboolean mapped = g_hash_table_contains(comparer->result->declared_tables, actual);
        if (mapped || actual->is_view || orm_table_is_foreign(comparer, actual))
            continue;
        OrmDifference *difference = orm_difference_add(comparer, ORM_DIFFERENCE_TABLE_EXTRA);
        difference->actual_table = actual;
        difference->actual = orm_table_label(actual);
    }
}

void orm_compare_tables(OrmComparer *comparer)
{
    const GPtrArray *tables = comparer->result->declared->tables;
    TableNames names = index_tables(comparer);
    match_by_name(comparer, &names);
    for (guint i = 0; i < tables->len; i++) {
        const OrmTable *declared = g_ptr_array_index(tables, i);
        const OrmTable *actual = g_hash_table_lookup(comparer->result->actual_tables, declared);
        if (actual != NULL)
            compare_pair(comparer, declared, actual);
        else
            add_missing(comparer, declared);
    }
    add_extra_tables(comparer);
    g_hash_table_unref(names.exact);
    g_hash_table_unref(names.folded);
}
