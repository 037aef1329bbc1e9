/* SPDX-License-Identifier: MIT */
/* ORM_ALLOW and the comments: which findings the user has decided to live with. */
#include "rules/run.h"

/* A search for what allows a finding: all of it, so that none of several is called unused. */
typedef struct {
    const OrmGraph *graph;
    const OrmRule *rule;
    GHashTable *used;   /* may be NULL */
    const char *reason; /* of the first that was found */
} Search;

char *orm_suppression_key(const OrmPlace *place, const char *rule)
{
    return g_strdup_printf("%s:%u:%u:%s", place->file == NULL ? "" : place->file, place->line, place->column, rule);
}

static void found(Search *search, const OrmPlace *place, const char *reason)
{
    if (search->reason == NULL)
        search->reason = reason == NULL ? "" : reason;
    if (search->used != NULL)
        g_hash_table_add(search->used, orm_suppression_key(place, search->rule->name));
}

static gboolean names_rule(const OrmArgument *argument, const OrmRule *rule)
{
    const OrmValue *value = argument->value;
    return argument->key == NULL && (value->kind == ORM_VALUE_NAME || value->kind == ORM_VALUE_STRING) &&
           g_strcmp0(value->text, rule->name) == 0;
}

const char *orm_allow_reason(const OrmAnnotation *annotation)
{
    for (guint i = 0; i < annotation->arguments->len; i++) {
        const OrmArgument *argument = g_ptr_array_index(annotation->arguments, i);
        if (g_strcmp0(argument->key, "reason") == 0 && argument->value->text != NULL)
            return *argument->value->text == '\0' ? NULL : argument->value->text;
    }
    return NULL;
}

static void search_annotation(Search *search, const OrmAnnotation *annotation)
{
    if (g_strcmp0(annotation->kind, "allow") != 0)
        return;
    for (guint i = 0; i < annotation->arguments->len; i++) {
        const OrmArgument *argument = g_ptr_array_index(annotation->arguments, i);
        if (names_rule(argument, search->rule))
            found(search, &argument->value->place, orm_allow_reason(annotation));
    }
}

static void search_annotations(Search *search, GPtrArray *annotations)
{
    for (guint i = 0; annotations != NULL && i < annotations->len; i++)
        search_annotation(search, g_ptr_array_index(annotations, i));
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

/* ORM_ON(record.field, allow(...)), or ORM_ON(record, allow(...)) when `field` is NULL. */
static void search_ons(Search *search, const OrmStruct *record, const char *field)
{
    GPtrArray *ons = search->graph->facts == NULL ? NULL : search->graph->facts->ons;
    for (guint i = 0; ons != NULL && i < ons->len; i++) {
        const OrmOn *on = g_ptr_array_index(ons, i);
        if (on->annotation != NULL && on->target != NULL && g_strcmp0(on->field, field) == 0 &&
            struct_is_called(record, on->target))
            search_annotation(search, on->annotation);
    }
}

static void search_struct(Search *search, const OrmStruct *record)
{
    if (record == NULL)
        return;
    search_annotations(search, record->annotations);
    search_ons(search, record, NULL);
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
static void search_mapped_field(Search *search, const OrmModel *model, const OrmField *field)
{
    for (guint i = 0; model->table != NULL && i < model->table->columns->len; i++) {
        const OrmColumn *column = g_ptr_array_index(model->table->columns, i);
        if (column->field == field && column->model == model)
            search_annotations(search, column->annotations);
    }
    for (guint i = 0; i < model->relationships->len; i++) {
        const OrmRelationship *relationship = g_ptr_array_index(model->relationships, i);
        if (relationship->field == field)
            search_annotations(search, relationship->annotations);
    }
}

static void search_field(Search *search, const OrmAbout *about, const OrmStruct *owner)
{
    search_annotations(search, about->field->annotations);
    if (about->model != NULL)
        search_mapped_field(search, about->model, about->field);
    if (about->record != NULL && about->field->name != NULL)
        search_ons(search, about->record, about->field->name);
    if (owner != NULL && owner != about->record && about->field->name != NULL)
        search_ons(search, owner, about->field->name);
}

static void search_comments(Search *search, const GPtrArray *comments, const OrmPlace *place)
{
    for (guint i = 0; comments != NULL && i < comments->len; i++) {
        const OrmAllowComment *comment = g_ptr_array_index(comments, i);
        if (!orm_allow_comment_covers(comment, place))
            continue;
        for (guint j = 0; j < comment->rules->len; j++) {
            const OrmAllowedRule *rule = &g_array_index(comment->rules, OrmAllowedRule, j);
            if (g_strcmp0(rule->name, search->rule->name) == 0)
                found(search, &rule->place, comment->reason);
        }
    }
}

const char *orm_suppression_reason(const OrmGraph *graph, const OrmCatalog *catalog, const OrmPlace *place,
                                   const OrmAbout *about, const OrmRule *rule, GHashTable *used)
{
    if (rule->enabled == ORM_RULE_ALWAYS)
        return NULL;
    Search search = {.graph = graph, .rule = rule, .used = used};
    const OrmStruct *owner = owner_of(graph, about->record, about->field);
    search_comments(&search, graph->facts != NULL ? graph->facts->allows : NULL, place);
    search_comments(&search, catalog != NULL ? catalog->allows : NULL, place);
    if (about->field != NULL)
        search_field(&search, about, owner);
    if (about->model != NULL)
        search_annotations(&search, about->model->annotations);
    search_struct(&search, about->record);
    if (owner != about->record)
        search_struct(&search, owner);
    return search.reason;
}
