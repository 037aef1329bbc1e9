/* SPDX-License-Identifier: MIT */
#include "rules/differences.h"

static char *describe(const OrmExclude *exclude)
{
    const char *table = orm_table_label(exclude->table);
    return exclude->name != NULL ? g_strdup_printf("exclusion constraint `%s` of `%s`", exclude->name, table)
                                 : g_strdup_printf("the exclusion constraint of `%s`", table);
}

static void report_missing(OrmRun *run, const OrmDifference *difference)
{
    const OrmExclude *exclude = difference->exclude;
    g_autofree char *what = describe(exclude);
    OrmFinding *finding = orm_report_difference(run, difference, exclude->place, orm_about_exclude(exclude),
                                                "%s, `%s`, is not in the schema", what, difference->expected);
    orm_finding_related(finding, difference->actual_table->place, "`%s` in the schema",
                        orm_table_label(difference->actual_table));
}

static void report_extra(OrmRun *run, const OrmDifference *difference)
{
    const OrmExclude *exclude = difference->actual_exclude;
    g_autofree char *what = describe(exclude);
    OrmFinding *finding =
        orm_report_difference(run, difference, exclude->place, orm_about_actual(difference, orm_about_exclude(exclude)),
                              "%s, `%s`, is in the schema, and `struct %s` does not state it", what, difference->actual,
                              difference->table->model->name);
    orm_finding_related(finding, difference->table->place, "`%s` is mapped here", orm_table_label(difference->table));
}

static void report_other(OrmRun *run, const OrmDifference *difference)
{
    const OrmExclude *exclude = difference->exclude;
    g_autofree char *what = describe(exclude);
    g_autofree char *subject = g_strdup_printf("%s is", what);
    g_autofree char *expected = orm_side("`", difference->expected, "`", "empty");
    g_autofree char *actual = orm_side("`", difference->actual, "`", "empty");
    OrmFinding *finding =
        orm_report_sides(run, difference, exclude->place, orm_about_exclude(exclude), subject, expected, actual);
    orm_finding_related(finding, difference->actual_exclude->place, "the constraint in the schema");
}

static void check_difference(OrmRun *run, const OrmDifference *difference)
{
    if (difference->kind != ORM_DIFFERENCE_EXCLUDE)
        return;
    if (difference->actual_exclude == NULL)
        report_missing(run, difference);
    else if (difference->exclude == NULL)
        report_extra(run, difference);
    else
        report_other(run, difference);
}

const OrmRule orm_rule_drift_exclude = {
    .name = "drift-exclude",
    .family = ORM_FAMILY_DRIFT,
    .severity = ORM_SEVERITY_WARNING,
    .enabled = ORM_RULE_WITH_SCHEMA,
    .fix_kind = ORM_FIX_HINT,
    .summary = "An exclusion constraint of PostgreSQL is only in the model or only in the schema, or defined otherwise "
               "there.",
    .why = "Rows that the program takes for impossible together (two bookings of one room at one time) can be there, "
           "or writes that it believes in are refused. Alembic says that it cannot compare them; Atlas does in part.",
    .fix = "Add or change the constraint in the schema, or `ORM_EXCLUDE` in the model.",
    .difference = check_difference,
};
