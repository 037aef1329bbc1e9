/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/questions_indexes.h"
#include "rules/rule.h"

static gboolean has_nullable_column(const OrmIndexShape *shape, OrmDialect dialect)
{
    for (guint i = 0; shape->index && i < shape->index->elements->len; i++) {
        const OrmIndexElement *element = g_ptr_array_index(shape->index->elements, i);
        if (!element->reference.column || orm_column_excludes_null(element->reference.column, dialect) != ORM_YES)
            return TRUE;
    }
    return FALSE;
}

static gboolean is_subset(const OrmIndexShape *smaller, GHashTable *columns)
{
    for (guint i = 0; i < smaller->columns->len; i++) {
        if (!g_hash_table_contains(columns, g_ptr_array_index(smaller->columns, i)))
            return FALSE;
    }
    return TRUE;
}

/* Whether rows that the smaller set keeps apart are all that the larger one could. */
static gboolean implies(const OrmIndexShape *smaller, const OrmIndexShape *larger, GHashTable *columns,
                        OrmDialect dialect)
{
    if (smaller->columns->len >= larger->columns->len || !is_subset(smaller, columns) ||
        (smaller->predicate && smaller->predicate != larger->predicate) ||
        (smaller->index && smaller->index->deferrable.value == ORM_YES && larger->index->deferrable.value != ORM_YES))
        return FALSE;
    gboolean nulls_collide = larger->index->nulls_not_distinct.value == ORM_YES;
    gboolean nulls_collide_too = smaller->index && smaller->index->nulls_not_distinct.value == ORM_YES;
    return !nulls_collide || nulls_collide_too || !has_nullable_column(smaller, dialect);
}

/* The columns of a foreign key's target must be a unique set by themselves: that is what some larger sets are for. */
static gboolean is_referenced(const OrmIndexShape *shape)
{
    const GPtrArray *keys = shape->table->referenced_by;
    for (guint i = 0; i < keys->len; i++) {
        const OrmForeignKey *key = g_ptr_array_index(keys, i);
        guint found = 0;
        for (guint j = 0; j < key->parent_columns->len; j++) {
            const OrmColumnReference *parent = g_ptr_array_index(key->parent_columns, j);
            for (guint k = 0; k < shape->index->elements->len; k++) {
                const OrmIndexElement *element = g_ptr_array_index(shape->index->elements, k);
                found += parent->column && element->reference.column == parent->column;
            }
        }
        if (found == key->parent_columns->len && found == shape->index->elements->len)
            return TRUE;
    }
    return FALSE;
}

static void check_shape(OrmRun *run, const GPtrArray *unique, const OrmIndexShape *shape)
{
    g_autoptr(GHashTable) columns = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < shape->columns->len; i++)
        g_hash_table_add(columns, g_ptr_array_index(shape->columns, i));
    if (g_hash_table_size(columns) < shape->columns->len)
        return; /* index-empty-or-repeated */
    for (guint i = 0; i < unique->len; i++) {
        const OrmIndexShape *smaller = g_ptr_array_index(unique, i);
        if (!implies(smaller, shape, columns, orm_run_dialect(run)) || is_referenced(shape))
            continue;
        g_autofree char *what = orm_index_shape_describe(shape);
        g_autofree char *other = orm_index_shape_describe(smaller);
        OrmFinding *finding = orm_report(run, shape->index->place, orm_about_index(shape->index),
                                         "%s can never be violated: %s is stricter", what, other);
        orm_finding_help(finding, "remove it, or make it a plain index if queries need its columns");
        orm_finding_related(finding, orm_index_shape_place(smaller), "the smaller unique set is stated here");
        return;
    }
}

/* A unique set with included columns is there for the queries they serve. */
static void check_table(OrmRun *run, const OrmTable *table)
{
    if (orm_table_indexes_are_apart(table))
        return;
    g_autoptr(GPtrArray) shapes = orm_table_index_shapes(table, orm_run_dialect(run));
    g_autoptr(GPtrArray) unique = g_ptr_array_new();
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < shapes->len; i++) {
        OrmIndexShape *shape = g_ptr_array_index(shapes, i);
        char *uniqueness = orm_index_shape_uniqueness(shape);
        if (uniqueness && g_hash_table_add(seen, uniqueness)) /* else duplicate-unique, or duplicate-index */
            g_ptr_array_add(unique, shape);
    }
    for (guint i = 0; i < unique->len; i++) {
        const OrmIndexShape *shape = g_ptr_array_index(unique, i);
        if (shape->index && shape->columns->len > 1 && shape->include->len == 0)
            check_shape(run, unique, shape);
    }
}

const OrmRule orm_rule_redundant_unique_index = {
    .name = "redundant-unique-index",
    .family = ORM_FAMILY_INDEX,
    .severity = ORM_SEVERITY_INFO,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_HINT,
    .summary = "A unique set contains another one.",
    .why = "Where `email` is unique, `(tenant_id, email)` is so too: the database checks it with every row and never "
           "finds anything. Often the smaller set is the mistake, left from the time before there were tenants. "
           "A unique set that a foreign key refers to must be stated and is not reported, nor one with included "
           "columns. active_record_doctor and database_consistency report the same.",
    .fix = "Remove the larger set, make it a plain index, or remove the smaller one if it says too much.",
    .table = check_table,
};
