/* SPDX-License-Identifier: MIT */
#include "rules/steps.h"

static void check_step(OrmRun *run, const OrmMigrationStep *step)
{
    if (step->kind != ORM_STEP_SET_NOT_NULL || orm_step_is_on_new_object(run, step))
        return;
    OrmFinding *finding =
        orm_report(run, step->place, orm_about_step(run, step),
                   "the migration makes column `%s` NOT NULL: it fails if a row has NULL there", orm_step_label(step));
    orm_finding_help(finding, "fill the rows in which it is NULL first");
}

const OrmRule orm_rule_migration_set_not_null = {
    .name = "migration-set-not-null",
    .family = ORM_FAMILY_MIGRATION,
    .severity = ORM_SEVERITY_WARNING,
    .enabled = ORM_RULE_WITH_MIGRATIONS,
    .fix_kind = ORM_FIX_HINT,
    .summary = "A migration makes a nullable column NOT NULL.",
    .why = "It fails if a row has NULL there, and running programs that write NULL fail from then on; PostgreSQL "
           "reads the whole table under a lock that stops everyone. Atlas (MF104), squawk (adding-not-nullable-"
           "field) and strong_migrations (change_column_null) say the same.",
    .fix = "Fill the NULLs first, in the same migration or before it; on PostgreSQL add `CHECK (x IS NOT NULL) "
           "NOT VALID`, validate it, and set NOT NULL then.",
    .step = check_step,
};
