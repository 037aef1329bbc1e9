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

/* A partitioned table takes no CONCURRENTLY, and no foreign key that is NOT VALID. */
static gboolean is_partitioned(OrmRun *run, const OrmMigrationStep *step)
{
    const OrmCatalogTable *table = orm_catalog_table(orm_run_catalog(run), step->schema, step->table);
    return table != NULL && table->partition_by != NULL;
}

static const char *index_reason(OrmRun *run, const OrmMigrationStep *step, const char **instead)
{
    *instead = is_partitioned(run, step)
                   ? "create it ON ONLY the table, then CONCURRENTLY on each partition, and attach these"
               : step->unique ? "CREATE UNIQUE INDEX CONCURRENTLY"
                              : "CREATE INDEX CONCURRENTLY";
    return step->concurrently || step->not_valid ? NULL : "builds an index, and stops all writers until it is done";
}

static const char *key_reason(OrmRun *run, const OrmMigrationStep *step, const char **instead)
{
    *instead = is_partitioned(run, step)
                   ? "create a unique index ON ONLY the table, then CONCURRENTLY on each partition, and attach these"
                   : "create a unique index CONCURRENTLY and add the constraint USING INDEX";
    return step->using_index ? NULL : "builds an index, and stops everyone until it is done";
}

static gboolean adds(const OrmMigrationStep *step, const OrmMigrationStep *validation)
{
    return (step->kind == ORM_STEP_ADD_FOREIGN_KEY || step->kind == ORM_STEP_ADD_CHECK) && step->not_valid &&
           step->table == validation->table && step->schema == validation->schema && step->name == validation->name;
}

/* Validation lets others work, but not while the transaction still holds the lock that adding the constraint took. */
static const char *validation_reason(OrmRun *run, const OrmMigrationStep *step, const char **instead)
{
    const GArray *steps = orm_run_steps(run);
    *instead = "COMMIT before VALIDATE CONSTRAINT";
    for (guint i = 0; step->transaction != 0 && i < steps->len; i++) {
        const OrmMigrationStep *other = &g_array_index(steps, OrmMigrationStep, i);
        if (other->transaction == step->transaction && other < step && adds(other, step))
            return "checks all rows in the transaction that added the constraint, and so keeps its lock until it is "
                   "done";
    }
    return NULL;
}

/* What stops others, and the way around it; NULL: nothing does. */
static const char *why(OrmRun *run, const OrmMigrationStep *step, const char **instead)
{
    *instead = "add it NOT VALID, and VALIDATE CONSTRAINT afterwards";
    switch (step->kind) {
    case ORM_STEP_CREATE_INDEX:
        return index_reason(run, step, instead);
    case ORM_STEP_ADD_FOREIGN_KEY:
        if (is_partitioned(run, step))
            *instead = "add it to each partition, NOT VALID first, and to the table at last";
        return step->not_valid ? NULL : "checks a foreign key over all rows, and stops writers until it is done";
    case ORM_STEP_ADD_CHECK:
        return step->not_valid ? NULL : "checks all rows, and stops everyone until it is done";
    case ORM_STEP_ADD_UNIQUE:
    case ORM_STEP_ADD_PRIMARY_KEY:
        return key_reason(run, step, instead);
    case ORM_STEP_ADD_COLUMN:
        return default_reason(step, instead);
    case ORM_STEP_VALIDATE_CONSTRAINT:
        return validation_reason(run, step, instead);
    default:
        return NULL;
    }
}

static void check_step(OrmRun *run, const OrmMigrationStep *step)
{
    if (orm_run_dialect(run) != ORM_DIALECT_POSTGRESQL || orm_step_is_on_made_table(run, step))
        return;
    const char *instead = NULL, *reason = why(run, step, &instead);
    if (reason == NULL)
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
    .fix = "Create the index CONCURRENTLY; add the constraint NOT VALID and validate it in a second statement, not in "
           "the same transaction; "
           "add the column without default, fill it in parts.",
    .step = check_step,
};
