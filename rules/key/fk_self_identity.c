/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/questions_keys.h"
#include "rules/rule.h"

static void check_key(OrmRun *run, const OrmForeignKey *key)
{
    if (!orm_foreign_key_is_identity(key))
        return;
    OrmPlace place = key->parent_key_implied ? key->parent_place : orm_references_place(key->parent_columns);
    OrmFinding *finding = orm_report(run, place, orm_about_foreign_key(key), "foreign key of `%s` references itself",
                                     orm_foreign_key_label(key));
    orm_finding_help(finding, "a tree refers to the key from a column of its own, such as `parent_id`");
    const OrmColumn *column = ((const OrmColumnReference *)g_ptr_array_index(key->columns, 0))->column;
    orm_finding_related(finding, column->place, "`%s` is declared here", column->name);
}

const OrmRule orm_rule_fk_self_identity = {
    .name = "fk-self-identity",
    .family = ORM_FAMILY_KEY,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_NONE,
    .summary = "A foreign key references the very column it stands on.",
    .why = "Every row satisfies it by its own value, so it checks nothing and costs a look-up at every write. What "
           "was meant is nearly always another table, or the parent's column of a tree. SchemaCrawler rates it "
           "critical.",
    .fix = "Name the table and column that were meant, or remove the foreign key.",
    .foreign_key = check_key,
};
