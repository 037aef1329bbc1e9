/* SPDX-License-Identifier: MIT */
#include "rules/steps.h"

static gboolean changes_values(const OrmMigrationStep *step)
{
    return step->kind == ORM_STEP_REMOVE_ENUM_VALUE || step->kind == ORM_STEP_RENAME_ENUM_VALUE ||
           step->kind == ORM_STEP_REORDER_ENUM_VALUES;
}

static void check_step(OrmRun *run, const OrmMigrationStep *step)
{
    if (!changes_values(step) || orm_step_is_on_new_object(run, step))
        return;
    const char *label = orm_step_label(step), *value = step->new_name;
    if (step->kind == ORM_STEP_REMOVE_ENUM_VALUE)
        orm_report(run, step->place, orm_about_step(run, step),
                   "the migration removes '%s' from the values of `%s`: rows that have it lose their meaning",
                   value != NULL ? value : "a value", label);
    else if (step->kind == ORM_STEP_RENAME_ENUM_VALUE)
        orm_report(run, step->place, orm_about_step(run, step),
                   "the migration renames value '%s' of `%s` to '%s': programs that know the old name fail",
                   step->old_type != NULL ? step->old_type : "", label, value != NULL ? value : "");
    else if (step->kind == ORM_STEP_REORDER_ENUM_VALUES)
        orm_report(run, step->place, orm_about_step(run, step),
                   "the migration changes the order of the values of `%s`, and so how rows compare and sort", label);
}

const OrmRule orm_rule_migration_enum_change = {
    .name = "migration-enum-change",
    .family = ORM_FAMILY_MIGRATION,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_WITH_MIGRATIONS,
    .fix_kind = ORM_FIX_NONE,
    .summary = "A migration removes, renames or reorders values of an enum.",
    .why = "Rows that have the value lose their meaning, and programs that know the old ones write what is "
           "refused or read what they do not know. Where the position is what is stored (MySQL), a value in "
           "front of others renumbers them in comparisons and in ORDER BY. strong_migrations (rename_enum_value) "
           "says the same; openradtool refuses such changes.",
    .fix = "Add values at the end only; leave old ones in the type when no row has them any more.",
    .step = check_step,
};
