/* SPDX-License-Identifier: MIT */
#include "rules/differences.h"

static void check_difference(OrmRun *run, const OrmDifference *difference)
{
    if (difference->kind != ORM_DIFFERENCE_SEQUENCE)
        return;
    const OrmColumn *column = difference->column, *met = difference->actual_column;
    g_autofree char *subject = g_strdup_printf("column `%s` counts", orm_column_label(column));
    g_autofree char *expected = orm_side("by ", difference->expected, "", "by 1");
    g_autofree char *actual = orm_side("by ", difference->actual, "", "by 1");
    OrmFinding *finding =
        orm_report_sides(run, difference, column->place, orm_about_column(column), subject, expected, actual);
    orm_finding_related(finding, met->place, "`%s` in the schema", orm_column_label(met));
}

const OrmRule orm_rule_drift_sequence = {
    .name = "drift-sequence",
    .family = ORM_FAMILY_DRIFT,
    .severity = ORM_SEVERITY_INFO,
    .enabled = ORM_RULE_OPT_IN,
    .fix_kind = ORM_FIX_HINT,
    .summary = "The sequence behind a column counts by another step than one.",
    .why = "A program that reserves keys in blocks, or that takes the next key for the last one plus one, meets keys "
           "that it does not expect. Models state no step, so one is expected. Hibernate's validation "
           "(validateSequence) compares it too.",
    .fix = "Change the sequence's INCREMENT, or allow the rule on the column where the step is meant.",
    .difference = check_difference,
};
