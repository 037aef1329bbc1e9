/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/questions_inheritance.h"

#include <string.h>

const OrmModel *orm_model_root(const OrmModel *model)
{
    while (model->base != NULL && model->base->table != NULL)
        model = model->base;
    return model;
}

static gboolean is_number(const char *text, gint64 value)
{
    char *end;
    gint64 number = g_ascii_strtoll(text, &end, 0);
    return *text != '\0' && *end == '\0' && number == value;
}

const char *orm_identity_value(const OrmColumn *discriminator, const char *identity)
{
    if (discriminator->enumeration->enumeration == NULL)
        return identity;
    const GArray *constants = discriminator->enumeration->enumeration->constants;
    for (guint i = 0; i < constants->len; i++) {
        const OrmEnumConstant *constant = &g_array_index(constants, OrmEnumConstant, i);
        const char *label = g_ptr_array_index(discriminator->enumeration->labels, i);
        if (g_str_equal(constant->name, identity) || g_str_equal(label, identity) ||
            is_number(identity, constant->value))
            return constant->name;
    }
    return NULL;
}

static gboolean lies_in(const char *path, const OrmEmbed *embed)
{
    gsize length = strlen(embed->field_path);
    return strncmp(path, embed->field_path, length) == 0 && path[length] == '.';
}

gboolean orm_identity_is_taken(const OrmGraph *graph, const OrmColumn *discriminator, const char *value)
{
    for (guint i = 0; i < graph->models->len; i++) {
        const OrmModel *model = g_ptr_array_index(graph->models, i);
        if (orm_model_root(model)->polymorphic_on == discriminator && model->identity.text != NULL &&
            g_strcmp0(orm_identity_value(discriminator, model->identity.text), value) == 0)
            return TRUE;
    }
    return FALSE;
}

const OrmEmbed *orm_column_embed(const OrmColumn *column)
{
    const OrmEmbed *innermost = NULL;
    for (guint i = 0; i < column->model->embeds->len; i++) {
        const OrmEmbed *embed = g_ptr_array_index(column->model->embeds, i);
        if (lies_in(column->field_path, embed))
            innermost = embed; /* outer ones stand before inner ones */
    }
    return innermost;
}

const OrmEmbed *orm_column_own_embed(const OrmColumn *column)
{
    for (guint i = 0; column->model != NULL && i < column->model->embeds->len; i++) {
        const OrmEmbed *embed = g_ptr_array_index(column->model->embeds, i);
        if (lies_in(column->field_path, embed) && strchr(embed->field_path, '.') == NULL &&
            g_ptr_array_find(column->model->record->fields, embed->field, NULL))
            return embed;
    }
    return NULL;
}

gboolean orm_embed_is_cycle(const OrmEmbed *embed)
{
    if (embed->target == NULL)
        return FALSE;
    if (embed->target == embed->model->record)
        return TRUE;
    for (guint i = 0; i < embed->model->embeds->len; i++) {
        const OrmEmbed *outer = g_ptr_array_index(embed->model->embeds, i);
        if (outer->target == embed->target && lies_in(embed->field_path, outer))
            return TRUE;
    }
    return FALSE;
}

gboolean orm_columns_embedded_twice(const OrmColumn *first, const OrmColumn *second)
{
    return first->field == second->field && first->model == second->model && strchr(first->field_path, '.') != NULL &&
           orm_column_embed(first) != NULL && orm_column_embed(second) != NULL;
}
