/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/questions_indexes.h"
#include "rules/differences.h"
#include "rules/other_side.h"

static gboolean is_mysql(OrmRun *run)
{
    return orm_dialect_is_mysql(orm_run_dialect(run));
}

/* `difference` is NULL for a table that no model maps. */
static OrmFinding *report(OrmRun *run, const OrmDifference *difference, OrmPlace place, OrmAbout about,
                          const char *message)
{
    return difference != NULL
               ? orm_report_difference(run, difference, place, orm_about_actual(difference, about), "%s", message)
               : orm_report(run, place, about, "%s", message);
}

static void report_foreign_key(OrmRun *run, const OrmDifference *difference, const OrmForeignKey *key)
{
    g_autofree char *parent = orm_foreign_key_parent_label(key);
    g_autofree char *message = g_strdup_printf(
        "foreign key `%s` to %s is NOT VALID in the schema: rows that were there before it may break it",
        orm_foreign_key_label(key), parent);
    OrmFinding *finding = report(run, difference, key->place, orm_about_foreign_key(key), message);
    if (key->name != NULL)
        orm_finding_help(finding, "ALTER TABLE %s VALIDATE CONSTRAINT %s", orm_table_label(key->child), key->name);
    if (difference != NULL && difference->key != NULL)
        orm_finding_related(finding, difference->key->place, "stated here");
}

static void report_check(OrmRun *run, const OrmDifference *difference, const OrmCheck *check)
{
    const char *table = orm_table_label(check->table), *name = check->name != NULL ? check->name : "?";
    g_autofree char *message =
        g_strdup_printf("check `%s` of `%s` is %s", name, table,
                        is_mysql(run) ? "NOT ENFORCED in the schema: nothing keeps to it"
                                      : "NOT VALID in the schema: rows that were there before it may "
                                        "break it");
    OrmFinding *finding = report(run, difference, check->place, orm_about_check(check), message);
    orm_finding_help(finding,
                     is_mysql(run) ? "ALTER TABLE %s ALTER CHECK %s ENFORCED" : "ALTER TABLE %s VALIDATE CONSTRAINT %s",
                     table, name);
    if (difference != NULL && difference->check != NULL)
        orm_finding_related(finding, difference->check->place, "stated here");
}

static void report_index(OrmRun *run, const OrmDifference *difference, const OrmIndex *index)
{
    g_autofree char *what = orm_index_describe(index);
    g_autofree char *message = g_strdup_printf(
        "%s is invalid in the schema: it was left over when its creation failed, and no query uses it", what);
    OrmFinding *finding = report(run, difference, index->place, orm_about_index(index), message);
    orm_finding_help(finding, "REINDEX INDEX CONCURRENTLY %s, or drop it and create it again", index->name);
    if (difference != NULL && difference->index != NULL)
        orm_finding_related(finding, difference->index->place, "stated here");
}

static void check_difference(OrmRun *run, const OrmDifference *difference)
{
    if (difference->kind != ORM_DIFFERENCE_NOT_VALIDATED)
        return;
    if (difference->actual_key != NULL)
        report_foreign_key(run, difference, difference->actual_key);
    else if (difference->actual_check != NULL)
        report_check(run, difference, difference->actual_check);
    else
        report_index(run, difference, difference->actual_index);
}

/* With --lint-schema: the tables that no model maps, which have no differences. */
static void check_table(OrmRun *run, const OrmTable *table)
{
    if (!orm_run_is_on_schema(run) || orm_run_other_table(run, table) != NULL)
        return;
    for (guint i = 0; i < table->foreign_keys->len; i++) {
        const OrmForeignKey *key = g_ptr_array_index(table->foreign_keys, i);
        if (key->not_valid)
            report_foreign_key(run, NULL, key);
    }
    for (guint i = 0; i < table->checks->len; i++) {
        const OrmCheck *check = g_ptr_array_index(table->checks, i);
        if (check->not_valid)
            report_check(run, NULL, check);
    }
    for (guint i = 0; i < table->indexes->len; i++) {
        const OrmIndex *index = g_ptr_array_index(table->indexes, i);
        if (index->invalid)
            report_index(run, NULL, index);
    }
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
           "reports the same. Tables that no model maps are judged with `--lint-schema`.",
    .fix = "Mend the rows and validate the constraint; build the index again.",
    .table = check_table,
    .difference = check_difference,
};
