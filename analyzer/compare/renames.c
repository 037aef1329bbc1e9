/* SPDX-License-Identifier: MIT */
/* What was probably renamed: hints, never more, before the models say `renamed_from=`. */
#include "analyzer/compare/types.h"

#include "analyzer/graph/names.h"
#include "analyzer/graph/vocabulary.h"

static guint position_of(const GPtrArray *columns, const OrmColumn *column)
{
    guint position = 0;
    g_ptr_array_find((GPtrArray *)columns, column, &position);
    return position;
}

static gboolean is_near(const char *name, const char *other)
{
    const char *const only[] = {other, NULL};
    return orm_nearest_word(name, only) != NULL;
}

/* Equal type and nullability, and the same place or nearly the same name. */
static gboolean look_alike(const OrmTablePair *pair, const OrmColumn *missing, const OrmColumn *extra)
{
    gboolean placed = position_of(pair->declared->columns, missing) == position_of(pair->actual->columns, extra);
    if ((!placed && !is_near(missing->name, extra->name)) || missing->nullable != extra->nullable)
        return FALSE;
    if (pair->comparer->dialect == ORM_DIALECT_SQLITE)
        return orm_sqlite_types_equal(pair->comparer, missing, extra) == ORM_YES;
    OrmSqlType declared = orm_declared_type(pair->comparer, missing), actual = orm_actual_type(pair->comparer, extra);
    return orm_types_equal(pair->comparer, &declared, &actual) == ORM_YES;
}

/* The only one of `others` that looks like the column; NULL: none or several. */
static const OrmColumn *only_alike(const OrmTablePair *pair, const OrmColumn *column, const GPtrArray *others,
                                   gboolean column_is_missing)
{
    const OrmColumn *found = NULL;
    for (guint i = 0; i < others->len; i++) {
        const OrmColumn *other = g_ptr_array_index(others, i);
        gboolean alike = column_is_missing ? look_alike(pair, column, other) : look_alike(pair, other, column);
        if (alike && found != NULL)
            return NULL;
        if (alike)
            found = other;
    }
    return found;
}

void orm_compare_likely_renames(const OrmTablePair *pair, GPtrArray *missing, GPtrArray *extra)
{
    if (missing->len * extra->len > 10000)
        return; /* so much has changed that any likeness is chance */
    for (guint i = missing->len; i-- > 0;) {
        const OrmColumn *declared = g_ptr_array_index(missing, i);
        const OrmColumn *actual = only_alike(pair, declared, extra, TRUE);
        if (actual == NULL || only_alike(pair, actual, missing, FALSE) != declared)
            continue;
        OrmDifference *difference = orm_columns_differ(pair, declared, actual, ORM_DIFFERENCE_COLUMN_RENAME);
        difference->expected = declared->name;
        difference->actual = actual->name;
        g_ptr_array_remove_index(missing, i);
        g_ptr_array_remove(extra, (gpointer)actual);
    }
}

static const char *columns_key(const OrmTable *table)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (guint i = 0; i < table->columns->len; i++)
        g_ptr_array_add(names,
                        (gpointer)orm_fold_name(((const OrmColumn *)g_ptr_array_index(table->columns, i))->name));
    g_ptr_array_add(names, NULL);
    g_autofree char *key = g_strjoinv("\1", (char **)names->pdata);
    return orm_intern(key);
}

void orm_find_renamed_tables(OrmComparer *comparer, const GPtrArray *extra)
{
    g_autoptr(GHashTable) by_columns = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < extra->len; i++) {
        const OrmTable *table = g_ptr_array_index(extra, i);
        const char *key = columns_key(table);
        gboolean repeated = g_hash_table_contains(by_columns, key);
        if (table->columns->len > 1)
            g_hash_table_insert(by_columns, (gpointer)key, repeated ? NULL : (gpointer)table);
    }
    for (guint i = 0; i < comparer->result->differences->len; i++) {
        OrmDifference *difference = g_ptr_array_index(comparer->result->differences, i);
        if (difference->kind == ORM_DIFFERENCE_TABLE_MISSING)
            difference->candidate_table = g_hash_table_lookup(by_columns, columns_key(difference->table));
    }
}
