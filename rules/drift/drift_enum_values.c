/* SPDX-License-Identifier: MIT */
#include "rules/differences.h"

static OrmFinding *report_order(OrmRun *run, const OrmDifference *difference)
{
    const OrmColumn *column = difference->column;
    OrmFinding *finding = orm_report_as(
        run, ORM_SEVERITY_WARNING, column->place, orm_about_column(column),
        "the values of `%s` stand in the order %s in the model but %s in the schema: they compare and sort otherwise",
        orm_column_label(column), difference->expected, difference->actual);
    finding->expected = g_strdup(difference->expected);
    finding->actual = g_strdup(difference->actual);
    return finding;
}

static OrmFinding *report_values(OrmRun *run, const OrmDifference *difference)
{
    const OrmColumn *column = difference->column;
    g_autofree char *subject = g_strdup_printf("column `%s` has", orm_column_label(column));
    g_autofree char *expected = orm_side("the values ", difference->expected, "", "no list of values");
    g_autofree char *actual = orm_side("the values ", difference->actual, "", "no list of values");
    return orm_report_sides(run, difference, column->place, orm_about_column(column), subject, expected, actual);
}

static void check_difference(OrmRun *run, const OrmDifference *difference)
{
    if (difference->kind != ORM_DIFFERENCE_ENUM_VALUES)
        return;
    const OrmColumn *met = difference->actual_column;
    const OrmEnum *enumeration = difference->column->enumeration->enumeration;
    const OrmCheck *check = difference->actual_check;
    OrmFinding *finding =
        g_strcmp0(difference->aspect, "order") == 0 ? report_order(run, difference) : report_values(run, difference);
    orm_finding_related(finding, check != NULL ? check->place : met->place, "`%s` in the schema",
                        orm_column_label(met));
    if (enumeration != NULL)
        orm_finding_related(finding, enumeration->place, "`enum %s`", enumeration->name);
}

const OrmRule orm_rule_drift_enum_values = {
    .name = "drift-enum-values",
    .family = ORM_FAMILY_DRIFT,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_WITH_SCHEMA,
    .fix_kind = ORM_FIX_HINT,
    .summary =
        "An enum's constants are not the values that the schema permits: an ENUM type, or a CHECK that lists them.",
    .why = "The program writes a value that the database refuses, or reads one that it has no constant for. Where the "
           "order of the values is stored or decides comparisons (ENUM of PostgreSQL and MySQL), another order is "
           "reported too. Alembic finds it on MySQL only, database_consistency (EnumValueChecker) on PostgreSQL only.",
    .fix = "Add the value to the type or the CHECK, or the constant to the enum.",
    .difference = check_difference,
};
