/* SPDX-License-Identifier: MIT */
#include "rules/differences.h"

static void check_difference(OrmRun *run, const OrmDifference *difference)
{
    if (difference->kind != ORM_DIFFERENCE_COLUMN_EXTRA)
        return;
    const OrmColumn *column = difference->actual_column;
    const OrmTable *table = difference->table;
    OrmFinding *finding =
        orm_report_difference(run, difference, column->place, orm_about_actual(difference, orm_about_column(column)),
                              "column `%s` is in the schema, and no field of `struct %s` maps it",
                              orm_column_label(column), table->model->name);
    orm_finding_help(finding, "map it, or drop it from the schema");
    orm_finding_related(finding, table->place, "`%s` is mapped here", orm_table_label(table));
}

const OrmRule orm_rule_drift_extra_column = {
    .name = "drift-extra-column",
    .family = ORM_FAMILY_DRIFT,
    .severity = ORM_SEVERITY_INFO,
    .enabled = ORM_RULE_WITH_SCHEMA,
    .fix_kind = ORM_FIX_HINT,
    .summary = "The schema's table has a column that no field of its model maps, and that may be left out of an "
               "INSERT.",
    .why = "The program neither reads nor writes it, which is often meant, or a leftover. It is `drift-extra-"
           "required-column` where no row can be inserted without it. A field with `ORM_IGNORE()` says that the "
           "column is known. Alembic and Doctrine report the same.",
    .fix = "Add a field, or a field with `ORM_IGNORE()`, or drop the column.",
    .difference = check_difference,
};
