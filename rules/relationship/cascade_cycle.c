/* SPDX-License-Identifier: MIT */
#include "rules/rule.h"

/* Only deletes: ON UPDATE CASCADE follows a key that is rarely changed, and is stated on whole schemas by habit. */
static gboolean cascades(const OrmForeignKey *key)
{
    return key->ondelete.kind == ORM_ACTION_CASCADE && key->parent != NULL && key->parent != key->child &&
           key->unenforced.value != ORM_YES;
}

/* A table on the way down from parent to child, and which of its incoming keys comes next. */
typedef struct {
    const OrmTable *table;
    const OrmForeignKey *by; /* the key that led here; NULL for the first */
    guint next;
} Step;

enum { ON_THE_WAY = 1, DONE };

static void report_ring(OrmRun *run, const GArray *way, guint first, const OrmForeignKey *closing)
{
    g_autoptr(GString) ring = g_string_new(NULL);
    for (guint i = first; i < way->len; i++)
        g_string_append_printf(ring, "`%s` -> ", orm_table_label(g_array_index(way, Step, i).table));
    g_string_append_printf(ring, "`%s`", orm_table_label(closing->child));
    OrmFinding *finding =
        orm_report(run, closing->ondelete.place, orm_about_foreign_key(closing),
                   "ON DELETE CASCADE of `%s` closes a ring: %s", orm_foreign_key_label(closing), ring->str);
    for (guint i = first + 1; i < way->len; i++) {
        const OrmForeignKey *key = g_array_index(way, Step, i).by;
        orm_finding_related(finding, key->ondelete.place, "ON DELETE CASCADE of `%s`", orm_foreign_key_label(key));
    }
    orm_finding_help(finding, "let one key of the ring say `restrict` or `set_null`");
}

static void step_down(OrmRun *run, GArray *way, GHashTable *state, const OrmForeignKey *key)
{
    switch (GPOINTER_TO_INT(g_hash_table_lookup(state, key->child))) {
    case DONE:
        return;
    case ON_THE_WAY:
        for (guint i = 0; i < way->len; i++)
            if (g_array_index(way, Step, i).table == key->child) {
                report_ring(run, way, i, key);
                return;
            }
        return;
    default:
        g_hash_table_insert(state, key->child, GINT_TO_POINTER(ON_THE_WAY));
        Step step = {.table = key->child, .by = key};
        g_array_append_val(way, step);
    }
}

/* Depth first, with a way of its own in place of the stack: a schema may be deep. */
static void find_rings(OrmRun *run, const OrmTable *table, GHashTable *state)
{
    if (g_hash_table_contains(state, table))
        return;
    g_autoptr(GArray) way = g_array_new(FALSE, FALSE, sizeof(Step));
    g_hash_table_insert(state, (gpointer)table, GINT_TO_POINTER(ON_THE_WAY));
    Step start = {.table = table};
    g_array_append_val(way, start);
    while (way->len > 0) {
        Step *step = &g_array_index(way, Step, way->len - 1);
        if (step->next == step->table->referenced_by->len) {
            g_hash_table_insert(state, (gpointer)step->table, GINT_TO_POINTER(DONE));
            g_array_set_size(way, way->len - 1);
            continue;
        }
        const OrmForeignKey *key = g_ptr_array_index(step->table->referenced_by, step->next++);
        if (cascades(key))
            step_down(run, way, state, key);
    }
}

/* How the search came upwards to a table. */
typedef struct {
    const OrmForeignKey *arrival; /* the key of the table searched from, by which this way reaches it */
    const OrmForeignKey *down;    /* the first key of the way down */
} Mark;

static void append_way(GString *way, const OrmForeignKey *key, const OrmTable *to, GHashTable *marks)
{
    while (key->child != to) {
        g_string_append_printf(way, " -> `%s`", orm_table_label(key->child));
        key = ((const Mark *)g_hash_table_lookup(marks, key->child))->down;
    }
    g_string_append_printf(way, " -> `%s`", orm_table_label(to));
}

/* Two ways lead down from `key->parent`: the one marked there, and the one that begins with `key`. */
static void report_two_paths(OrmRun *run, const OrmTable *to, const OrmForeignKey *key, const OrmForeignKey *arrival,
                             GHashTable *marks)
{
    const OrmTable *from = key->parent;
    const Mark *first = g_hash_table_lookup(marks, from);
    g_autoptr(GString) one = g_string_new(NULL);
    g_autoptr(GString) other = g_string_new(NULL);
    append_way(one, first->down, to, marks);
    append_way(other, key, to, marks);
    OrmFinding *finding =
        orm_report(run, arrival->ondelete.place, orm_about_foreign_key(arrival),
                   "deleting from `%s` cascades to `%s` by two paths: `%s`%s and `%s`%s", orm_table_label(from),
                   orm_table_label(to), orm_table_label(from), one->str, orm_table_label(from), other->str);
    orm_finding_related(finding, first->arrival->ondelete.place, "the other path arrives by `%s`",
                        orm_foreign_key_label(first->arrival));
    orm_finding_help(finding, "let one path say `restrict` or `no_action`");
}

/* Goes up by one key; TRUE when that meets the way by which another key of the same table arrives. */
static gboolean go_up(OrmRun *run, const OrmTable *to, const OrmForeignKey *key, const OrmForeignKey *arrival,
                      GHashTable *marks, GPtrArray *queue)
{
    const Mark *seen = g_hash_table_lookup(marks, key->parent);
    if (key->parent == to || (seen != NULL && seen->arrival == arrival))
        return FALSE;
    if (seen != NULL) {
        report_two_paths(run, to, key, arrival, marks);
        return TRUE;
    }
    Mark mark = {arrival, key};
    g_hash_table_insert(marks, key->parent, g_memdup2(&mark, sizeof mark));
    g_ptr_array_add(queue, key->parent);
    return FALSE;
}

/* Searches upwards by all cascades that arrive at the table at once, breadth first, until two of the ways meet. */
static void find_two_paths(OrmRun *run, const OrmTable *table)
{
    g_autoptr(GHashTable) marks = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    g_autoptr(GPtrArray) queue = g_ptr_array_new();
    guint arrivals = 0;
    for (guint i = 0; i < table->foreign_keys->len; i++) {
        const OrmForeignKey *key = g_ptr_array_index(table->foreign_keys, i);
        if (cascades(key) && go_up(run, table, key, key, marks, queue))
            return;
        arrivals += cascades(key);
    }
    for (guint i = 0; arrivals > 1 && i < queue->len; i++) {
        const OrmTable *above = g_ptr_array_index(queue, i);
        const OrmForeignKey *arrival = ((const Mark *)g_hash_table_lookup(marks, above))->arrival;
        for (guint j = 0; j < above->foreign_keys->len; j++) {
            const OrmForeignKey *key = g_ptr_array_index(above->foreign_keys, j);
            if (cascades(key) && go_up(run, table, key, arrival, marks, queue))
                return;
        }
    }
}

static void check(OrmRun *run, const OrmGraph *graph)
{
    g_autoptr(GHashTable) state = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < graph->tables->len; i++)
        find_rings(run, g_ptr_array_index(graph->tables, i), state);
    for (guint i = 0; i < graph->tables->len; i++)
        find_two_paths(run, g_ptr_array_index(graph->tables, i));
}

const OrmRule orm_rule_cascade_cycle = {
    .name = "cascade-cycle",
    .family = ORM_FAMILY_RELATIONSHIP,
    .severity = ORM_SEVERITY_INFO,
    .enabled = ORM_RULE_OPT_IN,
    .fix_kind = ORM_FIX_NONE,
    .summary = "ON DELETE CASCADE keys form a ring, or reach one table by two paths.",
    .why = "In a ring of cascades one DELETE can empty every table of the ring. Where two paths lead to one table, the "
           "order in which the rows go is the database's choice, and a RESTRICT further down may or may not stop the "
           "statement. SQL Server refuses such schemas; PostgreSQL, MySQL and SQLite accept them, which is why this "
           "rule is off until a project asks for it. Prisma checks both forms for the databases that need it.\n\n"
           "A self reference (a tree that deletes its subtrees) is no ring.",
    .fix = "Let one key of the ring, or of one path, say `restrict`, `no_action` or `set_null`, and delete those rows "
           "in the program.",
    .graph = check,
};
