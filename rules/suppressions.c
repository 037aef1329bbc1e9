/* SPDX-License-Identifier: MIT */
/* What ORM_ALLOW and comments allow, as a list that rules about suppressions judge. */
#include "rules/run.h"

typedef struct {
    const OrmGraph *graph;
    GPtrArray *list; /* of OrmSuppression * */
} Listing;

static void add(Listing *listing, OrmSuppression suppression)
{
    OrmSuppression *copy = g_new0(OrmSuppression, 1);
    *copy = suppression;
    if (copy->name != NULL)
        copy->rule = orm_rule_find(copy->name);
    g_ptr_array_add(listing->list, copy);
}

static gboolean is_allow(const OrmAnnotation *annotation)
{
    return annotation != NULL && g_strcmp0(annotation->kind, "allow") == 0;
}

static void add_annotation(Listing *listing, const OrmAnnotation *annotation, OrmAbout about)
{
    gboolean first = TRUE;
    if (!is_allow(annotation))
        return;
    for (guint i = 0; i < annotation->arguments->len; i++) {
        const OrmArgument *argument = g_ptr_array_index(annotation->arguments, i);
        const OrmValue *value = argument->value;
        if (argument->key != NULL || (value->kind != ORM_VALUE_NAME && value->kind != ORM_VALUE_STRING))
            continue;
        add(listing, (OrmSuppression){.form = "ORM_ALLOW",
                                      .whole = annotation->place,
                                      .about = about,
                                      .name = value->text,
                                      .place = value->place,
                                      .first = first,
                                      .reason = orm_allow_reason(annotation)});
        first = FALSE;
    }
}

static gboolean has_allow(const GPtrArray *annotations)
{
    for (guint i = 0; i < annotations->len; i++) {
        if (is_allow(g_ptr_array_index(annotations, i)))
            return TRUE;
    }
    return FALSE;
}

static void add_annotations(Listing *listing, const GPtrArray *annotations, OrmAbout about)
{
    for (guint i = 0; i < annotations->len; i++)
        add_annotation(listing, g_ptr_array_index(annotations, i), about);
}

static OrmAbout about_struct(const OrmGraph *graph, const OrmStruct *record)
{
    const OrmModel *model = orm_graph_model(graph, record->name);
    return model != NULL && model->record == record ? orm_about_model(model) : orm_about_struct(record, NULL);
}

static OrmAbout about_field(const OrmGraph *graph, const OrmStruct *record, const OrmField *field)
{
    const OrmModel *model = orm_graph_model(graph, record->name);
    OrmProblem subject = {.record = record, .field = field};
    if (model != NULL && model->record == record)
        subject.model = (OrmModel *)model;
    return orm_about_problem(&subject);
}

static void add_struct(Listing *listing, const OrmStruct *record)
{
    if (has_allow(record->annotations))
        add_annotations(listing, record->annotations, about_struct(listing->graph, record));
    for (guint i = 0; i < record->fields->len; i++) {
        const OrmField *field = g_ptr_array_index(record->fields, i);
        if (has_allow(field->annotations))
            add_annotations(listing, field->annotations, about_field(listing->graph, record, field));
    }
}

/* What an ORM_ON is about: where it meets nothing, the names that it gives. */
static OrmAbout about_on(const OrmGraph *graph, const OrmOn *on)
{
    const OrmModel *model = on->target == NULL ? NULL : orm_graph_model(graph, on->target);
    if (model != NULL && on->field == NULL)
        return orm_about_model(model);
    const OrmColumn *column = model == NULL || model->table == NULL ? NULL : orm_table_column(model->table, on->field);
    if (column != NULL)
        return orm_about_column(column);
    const OrmRelationship *relationship = model == NULL ? NULL : orm_model_relationship(model, on->field);
    if (relationship != NULL)
        return orm_about_relationship(relationship);
    OrmAbout about = model != NULL ? orm_about_model(model) : (OrmAbout){.object = {.table = on->target}};
    about.object.name = on->field;
    about.object.kind = on->field == NULL ? "table" : "column";
    return about;
}

/* The field on the lines a comment speaks of, else the struct it stands in or above; nothing in a file without any. */
static OrmAbout about_comment(const OrmGraph *graph, const OrmAllowComment *comment)
{
    const OrmStruct *nearest = NULL;
    for (guint i = 0; i < graph->facts->structs->len; i++) {
        const OrmStruct *record = g_ptr_array_index(graph->facts->structs, i);
        if (record->place.file != comment->place.file)
            continue;
        for (guint j = 0; !comment->whole_file && j < record->fields->len; j++) {
            const OrmField *field = g_ptr_array_index(record->fields, j);
            if (field->name != NULL && orm_allow_comment_covers(comment, &field->place))
                return about_field(graph, record, field);
        }
        if (nearest == NULL || (!comment->whole_file && record->place.line <= comment->last_line))
            nearest = record;
    }
    return nearest != NULL ? about_struct(graph, nearest) : (OrmAbout){0};
}

static void add_comment(Listing *listing, const OrmAllowComment *comment, gboolean in_sql)
{
    OrmSuppression suppression = {.form = comment->whole_file ? "ormlint: allow-file" : "ormlint: allow",
                                  .whole = comment->place,
                                  .about = in_sql ? (OrmAbout){.model = NULL} : about_comment(listing->graph, comment),
                                  .in_sql = in_sql,
                                  .first = TRUE,
                                  .reason = comment->reason};
    for (guint i = 0; i < comment->rules->len; i++) {
        const OrmAllowedRule *rule = &g_array_index(comment->rules, OrmAllowedRule, i);
        suppression.name = rule->name;
        suppression.place = rule->place;
        add(listing, suppression);
        suppression.first = FALSE;
    }
    if (comment->fault == NULL)
        return;
    suppression.name = NULL;
    suppression.place = comment->fault_place;
    suppression.fault = comment->fault;
    add(listing, suppression);
}

/* Facts rather than models: a name in a struct that is no model, or in an ORM_ON that meets none, counts as well. */
static void add_facts(Listing *listing, const OrmGraph *graph)
{
    for (guint i = 0; i < graph->facts->structs->len; i++)
        add_struct(listing, g_ptr_array_index(graph->facts->structs, i));
    for (guint i = 0; i < graph->facts->ons->len; i++) {
        const OrmOn *on = g_ptr_array_index(graph->facts->ons, i);
        add_annotation(listing, on->annotation, about_on(graph, on));
    }
    for (guint i = 0; i < graph->facts->allows->len; i++)
        add_comment(listing, g_ptr_array_index(graph->facts->allows, i), FALSE);
}

GPtrArray *orm_suppressions_list(const OrmRun *run)
{
    Listing listing = {run->graph, g_ptr_array_new_with_free_func(g_free)};
    const OrmCatalog *catalog = run->input->catalog;
    if (run->graph->facts != NULL)
        add_facts(&listing, run->graph);
    for (guint i = 0; catalog != NULL && i < catalog->allows->len; i++) {
        const OrmAllowComment *comment = g_ptr_array_index(catalog->allows, i);
        if (orm_run_judges_file(run, comment->place.file))
            add_comment(&listing, comment, TRUE);
    }
    return listing.list;
}

/* Whether the run has what the rule judges: rules about a schema say nothing where none could be read, rules about
 * migrations nothing of old files. */
static gboolean can_speak(const OrmRun *run, const OrmSuppression *suppression)
{
    const OrmRule *rule = suppression->rule;
    const OrmCatalog *catalog = run->input->catalog;
    gboolean of_steps = rule->family == ORM_FAMILY_MIGRATION || rule->enabled == ORM_RULE_WITH_MIGRATIONS;
    gboolean of_schema = rule->family == ORM_FAMILY_DRIFT || rule->enabled == ORM_RULE_WITH_SCHEMA;
    if (!of_steps && !of_schema)
        return TRUE;
    if (catalog == NULL || catalog->faults->len > 0)
        return FALSE;
    if (of_steps)
        return catalog->steps->len > 0 && (suppression->in_sql || run->input->new_files == NULL);
    return run->input->comparison != NULL;
}

static void visit(OrmRun *run, OrmSuppression *suppression)
{
    const OrmRule *rule = suppression->rule;
    OrmRuleSubject subject = {.file = suppression->place.file, .table = suppression->about.object.table};
    suppression->rule_is_on = rule != NULL && can_speak(run, suppression) &&
                              orm_rule_set_severity_as(run->set, rule, &subject, rule->severity) != ORM_SEVERITY_OFF;
    g_autofree char *key =
        suppression->name == NULL ? NULL : orm_suppression_key(&suppression->place, suppression->name);
    suppression->used = key != NULL && g_hash_table_contains(run->used, key);
    run->rule->suppression(run, suppression);
}

void orm_suppressions_visit(OrmRun *run, GPtrArray *suppressions)
{
    for (guint late = 0; late < 2; late++) {
        for (guint i = 0; i < suppressions->len; i++) {
            OrmSuppression *suppression = g_ptr_array_index(suppressions, i);
            if ((suppression->rule != NULL && suppression->rule->suppression != NULL) == late)
                visit(run, suppression);
        }
    }
}
