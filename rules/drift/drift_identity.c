/* SPDX-License-Identifier: MIT */
#include "rules/differences.h"

static OrmPlace stated_at(const OrmColumn *column)
{
    return orm_known_place(column->details->identity_place,
                           orm_known_place(column->flags->autoincrement.place, column->place));
}

static void check_difference(OrmRun *run, const OrmDifference *difference)
{
    if (difference->kind != ORM_DIFFERENCE_IDENTITY)
        return;
    const OrmColumn *column = difference->column, *actual = difference->actual_column;
    g_autofree char *subject = g_strdup_printf("column `%s` is", orm_column_label(column));
    g_autofree char *expected_side = orm_side("", difference->expected, "", "without a generator");
    g_autofree char *actual_side = orm_side("", difference->actual, "", "without a generator");
    OrmFinding *finding = orm_report_sides(run, difference, stated_at(column), orm_about_column(column), subject,
                                           expected_side, actual_side);
    orm_finding_related(finding, actual->place, "`%s` in the schema", orm_column_label(actual));
}

const OrmRule orm_rule_drift_identity = {
    .name = "drift-identity",
    .family = ORM_FAMILY_DRIFT,
    .severity = ORM_SEVERITY_WARNING,
    .enabled = ORM_RULE_WITH_SCHEMA,
    .fix_kind = ORM_FIX_HINT,
    .summary =
        "What generates a column's values (identity, serial, AUTO_INCREMENT, nothing) is not what the model demands.",
    .why = "A program that leaves the key to the database fails to insert where nothing generates it, and one that "
           "gives the key itself is refused by GENERATED ALWAYS. A single integer key without a foreign key "
           "permits a generator: plain, serial and AUTO_INCREMENT are equal there. `autoincrement` or `identity=` "
           "demand one, `autoincrement=false` forbids it. Atlas and skeema report the same; Alembic compares "
           "identities but not serial.",
    .fix = "Change `autoincrement` or `identity=`, or the column.",
    .difference = check_difference,
};
