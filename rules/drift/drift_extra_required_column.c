/* SPDX-License-Identifier: MIT */
#include "rules/differences.h"

static void check_difference(OrmRun *run, const OrmDifference *difference)
{
    if (difference->kind != ORM_DIFFERENCE_COLUMN_EXTRA_REQUIRED)
        return;
    const OrmColumn *column = difference->actual_column;
    const OrmTable *table = difference->table;
    OrmFinding *finding = orm_report_difference(
        run, difference, column->place, orm_about_actual(difference, orm_about_column(column)),
        "column `%s` is NOT NULL without a default in the schema, and no field of `struct %s` maps it: every INSERT "
        "fails",
        orm_column_label(column), table->model->name);
    orm_finding_help(finding, "map it, or give it a default in the schema");
    orm_finding_related(finding, table->place, "`%s` is mapped here", orm_table_label(table));
}

const OrmRule orm_rule_drift_extra_required_column = {
    .name = "drift-extra-required-column",
    .family = ORM_FAMILY_DRIFT,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_WITH_SCHEMA,
    .fix_kind = ORM_FIX_HINT,
    .summary =
        "The schema's table has a column that is NOT NULL without a default, and that no field of its model maps.",
    .why = "The program cannot give the column a value, since it does not know it, so every INSERT that it makes "
           "is refused. It happens when a migration runs before the program that fills the new column is "
           "deployed. Columns that fill themselves (a default, identity, AUTO_INCREMENT, serial, generated ones) "
           "are `drift-extra-column`.",
    .fix = "Add a field for the column, give the column a default, or make it nullable.",
    .difference = check_difference,
};
