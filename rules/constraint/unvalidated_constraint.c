/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/questions_indexes.h"
#include "rules/differences.h"

static gboolean is_mysql(OrmRun *run)
{
    return orm_dialect_is_mysql(orm_run_dialect(run));
}

static void report_foreign_key(OrmRun *run, const OrmDifference *difference)
{
    const OrmForeignKey *key = difference->actual_key;
    g_autofree char *parent = orm_foreign_key_parent_label(key);
    OrmFinding *finding = orm_report_difference(
        run, difference, key->place, orm_about_actual(difference, orm_about_foreign_key(key)),
        "foreign key `%s` to %s is NOT VALID in the schema: rows that were there before it may break it",
        orm_foreign_key_label(key), parent);
    if (key->name != NULL)
        orm_finding_help(finding, "ALTER TABLE %s VALIDATE CONSTRAINT %s", orm_table_label(key->child), key->name);
    if (difference->key != NULL)
        orm_finding_related(finding, difference->key->place, "stated here");
}

static void report_check(OrmRun *run, const OrmDifference *difference)
{
    const OrmCheck *check = difference->actual_check;
    const char *table = orm_table_label(check->table), *name = check->name != NULL ? check->name : "?";
    OrmAbout about = orm_about_actual(difference, orm_about_check(check));
    OrmFinding *finding =
        is_mysql(run)
            ? orm_report_difference(run, difference, check->place, about,
                                    "check `%s` of `%s` is NOT ENFORCED in the schema: nothing keeps to it", name,
                                    table)
            : orm_report_difference(
                  run, difference, check->place, about,
                  "check `%s` of `%s` is NOT VALID in the schema: rows that were there before it may break it", name,
                  table);
    orm_finding_help(finding,
                     is_mysql(run) ? "ALTER TABLE %s ALTER CHECK %s ENFORCED" : "ALTER TABLE %s VALIDATE CONSTRAINT %s",
                     table, name);
    if (difference->check != NULL)
        orm_finding_related(finding, difference->check->place, "stated here");
}

static void report_index(OrmRun *run, const OrmDifference *difference)
{
    const OrmIndex *index = difference->actual_index;
    g_autofree char *what = orm_index_describe(index);
    OrmFinding *finding =
        orm_report_difference(run, difference, index->place, orm_about_actual(difference, orm_about_index(index)),
                              "%s is invalid in the schema: it was left over when its creation "
                              "failed, and no query uses it",
                              what);
    orm_finding_help(finding, "REINDEX INDEX CONCURRENTLY %s, or drop it and create it again", index->name);
    if (difference->index != NULL)
        orm_finding_related(finding, difference->index->place, "stated here");
}

static void check_difference(OrmRun *run, const OrmDifference *difference)
{
    if (difference->kind != ORM_DIFFERENCE_NOT_VALIDATED)
        return;
    if (difference->actual_key != NULL)
        report_foreign_key(run, difference);
    else if (difference->actual_check != NULL)
        report_check(run, difference);
    else
        report_index(run, difference);
}

const OrmRule orm_rule_unvalidated_constraint = {
    .name = "unvalidated-constraint",
    .family = ORM_FAMILY_CONSTRAINT,
    .severity = ORM_SEVERITY_WARNING,
    .enabled = ORM_RULE_WITH_SCHEMA,
    .fix_kind = ORM_FIX_HINT,
    .summary = "A constraint or index of the schema is not in force: NOT VALID, NOT ENFORCED, or invalid.",
    .why = "PostgreSQL checks a constraint that was added as NOT VALID for new rows only, until it is validated: the "
           "old ones may break it, and the planner does not rely on it. MySQL ignores a CHECK that is NOT ENFORCED. An "
           "index whose CREATE INDEX CONCURRENTLY failed costs every write and serves no query. pg-index-health "
           "reports the same.",
    .fix = "Mend the rows and validate the constraint; build the index again.",
    .difference = check_difference,
};
