/* SPDX-License-Identifier: MIT */
#include "rules/engine.h"

/* A name that selects rules elsewhere, but allows none. */
static gboolean check_group(OrmRun *run, const OrmValue *value, const OrmAbout *about)
{
    OrmFamily family = ORM_FAMILY_MAPPING;
    gboolean all = g_strcmp0(value->text, "all") == 0;
    if (!all && !orm_family_parse(value->text, &family))
        return FALSE;
    OrmFinding *finding = orm_report(run, value->place, *about, "`ORM_ALLOW` names %s`%s`, where only rules may stand",
                                     all ? "" : "the family ", value->text);
    orm_finding_help(finding, "name each rule; `ormlint rule all` lists them");
    return TRUE;
}

static void check_name(OrmRun *run, const OrmValue *value, const OrmAbout *about)
{
    if (orm_rule_find(value->text) != NULL || check_group(run, value, about))
        return;
    OrmFinding *finding =
        orm_report(run, value->place, *about, "`ORM_ALLOW` names `%s`, which is no rule", value->text);
    const char *nearest = orm_rule_nearest_rule(value->text);
    if (nearest != NULL)
        orm_finding_help(finding, "did you mean `%s`?", nearest);
    else
        orm_finding_help(finding, "`ormlint rule all` lists the rules");
}

static void check_annotation(OrmRun *run, const OrmAnnotation *annotation, const OrmAbout *about)
{
    if (g_strcmp0(annotation->kind, "allow") != 0)
        return;
    for (guint i = 0; i < annotation->arguments->len; i++) {
        const OrmArgument *argument = g_ptr_array_index(annotation->arguments, i);
        OrmValueKind kind = argument->value->kind;
        if (argument->key == NULL && (kind == ORM_VALUE_NAME || kind == ORM_VALUE_STRING))
            check_name(run, argument->value, about);
    }
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

static void check_struct(OrmRun *run, const OrmGraph *graph, const OrmStruct *record)
{
    OrmAbout about = about_struct(graph, record);
    for (guint i = 0; i < record->annotations->len; i++)
        check_annotation(run, g_ptr_array_index(record->annotations, i), &about);
    for (guint i = 0; i < record->fields->len; i++) {
        const OrmField *field = g_ptr_array_index(record->fields, i);
        if (field->annotations->len == 0)
            continue;
        about = about_field(graph, record, field);
        for (guint j = 0; j < field->annotations->len; j++)
            check_annotation(run, g_ptr_array_index(field->annotations, j), &about);
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

static void check_on(OrmRun *run, const OrmGraph *graph, const OrmOn *on)
{
    OrmAbout about = about_on(graph, on);
    if (on->annotation != NULL)
        check_annotation(run, on->annotation, &about);
}

/* Facts rather than models: a misspelt name in a struct that is no model, or in an ORM_ON that meets none, is one as
 * well. */
static void check_graph(OrmRun *run, const OrmGraph *graph)
{
    for (guint i = 0; i < graph->facts->structs->len; i++)
        check_struct(run, graph, g_ptr_array_index(graph->facts->structs, i));
    for (guint i = 0; i < graph->facts->ons->len; i++)
        check_on(run, graph, g_ptr_array_index(graph->facts->ons, i));
}

const OrmRule orm_rule_unknown_rule = {
    .name = "unknown-rule",
    .family = ORM_FAMILY_META,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_ALWAYS,
    .fix_kind = ORM_FIX_HINT,
    .summary = "`ORM_ALLOW` names a rule that does not exist",
    .why = "A misspelt name suppresses nothing: the finding that was meant to be allowed stays, or, worse, everybody "
           "believes that "
           "a decision is on record which is not. In the configuration and on the command line an unknown name is an "
           "error of the "
           "run instead (exit code 2).",
    .fix = "Write the rule's name as the report shows it in brackets. `ormlint rule all` lists every rule. Families "
           "and `all` cannot "
           "be allowed: each exception is to be named.",
    .graph = check_graph,
};
