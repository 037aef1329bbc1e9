/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/graph.h"

#include "analyzer/graph/link_internal.h"
#include "analyzer/graph/vocabulary.h"

static GPtrArray *array_of(gpointer free_function)
{
    return g_ptr_array_new_with_free_func((GDestroyNotify)free_function);
}

void orm_index_element_free(OrmIndexElement *element)
{
    g_free(element);
}

OrmPrimaryKey *orm_primary_key_new(OrmPlace place)
{
    OrmPrimaryKey *key = g_new0(OrmPrimaryKey, 1);
    key->columns = array_of(g_free);
    key->place = place;
    return key;
}

void orm_primary_key_free(OrmPrimaryKey *key)
{
    g_ptr_array_unref(key->columns);
    g_free(key);
}

static const OrmColumnFlags no_flags = {.primary_key.value = ORM_UNKNOWN,
                                        .unique.value = ORM_UNKNOWN,
                                        .index.value = ORM_UNKNOWN,
                                        .autoincrement.value = ORM_UNKNOWN,
                                        .version.value = ORM_UNKNOWN};
static const OrmColumnDetails no_details = {.comment.text = NULL};
static const OrmColumnEnum no_enum = {.check.value = ORM_UNKNOWN};

OrmColumn *orm_column_new(const OrmField *field)
{
    OrmColumn *column = g_new0(OrmColumn, 1);
    column->field = field;
    column->place = field->place;
    column->nullable_flag.value = ORM_UNKNOWN;
    column->flags = &no_flags;
    column->details = &no_details;
    column->enumeration = &no_enum;
    column->foreign_keys = orm_no_foreign_keys();
    column->referenced_by = orm_no_foreign_keys();
    return column;
}

OrmColumnFlags *orm_column_own_flags(OrmColumn *column)
{
    if (column->flags == &no_flags)
        column->flags = g_memdup2(&no_flags, sizeof no_flags);
    return (OrmColumnFlags *)column->flags;
}

OrmColumnDetails *orm_column_own_details(OrmColumn *column)
{
    if (column->details == &no_details)
        column->details = g_memdup2(&no_details, sizeof no_details);
    return (OrmColumnDetails *)column->details;
}

OrmColumnEnum *orm_column_own_enum(OrmColumn *column)
{
    if (column->enumeration == &no_enum) {
        OrmColumnEnum *own = g_memdup2(&no_enum, sizeof no_enum);
        own->labels = g_ptr_array_new();
        column->enumeration = own;
    }
    return (OrmColumnEnum *)column->enumeration;
}

void orm_column_free(OrmColumn *column)
{
    if (column->foreign_keys != orm_no_foreign_keys())
        g_ptr_array_unref(column->foreign_keys);
    if (column->referenced_by != orm_no_foreign_keys())
        g_ptr_array_unref(column->referenced_by);
    if (column->flags != &no_flags)
        g_free((gpointer)column->flags);
    if (column->details != &no_details)
        g_free((gpointer)column->details);
    if (column->enumeration != &no_enum) {
        g_ptr_array_unref(column->enumeration->labels);
        g_free((gpointer)column->enumeration);
    }
    g_free(column);
}

OrmForeignKey *orm_foreign_key_new(OrmTable *child, OrmPlace place)
{
    OrmForeignKey *key = g_new0(OrmForeignKey, 1);
    key->child = child;
    key->place = place;
    key->columns = array_of(g_free);
    key->parent_columns = array_of(g_free);
    key->relationships = g_ptr_array_new();
    return key;
}

static void foreign_key_free(OrmForeignKey *key)
{
    g_ptr_array_unref(key->columns);
    g_ptr_array_unref(key->parent_columns);
    g_ptr_array_unref(key->relationships);
    g_free(key);
}

OrmIndex *orm_index_new(OrmTable *table, OrmKeyKind kind, OrmPlace place)
{
    OrmIndex *index = g_new0(OrmIndex, 1);
    index->table = table;
    index->kind = kind;
    index->place = place;
    index->elements = array_of(orm_index_element_free);
    index->elements_known = TRUE;
    index->unique.value = kind == ORM_KEY_UNIQUE ? ORM_YES : ORM_NO;
    index->primary_key.value = ORM_NO;
    index->deferrable.value = ORM_UNKNOWN;
    index->nulls_not_distinct.value = ORM_UNKNOWN;
    index->include = array_of(g_free);
    return index;
}

static void index_free(OrmIndex *index)
{
    g_ptr_array_unref(index->elements);
    g_ptr_array_unref(index->include);
    g_free(index);
}

OrmTable *orm_table_new(const char *name, OrmPlace place)
{
    OrmTable *table = g_new0(OrmTable, 1);
    table->name = name;
    table->place = place;
    table->models = g_ptr_array_new();
    table->columns = array_of(orm_column_free);
    table->primary_keys = array_of(orm_primary_key_free);
    table->foreign_keys = array_of(foreign_key_free);
    table->referenced_by = g_ptr_array_new();
    table->indexes = array_of(index_free);
    table->checks = array_of(g_free);
    table->excludes = array_of(g_free);
    table->strict.value = ORM_UNKNOWN;
    table->without_rowid.value = ORM_UNKNOWN;
    return table;
}

void orm_table_free(OrmTable *table)
{
    g_ptr_array_unref(table->models);
    g_ptr_array_unref(table->columns);
    g_ptr_array_unref(table->primary_keys);
    g_ptr_array_unref(table->foreign_keys);
    g_ptr_array_unref(table->referenced_by);
    g_ptr_array_unref(table->indexes);
    g_ptr_array_unref(table->checks);
    g_ptr_array_unref(table->excludes);
    g_free(table);
}

OrmRelationship *orm_relationship_new(OrmModel *model, OrmPlace place)
{
    OrmRelationship *relationship = g_new0(OrmRelationship, 1);
    relationship->model = model;
    relationship->place = place;
    relationship->named_by = g_ptr_array_new();
    relationship->foreign_keys = array_of(g_free);
    relationship->remote_side = array_of(g_free);
    relationship->order_by = array_of(orm_index_element_free);
    relationship->overlaps = g_ptr_array_new();
    relationship->candidates = g_ptr_array_new();
    relationship->secondary_local_candidates = g_ptr_array_new();
    relationship->secondary_remote_candidates = g_ptr_array_new();
    return relationship;
}

static void relationship_free(OrmRelationship *relationship)
{
    g_ptr_array_unref(relationship->named_by);
    g_ptr_array_unref(relationship->foreign_keys);
    g_ptr_array_unref(relationship->remote_side);
    g_ptr_array_unref(relationship->order_by);
    g_ptr_array_unref(relationship->overlaps);
    g_ptr_array_unref(relationship->candidates);
    g_ptr_array_unref(relationship->secondary_local_candidates);
    g_ptr_array_unref(relationship->secondary_remote_candidates);
    g_free(relationship);
}

OrmModel *orm_model_new(const OrmStruct *record)
{
    OrmModel *model = g_new0(OrmModel, 1);
    model->record = record;
    model->name = record->name;
    model->place = record->place;
    model->relationships = array_of(relationship_free);
    model->embeds = array_of(g_free);
    model->unmapped = array_of(g_free);
    model->ignored = g_ptr_array_new();
    model->children = g_ptr_array_new();
    return model;
}

void orm_model_free(OrmModel *model)
{
    g_ptr_array_unref(model->relationships);
    g_ptr_array_unref(model->embeds);
    g_ptr_array_unref(model->unmapped);
    g_ptr_array_unref(model->ignored);
    g_ptr_array_unref(model->children);
    g_free(model);
}

OrmGraph *orm_graph_new(OrmFacts *facts, OrmDialect dialect)
{
    OrmGraph *graph = g_new0(OrmGraph, 1);
    graph->dialect = dialect;
    graph->facts = facts;
    graph->joined_annotations = array_of(g_ptr_array_unref);
    graph->conventions = array_of(orm_annotation_free);
    graph->models = array_of(orm_model_free);
    graph->tables = array_of(orm_table_free);
    graph->problems = array_of(orm_problem_free);
    graph->tables_by_name = g_hash_table_new(g_direct_hash, g_direct_equal);
    graph->models_by_struct = g_hash_table_new(g_direct_hash, g_direct_equal);
    return graph;
}

void orm_graph_free(OrmGraph *graph)
{
    g_hash_table_unref(graph->tables_by_name);
    g_hash_table_unref(graph->models_by_struct);
    g_ptr_array_unref(graph->models);
    g_ptr_array_unref(graph->tables);
    g_ptr_array_unref(graph->problems);
    g_ptr_array_unref(graph->joined_annotations);
    g_ptr_array_unref(graph->conventions);
    orm_facts_free(graph->facts);
    g_free(graph);
}
