/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/questions_keys.h"
#include "rules/rule.h"

static const char *plural(guint count)
{
    return count == 1 ? "" : "s";
}

static void check_key(OrmRun *run, const OrmForeignKey *key)
{
    guint local = key->columns->len, remote = key->parent_columns->len;
    if (!key->parent || local == remote || remote == 0 || !orm_references_resolved(key->columns) ||
        !orm_references_resolved(key->parent_columns))
        return; /* fk-unknown-target, missing-primary-key, composite-key-member-invalid */
    OrmPlace place = key->parent_key_implied ? key->parent_place : orm_references_place(key->parent_columns);
    OrmFinding *finding = orm_report(run, place, orm_about_foreign_key(key),
                                     "foreign key of `%s` has %u column%s but references %u column%s of `%s`: `%s`",
                                     orm_foreign_key_label(key), local, plural(local), remote, plural(remote),
                                     orm_table_label(key->parent), orm_columns_label(key->parent_columns));
    if (key->parent_key_implied) {
        orm_finding_help(finding,
                         "state it on the struct with one column for each of the key: "
                         "`ORM_FOREIGN_KEY((...), %s%s)`",
                         key->parent_name, orm_columns_label(key->parent_columns));
        orm_finding_related(finding, key->parent->primary_key->place, "the primary key of `%s` is stated here",
                            orm_table_label(key->parent));
    } else {
        orm_finding_help(finding, "name one referenced column for each of its own");
        orm_finding_related(finding, key->parent->place, "table `%s` is mapped here", orm_table_label(key->parent));
    }
}

const OrmRule orm_rule_fk_arity_mismatch = {
    .name = "fk-arity-mismatch",
    .family = ORM_FAMILY_KEY,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_NONE,
    .summary = "A foreign key has more or fewer columns than it references.",
    .why = "Columns are compared pair by pair, so every database refuses the constraint. Often a table's key became "
           "composite and the columns that refer to it with `ORM_FOREIGN_KEY(table)`, meaning the whole primary "
           "key, were forgotten. SQLAlchemy, Prisma and Doctrine check the counts too.",
    .fix = "List as many columns as are referenced: `ORM_FOREIGN_KEY((region, customer_id), customers(region, id))` "
           "on the struct.",
    .foreign_key = check_key,
};
