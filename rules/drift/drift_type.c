/* SPDX-License-Identifier: MIT */
#include "rules/differences.h"

static void check_difference(OrmRun *run, const OrmDifference *difference)
{
    if (difference->kind != ORM_DIFFERENCE_TYPE)
        return;
    const OrmColumn *column = difference->column, *actual = difference->actual_column;
    const char *meant = difference->expected != NULL ? difference->expected : "without a type";
    const char *met = difference->actual != NULL ? difference->actual : "without a type";
    g_autofree char *subject = g_strdup_printf("column `%s` is", orm_column_label(column));
    OrmFinding *finding =
        difference->certain && difference->narrower
            ? orm_report_difference(run, difference, column->type_place, orm_about_column(column),
                                    "%s %s in the model but %s in the schema, which does not hold every such value",
                                    subject, meant, met)
            : orm_report_sides(run, difference, column->type_place, orm_about_column(column), subject, meant, met);
    orm_finding_help(finding, "change the field or its `type=`, or the column (`ormlint diff` prints how)");
    orm_finding_related(finding, orm_known_place(actual->type_place, actual->place), "`%s` in the schema",
                        orm_column_label(actual));
}

const OrmRule orm_rule_drift_type = {
    .name = "drift-type",
    .family = ORM_FAMILY_DRIFT,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_WITH_SCHEMA,
    .fix_kind = ORM_FIX_HINT,
    .summary = "A column's type differs between model and schema: family, width, sign, length, precision, time zone or "
               "array.",
    .why = "A program that believes in the wrong type writes values that are refused or cut, or reads values that do "
           "not fit into its field. Types are compared as the dialect means them: aliases are resolved and "
           "defaults filled in (`decimal` is `numeric(10,0)` on MySQL, `varchar` without a length is not "
           "`varchar(255)` on PostgreSQL), the display width of MySQL's integers means nothing. SQLite only knows "
           "affinities, so lengths and widths are equal there; on STRICT tables the type's name counts. Alembic "
           "(compare_type), Hibernate, active_record_doctor and database_consistency compare types too; lengths that "
           "only one side states are silent in Alembic.",
    .fix = "Change the C type or its `type=`, or the column.",
    .difference = check_difference,
};
