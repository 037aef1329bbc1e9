/* SPDX-License-Identifier: MIT */
#include "rules/steps.h"

static void check_step(OrmRun *run, const OrmMigrationStep *step)
{
    if (step->kind != ORM_STEP_ADD_COLUMN || !step->not_null || step->has_default || step->is_generated ||
        orm_dialect_is_mysql(orm_run_dialect(run)) || orm_step_is_on_new_object(run, step))
        return;
    OrmFinding *finding =
        orm_report(run, step->place, orm_about_step(run, step),
                   "the migration adds column `%s` as NOT NULL without a default: it fails if `%s` has rows",
                   orm_step_label(step), orm_step_table_label(step));
    orm_finding_help(finding, "add a default, or add the column as nullable, fill it, and set it NOT NULL afterwards");
}

const OrmRule orm_rule_migration_add_required_column = {
    .name = "migration-add-required-column",
    .family = ORM_FAMILY_MIGRATION,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_WITH_MIGRATIONS,
    .fix_kind = ORM_FIX_HINT,
    .summary = "A migration adds a NOT NULL column without a default to a table that is there.",
    .why = "The statement fails as soon as the table has one row, and where it does not, every running program "
           "that does not know the column fails to insert. Atlas (MF103), squawk (adding-required-field) and "
           "rubocop-rails (NotNullColumn) say the same. MySQL and MariaDB fill in a value of their own instead: "
           "`migration-implicit-update`.",
    .fix = "Give the column a default, or add it as nullable, fill it, and make it NOT NULL in a later "
           "migration.",
    .step = check_step,
};
