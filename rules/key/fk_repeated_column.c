/* SPDX-License-Identifier: MIT */
#include "rules/rule.h"

static void check_key(OrmRun *run, const OrmForeignKey *key)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < key->columns->len; i++) {
        const OrmColumnReference *member = g_ptr_array_index(key->columns, i);
        if (!member->column)
            continue;
        const OrmColumnReference *first = g_hash_table_lookup(seen, member->column);
        if (!first) {
            g_hash_table_insert(seen, member->column, (gpointer)member);
            continue;
        }
        OrmFinding *finding =
            orm_report(run, member->place, orm_about_foreign_key(key), "foreign key of `%s` lists column `%s` twice",
                       orm_foreign_key_label(key), member->column->name);
        orm_finding_help(finding, "list a column of its own for each referenced column");
        orm_finding_related(finding, first->place, "`%s` is listed here already", first->name);
    }
}

const OrmRule orm_rule_fk_repeated_column = {
    .name = "fk-repeated-column",
    .family = ORM_FAMILY_KEY,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_NONE,
    .summary = "A foreign key lists one of its own columns twice.",
    .why = "The column would have to equal two columns of the parent at once. PostgreSQL and MySQL refuse the "
           "constraint; SQLite accepts it, and then only parents whose two columns are equal can have children. "
           "SQLAlchemy reports \"duplicate source column references\". It is a slip when a composite key is copied "
           "and one name is not changed.",
    .fix = "Replace the second mention by the column that was meant.",
    .foreign_key = check_key,
};
