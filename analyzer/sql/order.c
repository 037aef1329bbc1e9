/* SPDX-License-Identifier: MIT */
/* Kahn's algorithm over the foreign keys, with a stable choice by name (as sqldef and SQLAlchemy's sort_tables order
 * them). */
#include "analyzer/sql/order.h"

#include <string.h>

gboolean orm_foreign_key_created(const OrmForeignKey *key)
{
    return key->unenforced.value != ORM_YES && orm_foreign_key_resolved(key) && !key->parent->is_view;
}

static int compare_tables(gconstpointer left, gconstpointer right)
{
    const OrmTable *one = *(OrmTable *const *)left, *other = *(OrmTable *const *)right;
    return strcmp(orm_table_label(one), orm_table_label(other));
}

typedef struct {
    GHashTable *waiting; /* const OrmTable * -> number of parents that are not there yet */
    GPtrArray *order;
    GPtrArray *remaining; /* sorted by name */
} Sort;

static gboolean holds_back(const OrmForeignKey *key, GHashTable *waiting)
{
    return orm_foreign_key_created(key) && key->use_alter.value != ORM_YES && key->parent != key->child &&
           g_hash_table_contains(waiting, key->parent);
}

static void count_parents(Sort *sort)
{
    for (guint i = 0; i < sort->remaining->len; i++)
        g_hash_table_insert(sort->waiting, g_ptr_array_index(sort->remaining, i), GUINT_TO_POINTER(0));
    for (guint i = 0; i < sort->remaining->len; i++) {
        OrmTable *table = g_ptr_array_index(sort->remaining, i);
        guint parents = 0;
        for (guint k = 0; k < table->foreign_keys->len; k++)
            parents += holds_back(g_ptr_array_index(table->foreign_keys, k), sort->waiting);
        g_hash_table_insert(sort->waiting, table, GUINT_TO_POINTER(parents));
    }
}

static int compare_in_tree(gconstpointer left, gconstpointer right, gpointer data)
{
    (void)data;
    int order = strcmp(orm_table_label(left), orm_table_label(right));
    return order != 0 ? order : (left > right) - (left < right);
}

/* Takes the table out and lets its children go whose last parent it was. */
static void take(Sort *sort, GTree *ready, OrmTable *table)
{
    g_ptr_array_add(sort->order, table);
    g_hash_table_remove(sort->waiting, table);
    for (guint i = 0; i < table->referenced_by->len; i++) {
        const OrmForeignKey *key = g_ptr_array_index(table->referenced_by, i);
        gpointer parents;
        if (!orm_foreign_key_created(key) || key->use_alter.value == ORM_YES || key->parent == key->child ||
            !g_hash_table_lookup_extended(sort->waiting, key->child, NULL, &parents))
            continue;
        guint left = GPOINTER_TO_UINT(parents) - 1;
        g_hash_table_insert(sort->waiting, key->child, GUINT_TO_POINTER(left));
        if (left == 0)
            g_tree_insert(ready, key->child, key->child);
    }
}

GPtrArray *orm_creation_order(const OrmGraph *graph)
{
    g_autoptr(GPtrArray) remaining = g_ptr_array_new();
    g_autoptr(GHashTable) waiting = g_hash_table_new(NULL, NULL);
    g_autoptr(GTree) ready = g_tree_new_with_data(compare_in_tree, NULL);
    for (guint i = 0; i < graph->tables->len; i++) {
        OrmTable *table = g_ptr_array_index(graph->tables, i);
        if (!table->is_view && !table->unmanaged)
            g_ptr_array_add(remaining, table);
    }
    g_ptr_array_sort(remaining, compare_tables);
    Sort sort = {.waiting = waiting, .order = g_ptr_array_new(), .remaining = remaining};
    count_parents(&sort);
    for (guint i = 0; i < remaining->len; i++) {
        OrmTable *table = g_ptr_array_index(remaining, i);
        if (g_hash_table_lookup(waiting, table) == NULL)
            g_tree_insert(ready, table, table);
    }
    for (guint next = 0; sort.order->len < remaining->len;) {
        GTreeNode *first = g_tree_node_first(ready);
        OrmTable *table;
        if (first != NULL) {
            table = g_tree_node_key(first);
            g_tree_remove(ready, table);
        } else {
            /* only rings are left */
            do
                table = g_ptr_array_index(remaining, next++);
            while (!g_hash_table_contains(waiting, table));
        }
        if (g_hash_table_contains(waiting, table))
            take(&sort, ready, table);
    }
    return sort.order;
}
