/* SPDX-License-Identifier: MIT */
/* What tables have from other tables: parents and children, copies of columns' defaults, checks and indexes. */
#include <string.h>

#include "analyzer/schema/postgresql/printed.h"
#include "analyzer/schema/postgresql/reader.h"

static gboolean list_has(const char *list, const char *name)
{
    g_auto(GStrv) names = g_strsplit(list != NULL ? list : "", ", ", -1);
    return g_strv_contains((const char *const *)names, name);
}

static void add_children(const OrmPostgresqlReader *reader, const OrmCatalogTable *table, GPtrArray *found)
{
    const char *name = orm_postgresql_qualified(table->schema, table->name);
    for (guint i = 0; i < reader->catalog->tables->len; i++) {
        OrmCatalogTable *child = g_ptr_array_index(reader->catalog->tables, i);
        gboolean inherits = child->partition_of == name || list_has(child->inherits, name);
        if (!inherits || child == table || g_ptr_array_find(found, child, NULL))
            continue;
        g_ptr_array_add(found, child);
        add_children(reader, child, found);
    }
}

GPtrArray *orm_postgresql_descendants(const OrmPostgresqlReader *reader, const OrmCatalogTable *table)
{
    GPtrArray *found = g_ptr_array_new();
    if (reader->has_children)
        add_children(reader, table, found);
    return found;
}

void orm_postgresql_add_parent(OrmCatalogTable *table, const char *parent)
{
    g_autofree char *list =
        table->inherits != NULL ? g_strconcat(table->inherits, ", ", parent, NULL) : g_strdup(parent);
    table->inherits = orm_intern(list);
}

void orm_postgresql_replace_parent(OrmCatalogTable *table, const char *parent, const char *new_parent)
{
    if (table->partition_of == parent)
        table->partition_of = new_parent;
    if (!list_has(table->inherits, parent))
        return;
    g_auto(GStrv) names = g_strsplit(table->inherits, ", ", -1);
    table->inherits = NULL;
    for (char **name = names; *name != NULL; name++) {
        const char *kept = strcmp(*name, parent) == 0 ? new_parent : *name;
        if (kept != NULL)
            orm_postgresql_add_parent(table, kept);
    }
}

OrmCatalogCheck *orm_postgresql_find_check(const GPtrArray *checks, const char *name)
{
    for (guint i = 0; i < checks->len; i++) {
        OrmCatalogCheck *check = g_ptr_array_index(checks, i);
        if (g_strcmp0(check->name, name) == 0)
            return check;
    }
    return NULL;
}

const char *orm_postgresql_default_of(const OrmPostgresqlReader *reader, const OrmCatalogTable *table,
                                      const OrmCatalogColumn *column)
{
    const OrmCatalogSequence *sequence =
        column->generator == ORM_GENERATOR_SERIAL ? orm_postgresql_owned_sequence(reader, table, column->name) : NULL;
    if (sequence == NULL)
        return column->default_text;
    return orm_postgresql_sequence_call(sequence->schema, sequence->name);
}

void orm_postgresql_copy_checks(OrmPostgresqlReader *reader, OrmCatalogTable *table, const OrmCatalogTable *source,
                                OrmPlace place)
{
    for (guint i = 0; i < source->checks->len; i++) {
        const OrmCatalogCheck *check = g_ptr_array_index(source->checks, i);
        if (orm_postgresql_find_check(table->checks, check->name) == NULL)
            orm_catalog_add_check(table->checks, check->name, check->expression, place);
        orm_postgresql_note_name(reader, table->schema, check->name);
    }
}

void orm_postgresql_copy_index(OrmPostgresqlReader *reader, OrmCatalogTable *table, const OrmCatalogIndex *index,
                               OrmPlace place)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    OrmCatalogIndex *copy = orm_catalog_add_index(table, index->kind, NULL, place);
    for (guint i = 0; i < index->elements->len; i++) {
        const OrmCatalogElement *element = g_ptr_array_index(index->elements, i);
        OrmCatalogElement *added = orm_catalog_add_element(copy, element->column, element->expression);
        *added = *element;
        g_ptr_array_add(names,
                        (gpointer)(element->column != NULL ? element->column
                                                           : orm_postgresql_expression_name(element->expression)));
    }
    for (guint i = 0; i < index->include->len; i++) {
        g_ptr_array_add(copy->include, g_ptr_array_index(index->include, i));
        g_ptr_array_add(names, g_ptr_array_index(index->include, i));
    }
    copy->unique = index->unique;
    copy->method = index->method;
    copy->predicate = index->predicate;
    copy->deferrable = index->deferrable;
    copy->initially_deferred = index->initially_deferred;
    copy->nulls_not_distinct = index->nulls_not_distinct;
    g_autofree char *columns = orm_postgresql_joined_names(names);
    gboolean primary = index->kind == ORM_CATALOG_PRIMARY_KEY;
    copy->name = orm_postgresql_relation_name(reader, table->schema, table->name, primary ? NULL : columns,
                                              primary                             ? "pkey"
                                              : index->kind == ORM_CATALOG_UNIQUE ? "key"
                                                                                  : "idx",
                                              index->kind != ORM_CATALOG_INDEX);
}

void orm_postgresql_copy_exclusions(OrmPostgresqlReader *reader, OrmCatalogTable *table, const OrmCatalogTable *source,
                                    OrmPlace place)
{
    for (guint i = 0; i < source->excludes->len; i++) {
        const OrmCatalogCheck *exclusion = g_ptr_array_index(source->excludes, i);
        g_autoptr(GPtrArray) names = orm_postgresql_exclusion_names(exclusion->expression);
        g_autofree char *columns = orm_postgresql_joined_names(names);
        const char *name = orm_postgresql_relation_name(reader, table->schema, table->name, columns, "excl", TRUE);
        orm_catalog_add_check(table->excludes, name, exclusion->expression, place);
    }
}
