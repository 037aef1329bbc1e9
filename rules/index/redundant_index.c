/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/questions_indexes.h"
#include "rules/edit.h"
#include "rules/rule.h"

/* What a shape begins with, up to `length` members: equal for all that may cover each other. */
static char *beginning(const OrmIndexShape *shape, guint length)
{
    GString *text = g_string_new(shape->kind);
    g_string_append_printf(text, "|%s|%s", shape->method, shape->predicate ? shape->predicate : "");
    for (guint i = 0; i < length; i++)
        g_string_append_printf(text, "\x1f%s", (const char *)g_ptr_array_index(shape->members, i));
    return g_string_free(text, FALSE);
}

/* Beginnings -> GPtrArray of the shapes that begin so. */
static GHashTable *collect_beginnings(const GPtrArray *shapes)
{
    GHashTable *beginnings = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
    for (guint i = 0; i < shapes->len; i++) {
        OrmIndexShape *shape = g_ptr_array_index(shapes, i);
        for (guint length = 1; length <= shape->members->len; length++) {
            g_autofree char *text = beginning(shape, length);
            GPtrArray *those = g_hash_table_lookup(beginnings, text);
            if (!those) {
                those = g_ptr_array_new();
                g_hash_table_insert(beginnings, g_steal_pointer(&text), those);
            }
            g_ptr_array_add(those, shape);
        }
    }
    return beginnings;
}

static gboolean same_length(const OrmIndexShape *one, const OrmIndexShape *other)
{
    return one->members->len == other->members->len;
}

/* An index that serves all look-ups of this one. Of two plain ones over the same columns only one with fewer included
 * columns gives way; a repeated one is duplicate-index. */
static const OrmIndexShape *find_cover(GHashTable *beginnings, const OrmIndexShape *shape)
{
    g_autofree char *text = beginning(shape, shape->members->len);
    const GPtrArray *those = g_hash_table_lookup(beginnings, text);
    for (guint i = 0; i < those->len; i++) {
        const OrmIndexShape *longer = g_ptr_array_index(those, i);
        gboolean equal_plain = same_length(longer, shape) && !longer->unique;
        if (longer != shape && !(equal_plain && longer->include->len <= shape->include->len) &&
            orm_index_shape_covers(longer, shape))
            return longer;
    }
    return NULL;
}

/* index-repeats-primary-key */
static gboolean repeats_primary_key(const GPtrArray *shapes, const OrmIndexShape *shape)
{
    const OrmIndexShape *first = g_ptr_array_index(shapes, 0);
    return !first->index && same_length(first, shape) && orm_index_shape_covers(first, shape);
}

static void report(OrmRun *run, const OrmIndexShape *shape, const OrmIndexShape *cover)
{
    g_autofree char *what = orm_index_shape_describe(shape);
    g_autofree char *other = orm_index_shape_describe(cover);
    OrmFinding *finding =
        orm_report(run, shape->index->place, orm_about_index(shape->index), "%s is redundant: %s %s", what, other,
                   same_length(shape, cover) ? "has the same columns" : "begins with its columns");
    orm_finding_help(finding, "remove the index");
    orm_finding_related(finding, orm_index_shape_place(cover), "this one serves its look-ups");
    orm_edit_remove_index(finding, FALSE, shape->index);
}

static void check_table(OrmRun *run, const OrmTable *table)
{
    if (orm_table_indexes_are_apart(table))
        return;
    g_autoptr(GPtrArray) shapes = orm_table_index_shapes(table, orm_run_dialect(run));
    g_autoptr(GHashTable) repeated = orm_index_shapes_repeated(shapes);
    g_autoptr(GHashTable) beginnings = collect_beginnings(shapes);
    for (guint i = 0; i < shapes->len; i++) {
        const OrmIndexShape *shape = g_ptr_array_index(shapes, i);
        if (shape->unique || g_hash_table_contains(repeated, shape) || repeats_primary_key(shapes, shape))
            continue;
        const OrmIndexShape *cover = find_cover(beginnings, shape);
        if (cover)
            report(run, shape, cover);
    }
}

const OrmRule orm_rule_redundant_index = {
    .name = "redundant-index",
    .family = ORM_FAMILY_INDEX,
    .severity = ORM_SEVERITY_WARNING,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_EDIT,
    .summary = "Another index, a unique set or the primary key begins with all columns of a plain index.",
    .why = "The longer index answers every query that the shorter one answers, so the shorter one only costs space and "
           "writes. This holds for indexes of the same method and predicate whose columns agree in order, direction, "
           "operator class and prefix; the longer one must hold the included columns too. A unique index is never "
           "replaced by one that is not, a partial or expression index replaces nothing else, and a full-text or hash "
           "index only itself. active_record_doctor, database_consistency, SchemaCrawler, pg-index-health and skeema "
           "report the same.",
    .fix = "Remove the shorter index.",
    .table = check_table,
};
