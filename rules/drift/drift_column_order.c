/* SPDX-License-Identifier: MIT */
#include "rules/differences.h"

static void check_difference(OrmRun *run, const OrmDifference *difference)
{
    if (difference->kind != ORM_DIFFERENCE_COLUMN_ORDER)
        return;
    const OrmColumn *column = difference->column, *actual = difference->actual_column;
    const OrmTable *table = difference->table, *actual_table = difference->actual_table;
    g_autofree char *subject = g_strdup_printf("the columns of `%s` stand in the order", orm_table_label(table));
    OrmFinding *finding = orm_report_sides(run, difference, column->place, orm_about_table(table), subject,
                                           difference->expected, difference->actual);
    orm_finding_help(finding, "name the columns in SELECT and INSERT, or put the fields into the schema's order");
    orm_finding_related(finding, actual != NULL ? actual->place : actual_table->place, "`%s` in the schema",
                        actual != NULL ? orm_column_label(actual) : orm_table_label(actual_table));
}

const OrmRule orm_rule_drift_column_order = {
    .name = "drift-column-order",
    .family = ORM_FAMILY_DRIFT,
    .severity = ORM_SEVERITY_WARNING,
    .enabled = ORM_RULE_OPT_IN,
    .fix_kind = ORM_FIX_NONE,
    .summary = "The columns that model and schema have in common stand in another order.",
    .why = "C code that binds `SELECT *` or a COPY to the fields by position reads one column into the field of "
           "another, and where the types agree nothing notices. It is opt-in, since a program that names its columns "
           "does not care, and columns that are added later stand last in every database. No other tool looks at it.",
    .fix = "Name the columns in every SELECT and INSERT; or put the fields into the order of the schema.",
    .difference = check_difference,
};
