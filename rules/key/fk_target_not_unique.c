/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/questions_keys.h"
#include "rules/rule.h"

static void report_no_key(OrmRun *run, const OrmForeignKey *key)
{
    const char *parent = orm_table_label(key->parent);
    OrmFinding *finding =
        orm_report(run, key->parent_place, orm_about_foreign_key(key),
                   "foreign key of `%s` names no column of `%s`, which has no primary key to take instead",
                   orm_foreign_key_label(key), parent);
    orm_finding_help(finding, "name the referenced column: `%s.column`", key->parent_name);
    orm_finding_related(finding, key->parent->place, "`%s` has no primary key", parent);
}

static void check_key(OrmRun *run, const OrmForeignKey *key)
{
    if (!orm_foreign_key_target_not_unique(key))
        return;
    if (key->parent_columns->len == 0) {
        report_no_key(run, key);
        return;
    }
    const OrmTable *parent = key->parent;
    const OrmColumnReference *first = g_ptr_array_index(key->parent_columns, 0);
    gboolean single = key->parent_columns->len == 1;
    const char *target = orm_references_label(parent, key->parent_columns);
    OrmFinding *finding =
        orm_report(run, orm_references_place(key->parent_columns), orm_about_foreign_key(key),
                   single ? "foreign key of `%s` references `%s`, which is neither the primary key nor unique"
                          : "foreign key of `%s` references `%s`, which are neither the primary key nor a unique set",
                   orm_foreign_key_label(key), target);
    const OrmPrimaryKey *primary_key = parent->primary_key;
    if (primary_key && primary_key->columns->len == key->columns->len)
        orm_finding_help(finding, "reference the primary key `%s`, or make `%s` unique",
                         orm_references_label(parent, primary_key->columns), target);
    else
        orm_finding_help(finding, "make `%s` unique", target);
    orm_finding_related(finding, first->column->place, "`%s` is declared here", orm_column_label(first->column));
}

const OrmRule orm_rule_fk_target_not_unique = {
    .name = "fk-target-not-unique",
    .family = ORM_FAMILY_KEY,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_HINT,
    .summary = "The columns a foreign key references are not exactly a primary key or a unique set.",
    .why = "A child must have one parent. PostgreSQL refuses the constraint (\"no unique constraint matching given "
           "keys\"), SQLite reports a foreign key mismatch at the first write, and InnoDB takes it where an index "
           "exists, so that deleting one of several equal parents does what nobody foresees. A part of a composite "
           "key is not unique by itself. Django (`fields.E310`, `E311`), Prisma, openradtool and skeema check the "
           "same.",
    .fix = "Reference the primary key or a unique set, or declare the referenced columns unique.",
    .foreign_key = check_key,
};
