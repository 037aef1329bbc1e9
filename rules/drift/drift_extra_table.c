/* SPDX-License-Identifier: MIT */
#include "rules/differences.h"

static void check_difference(OrmRun *run, const OrmDifference *difference)
{
    if (difference->kind != ORM_DIFFERENCE_TABLE_EXTRA)
        return;
    const OrmTable *table = difference->actual_table;
    OrmFinding *finding = orm_report_difference(
        run, difference, table->place, orm_about_actual(difference, orm_about_table(table)),
        "%s `%s` is in the schema, and no model maps it", table->is_view ? "view" : "table", orm_table_label(table));
    orm_finding_help(finding, "map it, drop it, or name it in `ignore_tables` of the configuration");
}

const OrmRule orm_rule_drift_extra_table = {
    .name = "drift-extra-table",
    .family = ORM_FAMILY_DRIFT,
    .severity = ORM_SEVERITY_INFO,
    .enabled = ORM_RULE_OPT_IN,
    .fix_kind = ORM_FIX_NONE,
    .summary = "The schema has a table that no model maps.",
    .why =
        "Such a table may be a leftover that was never dropped, or one whose model was forgotten. It is opt-in, "
        "since a database often serves several programs. Tables that the engine, an extension or a migration "
        "tool keeps for itself, views, and those that the configuration's `ignore_tables` names, are never reported. "
        "Alembic and Doctrine report the same.",
    .fix = "Map the table, drop it, or name it in `ignore_tables`.",
    .difference = check_difference,
};
