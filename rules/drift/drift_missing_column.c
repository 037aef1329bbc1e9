/* SPDX-License-Identifier: MIT */
#include "rules/differences.h"

static void check_difference(OrmRun *run, const OrmDifference *difference)
{
    if (difference->kind != ORM_DIFFERENCE_COLUMN_MISSING)
        return;
    const OrmColumn *column = difference->column;
    OrmFinding *finding = orm_report_difference(run, difference, column->name_place, orm_about_column(column),
                                                "column `%s` of `struct %s` is not in the schema",
                                                orm_column_label(column), column->model->name);
    const char *nearest = orm_table_nearest_column(difference->actual_table, column->name);
    const OrmColumn *candidate = nearest != NULL ? orm_table_column(difference->actual_table, nearest) : NULL;
    const OrmComparison *comparison = orm_run_comparison(run);
    if (candidate != NULL && orm_comparison_declared_column(comparison, candidate) == NULL)
        orm_finding_help(finding, "did you mean `%s`?", candidate->name);
    else
        orm_finding_help(finding, column->table->unmanaged ? "whoever manages the table has to add it"
                                                           : "add the column (`ormlint diff` prints how)");
    orm_finding_related(finding, difference->actual_table->place, "`%s` in the schema",
                        orm_table_label(difference->actual_table));
}

const OrmRule orm_rule_drift_missing_column = {
    .name = "drift-missing-column",
    .family = ORM_FAMILY_DRIFT,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_WITH_SCHEMA,
    .fix_kind = ORM_FIX_HINT,
    .summary = "The schema's table lacks a column that a model maps.",
    .why = "Every statement of the program that names the column fails, and with it usually every query for the "
           "model. Alembic, Hibernate's validation and Doctrine report the same. A missing column beside an "
           "extra one that looks like it is `drift-possible-rename`.",
    .fix = "Add the column, correct its name in the model, or mark the field with `ORM_IGNORE()` where it is none.",
    .difference = check_difference,
};
