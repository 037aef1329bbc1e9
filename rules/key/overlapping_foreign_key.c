/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/questions_keys.h"
#include "rules/rule.h"

/* The first foreign key stated before this one that has a column in common with it; NULL: none. */
static const OrmForeignKey *first_sharing(GHashTable *users, const OrmForeignKey *key, const OrmColumn **shared)
{
    for (guint i = 0; i < key->columns->len; i++) {
        *shared = ((const OrmColumnReference *)g_ptr_array_index(key->columns, i))->column;
        const OrmForeignKey *other = g_hash_table_lookup(users, *shared);
        if (other)
            return other;
    }
    return NULL;
}

static void note_columns(GHashTable *users, const OrmForeignKey *key)
{
    for (guint i = 0; i < key->columns->len; i++) {
        OrmColumn *column = ((const OrmColumnReference *)g_ptr_array_index(key->columns, i))->column;
        if (!g_hash_table_contains(users, column))
            g_hash_table_insert(users, column, (gpointer)key);
    }
}

static void check_table(OrmRun *run, const OrmTable *table)
{
    g_autoptr(GHashTable) users = g_hash_table_new(NULL, NULL);
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < table->foreign_keys->len; i++) {
        const OrmForeignKey *key = g_ptr_array_index(table->foreign_keys, i);
        char *signature = orm_foreign_key_signature(key);
        if (!signature || !g_hash_table_add(seen, signature))
            continue; /* unresolved, or identical to another: duplicate-foreign-key */
        const OrmColumn *column = NULL;
        const OrmForeignKey *other = first_sharing(users, key, &column);
        note_columns(users, key);
        if (!other)
            continue;
        OrmFinding *finding = orm_report(run, key->place, orm_about_foreign_key(key),
                                         "foreign keys of `%s` (to `%s`) and `%s` (to `%s`) share column `%s`",
                                         orm_foreign_key_label(key), orm_table_label(key->parent),
                                         orm_foreign_key_label(other), orm_table_label(other->parent), column->name);
        orm_finding_related(finding, other->place, "the other foreign key is stated here");
    }
}

const OrmRule orm_rule_overlapping_foreign_key = {
    .name = "overlapping-foreign-key",
    .family = ORM_FAMILY_KEY,
    .severity = ORM_SEVERITY_INFO,
    .enabled = ORM_RULE_OPT_IN,
    .fix_kind = ORM_FIX_HINT,
    .summary = "Two different foreign keys of a table share a column.",
    .why = "One value has to satisfy both, and setting one relationship changes the other behind the program's "
           "back. It is right where a column such as a tenant's number belongs to every key, so the rule is off by "
           "default; pg-index-health has the same check, and SQLAlchemy warns when two relationships write one "
           "column.",
    .fix = "Give each foreign key columns of its own, unless the shared column is meant to be equal in both.",
    .table = check_table,
};
