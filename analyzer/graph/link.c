/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/link.h"

#include "analyzer/graph/link_internal.h"

static void linker_clear(OrmLinker *linker)
{
    g_hash_table_unref(linker->structs_by_name);
    g_hash_table_unref(linker->enums_by_name);
    g_hash_table_unref(linker->on_struct);
    g_hash_table_unref(linker->on_field);
    g_hash_table_unref(linker->models_by_record);
    g_hash_table_unref(linker->used_records);
    g_hash_table_unref(linker->mapped_types);
    g_hash_table_unref(linker->linked_models);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(OrmLinker, linker_clear)

static void linker_init(OrmLinker *linker, OrmFacts *facts, const OrmLinkOptions *options)
{
    *linker = (OrmLinker){
        .graph = orm_graph_new(facts, options->dialect),
        .options = options,
        .structs_by_name = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_ptr_array_unref),
        .enums_by_name = g_hash_table_new(NULL, NULL),
        .on_struct = g_hash_table_new(NULL, NULL),
        .on_field = g_hash_table_new(NULL, NULL),
        .models_by_record = g_hash_table_new(NULL, NULL),
        .used_records = g_hash_table_new(NULL, NULL),
        .mapped_types = g_hash_table_new_full(NULL, NULL, NULL, g_free),
        .linked_models = g_hash_table_new(NULL, NULL),
    };
}

static void resolve_foreign_keys(OrmLinker *linker)
{
    for (guint i = 0; i < linker->graph->tables->len; i++) {
        OrmTable *table = g_ptr_array_index(linker->graph->tables, i);
        /* a key into a table that the configuration ignores is none of ours */
        for (guint k = 0; k < table->foreign_keys->len;) {
            if (orm_link_foreign_key_target(linker, g_ptr_array_index(table->foreign_keys, k)))
                k++;
            else
                g_ptr_array_remove_index(table->foreign_keys, k);
        }
    }
}

OrmGraph *orm_link(OrmFacts *facts, const OrmLinkOptions *options)
{
    orm_facts_normalize(facts);
    g_auto(OrmLinker) linker;
    linker_init(&linker, facts, options);

    orm_link_models(&linker);
    orm_link_bases(&linker);
    for (guint i = 0; i < linker.graph->models->len; i++)
        orm_link_fields(&linker, g_ptr_array_index(linker.graph->models, i));
    for (guint i = 0; i < linker.graph->tables->len; i++)
        orm_link_primary_key(g_ptr_array_index(linker.graph->tables, i));
    resolve_foreign_keys(&linker);
    orm_link_base_links(&linker);
    orm_link_joins(&linker);
    orm_link_names(&linker);
    orm_link_problems(&linker);
    return linker.graph;
}
