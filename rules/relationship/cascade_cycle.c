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

/* Every table from which cascades reach the child of `key` through it, with the key by which they leave it; nearest
 * first. */
static GPtrArray *ancestors(const OrmForeignKey *key, GHashTable *leaves_by)
{
    GPtrArray *tables = g_ptr_array_new();
    g_ptr_array_add(tables, key->parent);
    g_hash_table_insert(leaves_by, key->parent, (gpointer)key);
    for (guint i = 0; i < tables->len; i++) {
        const OrmTable *table = g_ptr_array_index(tables, i);
        for (guint j = 0; j < table->foreign_keys->len; j++) {
            const OrmForeignKey *up = g_ptr_array_index(table->foreign_keys, j);
            if (cascades(up) && up->parent != key->child && !g_hash_table_contains(leaves_by, up->parent)) {
                g_hash_table_insert(leaves_by, up->parent, (gpointer)up);
                g_ptr_array_add(tables, up->parent);
            }
        }
    }
    return tables;
}

static char *way_down(const OrmTable *from, const OrmTable *to, GHashTable *leaves_by)
{
    GString *way = g_string_new(NULL);
    for (const OrmTable *table = from; table != to;) {
        const OrmForeignKey *key = g_hash_table_lookup(leaves_by, table);
        g_string_append_printf(way, "`%s` -> ", orm_table_label(table));
        table = key->child;
    }
    g_string_append_printf(way, "`%s`", orm_table_label(to));
    return g_string_free(way, FALSE);
}

static void report_two_paths(OrmRun *run, const OrmTable *from, const OrmForeignKey *key, GHashTable *first,
                             GHashTable *second)
{
    g_autofree char *one = way_down(from, key->child, first), *other = way_down(from, key->child, second);
    OrmFinding *finding = orm_report(run, key->ondelete.place, orm_about_foreign_key(key),
                                     "deleting from `%s` cascades to `%s` by two paths: %s and %s",
                                     orm_table_label(from), orm_table_label(key->child), one, other);
    const OrmForeignKey *start = g_hash_table_lookup(first, from);
    orm_finding_related(finding, start->ondelete.place, "the other path begins with `%s`",
                        orm_foreign_key_label(start));
    orm_finding_help(finding, "let one path say `restrict` or `no_action`");
}

/* Costs the number of cascades above tables that several cascades reach; other tables cost nothing. */
static void find_two_paths(OrmRun *run, const OrmTable *table)
{
    g_autoptr(GHashTable) seen = NULL;
    for (guint i = 0; i < table->foreign_keys->len; i++) {
        const OrmForeignKey *key = g_ptr_array_index(table->foreign_keys, i);
        if (!cascades(key))
            continue;
        g_autoptr(GHashTable) leaves_by = g_hash_table_new(NULL, NULL);
        g_autoptr(GPtrArray) above = ancestors(key, leaves_by);
        for (guint j = 0; seen != NULL && j < above->len; j++)
            if (g_hash_table_contains(seen, g_ptr_array_index(above, j))) {
                report_two_paths(run, g_ptr_array_index(above, j), key, seen, leaves_by);
                return;
            }
        if (seen == NULL)
            seen = g_hash_table_new(NULL, NULL);
        for (guint j = 0; j < above->len; j++)
            g_hash_table_insert(seen, g_ptr_array_index(above, j),
                                g_hash_table_lookup(leaves_by, g_ptr_array_index(above, j)));
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
