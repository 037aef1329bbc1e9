/* SPDX-License-Identifier: MIT */
#include "rules/rule.h"

static void check_model(OrmRun *run, const OrmModel *model)
{
    for (guint i = 0; i < model->unmapped->len; i++) {
        const OrmUnmapped *unmapped = g_ptr_array_index(model->unmapped, i);
        if (!unmapped->pointee) /* a type no column can have: c-unsupported-field */
            continue;
        OrmFinding *finding =
            orm_report(run, unmapped->place, orm_about_field(model, unmapped->field, unmapped->field_path),
                       "field `%s` of `struct %s` points at the model `struct %s` but is neither a relationship nor "
                       "ignored",
                       unmapped->field_path, model->name, unmapped->pointee->name);
        orm_finding_help(finding, "add `ORM_RELATIONSHIP()`, or `ORM_IGNORE()` if it is no part of the data model");
        orm_finding_related(finding, unmapped->pointee->place, "`struct %s` is a model", unmapped->pointee->name);
    }
}

const OrmRule orm_rule_unmapped_field = {
    .name = "unmapped-field",
    .family = ORM_FAMILY_MAPPING,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_EDIT,
    .summary = "A pointer to a model is neither a relationship nor ignored.",
    .why = "No column can hold the pointer, and nothing says that it stands for a link between two tables. Guessing either way "
           "would hide a fault: a relationship nobody checks, or a field that loads as garbage. EF Core asks the same "
           "question of every navigation it cannot map (`ValidatePropertyMapping`).",
    .fix = "Declare the link with `ORM_RELATIONSHIP()`, or say `ORM_IGNORE()` when the pointer only serves the program.",
    .model = check_model,
};
