/* SPDX-License-Identifier: MIT */
/* What foreign keys reference, and which are the same. */
#include "analyzer/graph/questions_keys.h"

#include <string.h>

/* Whether the parent may have a unique set that we could not read. */
static gboolean may_have_unread_key(const OrmTable *table)
{
    for (guint i = 0; i < table->primary_keys->len; i++) {
        const OrmPrimaryKey *key = g_ptr_array_index(table->primary_keys, i);
        if (key->columns->len == 0 || !orm_references_resolved(key->columns))
            return TRUE;
    }
    for (guint i = 0; i < table->indexes->len; i++) {
        const OrmIndex *index = g_ptr_array_index(table->indexes, i);
        if (!index->elements_known && index->unique.value != ORM_NO)
            return TRUE;
        for (guint j = 0; index->unique.value == ORM_YES && j < index->elements->len; j++) {
            const OrmIndexElement *element = g_ptr_array_index(index->elements, j);
            if (!element->expression && !element->reference.column)
                return TRUE;
        }
    }
    return orm_table_states_key(table) == ORM_UNKNOWN;
}

static gboolean has_repeated_column(const GPtrArray *references)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < references->len; i++) {
        if (!g_hash_table_add(seen, ((const OrmColumnReference *)g_ptr_array_index(references, i))->column))
            return TRUE;
    }
    return FALSE;
}

gboolean orm_foreign_key_target_not_unique(const OrmForeignKey *key)
{
    if (!key->parent)
        return FALSE;
    if (key->parent_key_implied && key->parent_columns->len == 0)
        return orm_table_states_key(key->parent) == ORM_NO &&
               (key->parent->is_view || orm_table_is_unique_link(key->parent));
    if (!orm_foreign_key_resolved(key) || key->parent_key_implied || key->parent->is_view)
        return FALSE;
    if (orm_table_columns_unique(key->parent, key->parent_columns) && !has_repeated_column(key->parent_columns))
        return FALSE;
    return !may_have_unread_key(key->parent);
}

gboolean orm_foreign_key_is_identity(const OrmForeignKey *key)
{
    if (!orm_foreign_key_resolved(key) || key->parent != key->child)
        return FALSE;
    for (guint i = 0; i < key->columns->len; i++) {
        const OrmColumnReference *local = g_ptr_array_index(key->columns, i);
        const OrmColumnReference *remote = g_ptr_array_index(key->parent_columns, i);
        if (local->column != remote->column)
            return FALSE;
    }
    return key->columns->len > 0;
}

static gint compare_texts(gconstpointer left, gconstpointer right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

char *orm_foreign_key_signature(const OrmForeignKey *key)
{
    if (!orm_foreign_key_resolved(key) || key->columns->len == 0)
        return NULL;
    g_autoptr(GPtrArray) pairs = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < key->columns->len; i++) {
        const OrmColumnReference *local = g_ptr_array_index(key->columns, i);
        const OrmColumnReference *remote = g_ptr_array_index(key->parent_columns, i);
        g_ptr_array_add(pairs, g_strdup_printf("%p=%p", (void *)local->column, (void *)remote->column));
    }
    g_ptr_array_sort(pairs, compare_texts);
    g_ptr_array_add(pairs, NULL);
    return g_strjoinv(",", (char **)pairs->pdata);
}
