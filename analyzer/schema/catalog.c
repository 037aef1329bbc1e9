/* SPDX-License-Identifier: MIT */
#include "analyzer/schema/catalog.h"

#include <string.h>

#include "analyzer/graph/expression.h"

static void free_column(gpointer data)
{
    OrmCatalogColumn *column = data;
    g_clear_pointer(&column->labels, g_ptr_array_unref);
    g_free(column);
}

static void free_index(gpointer data)
{
    OrmCatalogIndex *index = data;
    g_ptr_array_unref(index->elements);
    g_ptr_array_unref(index->include);
    g_free(index);
}

static void free_foreign_key(gpointer data)
{
    OrmCatalogForeignKey *key = data;
    g_ptr_array_unref(key->columns);
    g_ptr_array_unref(key->parent_columns);
    g_free(key);
}

static void free_table(gpointer data)
{
    OrmCatalogTable *table = data;
    g_ptr_array_unref(table->columns);
    g_ptr_array_unref(table->indexes);
    g_ptr_array_unref(table->foreign_keys);
    g_ptr_array_unref(table->checks);
    g_ptr_array_unref(table->excludes);
    g_ptr_array_unref(table->ignored_references);
    g_free(table);
}

static void free_type(gpointer data)
{
    OrmCatalogType *type = data;
    g_clear_pointer(&type->labels, g_ptr_array_unref);
    g_clear_pointer(&type->checks, g_ptr_array_unref);
    g_free(type);
}

OrmCatalog *orm_catalog_new(OrmDialect dialect, const char *label)
{
    OrmCatalog *catalog = g_new0(OrmCatalog, 1);
    catalog->dialect = dialect;
    catalog->label = orm_intern(label);
    catalog->tables = g_ptr_array_new_with_free_func(free_table);
    catalog->types = g_ptr_array_new_with_free_func(free_type);
    catalog->sequences = g_ptr_array_new_with_free_func(g_free);
    catalog->triggers = g_ptr_array_new_with_free_func(g_free);
    catalog->faults = g_ptr_array_new_with_free_func(g_free);
    catalog->allows = g_ptr_array_new_with_free_func((GDestroyNotify)orm_allow_comment_free);
    catalog->notices = g_ptr_array_new_with_free_func(g_free);
    catalog->steps = g_array_new(FALSE, TRUE, sizeof(OrmMigrationStep));
    catalog->files = g_ptr_array_new();
    catalog->tables_by_name = g_hash_table_new(NULL, NULL);
    return catalog;
}

void orm_catalog_free(OrmCatalog *catalog)
{
    if (catalog == NULL)
        return;
    g_ptr_array_unref(catalog->tables);
    g_ptr_array_unref(catalog->types);
    g_ptr_array_unref(catalog->sequences);
    g_ptr_array_unref(catalog->triggers);
    g_ptr_array_unref(catalog->faults);
    g_ptr_array_unref(catalog->allows);
    g_ptr_array_unref(catalog->notices);
    g_array_unref(catalog->steps);
    g_ptr_array_unref(catalog->files);
    g_hash_table_unref(catalog->tables_by_name);
    g_free(catalog);
}

OrmPlace orm_catalog_place(const OrmCatalog *catalog)
{
    return (OrmPlace){.file = catalog->label};
}

void orm_catalog_fault(OrmCatalog *catalog, OrmPlace place, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    OrmCatalogFault *fault = g_new0(OrmCatalogFault, 1);
    fault->place = place;
    fault->message = orm_intern(message);
    g_ptr_array_add(catalog->faults, fault);
}

void orm_catalog_notice(OrmCatalog *catalog, OrmNoticeLevel level, OrmPlace place, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    OrmNotice *notice = orm_notice_new(level, place, format, arguments);
    va_end(arguments);
    g_ptr_array_add(catalog->notices, notice);
}

/* The default schema is NULL everywhere. */
static const char *schema_of(const OrmCatalog *catalog, const char *schema)
{
    return schema == NULL || g_strcmp0(schema, catalog->default_schema) == 0 ? NULL : orm_intern(schema);
}

/* What stands for a table in `tables_by_name`. */
static const char *table_key(const OrmCatalog *catalog, const char *schema, const char *name)
{
    schema = schema_of(catalog, schema);
    g_autofree char *key = g_strconcat(schema != NULL ? schema : "", "\1", name, NULL);
    if (catalog->dialect != ORM_DIALECT_SQLITE)
        return orm_intern(key);
    g_autofree char *folded = g_ascii_strdown(key, -1);
    return orm_intern(folded);
}

OrmCatalogTable *orm_catalog_add_table(OrmCatalog *catalog, const char *schema, const char *name, OrmPlace place)
{
    OrmCatalogTable *table = g_new0(OrmCatalogTable, 1);
    table->schema = schema_of(catalog, schema);
    table->name = orm_intern(name);
    table->place = place;
    table->columns_known = TRUE;
    table->columns = g_ptr_array_new_with_free_func(free_column);
    table->indexes = g_ptr_array_new_with_free_func(free_index);
    table->foreign_keys = g_ptr_array_new_with_free_func(free_foreign_key);
    table->checks = g_ptr_array_new_with_free_func(g_free);
    table->excludes = g_ptr_array_new_with_free_func(g_free);
    table->ignored_references = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(catalog->tables, table);
    g_hash_table_insert(catalog->tables_by_name, (gpointer)table_key(catalog, schema, name), table);
    return table;
}

OrmCatalogType *orm_catalog_add_type(OrmCatalog *catalog, const char *schema, const char *name, gboolean is_enum,
                                     OrmPlace place)
{
    OrmCatalogType *type = g_new0(OrmCatalogType, 1);
    type->schema = schema_of(catalog, schema);
    type->name = orm_intern(name);
    type->place = place;
    if (is_enum)
        type->labels = g_ptr_array_new();
    else
        type->checks = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(catalog->types, type);
    return type;
}

OrmCatalogSequence *orm_catalog_add_sequence(OrmCatalog *catalog, const char *schema, const char *name, OrmPlace place)
{
    OrmCatalogSequence *sequence = g_new0(OrmCatalogSequence, 1);
    sequence->schema = schema_of(catalog, schema);
    sequence->name = orm_intern(name);
    sequence->place = place;
    g_ptr_array_add(catalog->sequences, sequence);
    return sequence;
}

OrmCatalogTrigger *orm_catalog_add_trigger(OrmCatalog *catalog, const char *table, const char *name,
                                           const char *definition, OrmPlace place)
{
    OrmCatalogTrigger *trigger = g_new0(OrmCatalogTrigger, 1);
    *trigger = (OrmCatalogTrigger){orm_intern(table), orm_intern(name), orm_intern(definition), place};
    g_ptr_array_add(catalog->triggers, trigger);
    return trigger;
}

OrmCatalogColumn *orm_catalog_add_column(OrmCatalogTable *table, const char *name, OrmPlace place)
{
    OrmCatalogColumn *column = g_new0(OrmCatalogColumn, 1);
    column->name = orm_intern(name);
    column->place = place;
    column->nullable = ORM_YES;
    g_ptr_array_add(table->columns, column);
    return column;
}

OrmCatalogIndex *orm_catalog_add_index(OrmCatalogTable *table, OrmCatalogIndexKind kind, const char *name,
                                       OrmPlace place)
{
    OrmCatalogIndex *index = g_new0(OrmCatalogIndex, 1);
    index->kind = kind;
    index->name = orm_intern(name);
    index->place = place;
    index->unique = kind != ORM_CATALOG_INDEX;
    index->elements = g_ptr_array_new_with_free_func(g_free);
    index->include = g_ptr_array_new();
    g_ptr_array_add(table->indexes, index);
    return index;
}

OrmCatalogElement *orm_catalog_add_element(OrmCatalogIndex *index, const char *column, const char *expression)
{
    OrmCatalogElement *element = g_new0(OrmCatalogElement, 1);
    element->column = orm_intern(column);
    element->expression = orm_intern(expression);
    element->prefix_length = ORM_SQL_UNSTATED;
    g_ptr_array_add(index->elements, element);
    return element;
}

OrmCatalogForeignKey *orm_catalog_add_foreign_key(OrmCatalogTable *table, const char *name, OrmPlace place)
{
    OrmCatalogForeignKey *key = g_new0(OrmCatalogForeignKey, 1);
    key->name = orm_intern(name);
    key->place = place;
    key->columns = g_ptr_array_new();
    key->parent_columns = g_ptr_array_new();
    g_ptr_array_add(table->foreign_keys, key);
    return key;
}

OrmCatalogCheck *orm_catalog_add_check(GPtrArray *checks, const char *name, const char *expression, OrmPlace place)
{
    OrmCatalogCheck *check = g_new0(OrmCatalogCheck, 1);
    check->name = orm_intern(name);
    check->expression = orm_intern(expression);
    check->place = place;
    g_ptr_array_add(checks, check);
    return check;
}

OrmCatalogTable *orm_catalog_table(const OrmCatalog *catalog, const char *schema, const char *name)
{
    return g_hash_table_lookup(catalog->tables_by_name, table_key(catalog, schema, name));
}

static gboolean same_name(const OrmCatalog *catalog, const char *left, const char *right)
{
    if (left == NULL || right == NULL)
        return left == right;
    return catalog->dialect == ORM_DIALECT_POSTGRESQL ? strcmp(left, right) == 0 : g_ascii_strcasecmp(left, right) == 0;
}

OrmCatalogType *orm_catalog_type(const OrmCatalog *catalog, const char *schema, const char *name)
{
    schema = schema_of(catalog, schema);
    for (guint i = 0; i < catalog->types->len; i++) {
        OrmCatalogType *type = g_ptr_array_index(catalog->types, i);
        if (type->schema == schema && same_name(catalog, type->name, name))
            return type;
    }
    return NULL;
}

OrmCatalogSequence *orm_catalog_sequence(const OrmCatalog *catalog, const char *schema, const char *name)
{
    schema = schema_of(catalog, schema);
    for (guint i = 0; i < catalog->sequences->len; i++) {
        OrmCatalogSequence *sequence = g_ptr_array_index(catalog->sequences, i);
        if (sequence->schema == schema && same_name(catalog, sequence->name, name))
            return sequence;
    }
    return NULL;
}

OrmCatalogColumn *orm_catalog_column(const OrmCatalog *catalog, const OrmCatalogTable *table, const char *name)
{
    for (guint i = 0; i < table->columns->len; i++) {
        OrmCatalogColumn *column = g_ptr_array_index(table->columns, i);
        if (same_name(catalog, column->name, name))
            return column;
    }
    return NULL;
}

OrmCatalogIndex *orm_catalog_index(const OrmCatalog *catalog, const OrmCatalogTable *table, const char *name)
{
    for (guint i = 0; i < table->indexes->len; i++) {
        OrmCatalogIndex *index = g_ptr_array_index(table->indexes, i);
        if (name != NULL && same_name(catalog, index->name, name))
            return index;
    }
    return NULL;
}

OrmCatalogIndex *orm_catalog_primary_key(const OrmCatalogTable *table)
{
    for (guint i = 0; i < table->indexes->len; i++) {
        OrmCatalogIndex *index = g_ptr_array_index(table->indexes, i);
        if (index->kind == ORM_CATALOG_PRIMARY_KEY)
            return index;
    }
    return NULL;
}

gboolean orm_catalog_excludes_null(const OrmCatalog *catalog, const OrmCatalogTable *table, const char *column)
{
    for (guint i = 0; i < table->checks->len; i++) {
        const OrmCatalogCheck *check = g_ptr_array_index(table->checks, i);
        g_autoptr(OrmExpression) expression =
            check->not_valid ? NULL : orm_expression_parse(check->expression, catalog->dialect);
        if (expression != NULL && orm_expression_excludes_null(expression, column))
            return TRUE;
    }
    return FALSE;
}
