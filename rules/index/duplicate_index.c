/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/questions_indexes.h"
#include "rules/edit.h"
#include "rules/rule.h"

static void report(OrmRun *run, const OrmIndexShape *shape, const OrmIndexShape *first)
{
    g_autofree char *what = orm_index_shape_describe(shape);
    g_autofree char *other = orm_index_shape_describe(first);
    OrmAbout about = orm_about_index(shape->index);
    OrmFinding *finding = g_str_equal(what, other)
                              ? orm_report(run, shape->index->place, about, "%s is stated twice", what)
                              : orm_report(run, shape->index->place, about, "%s is the same as %s", what, other);
    orm_finding_help(finding, "remove one of the two");
    orm_finding_related(finding, first->index->place, "stated here already");
    orm_edit_remove_index(finding, shape->index->stated_name.text == NULL, shape->index);
}

static void check_table(OrmRun *run, const OrmTable *table)
{
    if (orm_table_indexes_are_apart(table))
        return;
    g_autoptr(GPtrArray) shapes = orm_table_index_shapes(table, orm_run_dialect(run));
    g_autoptr(GHashTable) repeated = orm_index_shapes_repeated(shapes);
    for (guint i = 0; i < shapes->len; i++) {
        const OrmIndexShape *shape = g_ptr_array_index(shapes, i);
        const OrmIndexShape *first = g_hash_table_lookup(repeated, shape);
        if (first)
            report(run, shape, first);
    }
}

const OrmRule orm_rule_duplicate_index = {
    .name = "duplicate-index",
    .family = ORM_FAMILY_INDEX,
    .severity = ORM_SEVERITY_WARNING,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_EDIT,
    .summary = "A table states the same index twice.",
    .why =
        "Every insert and update pays for both, and no query is faster for it. It happens when `index` on a column "
        "is repeated as `ORM_INDEX` on the struct. Two indexes are the same when kind, method, columns in order with "
        "direction, operator class and prefix, predicate, included columns and uniqueness are: an index that "
        "differs in any of them may be wanted. A unique set stated twice is `duplicate-unique`. pg-index-health and "
        "skeema report such duplicates.",
    .fix = "Remove one of the two.",
    .table = check_table,
};
