/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/graph.h"

const char *orm_table_label(const OrmTable *table)
{
    if (table->schema == NULL)
        return table->name;
    g_autofree char *label = g_strconcat(table->schema, ".", table->name, NULL);
    return orm_intern(label);
}

const char *orm_column_label(const OrmColumn *column)
{
    g_autofree char *label = g_strconcat(orm_table_label(column->table), ".", column->name, NULL);
    return orm_intern(label);
}

static const char *reference_name(const OrmColumnReference *reference)
{
    return reference->column != NULL ? reference->column->name : reference->name;
}

const char *orm_columns_label(GPtrArray *column_references)
{
    g_autoptr(GString) label = g_string_new("(");
    for (guint i = 0; i < column_references->len; i++)
        g_string_append_printf(label, "%s%s", i > 0 ? ", " : "",
                               reference_name(g_ptr_array_index(column_references, i)));
    g_string_append_c(label, ')');
    return orm_intern(label->str);
}

const char *orm_foreign_key_label(const OrmForeignKey *key)
{
    const char *table = orm_table_label(key->child);
    g_autofree char *label = key->columns->len == 1
                                 ? g_strconcat(table, ".", reference_name(g_ptr_array_index(key->columns, 0)), NULL)
                                 : g_strconcat(table, " ", orm_columns_label(key->columns), NULL);
    return orm_intern(label);
}

static gboolean all_resolved(GPtrArray *references)
{
    for (guint i = 0; i < references->len; i++) {
        const OrmColumnReference *reference = g_ptr_array_index(references, i);
        if (reference->column == NULL)
            return FALSE;
    }
    return TRUE;
}

gboolean orm_foreign_key_resolved(const OrmForeignKey *key)
{
    return key->parent != NULL && key->columns->len > 0 && key->columns->len == key->parent_columns->len &&
           all_resolved(key->columns) && all_resolved(key->parent_columns);
}

static gboolean references_contain(GPtrArray *references, const OrmColumn *column)
{
    for (guint i = 0; i < references->len; i++) {
        const OrmColumnReference *reference = g_ptr_array_index(references, i);
        if (reference->column == column)
            return TRUE;
    }
    return FALSE;
}

/* Whether the index makes its columns unique for all rows, and all of them are among the references. */
static gboolean index_within(const OrmIndex *index, GPtrArray *references)
{
    if (index->unique.value != ORM_YES || !index->elements_known || index->predicate.text != NULL ||
        index->elements->len == 0)
        return FALSE;
    for (guint i = 0; i < index->elements->len; i++) {
        const OrmIndexElement *element = g_ptr_array_index(index->elements, i);
        if (element->expression != NULL || element->prefix_length != ORM_SQL_UNSTATED ||
            element->reference.column == NULL || !references_contain(references, element->reference.column))
            return FALSE;
    }
    return TRUE;
}

static gboolean key_within(const OrmPrimaryKey *key, GPtrArray *references)
{
    for (guint i = 0; i < key->columns->len; i++) {
        const OrmColumnReference *reference = g_ptr_array_index(key->columns, i);
        if (reference->column == NULL || !references_contain(references, reference->column))
            return FALSE;
    }
    return key->columns->len > 0;
}

/* Finds a set of unique columns within the references: of exactly their number, or of any. */
static gboolean has_unique_set(const OrmTable *table, GPtrArray *references, gboolean exact)
{
    for (guint i = 0; i < table->primary_keys->len; i++) {
        const OrmPrimaryKey *key = g_ptr_array_index(table->primary_keys, i);
        if (key_within(key, references) && (!exact || key->columns->len == references->len))
            return TRUE;
    }
    for (guint i = 0; i < table->indexes->len; i++) {
        const OrmIndex *index = g_ptr_array_index(table->indexes, i);
        if (index_within(index, references) && (!exact || index->elements->len == references->len))
            return TRUE;
    }
    return FALSE;
}

gboolean orm_table_columns_unique(const OrmTable *table, GPtrArray *column_references)
{
    return has_unique_set(table, column_references, TRUE);
}

gboolean orm_table_columns_determine_row(const OrmTable *table, GPtrArray *column_references)
{
    return has_unique_set(table, column_references, FALSE);
}

OrmTruth orm_foreign_key_nullable(const OrmForeignKey *key)
{
    OrmTruth nullable = ORM_NO;
    for (guint i = 0; i < key->columns->len; i++) {
        const OrmColumnReference *reference = g_ptr_array_index(key->columns, i);
        if (reference->column == NULL || reference->column->nullable == ORM_UNKNOWN)
            nullable = ORM_UNKNOWN;
        else if (reference->column->nullable == ORM_YES)
            return ORM_YES;
    }
    return nullable;
}

const char *orm_action_name(OrmActionKind kind)
{
    static const char *const names[] = {NULL, "CASCADE", "SET NULL", "SET DEFAULT", "RESTRICT", "NO ACTION"};
    return names[kind];
}
