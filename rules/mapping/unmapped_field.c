/* SPDX-License-Identifier: MIT */
#include "rules/rule.h"

static void report(OrmRun *run, const OrmUnmapped *unmapped)
{
    const OrmModel *model = unmapped->model;
    OrmFinding *finding = orm_report(
        run, unmapped->place, orm_about_field(model, unmapped->field, unmapped->field_path),
        "field `%s` of `struct %s` points at the model `struct %s` but is neither a relationship nor ignored",
        unmapped->field_path, model->name, unmapped->pointee->name);
    orm_finding_help(finding, "add `ORM_RELATIONSHIP()`, or `ORM_IGNORE()` if it is no part of the data model");
    orm_finding_related(finding, unmapped->pointee->place, "`struct %s` is a model", unmapped->pointee->name);
}

/* A field of a base or an embedded struct is met in each model that has it, and reported once. */
static void check_graph(OrmRun *run, const OrmGraph *graph)
{
    g_autoptr(GHashTable) reported = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < graph->models->len; i++) {
        const OrmModel *model = g_ptr_array_index(graph->models, i);
        for (guint j = 0; j < model->unmapped->len; j++) {
            const OrmUnmapped *unmapped = g_ptr_array_index(model->unmapped, j);
            /* a type no column can have is c-unsupported-field */
            if (unmapped->pointee && g_hash_table_add(reported, (gpointer)unmapped->field))
                report(run, unmapped);
        }
    }
}

const OrmRule orm_rule_unmapped_field = {
    .name = "unmapped-field",
    .family = ORM_FAMILY_MAPPING,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_EDIT,
    .summary = "A pointer to a model is neither a relationship nor ignored.",
    .why = "No column can hold the pointer, and nothing says that it stands for a link between two tables. Guessing "
           "either way would hide a fault: a relationship nobody checks, or a field that loads as garbage. EF Core "
           "asks the same question of every navigation it cannot map (`ValidatePropertyMapping`).",
    .fix = "Declare the link with `ORM_RELATIONSHIP()`, or say `ORM_IGNORE()` when the pointer only serves the "
           "program.",
    .graph = check_graph,
};
