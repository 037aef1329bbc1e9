/* SPDX-License-Identifier: MIT */
#include "analyzer/inspect/inspect.h"

#include "analyzer/inspect/internal.h"

static void table_free(gpointer data)
{
    OrmInspectTable *table = data;
    g_hash_table_unref(table->used);
    g_hash_table_unref(table->fields);
    g_ptr_array_unref(table->relationships);
    g_free(table);
}

static void inspection_clear(OrmInspection *inspection)
{
    g_ptr_array_unref(inspection->tables);
    g_hash_table_unref(inspection->by_table);
    g_hash_table_unref(inspection->tags);
    g_hash_table_unref(inspection->enums);
    g_ptr_array_unref(inspection->enums_in_order);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(OrmInspection, inspection_clear)

/* A view in SQL text has no known columns, and C has no struct without fields. */
static gboolean can_be_said(const OrmTable *table)
{
    return table->columns->len > 0;
}

static void add_table(OrmInspection *inspection, const OrmTable *table)
{
    OrmInspectTable *added = g_new0(OrmInspectTable, 1);
    added->table = table;
    added->tag = orm_inspect_name(inspection->tags, table->name);
    added->used = g_hash_table_new(NULL, NULL);
    added->fields = g_hash_table_new(NULL, NULL);
    added->relationships = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < table->columns->len; i++) {
        OrmColumn *column = g_ptr_array_index(table->columns, i);
        g_hash_table_insert(added->fields, column, (gpointer)orm_inspect_name(added->used, column->name));
    }
    g_ptr_array_add(inspection->tables, added);
    g_hash_table_insert(inspection->by_table, (gpointer)table, added);
}

static char *table_annotation(const OrmTable *table)
{
    OrmInspectAnnotation annotation;
    orm_inspect_begin(&annotation, "ORM_TABLE");
    orm_inspect_add_text(&annotation, NULL, table->name);
    orm_inspect_add_text(&annotation, "schema", table->schema);
    orm_inspect_add_flag(&annotation, "view", table->is_view);
    orm_inspect_add_flag(&annotation, "strict", table->strict.value == ORM_YES);
    orm_inspect_add_flag(&annotation, "without_rowid", table->without_rowid.value == ORM_YES);
    orm_inspect_add_text(&annotation, "engine", table->engine.text);
    orm_inspect_add_text(&annotation, "charset", table->charset.text);
    orm_inspect_add_text(&annotation, "collate", table->collation.text);
    orm_inspect_add_string(&annotation, "comment", table->comment.text);
    return orm_inspect_end(&annotation, FALSE);
}

static void print_table(GString *out, const OrmInspection *inspection, OrmInspectTable *table)
{
    g_autofree char *mapping = table_annotation(table->table);
    g_autoptr(GPtrArray) annotations = orm_inspect_table_annotations(inspection, table);
    if (table->table->partition_by.text != NULL)
        g_string_append_printf(out, "/* partitioned by %s */\n", table->table->partition_by.text);
    g_string_append_printf(out, "struct %s", mapping);
    for (guint i = 0; i < annotations->len; i++)
        g_string_append_printf(out, "\n    %s", (const char *)g_ptr_array_index(annotations, i));
    g_string_append_printf(out, annotations->len > 0 ? "\n%s {\n" : " %s {\n", table->tag);
    for (guint i = 0; i < table->table->columns->len; i++)
        orm_inspect_print_column(out, inspection, table, g_ptr_array_index(table->table->columns, i));
    if (table->relationships->len > 0)
        g_string_append_c(out, '\n');
    for (guint i = 0; i < table->relationships->len; i++)
        orm_inspect_print_relationship(out, inspection, table, g_ptr_array_index(table->relationships, i));
    g_string_append(out, "};\n\n");
}

static void print_left_out(GString *out, const OrmGraph *graph)
{
    for (guint i = 0; i < graph->tables->len; i++) {
        const OrmTable *table = g_ptr_array_index(graph->tables, i);
        if (can_be_said(table))
            continue;
        g_string_append_printf(
            out, "/* %s %s is left out: %s */\n\n", table->is_view ? "view" : "table", orm_table_label(table),
            table->is_view ? "its columns are not known from SQL text; inspect a database that has it"
                           : "it has no columns");
    }
}

static void print_begin(GString *out, const OrmInspection *inspection)
{
    g_string_append_printf(out, "/* Made by `ormlint inspect` from %s (%s). */\n", inspection->catalog->label,
                           orm_dialect_name(inspection->dialect));
    g_string_append(out, "#pragma once\n\n#include <stdbool.h>\n#include <stddef.h>\n#include <stdint.h>\n"
                         "#include <time.h>\n\n#include <ormlint/orm.h>\n\n");
    for (guint i = 0; i < inspection->tables->len; i++)
        g_string_append_printf(out, "struct %s;\n",
                               ((const OrmInspectTable *)g_ptr_array_index(inspection->tables, i))->tag);
    g_string_append_c(out, '\n');
}

char *orm_inspect_c(const OrmGraph *graph, const OrmCatalog *catalog)
{
    g_auto(OrmInspection) inspection = {.graph = graph,
                                        .catalog = catalog,
                                        .dialect = graph->dialect,
                                        .tables = g_ptr_array_new_with_free_func(table_free),
                                        .by_table = g_hash_table_new(NULL, NULL),
                                        .tags = g_hash_table_new(NULL, NULL),
                                        .enums = g_hash_table_new_full(NULL, NULL, NULL, g_free),
                                        .enums_in_order = g_ptr_array_new()};
    static const char *const known_tags[] = {"tm", "timespec", "timeval"};
    for (guint i = 0; i < G_N_ELEMENTS(known_tags); i++)
        orm_inspect_name(inspection.tags, known_tags[i]);
    for (guint i = 0; i < graph->tables->len; i++) {
        const OrmTable *table = g_ptr_array_index(graph->tables, i);
        if (can_be_said(table))
            add_table(&inspection, table);
    }
    orm_inspect_enums(&inspection);
    orm_inspect_relationships(&inspection);
    GString *out = g_string_new(NULL);
    print_begin(out, &inspection);
    for (guint i = 0; i < inspection.enums_in_order->len; i++)
        orm_inspect_print_enum(out, g_ptr_array_index(inspection.enums_in_order, i));
    for (guint i = 0; i < inspection.tables->len; i++)
        print_table(out, &inspection, g_ptr_array_index(inspection.tables, i));
    print_left_out(out, graph);
    g_string_truncate(out, out->len - 1); /* the empty line after the last */
    return g_string_free(out, FALSE);
}
