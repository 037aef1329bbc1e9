/* SPDX-License-Identifier: MIT */
#include "rules/steps.h"

static const char *what(OrmRun *run, const OrmMigrationStep *step)
{
    if (step->kind == ORM_STEP_RENAME_COLUMN)
        return "column";
    const OrmCatalogTable *table = orm_catalog_table(
        orm_run_catalog(run), step->new_schema != NULL ? step->new_schema : step->schema, step->new_name);
    return table != NULL && table->is_view ? "view" : "table";
}

static void check_step(OrmRun *run, const OrmMigrationStep *step)
{
    gboolean renames = step->kind == ORM_STEP_RENAME_TABLE || step->kind == ORM_STEP_RENAME_COLUMN;
    if (!renames || orm_step_is_on_new_object(run, step) || orm_step_is_replaced(run, step) ||
        orm_step_lost_table(run, step) != NULL || orm_step_lost_column(run, step) != NULL)
        return;
    OrmFinding *finding = orm_report(run, step->place, orm_about_step(run, step), "the migration %s %s `%s` to `%s`",
                                     step->new_schema != NULL ? "moves" : "renames", what(run, step),
                                     orm_step_label(step), orm_step_new_label(step));
    orm_finding_help(finding, "programs that still use the old name fail at once: keep both names for a while");
}

const OrmRule orm_rule_migration_rename = {
    .name = "migration-rename",
    .family = ORM_FAMILY_MIGRATION,
    .severity = ORM_SEVERITY_WARNING,
    .enabled = ORM_RULE_WITH_MIGRATIONS,
    .fix_kind = ORM_FIX_HINT,
    .summary = "A migration renames a table or column.",
    .why = "A rename is at once: programs of the version that is still running use the old name and fail, those "
           "of the new one fail before. Atlas (BC101, BC102), squawk (renaming-table, renaming-column) and "
           "strong_migrations say the same. A name that a model still maps is `migration-drops-mapped-object`.",
    .fix = "Add the new column or a view of the new name, write to both, move the programs over, and drop the "
           "old one later; or stop the programs for the migration.",
    .step = check_step,
};
