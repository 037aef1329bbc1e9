/* SPDX-License-Identifier: MIT */
#include "rules/steps.h"

/* The step of the same file before or behind it that is next; NULL: none. */
static const OrmMigrationStep *neighbour(OrmRun *run, const OrmMigrationStep *step, gint way)
{
    const GArray *steps = orm_run_steps(run);
    gint at = (gint)(step - &g_array_index(steps, OrmMigrationStep, 0)) + way;
    if (at < 0 || at >= (gint)steps->len)
        return NULL;
    const OrmMigrationStep *other = &g_array_index(steps, OrmMigrationStep, at);
    return other->statement.file == step->statement.file ? other : NULL;
}

/* Whether a transaction that the file began is still open. */
static gboolean is_in_transaction(OrmRun *run, const OrmMigrationStep *step)
{
    while ((step = neighbour(run, step, -1)) != NULL) {
        if (step->kind == ORM_STEP_BEGIN)
            return TRUE;
        if (step->kind == ORM_STEP_COMMIT || step->kind == ORM_STEP_ROLLBACK)
            return FALSE;
    }
    return FALSE;
}

static gboolean waits_for_lock(OrmRun *run, const OrmMigrationStep *step)
{
    switch (step->kind) {
    case ORM_STEP_DROP_TABLE:
    case ORM_STEP_RENAME_TABLE:
    case ORM_STEP_ADD_COLUMN:
    case ORM_STEP_DROP_COLUMN:
    case ORM_STEP_RENAME_COLUMN:
    case ORM_STEP_ALTER_TYPE:
    case ORM_STEP_SET_NOT_NULL:
    case ORM_STEP_DROP_NOT_NULL:
    case ORM_STEP_SET_DEFAULT:
    case ORM_STEP_DROP_DEFAULT:
    case ORM_STEP_ADD_PRIMARY_KEY:
    case ORM_STEP_ADD_UNIQUE:
    case ORM_STEP_ADD_FOREIGN_KEY:
    case ORM_STEP_ADD_CHECK:
    case ORM_STEP_ADD_EXCLUDE:
    case ORM_STEP_DROP_PRIMARY_KEY:
    case ORM_STEP_DROP_UNIQUE:
    case ORM_STEP_DROP_FOREIGN_KEY:
    case ORM_STEP_DROP_CONSTRAINT:
    case ORM_STEP_CREATE_INDEX:
    case ORM_STEP_DROP_INDEX:
        return !step->concurrently && !orm_step_is_on_new_object(run, step);
    default:
        return FALSE;
    }
}

/* The first of its file that waits, where no timeout was set before: one statement mends all. */
static gboolean waits_without_timeout(OrmRun *run, const OrmMigrationStep *step)
{
    if (orm_run_dialect(run) != ORM_DIALECT_POSTGRESQL || !waits_for_lock(run, step))
        return FALSE;
    while ((step = neighbour(run, step, -1)) != NULL)
        if (step->kind == ORM_STEP_SET_TIMEOUT || waits_for_lock(run, step))
            return FALSE;
    return TRUE;
}

/* Whether another statement of the file may fail after this one: one that stands alone is done or not. */
static gboolean may_break_off_after(OrmRun *run, const OrmMigrationStep *step)
{
    guint number = step->statement_number;
    while ((step = neighbour(run, step, 1)) != NULL)
        if (step->statement_number != number && (step->kind < ORM_STEP_BEGIN || step->kind == ORM_STEP_DATA))
            return TRUE;
    return FALSE;
}

/* Whether IF [NOT] EXISTS could be said of it, and must, since no transaction takes it back. */
static gboolean cannot_run_again(OrmRun *run, const OrmMigrationStep *step)
{
    OrmDialect dialect = orm_run_dialect(run);
    gboolean of_table = step->kind == ORM_STEP_CREATE_TABLE || step->kind == ORM_STEP_DROP_TABLE;
    gboolean of_index = step->kind == ORM_STEP_CREATE_INDEX || step->kind == ORM_STEP_DROP_INDEX;
    gboolean can_be_taken_back = step->transaction != 0 && !orm_dialect_is_mysql(dialect);
    if (of_index && (dialect == ORM_DIALECT_MYSQL || step->concurrently || step->name == NULL))
        return FALSE;
    return (of_table || of_index) && !step->if_exists && !can_be_taken_back && may_break_off_after(run, step);
}

static void report_nesting(OrmRun *run, const OrmMigrationStep *step)
{
    gboolean mysql = orm_dialect_is_mysql(orm_run_dialect(run));
    OrmFinding *finding =
        orm_report(run, step->place, orm_about_step(run, step), "a transaction begins in another one: %s",
                   mysql ? "it commits the first one" : "the first COMMIT ends both");
    orm_finding_help(finding, "remove it, or use SAVEPOINT");
}

static void report_concurrently(OrmRun *run, const OrmMigrationStep *step)
{
    g_autofree char *index =
        step->name != NULL ? g_strdup_printf("index `%s` of", step->name) : g_strdup("an index on");
    OrmFinding *finding =
        orm_report(run, step->place, orm_about_step(run, step), "%s `%s` cannot be %s CONCURRENTLY in a transaction",
                   index, orm_step_table_label(step), step->kind == ORM_STEP_CREATE_INDEX ? "created" : "dropped");
    orm_finding_help(finding, "give it a file of its own, without BEGIN");
}

static void report_run_again(OrmRun *run, const OrmMigrationStep *step)
{
    gboolean drops = step->kind == ORM_STEP_DROP_TABLE || step->kind == ORM_STEP_DROP_INDEX;
    gboolean of_index = step->kind == ORM_STEP_CREATE_INDEX || step->kind == ORM_STEP_DROP_INDEX;
    gboolean mysql = orm_dialect_is_mysql(orm_run_dialect(run));
    OrmFinding *finding =
        orm_report(run, step->place, orm_about_step(run, step),
                   "the migration cannot be run again if it breaks off: %s `%s` is %s %swithout IF %sEXISTS",
                   of_index ? "index" : "table", of_index ? step->name : orm_step_table_label(step),
                   drops ? "dropped" : "made", mysql ? "" : "outside of a transaction ", drops ? "" : "NOT ");
    orm_finding_help(finding,
                     mysql ? "add IF %sEXISTS, since no transaction takes it back"
                           : "put the file into one transaction, or add IF %sEXISTS",
                     drops ? "" : "NOT ");
}

static void check_step(OrmRun *run, const OrmMigrationStep *step)
{
    gboolean of_index = step->kind == ORM_STEP_CREATE_INDEX || step->kind == ORM_STEP_DROP_INDEX;
    if (step->kind == ORM_STEP_BEGIN && is_in_transaction(run, step))
        report_nesting(run, step);
    if (of_index && step->concurrently && step->transaction != 0)
        report_concurrently(run, step);
    if (waits_without_timeout(run, step)) {
        OrmFinding *finding =
            orm_report(run, step->place, orm_about_step(run, step),
                       "the migration waits for a lock on `%s` without a lock_timeout", orm_step_table_label(step));
        orm_finding_help(finding, "begin the file with `SET lock_timeout = '5s'`");
    }
    if (cannot_run_again(run, step))
        report_run_again(run, step);
}

const OrmRule orm_rule_migration_transaction = {
    .name = "migration-transaction",
    .family = ORM_FAMILY_MIGRATION,
    .severity = ORM_SEVERITY_INFO,
    .enabled = ORM_RULE_OPT_IN,
    .fix_kind = ORM_FIX_HINT,
    .summary = "A migration uses transactions wrongly, waits for locks without end, or cannot be run again after it "
               "failed.",
    .why = "A BEGIN in a transaction does not nest: on PostgreSQL the first COMMIT ends both. CREATE and DROP INDEX "
           "CONCURRENTLY are refused in a transaction. A statement that waits for a lock stops everyone behind it, so "
           "that a lock_timeout belongs in front of the first one of a file (PostgreSQL). And what is made or dropped "
           "outside of a transaction (MySQL: anywhere), without IF EXISTS, stops the second run after the first one "
           "broke off behind it. squawk "
           "(transaction-nesting, require-lock-timeout, prefer-robust-stmts) says the same. It is opt-in: many "
           "tools that run migrations see to all this themselves.",
    .fix = "Use one transaction, `SET lock_timeout`, and IF [NOT] EXISTS where there can be none.",
    .step = check_step,
};
