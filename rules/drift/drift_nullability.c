/* SPDX-License-Identifier: MIT */
#include "rules/differences.h"

static void check_difference(OrmRun *run, const OrmDifference *difference)
{
    if (difference->kind != ORM_DIFFERENCE_NULLABILITY)
        return;
    const OrmColumn *column = difference->column, *actual = difference->actual_column;
    gboolean nullable = column->nullable == ORM_YES;
    g_autofree char *subject = g_strdup_printf("column `%s` is", orm_column_label(column));
    OrmFinding *finding = orm_report_sides(run, difference, orm_known_place(column->nullable_flag.place, column->place),
                                           orm_about_column(column), subject, nullable ? "nullable" : "NOT NULL",
                                           nullable ? "NOT NULL" : "nullable");
    orm_finding_help(finding, nullable ? "state `not_null`, or drop NOT NULL in the schema"
                                       : "state `nullable` and mind the NULL, or make the column NOT NULL");
    orm_finding_related(finding, actual->place, "`%s` in the schema", orm_column_label(actual));
}

const OrmRule orm_rule_drift_nullability = {
    .name = "drift-nullability",
    .family = ORM_FAMILY_DRIFT,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_WITH_SCHEMA,
    .fix_kind = ORM_FIX_HINT,
    .summary = "A column is NOT NULL in the model but nullable in the schema, or the other way round.",
    .why = "Where only the schema permits NULL, the program meets a value that its field has no place for. Where "
           "only the model does, its INSERT of a NULL is refused. A valid `CHECK (x IS NOT NULL)` counts as NOT "
           "NULL, and a key column as the engine treats it: SQLite's `TEXT PRIMARY KEY` without NOT NULL is no "
           "drift. Columns of views are unknown. Alembic, active_record_doctor (missing_non_null_constraint) and "
           "database_consistency report the same.",
    .fix = "State `nullable` or `not_null`, or change the column.",
    .difference = check_difference,
};
