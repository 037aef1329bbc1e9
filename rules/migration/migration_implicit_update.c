/* SPDX-License-Identifier: MIT */
#include "rules/steps.h"

static void check_step(OrmRun *run, const OrmMigrationStep *step)
{
    if (step->kind != ORM_STEP_ADD_COLUMN || !step->not_null || step->has_default || step->is_generated ||
        !orm_dialect_is_mysql(orm_run_dialect(run)) || orm_step_is_on_new_object(run, step))
        return;
    orm_report(run, step->place, orm_about_step(run, step),
               "the migration adds column `%s` as NOT NULL without a default: rows of `%s` get 0 or '' without a word",
               orm_step_label(step), step->table);
}

const OrmRule orm_rule_migration_implicit_update = {
    .name = "migration-implicit-update",
    .family = ORM_FAMILY_MIGRATION,
    .severity = ORM_SEVERITY_WARNING,
    .enabled = ORM_RULE_WITH_MIGRATIONS,
    .fix_kind = ORM_FIX_NONE,
    .summary = "A migration on MySQL adds a NOT NULL column without a default, which fills the rows with 0 or an "
               "empty text.",
    .why = "MySQL and MariaDB do not refuse it, as others do: every row that is there silently gets the implicit "
           "default of the type, 0, '' or the first value of an ENUM, which looks like data. Atlas (MY101) says "
           "the same.",
    .fix = "State the default that is meant, or add the column as nullable.",
    .step = check_step,
};
