/* SPDX-License-Identifier: MIT */
/* Copies of tables, to take back what a clause that cannot be applied left half done. */
#include "analyzer/schema/mysql/definition.h"

static void copy_names(GPtrArray *to, const GPtrArray *from)
{
    for (guint i = 0; i < from->len; i++)
        g_ptr_array_add(to, g_ptr_array_index(from, i));
}

static void copy_column(OrmCatalogTable *to, const OrmCatalogColumn *column)
{
    OrmCatalogColumn *copy = orm_catalog_add_column(to, column->name, column->place);
    *copy = *column;
    if (column->labels != NULL) {
        copy->labels = g_ptr_array_new();
        copy_names(copy->labels, column->labels);
    }
}

static void copy_index(OrmCatalogTable *to, const OrmCatalogIndex *index)
{
    OrmCatalogIndex *copy = orm_catalog_add_index(to, index->kind, index->name, index->place);
    GPtrArray *elements = copy->elements, *include = copy->include;
    *copy = *index;
    copy->elements = elements;
    copy->include = include;
    for (guint i = 0; i < index->elements->len; i++) {
        const OrmCatalogElement *element = g_ptr_array_index(index->elements, i);
        *orm_catalog_add_element(copy, element->column, element->expression) = *element;
    }
    copy_names(copy->include, index->include);
}

static void copy_foreign_key(OrmCatalogTable *to, const OrmCatalogForeignKey *key)
{
    OrmCatalogForeignKey *copy = orm_catalog_add_foreign_key(to, key->name, key->place);
    GPtrArray *columns = copy->columns, *parent_columns = copy->parent_columns;
    *copy = *key;
    copy->columns = columns;
    copy->parent_columns = parent_columns;
    copy_names(columns, key->columns);
    copy_names(parent_columns, key->parent_columns);
}

static void copy_parts(OrmCatalogTable *to, const OrmCatalogTable *table)
{
    for (guint i = 0; i < table->columns->len; i++)
        copy_column(to, g_ptr_array_index(table->columns, i));
    for (guint i = 0; i < table->indexes->len; i++)
        copy_index(to, g_ptr_array_index(table->indexes, i));
    for (guint i = 0; i < table->foreign_keys->len; i++)
        copy_foreign_key(to, g_ptr_array_index(table->foreign_keys, i));
    for (guint i = 0; i < table->checks->len; i++) {
        const OrmCatalogCheck *check = g_ptr_array_index(table->checks, i);
        *orm_catalog_add_check(to->checks, check->name, check->expression, check->place) = *check;
    }
    for (guint i = 0; i < table->ignored_references->len; i++)
        g_ptr_array_add(to->ignored_references,
                        g_memdup2(g_ptr_array_index(table->ignored_references, i), sizeof(OrmCatalogIgnoredReference)));
}

void orm_mysql_swap_tables(OrmCatalogTable *one, OrmCatalogTable *other)
{
    OrmCatalogTable kept = *one;
    *one = *other;
    *other = kept;
    other->schema = one->schema, one->schema = kept.schema;
    other->name = one->name, one->name = kept.name;
    other->place = one->place, one->place = kept.place;
}

OrmCatalog *orm_mysql_copy_table(const OrmCatalog *catalog, const OrmCatalogTable *table)
{
    OrmCatalog *holder = orm_catalog_new(catalog->dialect, NULL);
    OrmCatalogTable *copy = orm_catalog_add_table(holder, table->schema, table->name, table->place);
    copy_parts(copy, table);
    OrmCatalogTable parts = *copy;
    *copy = *table;
    copy->columns = parts.columns;
    copy->indexes = parts.indexes;
    copy->foreign_keys = parts.foreign_keys;
    copy->checks = parts.checks;
    copy->excludes = parts.excludes;
    copy->ignored_references = parts.ignored_references;
    return holder;
}
