/* SPDX-License-Identifier: MIT */
#include "rules/steps.h"

/* The steps of the same file that come before. */
static gboolean file_has_before(OrmRun *run, const OrmMigrationStep *step, OrmMigrationStepKind kind)
{
    const GArray *steps = orm_run_steps(run);
    gsize at = (gsize)(step - &g_array_index(steps, OrmMigrationStep, 0));
    while (at-- > 0) {
        const OrmMigrationStep *earlier = &g_array_index(steps, OrmMigrationStep, at);
        if (earlier->statement.file != step->statement.file)
            return FALSE;
        if (earlier->kind == kind)
            return TRUE;
    }
    return FALSE;
}

/* Whether a transaction that the file began is still open. */
static gboolean is_in_transaction(OrmRun *run, const OrmMigrationStep *step)
{
    const GArray *steps = orm_run_steps(run);
    gsize at = (gsize)(step - &g_array_index(steps, OrmMigrationStep, 0));
    while (at-- > 0) {
        const OrmMigrationStep *earlier = &g_array_index(steps, OrmMigrationStep, at);
        if (earlier->statement.file != step->statement.file || earlier->kind == ORM_STEP_COMMIT ||
            earlier->kind == ORM_STEP_ROLLBACK)
            return FALSE;
        if (earlier->kind == ORM_STEP_BEGIN)
            return TRUE;
    }
    return FALSE;
}

static gboolean is_first_of_table(OrmRun *run, const OrmMigrationStep *step)
{
    const GArray *steps = orm_run_steps(run);
    gsize at = (gsize)(step - &g_array_index(steps, OrmMigrationStep, 0));
    const OrmMigrationStep *earlier = at > 0 ? &g_array_index(steps, OrmMigrationStep, at - 1) : NULL;
    return earlier == NULL || earlier->statement_number != step->statement_number;
}

static gboolean waits_for_lock(const OrmMigrationStep *step)
{
    switch (step->kind) {
    case ORM_STEP_DROP_TABLE:
    case ORM_STEP_RENAME_TABLE:
    case ORM_STEP_ADD_COLUMN:
    case ORM_STEP_DROP_COLUMN:
    case ORM_STEP_RENAME_COLUMN:
    case ORM_STEP_ALTER_TYPE:
    case ORM_STEP_SET_NOT_NULL:
    case ORM_STEP_ADD_FOREIGN_KEY:
    case ORM_STEP_ADD_CHECK:
    case ORM_STEP_ADD_UNIQUE:
        return TRUE;
    default:
        return FALSE;
    }
}

static gboolean makes_or_drops(const OrmMigrationStep *step)
{
    return step->kind == ORM_STEP_CREATE_TABLE || step->kind == ORM_STEP_DROP_TABLE ||
           step->kind == ORM_STEP_CREATE_INDEX || step->kind == ORM_STEP_DROP_INDEX;
}

static void check_step(OrmRun *run, const OrmMigrationStep *step)
{
    OrmAbout about = orm_about_step(run, step);
    gboolean postgresql = orm_run_dialect(run) == ORM_DIALECT_POSTGRESQL;
    if (step->kind == ORM_STEP_BEGIN && is_in_transaction(run, step))
        orm_report(run, step->place, about, "a transaction begins in another one: the first COMMIT ends both");
    else if (step->kind == ORM_STEP_CREATE_INDEX && step->concurrently && step->transaction != 0)
        orm_report(run, step->place, about, "index `%s` cannot be created CONCURRENTLY in a transaction",
                   step->name != NULL ? step->name : step->table);
    else if (postgresql && waits_for_lock(step) && is_first_of_table(run, step) &&
             !orm_step_is_on_new_object(run, step) && !file_has_before(run, step, ORM_STEP_SET_TIMEOUT))
        orm_report(run, step->place, about, "the migration waits for a lock on `%s` without a lock_timeout",
                   step->table);
    else if (makes_or_drops(step) && step->transaction == 0 && !step->if_exists && !step->concurrently)
        orm_report(run, step->place, about,
                   "the migration cannot be run again if it breaks off: `%s` is %s outside of a transaction without IF "
                   "%sEXISTS",
                   step->name != NULL ? step->name : step->table,
                   step->kind == ORM_STEP_DROP_TABLE || step->kind == ORM_STEP_DROP_INDEX ? "dropped" : "made",
                   step->kind == ORM_STEP_DROP_TABLE || step->kind == ORM_STEP_DROP_INDEX ? "" : "NOT ");
}

const OrmRule orm_rule_migration_transaction = {
    .name = "migration-transaction",
    .family = ORM_FAMILY_MIGRATION,
    .severity = ORM_SEVERITY_INFO,
    .enabled = ORM_RULE_OPT_IN,
    .fix_kind = ORM_FIX_HINT,
    .summary = "A migration uses transactions wrongly, waits for locks without end, or cannot be run again after it "
               "failed.",
    .why = "A BEGIN in a transaction does not nest: the first COMMIT ends both. CREATE INDEX CONCURRENTLY is "
           "refused in a transaction. A statement that waits for a lock stops everyone behind it, so that a "
           "lock_timeout belongs in front of it (PostgreSQL). And what is made or dropped outside of a "
           "transaction, without IF EXISTS, stops the second run after the first one broke off. squawk "
           "(transaction-nesting, require-lock-timeout, prefer-robust-stmts) says the same. It is opt-in: many "
           "tools that run migrations see to all this themselves.",
    .fix = "Use one transaction, `SET lock_timeout`, and IF [NOT] EXISTS where there can be none.",
    .step = check_step,
};
