/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/questions_keys.h"

#include "analyzer/graph/vocabulary.h"

OrmPlace orm_references_place(const GPtrArray *references)
{
    if (references->len == 0)
        return ORM_PLACE_UNKNOWN;
    const OrmColumnReference *first = g_ptr_array_index(references, 0);
    const OrmColumnReference *last = g_ptr_array_index(references, references->len - 1);
    OrmPlace place = first->place;
    if (last->place.file == place.file) {
        place.end_line = last->place.end_line;
        place.end_column = last->place.end_column;
    }
    return place;
}

const char *orm_references_label(const OrmTable *table, GPtrArray *references)
{
    const char *columns = orm_columns_label(references);
    const OrmColumnReference *only = references->len == 1 ? g_ptr_array_index(references, 0) : NULL;
    g_autofree char *label = only ? g_strconcat(orm_table_label(table), ".", only->column->name, NULL)
                                  : g_strconcat(orm_table_label(table), " ", columns, NULL);
    return orm_intern(label);
}

static const OrmAnnotation *table_annotation(const OrmModel *model)
{
    for (guint i = 0; i < model->annotations->len; i++) {
        const OrmAnnotation *annotation = g_ptr_array_index(model->annotations, i);
        if (g_str_equal(annotation->kind, "table"))
            return annotation;
    }
    return NULL;
}

OrmPlace orm_model_table_place(const OrmModel *model)
{
    const OrmAnnotation *annotation = table_annotation(model);
    if (annotation) {
        g_autoptr(GPtrArray) names = orm_annotation_positionals(annotation);
        if (names->len > 0)
            return ((const OrmArgument *)g_ptr_array_index(names, 0))->value->place;
    }
    return model->place;
}

gboolean orm_model_is_unmanaged(const OrmModel *model)
{
    const OrmAnnotation *annotation = table_annotation(model);
    return annotation && orm_annotation_flag(annotation, "unmanaged").value == ORM_YES;
}

const OrmColumn *orm_table_single_key(const OrmTable *table)
{
    if (!table->primary_key || table->primary_key->columns->len != 1)
        return NULL;
    const OrmColumnReference *reference = g_ptr_array_index(table->primary_key->columns, 0);
    return reference->column;
}

gboolean orm_references_resolved(const GPtrArray *references)
{
    for (guint i = 0; i < references->len; i++) {
        const OrmColumnReference *reference = g_ptr_array_index(references, i);
        if (!reference->column)
            return FALSE;
    }
    return TRUE;
}

gboolean orm_index_is_plain_unique(const OrmIndex *index)
{
    if (index->unique.value != ORM_YES || !index->elements_known || index->predicate.text)
        return FALSE;
    for (guint i = 0; i < index->elements->len; i++) {
        const OrmIndexElement *element = g_ptr_array_index(index->elements, i);
        if (!element->reference.column)
            return FALSE;
    }
    return index->elements->len > 0;
}

gboolean orm_key_is_all_foreign(const GPtrArray *references)
{
    for (guint i = 0; i < references->len; i++) {
        const OrmColumnReference *reference = g_ptr_array_index(references, i);
        if (!reference->column || reference->column->foreign_keys->len == 0)
            return FALSE;
    }
    return references->len > 0;
}

/* Whether a text that was meant as the flag did not reach the graph as one. */
static gboolean may_mean_key(const OrmAnnotation *annotation)
{
    static const char *const flag[] = {"primary_key", NULL};
    if (annotation->syntax_error)
        return TRUE;
    if (!g_str_equal(annotation->kind, "column"))
        return FALSE;
    for (guint i = 0; i < annotation->arguments->len; i++) {
        const OrmArgument *argument = g_ptr_array_index(annotation->arguments, i);
        const char *word = argument->key;
        if (!word && argument->value->kind == ORM_VALUE_NAME)
            word = argument->value->text;
        if (word && !g_str_equal(word, "primary_key") && orm_nearest_word(word, flag))
            return TRUE;
    }
    return FALSE;
}

static gboolean any_may_mean_key(const GPtrArray *annotations)
{
    for (guint i = 0; i < annotations->len; i++) {
        if (may_mean_key(g_ptr_array_index(annotations, i)))
            return TRUE;
    }
    return FALSE;
}

static gboolean field_states_key(const OrmField *field)
{
    for (guint i = 0; i < field->annotations->len; i++) {
        const OrmAnnotation *annotation = g_ptr_array_index(field->annotations, i);
        if (g_str_equal(annotation->kind, "column") && orm_annotation_flag(annotation, "primary_key").value == ORM_YES)
            return TRUE;
    }
    return FALSE;
}

/* Whether the key may stand in a part of the model that did not reach the graph. */
static gboolean model_may_hide_key(const OrmModel *model)
{
    if ((model->base_name.text && !model->base) || any_may_mean_key(model->annotations))
        return TRUE;
    for (guint i = 0; i < model->embeds->len; i++) {
        if (!((const OrmEmbed *)g_ptr_array_index(model->embeds, i))->target)
            return TRUE;
    }
    for (guint i = 0; i < model->unmapped->len; i++) {
        if (field_states_key(((const OrmUnmapped *)g_ptr_array_index(model->unmapped, i))->field))
            return TRUE;
    }
    return FALSE;
}

OrmTruth orm_table_states_key(const OrmTable *table)
{
    if (table->primary_key)
        return ORM_YES;
    for (guint i = 0; i < table->indexes->len; i++) {
        if (((const OrmIndex *)g_ptr_array_index(table->indexes, i))->primary_key.value == ORM_YES)
            return ORM_YES; /* its definition could not be read */
    }
    for (guint i = 0; i < table->models->len; i++) {
        if (model_may_hide_key(g_ptr_array_index(table->models, i)))
            return ORM_UNKNOWN;
    }
    for (guint i = 0; i < table->columns->len; i++) {
        if (any_may_mean_key(((const OrmColumn *)g_ptr_array_index(table->columns, i))->annotations))
            return ORM_UNKNOWN;
    }
    return ORM_NO;
}

/* Whether a unique set holds columns of at least two foreign keys. */
static gboolean spans_two_foreign_keys(const OrmIndex *index)
{
    const OrmForeignKey *first = NULL;
    for (guint i = 0; i < index->elements->len; i++) {
        const OrmIndexElement *element = g_ptr_array_index(index->elements, i);
        const GPtrArray *keys = element->reference.column->foreign_keys;
        if (keys->len == 0)
            return FALSE;
        if (!first)
            first = g_ptr_array_index(keys, 0);
        else if (g_ptr_array_index(keys, 0) != first)
            return TRUE;
    }
    return FALSE;
}

gboolean orm_table_is_unique_link(const OrmTable *table)
{
    for (guint i = 0; i < table->columns->len; i++) {
        if (((const OrmColumn *)g_ptr_array_index(table->columns, i))->foreign_keys->len == 0)
            return FALSE;
    }
    for (guint i = 0; i < table->indexes->len; i++) {
        const OrmIndex *index = g_ptr_array_index(table->indexes, i);
        if (orm_index_is_plain_unique(index) && spans_two_foreign_keys(index))
            return TRUE;
    }
    return FALSE;
}
