/* SPDX-License-Identifier: MIT */
#include "rules/differences.h"

static void check_difference(OrmRun *run, const OrmDifference *difference)
{
    if (difference->kind != ORM_DIFFERENCE_COLUMN_IGNORED_REQUIRED)
        return;
    const OrmField *field = difference->ignored;
    const OrmColumn *actual = difference->actual_column;
    const OrmModel *model = difference->table->model;
    OrmFinding *finding = orm_report_difference(
        run, difference, field->place, orm_about_field(model, field, actual->name),
        "field `%s` of `struct %s` is ignored, but column `%s` is NOT NULL without a default in the schema: every "
        "INSERT fails",
        field->name, model->name, orm_column_label(actual));
    orm_finding_related(finding, actual->place, "`%s` in the schema", orm_column_label(actual));
}

const OrmRule orm_rule_ignored_required_column = {
    .name = "ignored-required-column",
    .family = ORM_FAMILY_MAPPING,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_WITH_SCHEMA,
    .fix_kind = ORM_FIX_NONE,
    .summary = "A field is ignored whose column is NOT NULL without a default in the schema.",
    .why = "The program gives the column no value, and the database has none for it, so every INSERT is refused. An "
           "ignored field whose column is nullable or has a default is fine. prisma-lint (forbid-required-ignored-"
           "field) says the same.",
    .fix = "Map the field, or make the column nullable or give it a default.",
    .difference = check_difference,
};
