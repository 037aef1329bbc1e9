/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/questions_keys.h"
#include "rules/rule.h"

static gboolean holds(const GPtrArray *references, const OrmColumn *column)
{
    for (guint i = 0; i < references->len; i++) {
        if (((const OrmColumnReference *)g_ptr_array_index(references, i))->column == column)
            return TRUE;
    }
    return FALSE;
}

static gboolean within(const GPtrArray *part, const GPtrArray *whole)
{
    for (guint i = 0; i < part->len; i++) {
        if (!holds(whole, ((const OrmColumnReference *)g_ptr_array_index(part, i))->column))
            return FALSE;
    }
    return TRUE;
}

static void check_key(OrmRun *run, const OrmTable *table, const OrmPrimaryKey *key)
{
    const OrmPrimaryKey *first = table->primary_key;
    if (!orm_references_resolved(key->columns) || !orm_references_resolved(first->columns))
        return; /* composite-key-member-invalid */
    if (within(key->columns, first->columns) && within(first->columns, key->columns))
        return;
    OrmFinding *finding = orm_report(
        run, key->place, orm_about_primary_key(table), "table `%s` states a second primary key, `%s`, beside `%s`",
        orm_table_label(table), orm_columns_label(key->columns), orm_columns_label(first->columns));
    orm_finding_help(finding, "name all columns in one `ORM_PRIMARY_KEY`, or make the other set an `ORM_UNIQUE`");
    orm_finding_related(finding, first->place, "the primary key `%s` is stated here",
                        orm_columns_label(first->columns));
}

static void check_table(OrmRun *run, const OrmTable *table)
{
    for (guint i = 1; i < table->primary_keys->len; i++)
        check_key(run, table, g_ptr_array_index(table->primary_keys, i));
}

const OrmRule orm_rule_multiple_primary_keys = {
    .name = "multiple-primary-keys",
    .family = ORM_FAMILY_KEY,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_HINT,
    .summary = "A table states two primary keys of different columns.",
    .why = "A table has one primary key; the `CREATE TABLE` with two fails on every database. What was meant is "
           "either one composite key, which `ORM_PRIMARY_KEY(a, b)` or `primary_key` on each of the columns states, "
           "or a key and a further unique set. Django (`models.E026`) and openradtool (\"struct already has "
           "rowid\") refuse it as well.",
    .fix = "Name all columns of the composite key in one `ORM_PRIMARY_KEY`, or turn the second key into "
           "`ORM_UNIQUE`.",
    .table = check_table,
};
