/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/questions_relationships.h"
#include "rules/differences.h"

static void report_table(OrmRun *run, const OrmDifference *difference)
{
    const OrmTable *table = difference->table, *actual = difference->actual_table;
    OrmPlace place = orm_known_place(table->renamed_from.place, table->place);
    OrmFinding *finding = orm_report_difference(run, difference, place, orm_about_table(table),
                                                "table `%s` is still called `%s` in the schema", orm_table_label(table),
                                                orm_table_label(actual));
    orm_finding_help(finding, "rename it (`ormlint diff` prints the statement)");
    orm_finding_related(finding, actual->place, "`%s` in the schema", orm_table_label(actual));
}

static void report_pending(OrmRun *run, const OrmDifference *difference, OrmSeverity severity)
{
    const OrmColumn *column = difference->column, *actual = difference->actual_column;
    OrmFinding *finding =
        orm_report_as(run, severity, column->details->renamed_from.place, orm_about_column(column),
                      "column `%s` is still called `%s` in the schema", orm_column_label(column), actual->name);
    orm_finding_help(finding, "rename it (`ormlint diff` prints the statement)");
    orm_finding_related(finding, actual->place, "`%s` in the schema", orm_column_label(actual));
}

static void report_likely(OrmRun *run, const OrmDifference *difference, OrmSeverity severity)
{
    const OrmColumn *column = difference->column, *actual = difference->actual_column;
    OrmFinding *finding =
        orm_report_as(run, severity, column->name_place, orm_about_column(column),
                      "column `%s` is not in the schema, but `%s`, which no field maps, looks like it: was it renamed?",
                      orm_column_label(column), orm_column_label(actual));
    orm_finding_help(finding, "state renamed_from=%s if the schema is to follow, or map the field to `%s`",
                     actual->name, actual->name);
    orm_finding_related(finding, actual->place, "`%s` in the schema", orm_column_label(actual));
}

static void check_difference(OrmRun *run, const OrmDifference *difference)
{
    if (difference->kind == ORM_DIFFERENCE_TABLE_RENAME)
        report_table(run, difference);
    if (difference->kind != ORM_DIFFERENCE_COLUMN_RENAME)
        return;
    gboolean required = orm_column_is_required(difference->actual_column);
    OrmSeverity severity = required ? ORM_SEVERITY_ERROR : ORM_SEVERITY_INFO;
    if (difference->column->details->renamed_from.text != NULL)
        report_pending(run, difference, severity);
    else
        report_likely(run, difference, severity);
}

const OrmRule orm_rule_drift_possible_rename = {
    .name = "drift-possible-rename",
    .family = ORM_FAMILY_DRIFT,
    .severity = ORM_SEVERITY_INFO,
    .enabled = ORM_RULE_WITH_SCHEMA,
    .fix_kind = ORM_FIX_HINT,
    .summary = "A column that the schema lacks and one that no field maps look alike, or a `renamed_from=` is still to "
               "be done.",
    .why = "A rename that is taken for a column that goes and one that comes loses the data: a migration that drops "
           "one and adds the other is valid and wrong. One missing and one extra column of equal type and nullability "
           "are therefore one finding; it is an error where the extra one is NOT NULL without a default, since every "
           "INSERT fails then. What looks like a rename is never taken for one before the model says `renamed_from=`. "
           "Alembic and Atlas say that they cannot infer renames.",
    .fix = "State `renamed_from=OLD` and apply what `ormlint diff` prints; or map the field to the name that the "
           "schema has.",
    .difference = check_difference,
};
