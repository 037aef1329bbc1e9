/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/questions_indexes.h"
#include "analyzer/graph/questions_keys.h"
#include "rules/edit.h"
#include "rules/rule.h"

/* ineffective-annotation speaks of `unique` on a primary key of one column. */
static gboolean is_idle_flag(const OrmIndex *index)
{
    return index->on_column && orm_table_single_key(index->table) == index->on_column;
}

static void report(OrmRun *run, const OrmIndexShape *shape, const OrmIndexShape *first)
{
    g_autofree char *what = orm_index_shape_describe(shape);
    g_autofree char *other = orm_index_shape_describe(first);
    OrmAbout about = orm_about_index(shape->index);
    OrmFinding *finding =
        g_str_equal(what, other)
            ? orm_report(run, shape->index->place, about, "%s is stated twice", what)
            : orm_report(run, shape->index->place, about, "%s states what %s states already", what, other);
    gboolean in_order = orm_index_shape_covers(first, shape);
    orm_finding_help(finding, in_order ? "remove one of the two"
                                       : "remove one of the two, or make it a plain index if queries need its order");
    orm_finding_related(finding, orm_index_shape_place(first), "these columns are unique already");
    orm_edit_remove_index(finding, FALSE, shape->index);
}

static void check_table(OrmRun *run, const OrmTable *table)
{
    if (orm_table_indexes_are_apart(table))
        return;
    g_autoptr(GPtrArray) shapes = orm_table_index_shapes(table, orm_run_dialect(run));
    g_autoptr(GHashTable) repeated = orm_index_shapes_repeated(shapes);
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < shapes->len; i++) {
        OrmIndexShape *shape = g_ptr_array_index(shapes, i);
        g_autofree char *uniqueness = orm_index_shape_uniqueness(shape);
        const OrmIndexShape *first = uniqueness ? g_hash_table_lookup(seen, uniqueness) : NULL;
        if (first && !is_idle_flag(shape->index) && !g_hash_table_contains(repeated, shape))
            report(run, shape, first);
        else if (uniqueness && !first)
            g_hash_table_insert(seen, g_steal_pointer(&uniqueness), shape);
    }
}

const OrmRule orm_rule_duplicate_unique = {
    .name = "duplicate-unique",
    .family = ORM_FAMILY_CONSTRAINT,
    .severity = ORM_SEVERITY_WARNING,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_EDIT,
    .summary = "The same columns are stated to be unique twice, in any order.",
    .why =
        "The database keeps an index for each and checks both with every row. A unique constraint and a unique index "
        "are the same uniqueness, and so is the primary key; the order of the columns does not matter for it. "
        "Where DEFERRABLE, NULLS NOT DISTINCT, the predicate or the included columns differ, both may be wanted. Two "
        "unique indexes that agree in everything are `duplicate-index`. openradtool refuses the same.",
    .fix = "Remove one of the two; where the second order of columns serves queries, make it a plain index.",
    .table = check_table,
};
