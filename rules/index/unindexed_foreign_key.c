/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/questions_indexes.h"
#include "rules/edit.h"
#include "rules/other_side.h"
#include "rules/rule.h"

/* A table that somebody else creates has indexes nobody tells of; InnoDB makes one for every foreign key, and where no
 * dialect is known it may be InnoDB; one whose target does not exist cannot be made, nor one of an array's elements. */
static gboolean is_judged(const OrmRun *run, const OrmForeignKey *key)
{
    return key->unenforced.value != ORM_YES && key->array.value != ORM_YES && !key->child->is_view &&
           !key->child->unmanaged && orm_run_dialect(run) != ORM_DIALECT_PORTABLE &&
           !orm_dialect_is_mysql(orm_run_dialect(run)) && orm_foreign_key_resolved(key);
}

static void check_key(OrmRun *run, const OrmForeignKey *key)
{
    if (!is_judged(run, key) || orm_foreign_key_is_indexed(key, orm_run_dialect(run)) ||
        orm_run_other_indexes_key(run, key))
        return;
    const char *parent = orm_table_label(key->parent);
    OrmFinding *finding = orm_report(run, key->place, orm_about_foreign_key(key),
                                     "foreign key of `%s` to `%s` has no index: no index, unique set or primary key of "
                                     "`%s` begins with %s",
                                     orm_foreign_key_label(key), parent, orm_table_label(key->child),
                                     key->columns->len > 1 ? "its columns" : "its column");
    const char *columns = orm_columns_label(key->columns);
    if (orm_run_is_on_schema(run))
        orm_finding_help(finding, "create an index on `%s %s`", orm_table_label(key->child), columns);
    else if (key->on_column)
        orm_finding_help(finding, "add `index` to its `ORM_COLUMN`, or `ORM_INDEX%s` to the struct", columns);
    else
        orm_finding_help(finding, "add `ORM_INDEX%s` to the struct", columns);
    orm_finding_related(finding, key->parent->place, "deleting a row of `%s` looks for its children in `%s`", parent,
                        orm_table_label(key->child));
    const OrmColumnReference *only = g_ptr_array_index(key->columns, 0);
    if (key->columns->len > 1 || !orm_column_is_own(only->column))
        return;
    orm_finding_fix(finding, TRUE, "add `index`");
    orm_edit_add_flag(finding, only->column, "index");
}

const OrmRule orm_rule_unindexed_foreign_key = {
    .name = "unindexed-foreign-key",
    .family = ORM_FAMILY_INDEX,
    .severity = ORM_SEVERITY_WARNING,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_EDIT,
    .summary = "No index begins with the columns of a foreign key.",
    .why =
        "To delete a parent, or change its key, the database looks for its children; without an index that reads "
        "the whole child table, once for every parent and with locks held. So does every walk from a parent to its "
        "collection. The columns may come in any order, and a primary key or a unique set that begins with them "
        "serves as well, and so does an exclusion constraint; a partial index does not, unless all it leaves out is "
        "NULL. InnoDB makes the index by "
        "itself, so that there is nothing to say on MySQL and MariaDB, where no dialect is stated, nor of foreign keys "
        "that are `unenforced` or of an array's elements. With `--schema`, an index that only the actual table has "
        "counts too (that the models lack it "
        "is `drift-index`). "
        "active_record_doctor, database_consistency, SchemaCrawler and pg-index-health report the same.",
    .fix = "Say `ORM_COLUMN(index)` on the column, or `ORM_INDEX(...)` on the struct with the key's columns first; "
           "in a link table, that is an index on the second half of its primary key.",
    .foreign_key = check_key,
};
