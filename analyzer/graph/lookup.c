/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/graph.h"
#include "analyzer/graph/names.h"

#include <string.h>

OrmModel *orm_graph_model(const OrmGraph *graph, const char *struct_name)
{
    return g_hash_table_lookup(graph->models_by_struct, orm_intern(struct_name));
}

OrmTable *orm_graph_table(const OrmGraph *graph, const char *name)
{
    OrmTable *table = g_hash_table_lookup(graph->tables_by_name, orm_fold_name(name));
    if (table != NULL)
        return table;
    const OrmModel *model = orm_graph_model(graph, name);
    return model != NULL ? model->table : NULL;
}

OrmColumn *orm_table_column(const OrmTable *table, const char *name)
{
    for (guint i = 0; i < table->columns->len; i++) {
        OrmColumn *column = g_ptr_array_index(table->columns, i);
        if (g_str_equal(column->field_path, name))
            return column;
    }
    for (guint i = 0; i < table->columns->len; i++) {
        OrmColumn *column = g_ptr_array_index(table->columns, i);
        if (g_ascii_strcasecmp(column->name, name) == 0)
            return column;
    }
    return NULL;
}

OrmRelationship *orm_model_relationship(const OrmModel *model, const char *name)
{
    for (guint i = 0; i < model->relationships->len; i++) {
        OrmRelationship *relationship = g_ptr_array_index(model->relationships, i);
        if (g_str_equal(relationship->name, name))
            return relationship;
    }
    return NULL;
}

const char *orm_graph_nearest_table(const OrmGraph *graph, const char *name)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (guint i = 0; i < graph->tables->len; i++)
        g_ptr_array_add(names, (gpointer)orm_table_label(g_ptr_array_index(graph->tables, i)));
    return orm_nearest_name(name, names);
}

const char *orm_table_nearest_column(const OrmTable *table, const char *name)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (guint i = 0; i < table->columns->len; i++) {
        const OrmColumn *column = g_ptr_array_index(table->columns, i);
        g_ptr_array_add(names, (gpointer)column->name);
    }
    return orm_nearest_name(name, names);
}

const char *orm_model_nearest_relationship(const OrmModel *model, const char *name)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (guint i = 0; i < model->relationships->len; i++) {
        const OrmRelationship *relationship = g_ptr_array_index(model->relationships, i);
        g_ptr_array_add(names, (gpointer)relationship->name);
    }
    return orm_nearest_name(name, names);
}
