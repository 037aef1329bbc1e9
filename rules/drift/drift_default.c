/* SPDX-License-Identifier: MIT */
#include "rules/differences.h"

static void check_difference(OrmRun *run, const OrmDifference *difference)
{
    if (difference->kind != ORM_DIFFERENCE_DEFAULT)
        return;
    const OrmColumn *column = difference->column, *actual = difference->actual_column;
    gboolean on_update = difference->aspect != NULL;
    const char *before = on_update ? "ON UPDATE `" : "the default `", *none = on_update ? "no ON UPDATE" : "no default";
    const OrmStated *stated = on_update ? &column->details->server_onupdate : &column->details->server_default;
    const OrmStated *met = on_update ? &actual->details->server_onupdate : &actual->details->server_default;
    g_autofree char *subject = g_strdup_printf("column `%s` has", orm_column_label(column));
    g_autofree char *expected_side = orm_side(before, difference->expected, "`", none);
    g_autofree char *actual_side = orm_side(before, difference->actual, "`", none);
    OrmFinding *finding = orm_report_sides(run, difference, orm_known_place(stated->place, column->place),
                                           orm_about_column(column), subject, expected_side, actual_side);
    orm_finding_related(finding, orm_known_place(met->place, actual->place), "`%s` in the schema",
                        orm_column_label(actual));
}

const OrmRule orm_rule_drift_default = {
    .name = "drift-default",
    .family = ORM_FAMILY_DRIFT,
    .severity = ORM_SEVERITY_WARNING,
    .enabled = ORM_RULE_WITH_SCHEMA,
    .fix_kind = ORM_FIX_HINT,
    .summary = "A column's server default, or its ON UPDATE on MySQL, differs between model and schema.",
    .why = "A row that is inserted without the column gets another value than the program expects, or is refused. "
           "Defaults are compared after taking off casts, quotes and parentheses that the database adds: `'0'` and "
           "`0`, `now()` and `CURRENT_TIMESTAMP`, `'x'` and `'x'::character varying` are equal. The program's own "
           "`default=` does not count. Where two expressions cannot be compared that is said as info. Alembic has "
           "the comparison (compare_server_default) switched off by default.",
    .fix = "Change `server_default=`, or the default in the schema.",
    .difference = check_difference,
};
