/* SPDX-License-Identifier: MIT */
/* Foreign keys: read in the scope of the child, resolved when all tables are known. */
#include "analyzer/graph/link_internal.h"
#include "analyzer/graph/names.h"
#include "analyzer/graph/vocabulary.h"

#include <string.h>

static void set_options(OrmForeignKey *key, const OrmAnnotation *annotation)
{
    key->stated_name = orm_annotation_text(annotation, "name");
    key->ondelete = orm_annotation_action(annotation, "ondelete");
    key->onupdate = orm_annotation_action(annotation, "onupdate");
    key->deferrable = orm_annotation_flag(annotation, "deferrable");
    key->initially = orm_annotation_text(annotation, "initially");
    key->match = orm_annotation_text(annotation, "match");
    key->use_alter = orm_annotation_flag(annotation, "use_alter");
    key->unenforced = orm_annotation_flag(annotation, "unenforced");
    key->array = orm_annotation_flag(annotation, "array");
    key->not_valid = orm_annotation_flag(annotation, "not_valid").value == ORM_YES;
}

/* `parent(x, y)` names the columns; `users.id` and `users` are told apart when the tables are known. */
static void set_parent(OrmForeignKey *key, const OrmValue *value)
{
    if (value == NULL || value->kind == ORM_VALUE_LIST)
        return;
    key->parent_name = value->text;
    key->parent_place = value->place;
    if (value->kind != ORM_VALUE_CALL)
        return;
    if (orm_place_known(&value->place) && value->place.line == value->place.end_line)
        key->parent_place.end_column = value->place.column + (guint)strlen(value->text);
    key->parent_key_implied = orm_value_count(value) == 0;
    for (guint i = 0; i < orm_value_count(value); i++)
        orm_references_append(key->parent_columns, NULL, orm_value_item(value, i)->value);
}

void orm_link_foreign_key(OrmLinker *linker, const OrmScope *scope, const OrmAnnotation *annotation, OrmColumn *column)
{
    (void)linker;
    g_autoptr(GPtrArray) positionals = orm_annotation_positionals(annotation);
    guint needed = column != NULL ? 1 : 2;
    if (positionals->len < needed)
        return;
    OrmForeignKey *key = orm_foreign_key_new(scope->table, annotation->place);
    key->annotation = annotation;
    key->on_column = column;
    set_options(key, annotation);
    if (column != NULL) {
        OrmColumnReference *reference = g_new0(OrmColumnReference, 1);
        *reference = (OrmColumnReference){.name = column->name, .place = column->place, .column = column};
        g_ptr_array_add(key->columns, reference);
    } else {
        const OrmArgument *columns = g_ptr_array_index(positionals, 0);
        orm_references_append(key->columns, scope, columns->value);
    }
    const OrmArgument *parent = g_ptr_array_index(positionals, needed - 1);
    set_parent(key, parent->value);
    if (key->parent_name == NULL)
        key->parent_name = "";
    g_ptr_array_add(scope->table->foreign_keys, key);
}

gboolean orm_table_ignored(const OrmLinkOptions *options, const char *name)
{
    for (guint i = 0; options->ignore_tables != NULL && i < options->ignore_tables->len; i++) {
        if (g_pattern_match_simple(g_ptr_array_index(options->ignore_tables, i), name))
            return TRUE;
    }
    return FALSE;
}

/* Splits "table.column" at the last dot when the whole is no table; the column's place is the part after the dot. */
static void split_parent_name(OrmForeignKey *key)
{
    const char *dot = strrchr(key->parent_name, '.');
    if (dot == NULL) {
        key->parent_key_implied = TRUE;
        return;
    }
    OrmColumnReference *reference = g_new0(OrmColumnReference, 1);
    reference->name = orm_intern(dot + 1);
    reference->place = key->parent_place;
    guint before = (guint)(dot - key->parent_name);
    guint written = key->parent_place.end_column - key->parent_place.column;
    gboolean plain = orm_place_known(&key->parent_place) && key->parent_place.line == key->parent_place.end_line &&
                     written == strlen(key->parent_name);
    if (plain) {
        reference->place.column += before + 1;
        key->parent_place.end_column = key->parent_place.column + before;
    }
    g_ptr_array_add(key->parent_columns, reference);
    g_autofree char *table = g_strndup(key->parent_name, before);
    key->parent_name = orm_intern(table);
}

static void fill_in_parent_key(OrmForeignKey *key)
{
    const OrmPrimaryKey *primary_key = key->parent->primary_key;
    for (guint i = 0; primary_key != NULL && i < primary_key->columns->len; i++) {
        OrmColumnReference *reference = g_memdup2(g_ptr_array_index(primary_key->columns, i), sizeof *reference);
        reference->place = key->parent_place;
        g_ptr_array_add(key->parent_columns, reference);
    }
}

GPtrArray *orm_no_foreign_keys(void)
{
    static GPtrArray *none = NULL;
    if (none == NULL)
        none = g_ptr_array_new();
    return none;
}

static void add_key(GPtrArray **keys, OrmForeignKey *key)
{
    if (*keys == orm_no_foreign_keys())
        *keys = g_ptr_array_new();
    g_ptr_array_add(*keys, key);
}

static void add_edges(OrmForeignKey *key)
{
    for (guint i = 0; i < key->columns->len; i++) {
        OrmColumnReference *reference = g_ptr_array_index(key->columns, i);
        if (reference->column != NULL)
            add_key(&reference->column->foreign_keys, key);
    }
    for (guint i = 0; i < key->parent_columns->len; i++) {
        OrmColumnReference *reference = g_ptr_array_index(key->parent_columns, i);
        if (reference->column != NULL)
            add_key(&reference->column->referenced_by, key);
    }
    if (key->parent != NULL)
        g_ptr_array_add(key->parent->referenced_by, key);
}

/* A key that only the models know, from an array to what is none, is one of the array's elements. */
static void infer_array(OrmForeignKey *key)
{
    if (key->array.value != ORM_UNKNOWN || key->unenforced.value != ORM_YES || !orm_foreign_key_resolved(key))
        return;
    const OrmColumnReference *child = g_ptr_array_index(key->columns, key->columns->len - 1);
    const OrmColumnReference *parent = g_ptr_array_index(key->parent_columns, key->parent_columns->len - 1);
    if (child->column->type.array_depth > parent->column->type.array_depth)
        key->array.value = ORM_YES;
}

gboolean orm_link_foreign_key_target(OrmLinker *linker, OrmForeignKey *key)
{
    key->parent = orm_graph_table(linker->graph, key->parent_name);
    if (key->parent_columns->len == 0 && !key->parent_key_implied) {
        if (key->parent == NULL)
            split_parent_name(key);
        else
            key->parent_key_implied = TRUE;
        if (key->parent == NULL)
            key->parent = orm_graph_table(linker->graph, key->parent_name);
    }
    if (key->parent == NULL && orm_table_ignored(linker->options, key->parent_name))
        return FALSE;
    if (key->parent != NULL && key->parent_key_implied)
        fill_in_parent_key(key);
    for (guint i = 0; key->parent != NULL && i < key->parent_columns->len; i++) {
        OrmColumnReference *reference = g_ptr_array_index(key->parent_columns, i);
        if (reference->column == NULL)
            orm_reference_resolve(reference, key->parent, key->parent->model, "");
    }
    infer_array(key);
    add_edges(key);
    return TRUE;
}
