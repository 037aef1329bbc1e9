/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/questions_keys.h"
#include "rules/rule.h"

static void report(OrmRun *run, const OrmForeignKey *key, const OrmForeignKey *first)
{
    OrmFinding *finding =
        orm_report(run, key->place, orm_about_foreign_key(key), "foreign key of `%s` to `%s` is stated twice",
                   orm_foreign_key_label(key), orm_table_label(key->parent));
    gboolean alike = key->ondelete.kind == first->ondelete.kind && key->onupdate.kind == first->onupdate.kind;
    orm_finding_help(finding, alike ? "remove one of the two" : "remove one of the two; they differ in their actions");
    orm_finding_related(finding, first->place, "stated here already");
}

static void check_table(OrmRun *run, const OrmTable *table)
{
    if (table->foreign_keys->len < 2)
        return;
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < table->foreign_keys->len; i++) {
        const OrmForeignKey *key = g_ptr_array_index(table->foreign_keys, i);
        g_autofree char *signature = orm_foreign_key_signature(key);
        const OrmForeignKey *first = signature ? g_hash_table_lookup(seen, signature) : NULL;
        if (first)
            report(run, key, first);
        else if (signature)
            g_hash_table_insert(seen, g_steal_pointer(&signature), (gpointer)key);
    }
}

const OrmRule orm_rule_duplicate_foreign_key = {
    .name = "duplicate-foreign-key",
    .family = ORM_FAMILY_KEY,
    .severity = ORM_SEVERITY_WARNING,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_HINT,
    .summary = "A table states the same foreign key twice.",
    .why = "The database keeps and checks both, so every write to either table pays twice; where their actions "
           "differ, which one prevails is hard to foresee. It usually happens when a column's `ORM_FOREIGN_KEY` is "
           "repeated on the struct. pg-index-health reports such duplicates.",
    .fix = "Remove one of the two statements.",
    .table = check_table,
};
