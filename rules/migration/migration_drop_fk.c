/* SPDX-License-Identifier: MIT */
#include "rules/steps.h"

static gboolean is_made_again(OrmRun *run, const OrmMigrationStep *step)
{
    const GArray *steps = orm_run_steps(run);
    const OrmMigrationStep *first = &g_array_index(steps, OrmMigrationStep, 0);
    /* the steps of one file stand together */
    for (gsize i = (gsize)(step - first) + 1; i < steps->len; i++) {
        const OrmMigrationStep *later = &g_array_index(steps, OrmMigrationStep, i);
        if (later->statement.file != step->statement.file)
            return FALSE;
        if (later->kind == ORM_STEP_ADD_FOREIGN_KEY && later->table == step->table && later->schema == step->schema &&
            (later->name == step->name || step->columns == NULL || later->columns == step->columns))
            return TRUE;
    }
    return FALSE;
}

static void check_step(OrmRun *run, const OrmMigrationStep *step)
{
    if (step->kind != ORM_STEP_DROP_FOREIGN_KEY || orm_step_is_on_new_object(run, step) || is_made_again(run, step))
        return;
    orm_report(
        run, step->place, orm_about_step(run, step),
        "the migration drops foreign key `%s` of `%s`%s%s%s: nothing keeps its rows pointing at one that is there",
        step->name != NULL ? step->name : step->columns, step->table, step->parent != NULL ? " to `" : "",
        step->parent != NULL ? step->parent : "", step->parent != NULL ? "`" : "");
}

const OrmRule orm_rule_migration_drop_fk = {
    .name = "migration-drop-fk",
    .family = ORM_FAMILY_MIGRATION,
    .severity = ORM_SEVERITY_WARNING,
    .enabled = ORM_RULE_WITH_MIGRATIONS,
    .fix_kind = ORM_FIX_NONE,
    .summary = "A migration drops a foreign key.",
    .why = "From then on nothing keeps children without parents away, and a cascade that programs rely on "
           "happens no more. Atlas (CD101) says the same. Dropping it to make it again in the same file, with "
           "another action or name, is none.",
    .fix = "Make sure that nothing relies on it; keep the key, or state it as `unenforced` in the model.",
    .step = check_step,
};
