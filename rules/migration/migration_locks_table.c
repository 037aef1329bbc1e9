/* SPDX-License-Identifier: MIT */
#include "rules/steps.h"

static const char *default_reason(const OrmMigrationStep *step, const char **instead)
{
    if (step->is_generated) {
        *instead = "add a plain column, fill it in parts, and keep it right by a trigger";
        return "writes every row anew, to compute the column";
    }
    *instead = "add the column without default, and fill it in parts";
    return step->volatile_default ? "writes every row anew, since the default is another one for each" : NULL;
}

/* What stops others, and the way around it; NULL: nothing does. */
static const char *why(const OrmMigrationStep *step, const char **instead)
{
    switch (step->kind) {
    case ORM_STEP_CREATE_INDEX:
        *instead = step->unique ? "CREATE UNIQUE INDEX CONCURRENTLY" : "CREATE INDEX CONCURRENTLY";
        return step->concurrently ? NULL : "builds an index, and stops all writers until it is done";
    case ORM_STEP_ADD_FOREIGN_KEY:
        *instead = "add it NOT VALID, and VALIDATE CONSTRAINT afterwards";
        return step->not_valid ? NULL : "checks a foreign key over all rows, and stops writers until it is done";
    case ORM_STEP_ADD_CHECK:
        *instead = "add it NOT VALID, and VALIDATE CONSTRAINT afterwards";
        return step->not_valid ? NULL : "checks all rows, and stops everyone until it is done";
    case ORM_STEP_ADD_UNIQUE:
    case ORM_STEP_ADD_PRIMARY_KEY:
        *instead = "create a unique index CONCURRENTLY and add the constraint USING INDEX";
        return step->using_index ? NULL : "builds an index, and stops everyone until it is done";
    case ORM_STEP_ADD_COLUMN:
        return default_reason(step, instead);
    default:
        return NULL;
    }
}

static void check_step(OrmRun *run, const OrmMigrationStep *step)
{
    const char *instead = NULL, *reason = why(step, &instead);
    if (reason == NULL || orm_run_dialect(run) != ORM_DIALECT_POSTGRESQL || orm_step_is_on_new_object(run, step))
        return;
    const char *table = orm_step_table_label(step), *parent = step->parent;
    gboolean stops_parent =
        step->kind == ORM_STEP_ADD_FOREIGN_KEY && parent != NULL && g_ascii_strcasecmp(parent, table) != 0;
    OrmFinding *finding = orm_report(
        run, step->place, orm_about_step(run, step), "the migration locks table `%s`%s%s%s: it %s", table,
        stops_parent ? " and its parent `" : "", stops_parent ? parent : "", stops_parent ? "`" : "", reason);
    orm_finding_help(finding, "%s", instead);
}

const OrmRule orm_rule_migration_locks_table = {
    .name = "migration-locks-table",
    .family = ORM_FAMILY_MIGRATION,
    .severity = ORM_SEVERITY_WARNING,
    .enabled = ORM_RULE_OPT_IN,
    .fix_kind = ORM_FIX_HINT,
    .summary = "A migration on PostgreSQL holds a lock while it reads or writes a whole table.",
    .why = "Until the statement is done, nobody can write to the table, or even read it: an index without "
           "CONCURRENTLY, a foreign key or CHECK without NOT VALID, a key that builds its own index, a default that is "
           "another one for each row, a stored computed column. A constant default costs nothing, nor does a foreign "
           "key on a new column that is NULL everywhere. squawk (require-concurrent-index-creation, "
           "constraint-missing-not-valid, adding-field-with-default) and strong_migrations say the same. It is "
           "opt-in, since a small table does not notice.",
    .fix = "Create the index CONCURRENTLY; add the constraint NOT VALID and validate it in a second statement; "
           "add the column without default, fill it in parts.",
    .step = check_step,
};
