/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/questions_relationships.h"

#include <string.h>

/* Deeper than any real hierarchy; ends the walk in a ring of bases, which is some other rule's fault. */
#define DEEPEST_HIERARCHY 256

const char *orm_model_label(const OrmModel *model)
{
    return model->table != NULL ? orm_table_label(model->table) : model->name;
}

const char *orm_relationship_label(const OrmRelationship *relationship)
{
    g_autofree char *label = g_strdup_printf("%s.%s", orm_model_label(relationship->model), relationship->name);
    return orm_intern(label);
}

gboolean orm_model_is_a(const OrmModel *model, const OrmModel *ancestor)
{
    for (guint depth = 0; model != NULL && depth < DEEPEST_HIERARCHY; depth++, model = model->base)
        if (model == ancestor)
            return TRUE;
    return FALSE;
}

static const OrmModel *root_of(const OrmModel *model)
{
    for (guint depth = 0; model->base != NULL && depth < DEEPEST_HIERARCHY; depth++)
        model = model->base;
    return model;
}

gboolean orm_models_are_siblings(const OrmModel *left, const OrmModel *right)
{
    return root_of(left) == root_of(right) && !orm_model_is_a(left, right) && !orm_model_is_a(right, left);
}

gboolean orm_relationship_is_incomplete(const OrmRelationship *relationship)
{
    return relationship->target == NULL && relationship->target_record == NULL && relationship->pointee != NULL &&
           relationship->target_name.text != NULL && strcmp(relationship->pointee, relationship->target_name.text) == 0;
}

gboolean orm_relationship_is_viewonly(const OrmRelationship *relationship)
{
    return relationship->viewonly.value == ORM_YES;
}

gboolean orm_relationship_has_own_join(const OrmRelationship *relationship)
{
    return relationship->primaryjoin.text != NULL || relationship->secondaryjoin.text != NULL;
}

gboolean orm_relationship_is_column_too(const OrmRelationship *relationship)
{
    for (guint i = 0; i < relationship->annotations->len; i++) {
        const OrmAnnotation *annotation = g_ptr_array_index(relationship->annotations, i);
        if (g_strcmp0(annotation->kind, "foreign_key") == 0 || g_strcmp0(annotation->kind, "column") == 0)
            return TRUE;
    }
    return FALSE;
}

gboolean orm_relationship_is_many_to_many(const OrmRelationship *relationship)
{
    return relationship->secondary_name.text != NULL;
}

gboolean orm_relationship_has_passive_deletes_all(const OrmRelationship *relationship)
{
    const char *text = relationship->passive_deletes.text;
    return text != NULL && g_ascii_strcasecmp(text, "all") == 0;
}

gboolean orm_relationship_has_passive_deletes(const OrmRelationship *relationship)
{
    const char *text = relationship->passive_deletes.text;
    return text != NULL && g_ascii_strcasecmp(text, "false") != 0 && strcmp(text, "0") != 0;
}

/* The cascades a word of cascade=(...) stands for. */
static guint cascades_of_word(const char *word)
{
    static const struct {
        const char *word;
        guint cascades;
    } words[] = {{"all", ORM_CASCADE_ALL},
                 {"save_update", ORM_CASCADE_SAVE_UPDATE},
                 {"merge", ORM_CASCADE_MERGE},
                 {"refresh_expire", ORM_CASCADE_REFRESH_EXPIRE},
                 {"expunge", ORM_CASCADE_EXPUNGE},
                 {"delete", ORM_CASCADE_DELETE},
                 {"delete_orphan", ORM_CASCADE_DELETE_ORPHAN}};
    g_autofree char *underscored = g_strdelimit(g_ascii_strdown(word, -1), "-", '_');
    for (guint i = 0; i < G_N_ELEMENTS(words); i++)
        if (strcmp(underscored, words[i].word) == 0)
            return words[i].cascades;
    return 0;
}

OrmPlace orm_relationship_cascade_place(const OrmRelationship *relationship, guint cascades)
{
    const OrmArgument *argument = orm_annotation_argument(relationship->annotation, "cascade");
    if (argument == NULL || argument->value->kind != ORM_VALUE_LIST)
        return relationship->cascade_place;
    for (guint i = 0; i < orm_value_count(argument->value); i++) {
        const OrmValue *word = orm_value_item(argument->value, i)->value;
        if (word->text != NULL && (cascades_of_word(word->text) & cascades) != 0)
            return word->place;
    }
    return relationship->cascade_place;
}

GPtrArray *orm_graph_relationship_fields(const OrmGraph *graph)
{
    GPtrArray *relationships = g_ptr_array_new();
    g_autoptr(GHashTable) fields = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < graph->models->len; i++) {
        const OrmModel *model = g_ptr_array_index(graph->models, i);
        for (guint j = 0; j < model->relationships->len; j++) {
            const OrmRelationship *relationship = g_ptr_array_index(model->relationships, j);
            if (g_hash_table_add(fields, (gpointer)relationship->field))
                g_ptr_array_add(relationships, (gpointer)relationship);
        }
    }
    return relationships;
}

const OrmRelationship *orm_problem_relationship(const OrmProblem *problem)
{
    if (problem->model == NULL || problem->field == NULL)
        return NULL;
    for (guint i = 0; i < problem->model->relationships->len; i++) {
        const OrmRelationship *relationship = g_ptr_array_index(problem->model->relationships, i);
        if (relationship->field == problem->field)
            return relationship;
    }
    return NULL;
}

const OrmAnnotation *orm_problem_relationship_annotation(const OrmProblem *problem)
{
    const OrmRelationship *relationship = orm_problem_relationship(problem);
    if (relationship != NULL)
        return relationship->annotation;
    for (guint i = 0; problem->field != NULL && i < problem->field->annotations->len; i++) {
        const OrmAnnotation *annotation = g_ptr_array_index(problem->field->annotations, i);
        if (g_strcmp0(annotation->kind, "relationship") == 0)
            return annotation;
    }
    return NULL;
}

const OrmRelationship *orm_relationship_counterpart(const OrmRelationship *relationship)
{
    const OrmRelationship *inverse = relationship->inverse;
    return inverse != NULL && inverse != relationship && inverse->inverse == relationship ? inverse : NULL;
}

gboolean orm_relationship_leads(const OrmRelationship *relationship)
{
    const OrmRelationship *other = orm_relationship_counterpart(relationship);
    if (other == NULL)
        return TRUE;
    gboolean owns = relationship->direction == ORM_MANY_TO_ONE;
    if (owns != (other->direction == ORM_MANY_TO_ONE))
        return owns;
    if (relationship->shape != other->shape)
        return relationship->shape == ORM_SHAPE_SCALAR;
    return orm_place_compare(&relationship->place, &other->place) < 0;
}

static gboolean same_keys(const OrmRelationship *left, const OrmRelationship *right)
{
    if (left->secondary != NULL || right->secondary != NULL)
        return left->secondary == right->secondary && left->secondary_local != NULL &&
               left->secondary_local == right->secondary_local && left->secondary_remote == right->secondary_remote;
    return left->foreign_key != NULL && left->foreign_key == right->foreign_key;
}

static gboolean to_one_own_key(const OrmRelationship *relationship)
{
    return relationship->direction == ORM_MANY_TO_ONE;
}

gboolean orm_relationships_share_path(const OrmRelationship *left, const OrmRelationship *right)
{
    return same_keys(left, right) && to_one_own_key(left) == to_one_own_key(right);
}

static gboolean meet(const OrmRelationship *left, const OrmRelationship *right)
{
    return left->target != NULL && right->target != NULL &&
           (orm_model_is_a(left->target, right->model) || orm_model_is_a(right->model, left->target)) &&
           (orm_model_is_a(right->target, left->model) || orm_model_is_a(left->model, right->target));
}

gboolean orm_relationships_are_opposite(const OrmRelationship *left, const OrmRelationship *right)
{
    if (left == right || orm_relationship_has_own_join(left) || orm_relationship_has_own_join(right) ||
        !meet(left, right))
        return FALSE;
    if (left->secondary != NULL || right->secondary != NULL)
        return left->secondary == right->secondary && left->secondary_local != NULL && left->secondary_remote != NULL &&
               left->secondary_local == right->secondary_remote && left->secondary_remote == right->secondary_local;
    return same_keys(left, right) && to_one_own_key(left) != to_one_own_key(right);
}

/* A many-to-one that is meant as one half of a one-to-one: its key is unique, or `uselist=false` is stated. */
static gboolean owns_one_to_one(const OrmRelationship *relationship)
{
    return relationship->join == ORM_JOIN_RESOLVED && relationship->direction == ORM_MANY_TO_ONE &&
           relationship->foreign_key != NULL && !orm_relationship_has_own_join(relationship) &&
           (relationship->uselist.value == ORM_NO || orm_foreign_key_unique(relationship->foreign_key) == ORM_YES);
}

gboolean orm_relationships_both_own(const OrmRelationship *left, const OrmRelationship *right)
{
    return owns_one_to_one(left) && owns_one_to_one(right);
}

static gboolean lists_in_overlaps(const OrmRelationship *relationship, const char *name)
{
    for (guint i = 0; i < relationship->overlaps->len; i++)
        if (g_strcmp0(g_ptr_array_index(relationship->overlaps, i), name) == 0)
            return TRUE;
    return FALSE;
}

gboolean orm_relationships_overlap_knowingly(const OrmRelationship *left, const OrmRelationship *right)
{
    return lists_in_overlaps(left, right->name) || lists_in_overlaps(right, left->name);
}

gboolean orm_relationships_share_inverse(const OrmRelationship *left, const OrmRelationship *right)
{
    return left != right && left->inverse != NULL && left->inverse == right->inverse;
}

gboolean orm_relationships_are_repetitions(const OrmRelationship *left, const OrmRelationship *right)
{
    return left != right && left->model == right->model && left->target != NULL && left->target == right->target &&
           !orm_relationship_is_viewonly(left) && !orm_relationship_is_viewonly(right) &&
           g_strcmp0(left->primaryjoin.text, right->primaryjoin.text) == 0 &&
           g_strcmp0(left->secondaryjoin.text, right->secondaryjoin.text) == 0 &&
           orm_relationships_share_path(left, right);
}

static gboolean names_nothing(const OrmRelationship *relationship)
{
    return relationship->back_populates.text == NULL && relationship->named_by->len == 0 &&
           !orm_relationship_is_viewonly(relationship);
}

const OrmRelationship *orm_relationship_unlinked_inverse(const OrmRelationship *relationship)
{
    const OrmForeignKey *key =
        relationship->secondary != NULL ? relationship->secondary_local : relationship->foreign_key;
    if (key == NULL || !names_nothing(relationship))
        return NULL;
    for (guint i = 0; i < key->relationships->len; i++) {
        const OrmRelationship *other = g_ptr_array_index(key->relationships, i);
        if (names_nothing(other) && orm_relationships_are_opposite(relationship, other) &&
            !orm_relationships_overlap_knowingly(relationship, other) &&
            !orm_models_are_siblings(relationship->target, other->model))
            return other;
    }
    return NULL;
}
