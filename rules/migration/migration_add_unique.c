/* SPDX-License-Identifier: MIT */
#include "analyzer/facts/pattern.h"
#include "rules/steps.h"

/* A query must quote others. */
static gboolean are_plain(const char *columns)
{
    return orm_matches(columns, "^\\w+(, \\w+)*$");
}

static void check_step(OrmRun *run, const OrmMigrationStep *step)
{
    gboolean demands = step->kind == ORM_STEP_ADD_UNIQUE || step->kind == ORM_STEP_ADD_PRIMARY_KEY ||
                       (step->kind == ORM_STEP_CREATE_INDEX && step->unique);
    if (!demands || step->using_index || orm_step_is_on_new_object(run, step) || orm_step_columns_are_new(run, step))
        return;
    OrmAbout about = orm_about_step(run, step);
    if (step->columns == NULL) {
        OrmFinding *finding = orm_report(run, step->place, about,
                                         "the migration makes an expression over `%s` unique: it fails if two rows "
                                         "agree in it",
                                         orm_step_table_label(step));
        orm_finding_help(finding, "look for duplicates first, with GROUP BY over the expression");
        return;
    }
    OrmFinding *finding =
        orm_report(run, step->place, about, "the migration makes (%s) of `%s` unique: it fails if two rows agree there",
                   step->columns, orm_step_table_label(step));
    if (!are_plain(step->columns)) {
        orm_finding_help(finding, "look for duplicates first, with GROUP BY over the columns");
        return;
    }
    orm_finding_help(finding, "look for duplicates first: SELECT %s, count(*) FROM %s GROUP BY %s HAVING count(*) > 1",
                     step->columns, orm_step_table_label(step), step->columns);
}

const OrmRule orm_rule_migration_add_unique = {
    .name = "migration-add-unique",
    .family = ORM_FAMILY_MIGRATION,
    .severity = ORM_SEVERITY_WARNING,
    .enabled = ORM_RULE_WITH_MIGRATIONS,
    .fix_kind = ORM_FIX_HINT,
    .summary = "A migration demands uniqueness of rows that are there.",
    .why = "It fails if two rows agree in the columns, and running programs may write such rows until it has "
           "run. Atlas (MF101, MF102), squawk (disallowed-unique-constraint) and strong_migrations say the same. "
           "A constraint made of an index that is there (`USING INDEX`) is none, nor is one over columns that "
           "the same file adds.",
    .fix = "Look for duplicates and mend them first. On PostgreSQL create the unique index CONCURRENTLY and make "
           "the constraint of it.",
    .step = check_step,
};
