/* SPDX-License-Identifier: MIT */
/* What a rule at work may ask. */
#include "rules/run.h"

#include "analyzer/facts/intern.h"

const OrmGraph *orm_run_graph(const OrmRun *run)
{
    return run->graph;
}

const OrmComparison *orm_run_comparison(const OrmRun *run)
{
    return run->on_schema ? NULL : run->input->comparison;
}

const OrmCatalog *orm_run_catalog(const OrmRun *run)
{
    return run->input->catalog;
}

const GArray *orm_run_steps(const OrmRun *run)
{
    static GArray *none = NULL;
    if (none == NULL)
        none = g_array_new(FALSE, FALSE, sizeof(OrmMigrationStep));
    return run->input->catalog != NULL ? run->input->catalog->steps : none;
}

gboolean orm_run_is_on_schema(const OrmRun *run)
{
    return run->on_schema;
}

OrmDialect orm_run_dialect(const OrmRun *run)
{
    return run->graph->dialect;
}

gboolean orm_run_flag(const OrmRun *run, const char *option)
{
    return g_strcmp0(orm_rule_set_values(run->set, run->rule, option)[0], "true") == 0;
}

guint orm_run_number(const OrmRun *run, const char *option)
{
    return (guint)g_ascii_strtoull(orm_rule_set_values(run->set, run->rule, option)[0], NULL, 10);
}

const char *const *orm_run_list(const OrmRun *run, const char *option)
{
    return orm_rule_set_values(run->set, run->rule, option);
}

gboolean orm_run_is_first(OrmRun *run, const void *object)
{
    GHashTable *met = g_hash_table_lookup(run->met, run->rule);
    if (met == NULL) {
        met = g_hash_table_new(NULL, NULL);
        g_hash_table_insert(run->met, (gpointer)run->rule, met);
    }
    return g_hash_table_add(met, (gpointer)object);
}

gboolean orm_run_is_first_at(OrmRun *run, OrmPlace place)
{
    g_autofree char *text = g_strdup_printf("%s:%u:%u", place.file != NULL ? place.file : "", place.line, place.column);
    return orm_run_is_first(run, orm_intern(text));
}
