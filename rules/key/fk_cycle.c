/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/rings.h"
#include "rules/rule.h"

/* Whether a row of the child cannot be stored before its parent is. An array may be empty, a deferrable key is checked
 * later. */
static gboolean demands_parent_first(const OrmForeignKey *key)
{
    return orm_foreign_key_resolved(key) && orm_foreign_key_nullable(key) == ORM_NO &&
           key->deferrable.value != ORM_YES && key->unenforced.value != ORM_YES && key->array.value != ORM_YES;
}

/* "`a` -> `b` -> `a`" */
static char *describe(const GPtrArray *ring)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < ring->len; i++) {
        const OrmForeignKey *key = g_ptr_array_index(ring, i);
        g_string_append_printf(text, "`%s` -> ", orm_table_label(key->child));
    }
    const OrmForeignKey *first = g_ptr_array_index(ring, 0);
    g_string_append_printf(text, "`%s`", orm_table_label(first->child));
    return g_string_free(text, FALSE);
}

static void report(OrmRun *run, const GPtrArray *ring)
{
    const OrmForeignKey *first = g_ptr_array_index(ring, 0);
    g_autofree char *tables = describe(ring);
    OrmFinding *finding =
        orm_report(run, first->place, orm_about_foreign_key(first),
                   "no first row can be inserted into the ring of tables %s: every foreign key is NOT NULL "
                   "and not deferrable",
                   tables);
    orm_finding_help(finding, "make one of the foreign keys nullable, or `deferrable, initially=deferred`");
    for (guint i = 1; i < ring->len; i++) {
        const OrmForeignKey *key = g_ptr_array_index(ring, i);
        orm_finding_related(finding, key->place, "`%s` needs a row of `%s`", orm_table_label(key->child),
                            orm_table_label(key->parent));
    }
}

static void check_graph(OrmRun *run, const OrmGraph *graph)
{
    g_autoptr(GPtrArray) rings = orm_graph_rings(graph, demands_parent_first);
    for (guint i = 0; i < rings->len; i++)
        report(run, g_ptr_array_index(rings, i));
}

const OrmRule orm_rule_fk_cycle = {
    .name = "fk-cycle",
    .family = ORM_FAMILY_KEY,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_HINT,
    .summary = "Tables refer to each other in a ring in which every foreign key is NOT NULL and not deferrable.",
    .why = "Each first row needs a row of the next table, and the last one needs the first: the tables can be "
           "created but never filled. Other rings are fine and common (an order with its latest payment, a team "
           "with its leader), since a NULL or a check at COMMIT breaks them; so does a table that refers to itself. "
           "SchemaCrawler reports any ring, openradtool, SQLAlchemy and EF Core those they cannot order.",
    .fix = "Make one foreign key of the ring nullable and fill it in after both rows exist, or declare it "
           "`deferrable` (PostgreSQL, SQLite).",
    .graph = check_graph,
};
