/* SPDX-License-Identifier: MIT */
#include "rules/differences.h"

static void check_difference(OrmRun *run, const OrmDifference *difference)
{
    if (difference->kind != ORM_DIFFERENCE_COMMENT)
        return;
    const OrmColumn *column = difference->column, *met = difference->actual_column;
    const OrmTable *table = difference->table, *actual = difference->actual_table;
    const char *label = column != NULL ? orm_column_label(column) : orm_table_label(table);
    g_autofree char *subject = g_strdup_printf("%s `%s` has", column != NULL ? "column" : "table", label);
    g_autofree char *expected = orm_side("the comment \"", difference->expected, "\"", "no comment");
    g_autofree char *found = orm_side("the comment \"", difference->actual, "\"", "no comment");
    OrmPlace place = column != NULL ? orm_known_place(column->details->comment.place, column->place)
                                    : orm_known_place(table->comment.place, table->place);
    OrmFinding *finding =
        orm_report_sides(run, difference, place, column != NULL ? orm_about_column(column) : orm_about_table(table),
                         subject, expected, found);
    orm_finding_related(finding, met != NULL ? met->place : actual->place, "`%s` in the schema", label);
}

const OrmRule orm_rule_drift_comment = {
    .name = "drift-comment",
    .family = ORM_FAMILY_DRIFT,
    .severity = ORM_SEVERITY_INFO,
    .enabled = ORM_RULE_OPT_IN,
    .fix_kind = ORM_FIX_HINT,
    .summary = "The comment on a table or column differs between model and schema.",
    .why = "Nothing breaks, but whoever reads the database reads something else than whoever reads the source. SQLite "
           "has no comments. Alembic reports the same.",
    .fix = "Change `comment=`, or the comment in the schema (`ormlint diff` prints the statement).",
    .difference = check_difference,
};
