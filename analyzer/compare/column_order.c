/* SPDX-License-Identifier: MIT */
/* The order of the columns that both sides have: programs that bind rows by position rely on it. */
#include "analyzer/compare/comparer.h"

/* Those of the table's columns that the map knows. */
static GPtrArray *common(const OrmTable *table, GHashTable *map)
{
    GPtrArray *columns = g_ptr_array_new();
    for (guint i = 0; i < table->columns->len; i++) {
        if (g_hash_table_contains(map, g_ptr_array_index(table->columns, i)))
            g_ptr_array_add(columns, g_ptr_array_index(table->columns, i));
    }
    return columns;
}

static const char *list(const GPtrArray *columns)
{
    g_autoptr(GString) names = g_string_new("(");
    for (guint i = 0; i < columns->len; i++)
        g_string_append_printf(names, "%s%s", i > 0 ? ", " : "",
                               ((const OrmColumn *)g_ptr_array_index(columns, i))->name);
    g_string_append_c(names, ')');
    return orm_intern(names->str);
}

void orm_compare_column_order(const OrmTablePair *pair)
{
    const OrmComparison *result = pair->comparer->result;
    g_autoptr(GPtrArray) declared = common(pair->declared, result->actual_columns);
    g_autoptr(GPtrArray) actual = common(pair->actual, result->declared_columns);
    if (declared->len != actual->len)
        return; /* the models name a column twice */
    for (guint i = 0; i < declared->len; i++) {
        const OrmColumn *column = g_ptr_array_index(declared, i);
        const OrmColumn *there = g_hash_table_lookup(result->actual_columns, column);
        if (there == g_ptr_array_index(actual, i))
            continue;
        OrmDifference *difference = orm_columns_differ(pair, column, there, ORM_DIFFERENCE_COLUMN_ORDER);
        difference->expected = list(declared);
        difference->actual = list(actual);
        return;
    }
}
