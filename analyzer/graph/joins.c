/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/joins.h"

#include <string.h>

#include "analyzer/graph/names.h"

OrmColumn *orm_qualified_column(const OrmTable *table, const char *name)
{
    OrmColumn *column = orm_table_column(table, name);
    const char *dot = strrchr(name, '.');
    if (column != NULL || dot == NULL)
        return column;
    g_autofree char *qualifier = g_strndup(name, (gsize)(dot - name));
    gboolean ours = orm_fold_name(qualifier) == orm_fold_name(table->name) ||
                    orm_fold_name(qualifier) == orm_fold_name(orm_table_label(table)) ||
                    (table->model != NULL && g_str_equal(qualifier, table->model->name));
    return ours ? orm_table_column(table, dot + 1) : NULL;
}

OrmColumn *orm_model_column(const OrmModel *model, const char *name)
{
    OrmColumn *column = NULL;
    for (; model != NULL && column == NULL; model = model->inheritance == ORM_INHERITS_JOINED ? model->base : NULL) {
        if (model->table != NULL)
            column = orm_qualified_column(model->table, name);
    }
    return column;
}

gboolean orm_model_lives_in(const OrmModel *model, const OrmTable *table)
{
    for (; model != NULL; model = model->inheritance == ORM_INHERITS_JOINED ? model->base : NULL) {
        if (model->table == table)
            return TRUE;
    }
    return FALSE;
}

static gboolean is_base_link(const OrmModel *model, const OrmForeignKey *key)
{
    for (; model != NULL; model = model->base) {
        if (model->base_link == key)
            return TRUE;
    }
    return FALSE;
}

static void append_keys(GPtrArray *keys, const OrmModel *child, const OrmModel *parent)
{
    for (const OrmModel *model = child; model != NULL;
         model = model->inheritance == ORM_INHERITS_JOINED ? model->base : NULL) {
        for (guint i = 0; model->table != NULL && i < model->table->foreign_keys->len; i++) {
            OrmForeignKey *key = g_ptr_array_index(model->table->foreign_keys, i);
            if (key->parent != NULL && orm_model_lives_in(parent, key->parent) && !is_base_link(child, key) &&
                !is_base_link(parent, key) && !g_ptr_array_find(keys, key, NULL))
                g_ptr_array_add(keys, key);
        }
    }
}

gboolean orm_foreign_key_has_column(const OrmForeignKey *key, const OrmColumn *column)
{
    for (guint i = 0; i < key->columns->len; i++) {
        const OrmColumnReference *reference = g_ptr_array_index(key->columns, i);
        if (reference->column == column)
            return TRUE;
    }
    return FALSE;
}

/* Whether foreign_keys= means this key: every column it names is one of the key's. */
static gboolean is_chosen(const OrmForeignKey *key, GPtrArray *references)
{
    for (guint i = 0; i < references->len; i++) {
        const OrmColumnReference *reference = g_ptr_array_index(references, i);
        if (reference->column == NULL || !orm_foreign_key_has_column(key, reference->column))
            return FALSE;
    }
    return references->len > 0;
}

gboolean orm_foreign_key_named_in(const OrmForeignKey *key, const char *condition)
{
    for (guint i = 0; i < key->columns->len; i++) {
        const OrmColumnReference *reference = g_ptr_array_index(key->columns, i);
        const char *names[] = {reference->name, reference->column != NULL ? reference->column->name : NULL};
        gboolean named = FALSE;
        for (guint n = 0; n < G_N_ELEMENTS(names) && !named; n++) {
            g_autofree char *pattern = names[n] != NULL ? g_strdup_printf("(?i)\\b%s\\b", names[n]) : NULL;
            named = pattern != NULL && g_regex_match_simple(pattern, condition, 0, 0);
        }
        if (!named)
            return FALSE;
    }
    return TRUE;
}

static GPtrArray *chosen_keys(const OrmRelationship *relationship, GPtrArray *candidates)
{
    GPtrArray *chosen = g_ptr_array_new();
    for (guint i = 0; i < candidates->len; i++) {
        OrmForeignKey *key = g_ptr_array_index(candidates, i);
        if (relationship->foreign_keys->len > 0 ? is_chosen(key, relationship->foreign_keys)
                                                : orm_foreign_key_named_in(key, relationship->primaryjoin.text))
            g_ptr_array_add(chosen, key);
    }
    return chosen;
}

static gboolean is_parent_column(const OrmForeignKey *key, const OrmColumn *column)
{
    for (guint i = 0; i < key->parent_columns->len; i++) {
        const OrmColumnReference *reference = g_ptr_array_index(key->parent_columns, i);
        if (reference->column != NULL && reference->column == column)
            return TRUE;
    }
    return FALSE;
}

/* A column shared by both sides of a composite self reference (a tenant's, say) tells nothing; another one must. */
static gboolean remote_side_is_parent(const OrmRelationship *relationship, const OrmForeignKey *key)
{
    gboolean told = FALSE;
    for (guint i = 0; i < relationship->remote_side->len; i++) {
        const OrmColumnReference *reference = g_ptr_array_index(relationship->remote_side, i);
        if (!is_parent_column(key, reference->column))
            return FALSE;
        told |= !orm_foreign_key_has_column(key, reference->column);
    }
    return told;
}

void orm_join_take(OrmRelationship *relationship, OrmForeignKey *key)
{
    gboolean owns = orm_model_lives_in(relationship->model, key->child),
             owned = orm_model_lives_in(relationship->target, key->child);
    gboolean to_parent = orm_model_lives_in(relationship->target, key->parent);
    gboolean many_to_one = owns && to_parent && (!owned || remote_side_is_parent(relationship, key));
    relationship->foreign_key = key;
    relationship->join = ORM_JOIN_RESOLVED;
    if (many_to_one)
        relationship->direction = ORM_MANY_TO_ONE;
    else
        relationship->direction = relationship->shape == ORM_SHAPE_SCALAR ? ORM_ONE_TO_ONE_INVERSE : ORM_ONE_TO_MANY;
}

/* Without a choice: a pointer takes a key of its own table, a collection one of the target's, each the other when there
 * is none. */
static void take_by_shape(OrmRelationship *relationship, GPtrArray *own, GPtrArray *theirs)
{
    gboolean scalar = relationship->shape == ORM_SHAPE_SCALAR;
    GPtrArray *first = scalar ? own : theirs, *second = scalar ? theirs : own;
    GPtrArray *keys = first->len > 0 ? first : second;
    if (keys->len == 1)
        orm_join_take(relationship, g_ptr_array_index(keys, 0));
    else
        relationship->join = keys->len == 0 ? ORM_JOIN_NO_PATH : ORM_JOIN_AMBIGUOUS;
}

/* Of the keys of a hierarchy's tables those of the model's own table come first, as in SQLAlchemy. */
static void prefer_own_table(const OrmRelationship *relationship, GPtrArray *own, GPtrArray *theirs)
{
    GPtrArray *both[] = {own, theirs};
    gboolean any = FALSE;
    for (guint k = 0; k < G_N_ELEMENTS(both); k++)
        for (guint i = 0; i < both[k]->len && !any; i++) {
            const OrmForeignKey *key = g_ptr_array_index(both[k], i);
            any = key->child == relationship->model->table || key->parent == relationship->model->table;
        }
    for (guint k = 0; any && k < G_N_ELEMENTS(both); k++)
        for (guint i = both[k]->len; i > 0; i--) {
            const OrmForeignKey *key = g_ptr_array_index(both[k], i - 1);
            if (key->child != relationship->model->table && key->parent != relationship->model->table)
                g_ptr_array_remove_index(both[k], i - 1);
        }
}

void orm_join_direct(OrmRelationship *relationship)
{
    g_autoptr(GPtrArray) own = g_ptr_array_new(), theirs = g_ptr_array_new();
    append_keys(own, relationship->model, relationship->target);
    append_keys(theirs, relationship->target, relationship->model);
    gboolean stated = relationship->foreign_keys->len > 0;
    if (!stated && relationship->primaryjoin.text == NULL)
        prefer_own_table(relationship, own, theirs);
    g_ptr_array_extend(relationship->candidates, own, NULL, NULL);
    for (guint i = 0; i < theirs->len; i++) {
        if (!g_ptr_array_find(own, g_ptr_array_index(theirs, i), NULL))
            g_ptr_array_add(relationship->candidates, g_ptr_array_index(theirs, i));
    }
    if (!stated && relationship->primaryjoin.text == NULL) {
        take_by_shape(relationship, own, theirs);
        return;
    }
    g_autoptr(GPtrArray) chosen = chosen_keys(relationship, relationship->candidates);
    if (chosen->len == 1)
        orm_join_take(relationship, g_ptr_array_index(chosen, 0));
    else if (relationship->primaryjoin.text != NULL)
        relationship->join = ORM_JOIN_EXPLICIT;
    else
        relationship->join = chosen->len == 0 ? ORM_JOIN_BAD_CHOICE : ORM_JOIN_AMBIGUOUS;
}
