/* SPDX-License-Identifier: MIT */
/* ORM_ALLOW: which findings the user has decided to live with. */
#include "rules/run.h"

static gboolean names_rule(const OrmArgument *argument, const OrmRule *rule)
{
    const OrmValue *value = argument->value;
    return argument->key == NULL && (value->kind == ORM_VALUE_NAME || value->kind == ORM_VALUE_STRING) &&
           g_strcmp0(value->text, rule->name) == 0;
}

/* The reason of one annotation, if it is an ORM_ALLOW of the rule. */
static const char *reason_in(const OrmAnnotation *annotation, const OrmRule *rule)
{
    if (g_strcmp0(annotation->kind, "allow") != 0)
        return NULL;
    gboolean allowed = FALSE;
    const char *reason = "";
    for (guint i = 0; i < annotation->arguments->len; i++) {
        const OrmArgument *argument = g_ptr_array_index(annotation->arguments, i);
        if (names_rule(argument, rule))
            allowed = TRUE;
        else if (g_strcmp0(argument->key, "reason") == 0 && argument->value->text != NULL)
            reason = argument->value->text;
    }
    return allowed ? reason : NULL;
}

static const char *reason_among(GPtrArray *annotations, const OrmRule *rule)
{
    const char *reason = NULL;
    for (guint i = 0; annotations != NULL && reason == NULL && i < annotations->len; i++)
        reason = reason_in(g_ptr_array_index(annotations, i), rule);
    return reason;
}

static gboolean struct_is_called(const OrmStruct *record, const char *name)
{
    if (g_strcmp0(record->name, name) == 0)
        return TRUE;
    for (guint i = 0; record->typedefs != NULL && i < record->typedefs->len; i++)
        if (g_strcmp0(g_ptr_array_index(record->typedefs, i), name) == 0)
            return TRUE;
    return FALSE;
}

/* Through ORM_ON(record.field, allow(...)), or ORM_ON(record, allow(...)) when `field` is NULL. */
static const char *reason_on(const OrmGraph *graph, const OrmStruct *record, const char *field, const OrmRule *rule)
{
    GPtrArray *ons = graph->facts == NULL ? NULL : graph->facts->ons;
    const char *reason = NULL;
    for (guint i = 0; ons != NULL && reason == NULL && i < ons->len; i++) {
        const OrmOn *on = g_ptr_array_index(ons, i);
        if (on->annotation != NULL && on->target != NULL && g_strcmp0(on->annotation->kind, "allow") == 0 &&
            g_strcmp0(on->field, field) == 0 && struct_is_called(record, on->target))
            reason = reason_in(on->annotation, rule);
    }
    return reason;
}

static const char *reason_at_struct(const OrmGraph *graph, const OrmStruct *record, const OrmRule *rule)
{
    if (record == NULL)
        return NULL;
    const char *reason = reason_among(record->annotations, rule);
    return reason != NULL ? reason : reason_on(graph, record, NULL, rule);
}

/* The struct whose definition holds the field: mostly the one the rule named, else a base or an embedded one. */
static const OrmStruct *owner_of(const OrmGraph *graph, const OrmStruct *named, const OrmField *field)
{
    GPtrArray *structs = graph->facts == NULL ? NULL : graph->facts->structs;
    if (field == NULL || (named != NULL && g_ptr_array_find(named->fields, field, NULL)))
        return named;
    for (guint i = 0; structs != NULL && i < structs->len; i++) {
        const OrmStruct *record = g_ptr_array_index(structs, i);
        if (g_ptr_array_find(record->fields, field, NULL))
            return record;
    }
    return NULL;
}

/* The annotations that link has gathered for the field in this model, ORM_ON of an embedded path included. */
static const char *reason_at_mapped_field(const OrmModel *model, const OrmField *field, const OrmRule *rule)
{
    const char *reason = NULL;
    for (guint i = 0; model->table != NULL && reason == NULL && i < model->table->columns->len; i++) {
        const OrmColumn *column = g_ptr_array_index(model->table->columns, i);
        if (column->field == field && column->model == model)
            reason = reason_among(column->annotations, rule);
    }
    for (guint i = 0; reason == NULL && i < model->relationships->len; i++) {
        const OrmRelationship *relationship = g_ptr_array_index(model->relationships, i);
        if (relationship->field == field)
            reason = reason_among(relationship->annotations, rule);
    }
    return reason;
}

static const char *reason_at_field(const OrmGraph *graph, const OrmAbout *about, const OrmStruct *owner,
                                   const OrmRule *rule)
{
    const char *reason = reason_among(about->field->annotations, rule);
    if (reason == NULL && about->model != NULL)
        reason = reason_at_mapped_field(about->model, about->field, rule);
    if (reason == NULL && about->record != NULL && about->field->name != NULL)
        reason = reason_on(graph, about->record, about->field->name, rule);
    if (reason == NULL && owner != NULL && owner != about->record && about->field->name != NULL)
        reason = reason_on(graph, owner, about->field->name, rule);
    return reason;
}

const char *orm_suppression_reason(const OrmGraph *graph, const OrmAbout *about, const OrmRule *rule)
{
    if (rule->enabled == ORM_RULE_ALWAYS)
        return NULL;
    const OrmStruct *owner = owner_of(graph, about->record, about->field);
    const char *reason = about->field == NULL ? NULL : reason_at_field(graph, about, owner, rule);
    if (reason == NULL && about->model != NULL)
        reason = reason_among(about->model->annotations, rule);
    if (reason == NULL)
        reason = reason_at_struct(graph, about->record, rule);
    if (reason == NULL && owner != about->record)
        reason = reason_at_struct(graph, owner, rule);
    return reason;
}
