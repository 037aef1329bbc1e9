/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/questions_indexes.h"
#include "rules/edit.h"
#include "rules/rule.h"

static void report(OrmRun *run, const OrmIndexShape *shape, const OrmIndexShape *key)
{
    g_autofree char *what = orm_index_shape_describe(shape);
    OrmFinding *finding = orm_report(run, shape->index->place, orm_about_index(shape->index),
                                     "%s repeats the primary key, which is an index already", what);
    orm_finding_help(finding, "remove the index");
    orm_finding_related(finding, orm_index_shape_place(key), "the primary key is stated here");
    orm_edit_remove_index(finding, TRUE, shape->index);
}

static void check_table(OrmRun *run, const OrmTable *table)
{
    if (!table->primary_key || orm_table_indexes_are_apart(table))
        return;
    g_autoptr(GPtrArray) shapes = orm_table_index_shapes(table, orm_run_dialect(run));
    g_autoptr(GHashTable) repeated = orm_index_shapes_repeated(shapes);
    const OrmIndexShape *key = shapes->len > 0 ? g_ptr_array_index(shapes, 0) : NULL;
    for (guint i = 1; key && !key->index && i < shapes->len; i++) {
        const OrmIndexShape *shape = g_ptr_array_index(shapes, i);
        if (!shape->unique && shape->members->len == key->members->len && orm_index_shape_covers(key, shape) &&
            !g_hash_table_contains(repeated, shape))
            report(run, shape, key);
    }
}

const OrmRule orm_rule_index_repeats_primary_key = {
    .name = "index-repeats-primary-key",
    .family = ORM_FAMILY_INDEX,
    .severity = ORM_SEVERITY_WARNING,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_EDIT,
    .summary = "A plain index has the columns of the primary key.",
    .why = "A primary key is an index, in every database. A second one over the same columns in the same order serves "
           "no query better and is written with every row. An index with included columns, a predicate, another method "
           "or another order of the columns may be wanted. active_record_doctor and skeema report the same.",
    .fix = "Remove the index.",
    .table = check_table,
};
