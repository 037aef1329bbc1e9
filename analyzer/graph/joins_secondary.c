/* SPDX-License-Identifier: MIT */
/* Many-to-many: which two keys of the link table lead to the two sides. */
#include "analyzer/graph/joins.h"

static void append_secondary_keys(GPtrArray *keys, const OrmTable *secondary, const OrmModel *model)
{
    for (guint i = 0; i < secondary->foreign_keys->len; i++) {
        OrmForeignKey *key = g_ptr_array_index(secondary->foreign_keys, i);
        if (key->parent != NULL && orm_model_lives_in(model, key->parent))
            g_ptr_array_add(keys, key);
    }
}

static OrmForeignKey *only_key(GPtrArray *keys, const OrmForeignKey *besides)
{
    OrmForeignKey *found = NULL;
    for (guint i = 0; i < keys->len; i++) {
        OrmForeignKey *key = g_ptr_array_index(keys, i);
        if (key == besides)
            continue;
        if (found != NULL)
            return NULL;
        found = key;
    }
    return found;
}

static OrmForeignKey *named_key(GPtrArray *keys, GPtrArray *references, const char *condition)
{
    OrmForeignKey *found = NULL;
    for (guint i = 0; i < keys->len; i++) {
        OrmForeignKey *key = g_ptr_array_index(keys, i);
        gboolean named = condition != NULL ? orm_foreign_key_named_in(key, condition) : FALSE;
        for (guint k = 0; condition == NULL && k < references->len; k++) {
            const OrmColumnReference *reference = g_ptr_array_index(references, k);
            named |= reference->column != NULL && orm_foreign_key_has_column(key, reference->column);
        }
        if (named && found != NULL)
            return NULL;
        if (named)
            found = key;
    }
    return found;
}

/* Of several keys to one side, the one that foreign_keys= or the join conditions name; the other side then takes what
 * is left. */
static void choose_secondary_keys(OrmRelationship *relationship)
{
    GPtrArray *local = relationship->secondary_local_candidates, *remote = relationship->secondary_remote_candidates;
    relationship->secondary_local = only_key(local, NULL);
    relationship->secondary_remote = only_key(remote, NULL);
    if (relationship->secondary_local == NULL)
        relationship->secondary_local = named_key(local, relationship->foreign_keys, relationship->primaryjoin.text);
    if (relationship->secondary_remote == NULL && relationship->secondaryjoin.text != NULL)
        relationship->secondary_remote =
            named_key(remote, relationship->foreign_keys, relationship->secondaryjoin.text);
    if (relationship->secondary_remote == NULL && relationship->remote_side->len > 0)
        relationship->secondary_remote = named_key(remote, relationship->remote_side, NULL);
    if (relationship->secondary_local == NULL && relationship->secondary_remote != NULL)
        relationship->secondary_local = only_key(local, relationship->secondary_remote);
    if (relationship->secondary_remote == NULL && relationship->secondary_local != NULL)
        relationship->secondary_remote = only_key(remote, relationship->secondary_local);
    if (relationship->secondary_remote == NULL && relationship->model->table != relationship->target->table)
        relationship->secondary_remote = named_key(remote, relationship->foreign_keys, NULL);
}

void orm_join_secondary(OrmRelationship *relationship)
{
    relationship->direction = ORM_MANY_TO_MANY;
    relationship->join = ORM_JOIN_BAD_SECONDARY;
    gboolean by_hand = relationship->primaryjoin.text != NULL && relationship->secondaryjoin.text != NULL;
    if (relationship->secondary == NULL)
        return;
    append_secondary_keys(relationship->secondary_local_candidates, relationship->secondary, relationship->model);
    append_secondary_keys(relationship->secondary_remote_candidates, relationship->secondary, relationship->target);
    choose_secondary_keys(relationship);
    if (relationship->secondary_local != NULL && relationship->secondary_remote != NULL &&
        relationship->secondary_local != relationship->secondary_remote)
        relationship->join = ORM_JOIN_RESOLVED;
    else if (by_hand)
        relationship->join = ORM_JOIN_EXPLICIT;
    else if (relationship->secondary_local_candidates->len > 1 || relationship->secondary_remote_candidates->len > 1)
        relationship->join = ORM_JOIN_BAD_SECONDARY_AMBIGUOUS;
}
