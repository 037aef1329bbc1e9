/* SPDX-License-Identifier: MIT */
#include "rules/steps.h"

static gboolean names_column(const char *columns, const char *column)
{
    g_auto(GStrv) names = columns != NULL ? g_strsplit(columns, ", ", -1) : NULL;
    for (guint i = 0; names != NULL && names[i] != NULL; i++)
        if (g_ascii_strcasecmp(names[i], column) == 0)
            return TRUE;
    return FALSE;
}

/* Whether an UPDATE before it in the same file gives the column a value: that is how it should be done. */
static gboolean is_filled_before(OrmRun *run, const OrmMigrationStep *step)
{
    const GArray *steps = orm_run_steps(run);
    for (gsize at = (gsize)(step - &g_array_index(steps, OrmMigrationStep, 0)); at > 0; at--) {
        const OrmMigrationStep *earlier = &g_array_index(steps, OrmMigrationStep, at - 1);
        if (earlier->statement.file != step->statement.file)
            return FALSE;
        if (earlier->kind == ORM_STEP_DATA && earlier->table != NULL &&
            g_ascii_strcasecmp(earlier->table, step->table) == 0 && names_column(earlier->columns, step->name))
            return TRUE;
    }
    return FALSE;
}

static void check_step(OrmRun *run, const OrmMigrationStep *step)
{
    if (step->kind != ORM_STEP_SET_NOT_NULL || step->never_null || orm_step_is_on_new_object(run, step) ||
        is_filled_before(run, step))
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
    .why =
        "It fails if a row has NULL there, and running programs that write NULL fail from then on; PostgreSQL "
        "reads the whole table under a lock that stops everyone. Atlas (MF104), squawk (adding-not-nullable-"
        "field) and strong_migrations (change_column_null) say the same. Where a valid CHECK keeps NULL out already, "
        "or an UPDATE of the same file fills the column first, nothing is said.",
    .fix = "Fill the NULLs first, in the same migration or before it; on PostgreSQL add `CHECK (x IS NOT NULL) "
           "NOT VALID`, validate it, and set NOT NULL then.",
    .step = check_step,
};
