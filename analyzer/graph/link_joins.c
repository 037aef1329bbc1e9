/* SPDX-License-Identifier: MIT */
/*
 * Targets, inverses, join keys and directions of relationships. The rules are SQLAlchemy's ("Configuring how
 * Relationship Joins", "Linking Relationships with back_populates"): the foreign keys between the two tables decide; a
 * secondary makes a many-to-many; a self reference is one-to-many unless remote_side says otherwise. Beyond SQLAlchemy,
 * the shape of the C field helps: with one key each way a pointer takes its own table's, a collection the target's.
 */
#include "analyzer/graph/joins.h"

#include <string.h>

static void resolve_target(const OrmLinker *linker, OrmRelationship *relationship)
{
    const char *name = relationship->target_name.text;
    relationship->target_record = orm_linker_struct(linker, name, relationship->place.file);
    relationship->target = orm_linker_model(linker, relationship->target_record);
    if (relationship->target == NULL && name != NULL) {
        OrmModel *model = orm_graph_model(linker->graph, name);
        OrmTable *table = model == NULL && relationship->target_stated ? orm_graph_table(linker->graph, name) : NULL;
        relationship->target = model != NULL ? model : table != NULL ? table->model : NULL;
    }
    if (relationship->target != NULL)
        relationship->target_record = relationship->target->record;
    if (relationship->secondary_name.text != NULL)
        relationship->secondary = orm_graph_table(linker->graph, relationship->secondary_name.text);
}

static void resolve_inverse(OrmRelationship *relationship)
{
    const char *name = relationship->back_populates.text;
    if (name == NULL || relationship->target == NULL)
        return;
    for (const OrmModel *model = relationship->target; model != NULL && relationship->inverse == NULL;
         model = model->base)
        relationship->inverse = orm_model_relationship(model, name);
    if (relationship->inverse != NULL)
        g_ptr_array_add(relationship->inverse->named_by, relationship);
    else if (relationship->target->table != NULL)
        relationship->inverse_column = orm_table_column(relationship->target->table, name);
}

/* In an embedded struct a name means a field beside the relationship first. */
static OrmColumn *column_beside(const OrmRelationship *relationship, const char *name)
{
    const char *dot = strrchr(relationship->name, '.');
    if (dot == NULL)
        return NULL;
    g_autofree char *embedding = g_strndup(relationship->name, (gsize)(dot + 1 - relationship->name));
    g_autofree char *path = g_strconcat(embedding, name, NULL);
    return orm_model_column(relationship->model, path);
}

static void resolve_reference(OrmColumnReference *reference, const OrmRelationship *relationship)
{
    const OrmModel *models[] = {relationship->model, relationship->target};
    reference->column = column_beside(relationship, reference->name);
    for (guint i = 0; i < G_N_ELEMENTS(models) && reference->column == NULL; i++)
        reference->column = orm_model_column(models[i], reference->name);
    if (reference->column == NULL && relationship->secondary != NULL)
        reference->column = orm_qualified_column(relationship->secondary, reference->name);
    reference->relationship =
        reference->column == NULL ? orm_model_relationship(relationship->model, reference->name) : NULL;
}

static void resolve_references(const OrmLinker *linker, OrmRelationship *relationship)
{
    for (guint i = 0; i < relationship->foreign_keys->len; i++)
        resolve_reference(g_ptr_array_index(relationship->foreign_keys, i), relationship);
    for (guint i = 0; i < relationship->remote_side->len; i++) {
        OrmColumnReference *reference = g_ptr_array_index(relationship->remote_side, i);
        reference->column =
            relationship->target != NULL ? orm_model_column(relationship->target, reference->name) : NULL;
        if (reference->column == NULL)
            resolve_reference(reference, relationship);
    }
    for (guint i = 0; i < relationship->order_by->len && relationship->target != NULL; i++) {
        OrmColumnReference *reference = &((OrmIndexElement *)g_ptr_array_index(relationship->order_by, i))->reference;
        if (reference->name == NULL)
            continue;
        reference->column = orm_model_column(relationship->target, reference->name);
        if (reference->column == NULL && relationship->secondary != NULL)
            reference->column = orm_qualified_column(relationship->secondary, reference->name);
        if (reference->column == NULL)
            reference->relationship = orm_model_relationship(relationship->target, reference->name);
    }
    (void)linker;
}

static gboolean has_table(const OrmModel *model)
{
    return model != NULL && model->table != NULL;
}

static void decide(const OrmLinker *linker, OrmRelationship *relationship)
{
    const char *secondary = relationship->secondary_name.text;
    if (!has_table(relationship->model) || !has_table(relationship->target)) {
        relationship->join = ORM_JOIN_NO_TARGET;
    } else if (secondary == NULL) {
        orm_join_direct(relationship);
    } else if (relationship->secondary == NULL && orm_table_ignored(linker->options, secondary)) {
        /* a link table that is somebody else's business is taken on trust */
        relationship->direction = ORM_MANY_TO_MANY;
        relationship->join = ORM_JOIN_EXPLICIT;
    } else {
        orm_join_secondary(relationship);
    }
}

/* A key chosen by the inverse counts as chosen here. */
static void choose_as_inverse(OrmRelationship *relationship, const OrmRelationship *inverse)
{
    if (relationship->join == ORM_JOIN_AMBIGUOUS && inverse->join == ORM_JOIN_RESOLVED &&
        inverse->foreign_key != NULL && g_ptr_array_find(relationship->candidates, inverse->foreign_key, NULL))
        orm_join_take(relationship, inverse->foreign_key);
    if (relationship->join == ORM_JOIN_BAD_SECONDARY_AMBIGUOUS && inverse->join == ORM_JOIN_RESOLVED &&
        inverse->secondary == relationship->secondary && inverse->secondary_local != NULL) {
        relationship->secondary_local = inverse->secondary_remote;
        relationship->secondary_remote = inverse->secondary_local;
        relationship->join = ORM_JOIN_RESOLVED;
    }
}

static void decide_by_inverse(OrmRelationship *relationship)
{
    if (relationship->inverse != NULL)
        choose_as_inverse(relationship, relationship->inverse);
    for (guint i = 0; i < relationship->named_by->len; i++)
        choose_as_inverse(relationship, g_ptr_array_index(relationship->named_by, i));
}

static void add_edges(OrmRelationship *relationship)
{
    OrmForeignKey *keys[] = {relationship->foreign_key, relationship->secondary_local, relationship->secondary_remote};
    for (guint i = 0; i < G_N_ELEMENTS(keys); i++) {
        if (keys[i] != NULL)
            g_ptr_array_add(keys[i]->relationships, relationship);
    }
}

static GPtrArray *all_relationships(const OrmGraph *graph)
{
    GPtrArray *all = g_ptr_array_new();
    for (guint i = 0; i < graph->models->len; i++) {
        const OrmModel *model = g_ptr_array_index(graph->models, i);
        g_ptr_array_extend(all, model->relationships, NULL, NULL);
    }
    return all;
}

void orm_link_joins(OrmLinker *linker)
{
    g_autoptr(GPtrArray) all = all_relationships(linker->graph);
    for (guint i = 0; i < all->len; i++)
        resolve_target(linker, g_ptr_array_index(all, i));
    for (guint i = 0; i < all->len; i++) {
        resolve_inverse(g_ptr_array_index(all, i));
        resolve_references(linker, g_ptr_array_index(all, i));
    }
    for (guint i = 0; i < all->len; i++)
        decide(linker, g_ptr_array_index(all, i));
    for (guint i = 0; i < all->len; i++)
        decide_by_inverse(g_ptr_array_index(all, i));
    for (guint i = 0; i < all->len; i++)
        add_edges(g_ptr_array_index(all, i));
}
