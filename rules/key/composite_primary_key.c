/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/questions_keys.h"
#include "rules/rule.h"

static void check_table(OrmRun *run, const OrmTable *table)
{
    const OrmPrimaryKey *key = table->primary_key;
    if (table->is_view || !key || key->columns->len < 2 || !orm_references_resolved(key->columns) ||
        orm_key_is_all_foreign(key->columns))
        return;
    OrmFinding *finding =
        orm_report(run, key->place, orm_about_primary_key(table), "the primary key of table `%s` is composite: `%s`",
                   orm_table_label(table), orm_columns_label(key->columns));
    orm_finding_help(finding, "add a surrogate key, and keep these columns as an `ORM_UNIQUE`");
}

const OrmRule orm_rule_composite_primary_key = {
    .name = "composite-primary-key",
    .family = ORM_FAMILY_KEY,
    .severity = ORM_SEVERITY_INFO,
    .enabled = ORM_RULE_OPT_IN,
    .fix_kind = ORM_FIX_NONE,
    .summary = "The primary key has several columns, not all of them foreign keys.",
    .why = "Every table that refers to this one repeats all columns of the key, and every join and every handle in "
           "the program carries them along. SchemaCrawler recommends a surrogate key instead. It is a question of "
           "taste, so the rule is off by default; a key of foreign keys only, as a link table has it, is not "
           "reported.",
    .fix = "Add a surrogate key and turn the composite one into `ORM_UNIQUE`.",
    .table = check_table,
};
