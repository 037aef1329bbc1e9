/* SPDX-License-Identifier: MIT */
#include "rules/differences.h"

static OrmPlace place_of(const OrmTable *table, const OrmColumn *column, const char *aspect)
{
    gboolean charset = g_str_equal(aspect, "character set");
    if (column != NULL)
        return orm_known_place(charset ? column->details->charset.place : column->details->collation.place,
                               column->place);
    return orm_known_place(charset ? table->charset.place : table->collation.place, table->place);
}

static void check_difference(OrmRun *run, const OrmDifference *difference)
{
    if (difference->kind != ORM_DIFFERENCE_COLLATION)
        return;
    const OrmColumn *column = difference->column;
    const OrmTable *table = difference->table;
    const char *label = column != NULL ? orm_column_label(column) : orm_table_label(table);
    g_autofree char *subject =
        g_strdup_printf("%s `%s` has the %s", column != NULL ? "column" : "table", label, difference->aspect);
    g_autofree char *expected = orm_side("", difference->expected, "", "of the database");
    g_autofree char *actual = orm_side("", difference->actual, "", "of the database");
    OrmFinding *finding =
        orm_report_sides(run, difference, place_of(table, column, difference->aspect),
                         column != NULL ? orm_about_column(column) : orm_about_table(table), subject, expected, actual);
    OrmPlace met = place_of(difference->actual_table, difference->actual_column, difference->aspect);
    orm_finding_related(finding, met, "`%s` in the schema", label);
}

const OrmRule orm_rule_drift_collation = {
    .name = "drift-collation",
    .family = ORM_FAMILY_DRIFT,
    .severity = ORM_SEVERITY_INFO,
    .enabled = ORM_RULE_OPT_IN,
    .fix_kind = ORM_FIX_HINT,
    .summary = "The collation or character set that a model states is another one in the schema.",
    .why = "The collation decides which texts are equal and how they sort, and so what a unique index takes for the "
           "same; the character set decides which texts can be stored at all. Only what the model states is "
           "compared, with what column, table and database resolve to (MySQL's `utf8` is `utf8mb3`); a database "
           "whose default is unknown is no difference. Alembic compares where both sides state it.",
    .fix = "Change `collate=` or `charset=`, or convert the column or table.",
    .difference = check_difference,
};
