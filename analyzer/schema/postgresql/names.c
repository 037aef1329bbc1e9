/* SPDX-License-Identifier: MIT */
/* The names that the server makes up for what has none, to the byte: makeObjectName, ChooseRelationName and
 * ChooseConstraintName of its source. */
#include "analyzer/graph/object_name.h"
#include "analyzer/schema/postgresql/reader.h"

static const char *name_key(const OrmPostgresqlReader *reader, const char *schema, const char *name)
{
    if (g_strcmp0(schema, reader->catalog->default_schema) == 0)
        schema = NULL;
    g_autofree char *key = g_strconcat(schema != NULL ? schema : "", "\1", name, NULL);
    return orm_intern(key);
}

void orm_postgresql_note_name(OrmPostgresqlReader *reader, const char *schema, const char *name)
{
    if (name != NULL)
        g_hash_table_add(reader->relation_names, (gpointer)name_key(reader, schema, name));
}

static gboolean has_check(const GPtrArray *checks, const char *name)
{
    for (guint i = 0; i < checks->len; i++) {
        if (((const OrmCatalogCheck *)g_ptr_array_index(checks, i))->name == name)
            return TRUE;
    }
    return FALSE;
}

static gboolean has_constraint(const OrmCatalogTable *table, const char *name)
{
    for (guint i = 0; i < table->indexes->len; i++) {
        const OrmCatalogIndex *index = g_ptr_array_index(table->indexes, i);
        if (index->name == name && index->kind != ORM_CATALOG_INDEX)
            return TRUE;
    }
    for (guint i = 0; i < table->foreign_keys->len; i++) {
        if (((const OrmCatalogForeignKey *)g_ptr_array_index(table->foreign_keys, i))->name == name)
            return TRUE;
    }
    return has_check(table->checks, name) || has_check(table->excludes, name);
}

static gboolean constraint_exists(const OrmPostgresqlReader *reader, const char *schema, const char *name)
{
    const OrmCatalog *catalog = reader->catalog;
    for (guint i = 0; i < catalog->tables->len; i++) {
        const OrmCatalogTable *table = g_ptr_array_index(catalog->tables, i);
        if (table->schema == schema && has_constraint(table, name))
            return TRUE;
    }
    for (guint i = 0; i < catalog->types->len; i++) {
        const OrmCatalogType *type = g_ptr_array_index(catalog->types, i);
        if (type->schema == schema && type->checks != NULL && has_check(type->checks, name))
            return TRUE;
    }
    return FALSE;
}

gboolean orm_postgresql_relation_exists(const OrmPostgresqlReader *reader, const char *schema, const char *name)
{
    const OrmCatalog *catalog = reader->catalog;
    if (!g_hash_table_contains(reader->relation_names, name_key(reader, schema, name)))
        return FALSE;
    if (g_strcmp0(schema, catalog->default_schema) == 0)
        schema = NULL;
    if (orm_catalog_table(catalog, schema, name) != NULL || orm_catalog_sequence(catalog, schema, name) != NULL)
        return TRUE;
    for (guint i = 0; i < catalog->tables->len; i++) {
        const OrmCatalogTable *table = g_ptr_array_index(catalog->tables, i);
        if (table->schema == schema &&
            (orm_catalog_index(catalog, table, name) != NULL || has_check(table->excludes, orm_intern(name))))
            return TRUE;
    }
    return FALSE;
}

const char *orm_postgresql_relation_name(OrmPostgresqlReader *reader, const char *schema, const char *first,
                                         const char *second, const char *label, gboolean is_constraint)
{
    const char *name = orm_object_name(first, second, label);
    for (guint pass = 1;
         orm_postgresql_relation_exists(reader, schema, name) ||
         (is_constraint && g_hash_table_contains(reader->relation_names, name_key(reader, schema, name)) &&
          constraint_exists(reader, schema, name));
         pass++) {
        g_autofree char *numbered = g_strdup_printf("%s%u", label, pass);
        name = orm_object_name(first, second, numbered);
    }
    orm_postgresql_note_name(reader, schema, name);
    return name;
}

const char *orm_postgresql_constraint_name(OrmPostgresqlReader *reader, const char *schema, const char *first,
                                           const char *second, const char *label)
{
    const char *name = orm_object_name(first, second, label);
    for (guint pass = 1; g_hash_table_contains(reader->relation_names, name_key(reader, schema, name)) &&
                         constraint_exists(reader, schema, name);
         pass++) {
        g_autofree char *numbered = g_strdup_printf("%s%u", label, pass);
        name = orm_object_name(first, second, numbered);
    }
    orm_postgresql_note_name(reader, schema, name);
    return name;
}

char *orm_postgresql_joined_names(const GPtrArray *names)
{
    GString *joined = g_string_new(NULL);
    for (guint i = 0; i < names->len; i++) {
        if (joined->len > 0)
            g_string_append_c(joined, '_');
        g_string_append(joined, g_ptr_array_index(names, i));
    }
    return g_string_free(joined, FALSE);
}
