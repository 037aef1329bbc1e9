/* SPDX-License-Identifier: MIT */
#include "rules/steps.h"

static gboolean same_key(const OrmMigrationStep *step, const OrmMigrationStep *other)
{
    return other->table == step->table && other->schema == step->schema &&
           ((step->name != NULL && other->name == step->name) ||
            (step->columns != NULL && other->columns == step->columns) ||
            (step->name == NULL && step->columns == NULL));
}

/* Whether the file adds the key before it drops it, or makes it again afterwards. */
static gboolean is_added_in_file(OrmRun *run, const OrmMigrationStep *step)
{
    const GArray *steps = orm_run_steps(run);
    for (guint i = 0; i < steps->len; i++) {
        const OrmMigrationStep *other = &g_array_index(steps, OrmMigrationStep, i);
        if (other->kind == ORM_STEP_ADD_FOREIGN_KEY && other->statement.file == step->statement.file &&
            same_key(step, other))
            return TRUE;
    }
    return FALSE;
}

static void check_step(OrmRun *run, const OrmMigrationStep *step)
{
    if (step->kind != ORM_STEP_DROP_FOREIGN_KEY || orm_step_is_on_new_object(run, step) || is_added_in_file(run, step))
        return;
    OrmFinding *finding = orm_report(
        run, step->place, orm_about_step(run, step),
        "the migration drops foreign key `%s` of `%s`%s%s%s: nothing keeps its rows pointing at one that is there",
        step->name != NULL ? step->name : step->columns, orm_step_table_label(step),
        step->parent != NULL ? " to `" : "", step->parent != NULL ? step->parent : "", step->parent != NULL ? "`" : "");
    orm_finding_help(finding, "make sure that nothing relies on it");
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
