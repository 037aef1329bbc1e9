/* SPDX-License-Identifier: MIT */
/* Which structs are models, and the tables they map to. */
#include <string.h>

#include "analyzer/graph/link_internal.h"
#include "analyzer/graph/names.h"

static void index_struct(OrmLinker *linker, const char *name, OrmStruct *record)
{
    GPtrArray *same_name = g_hash_table_lookup(linker->structs_by_name, name);
    if (same_name == NULL) {
        same_name = g_ptr_array_new();
        g_hash_table_insert(linker->structs_by_name, (gpointer)name, same_name);
    }
    g_ptr_array_add(same_name, record);
}

static void index_facts(OrmLinker *linker)
{
    const OrmFacts *facts = linker->graph->facts;
    for (guint i = 0; i < facts->structs->len; i++) {
        OrmStruct *record = g_ptr_array_index(facts->structs, i);
        index_struct(linker, record->name, record);
        for (guint t = 0; record->typedefs != NULL && t < record->typedefs->len; t++) {
            const char *name = g_ptr_array_index(record->typedefs, t);
            if (name != record->name)
                index_struct(linker, name, record);
        }
    }
    for (guint i = 0; i < facts->enums->len; i++) {
        OrmEnum *enumeration = g_ptr_array_index(facts->enums, i);
        g_hash_table_insert(linker->enums_by_name, (gpointer)enumeration->name, enumeration);
    }
}

const OrmStruct *orm_linker_struct(const OrmLinker *linker, const char *name, const char *file)
{
    GPtrArray *same_name = name != NULL ? g_hash_table_lookup(linker->structs_by_name, name) : NULL;
    if (same_name == NULL)
        return NULL;
    for (guint i = 0; i < same_name->len; i++) {
        const OrmStruct *record = g_ptr_array_index(same_name, i);
        if (record->place.file == file)
            return record;
    }
    return g_ptr_array_index(same_name, 0);
}

const OrmStruct *orm_linker_other_reading(const OrmLinker *linker, const OrmStruct *record)
{
    GPtrArray *same_name = g_hash_table_lookup(linker->structs_by_name, record->name);
    for (guint i = 0; i < same_name->len; i++) {
        const OrmStruct *other = g_ptr_array_index(same_name, i);
        if (other != record && orm_place_compare(&other->place, &record->place) == 0 &&
            !orm_struct_equal(other, record))
            return other;
    }
    return NULL;
}

OrmModel *orm_linker_model(const OrmLinker *linker, const OrmStruct *record)
{
    return record != NULL ? g_hash_table_lookup(linker->models_by_record, record) : NULL;
}

static GPtrArray *joined(GHashTable *table, gconstpointer subject, GPtrArray *own)
{
    GPtrArray *all = g_hash_table_size(table) > 0 ? g_hash_table_lookup(table, subject) : NULL;
    return all != NULL ? all : own;
}

GPtrArray *orm_linker_struct_annotations(const OrmLinker *linker, const OrmStruct *record)
{
    return joined(linker->on_struct, record, record->annotations);
}

GPtrArray *orm_linker_field_annotations(const OrmLinker *linker, const OrmField *field)
{
    return joined(linker->on_field, field, field->annotations);
}

static void set_table_options(OrmTable *table, GPtrArray *annotations)
{
    table->is_view = orm_flag(annotations, "table", "view").value == ORM_YES;
    table->unmanaged = orm_flag(annotations, "table", "unmanaged").value == ORM_YES;
    table->strict = orm_flag(annotations, "table", "strict");
    table->without_rowid = orm_flag(annotations, "table", "without_rowid");
    table->comment = orm_stated(annotations, "table", "comment");
    table->engine = orm_stated(annotations, "table", "engine");
    table->charset = orm_stated(annotations, "table", "charset");
    table->collation = orm_stated(annotations, "table", "collate");
    table->renamed_from = orm_stated(annotations, "table", "renamed_from");
    table->columns_unknown = orm_flag(annotations, "table", "columns_unknown").value == ORM_YES;
    table->partition_by = orm_stated(annotations, "table", "partition_by");
}

static OrmTable *new_table(OrmLinker *linker, OrmModel *model)
{
    OrmStated name = orm_stated_name(model->annotations, "table");
    OrmTable *table;
    if (name.text != NULL) {
        const char *dot = strrchr(name.text, '.');
        table = orm_table_new(dot != NULL ? orm_intern(dot + 1) : name.text, name.place);
        if (dot != NULL) {
            g_autofree char *schema = g_strndup(name.text, (gsize)(dot - name.text));
            table->schema = orm_intern(schema);
        }
    } else {
        table = orm_table_new(orm_conventional_table_name(linker->options->naming, model->name), model->place);
    }
    OrmStated schema = orm_stated(model->annotations, "table", "schema");
    if (schema.text != NULL)
        table->schema = schema.text;
    set_table_options(table, model->annotations);
    return table;
}

/* The first claimant keeps the name; a later one has a table of its own and stands in the first one's list too
 * (duplicate-table). */
static void register_table(OrmGraph *graph, OrmTable *table)
{
    const char *label = orm_fold_name(orm_table_label(table));
    OrmTable *first = g_hash_table_lookup(graph->tables_by_name, label);
    if (first != NULL && orm_fold_name(orm_table_label(first)) == label) {
        g_ptr_array_add(first->models, table->model);
        return;
    }
    g_hash_table_insert(graph->tables_by_name, (gpointer)label, table);
    const char *bare = orm_fold_name(table->name);
    if (table->schema != NULL && !g_hash_table_contains(graph->tables_by_name, bare))
        g_hash_table_insert(graph->tables_by_name, (gpointer)bare, table);
}

static OrmModel *new_model(OrmLinker *linker, const OrmStruct *record)
{
    GPtrArray *annotations = orm_linker_struct_annotations(linker, record);
    const OrmAnnotation *table = orm_find_annotation(annotations, "table");
    const OrmAnnotation *abstract = orm_find_annotation(annotations, "abstract");
    const OrmAnnotation *inherits = orm_find_annotation(annotations, "inherits");
    if (table == NULL && abstract == NULL && inherits == NULL)
        return NULL;
    OrmModel *model = orm_model_new(record);
    model->annotations = annotations;
    model->is_abstract = abstract != NULL && table == NULL;
    model->inherits = inherits;
    model->mapped = table != NULL;
    model->polymorphic = orm_find_annotation(model->annotations, "polymorphic");
    if (table != NULL) {
        model->table = new_table(linker, model);
        model->table->model = model;
        g_ptr_array_add(model->table->models, model);
    }
    return model;
}

/* A model of the same struct name and table that was already met: the same header under another command, or a copy of
 * the definition. */
static OrmModel *earlier_reading(const OrmLinker *linker, const OrmModel *model)
{
    GPtrArray *same_name = g_hash_table_lookup(linker->structs_by_name, model->name);
    for (guint i = 0; i < same_name->len; i++) {
        const OrmStruct *record = g_ptr_array_index(same_name, i);
        OrmModel *other = orm_linker_model(linker, record);
        if (other == NULL || record == model->record)
            continue;
        if (orm_place_compare(&record->place, &model->record->place) == 0)
            return other;
        if (model->table != NULL && other->table != NULL &&
            orm_fold_name(orm_table_label(model->table)) == orm_fold_name(orm_table_label(other->table)))
            return other;
    }
    return NULL;
}

static void add_model(OrmLinker *linker, OrmModel *model)
{
    OrmGraph *graph = linker->graph;
    g_ptr_array_add(graph->models, model);
    g_hash_table_insert(linker->models_by_record, (gpointer)model->record, model);
    if (!g_hash_table_contains(graph->models_by_struct, model->name))
        g_hash_table_insert(graph->models_by_struct, (gpointer)model->name, model);
    for (guint t = 0; model->record->typedefs != NULL && t < model->record->typedefs->len; t++) {
        gpointer name = g_ptr_array_index(model->record->typedefs, t);
        if (!g_hash_table_contains(graph->models_by_struct, name))
            g_hash_table_insert(graph->models_by_struct, name, model);
    }
    if (model->table != NULL) {
        g_ptr_array_add(graph->tables, model->table);
        register_table(graph, model->table);
    }
}

static void merge_reading(OrmLinker *linker, OrmModel *earlier, OrmModel *model)
{
    if (earlier->variant == NULL && !orm_struct_equal(earlier->record, model->record)) {
        earlier->variant = model->record;
        earlier->varying = earlier->record;
    }
    g_hash_table_insert(linker->models_by_record, (gpointer)model->record, earlier);
    if (model->table != NULL)
        orm_table_free(model->table);
    orm_model_free(model);
}

void orm_link_models(OrmLinker *linker)
{
    OrmGraph *graph = linker->graph;
    index_facts(linker);
    orm_link_ons(linker);
    orm_link_map(linker);
    for (guint i = 0; i < graph->facts->structs->len; i++) {
        OrmModel *model = new_model(linker, g_ptr_array_index(graph->facts->structs, i));
        if (model == NULL)
            continue;
        OrmModel *earlier = earlier_reading(linker, model);
        if (earlier != NULL)
            merge_reading(linker, earlier, model);
        else
            add_model(linker, model);
    }
}
