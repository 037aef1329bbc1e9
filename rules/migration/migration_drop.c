/* SPDX-License-Identifier: MIT */
#include "rules/steps.h"

static const char *what(const OrmMigrationStep *step)
{
    switch (step->kind) {
    case ORM_STEP_DROP_SCHEMA:
        return "schema";
    case ORM_STEP_DROP_TABLE:
        return "table";
    case ORM_STEP_DROP_COLUMN:
        return "column";
    default:
        return NULL;
    }
}

static void check_step(OrmRun *run, const OrmMigrationStep *step)
{
    const char *thing = what(step);
    if (thing == NULL || orm_step_is_on_new_object(run, step) || orm_step_is_replaced(run, step) ||
        orm_step_lost_table(run, step) != NULL || orm_step_lost_column(run, step) != NULL)
        return;
    OrmFinding *finding = orm_report(run, step->place, orm_about_step(run, step),
                                     "the migration drops %s `%s` and what is in it", thing, orm_step_label(step));
    orm_finding_help(finding, "make sure that no running program uses it, and that its data is not needed");
}

const OrmRule orm_rule_migration_drop = {
    .name = "migration-drop",
    .family = ORM_FAMILY_MIGRATION,
    .severity = ORM_SEVERITY_WARNING,
    .enabled = ORM_RULE_WITH_MIGRATIONS,
    .fix_kind = ORM_FIX_HINT,
    .summary = "A migration drops a schema, table or column.",
    .why = "What is dropped is gone with its rows, and programs of the version that runs while the migration "
           "does still use it. Atlas (DS101 to DS103), squawk (ban-drop-table, ban-drop-column, ban-drop-"
           "database) and strong_migrations (remove_column) say the same. What a model still maps is `migration-"
           "drops-mapped-object`. What the same file or transaction makes, and a table that another takes the "
           "place of (SQLite's way of changing tables), is none.",
    .fix = "Drop in a release of its own, after no program uses it, and with a backup.",
    .step = check_step,
};
