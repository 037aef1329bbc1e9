/* SPDX-License-Identifier: MIT */
/* What the names of a statement stand for. */
#include <string.h>

#include "analyzer/schema/postgresql/reader.h"

const char *orm_postgresql_qualified(const char *schema, const char *name)
{
    g_autofree char *qualified = schema != NULL ? g_strconcat(schema, ".", name, NULL) : g_strdup(name);
    return orm_intern(qualified);
}

const char *orm_postgresql_creation_schema(const OrmPostgresqlReader *reader, const char *schema)
{
    if (schema == NULL && reader->search_path->len > 0)
        schema = g_ptr_array_index(reader->search_path, 0);
    return g_strcmp0(schema, reader->catalog->default_schema) == 0 ? NULL : orm_intern(schema);
}

typedef gpointer (*Find)(const OrmCatalog *catalog, const char *schema, const char *name);

/* In the schema stated, else along the search path. A dump empties that and states every schema; what it leaves out is
 * of the default one. */
static gpointer find_in_path(const OrmPostgresqlReader *reader, const char *schema, const char *name, Find find)
{
    if (schema != NULL)
        return find(reader->catalog, schema, name);
    for (guint i = 0; i < reader->search_path->len; i++) {
        gpointer found = find(reader->catalog, g_ptr_array_index(reader->search_path, i), name);
        if (found != NULL)
            return found;
    }
    return reader->search_path->len == 0 ? find(reader->catalog, NULL, name) : NULL;
}

OrmCatalogTable *orm_postgresql_find_table(const OrmPostgresqlReader *reader, const char *schema, const char *name)
{
    return find_in_path(reader, schema, name, (Find)orm_catalog_table);
}

OrmCatalogType *orm_postgresql_find_type(const OrmPostgresqlReader *reader, const char *schema, const char *name)
{
    return find_in_path(reader, schema, name, (Find)orm_catalog_type);
}

OrmCatalogSequence *orm_postgresql_find_sequence(const OrmPostgresqlReader *reader, const char *schema,
                                                 const char *name)
{
    return find_in_path(reader, schema, name, (Find)orm_catalog_sequence);
}

/* The table that has the index. */
static gpointer table_of_index(const OrmCatalog *catalog, const char *schema, const char *name)
{
    const char *wanted = g_strcmp0(schema, catalog->default_schema) == 0 ? NULL : orm_intern(schema);
    for (guint i = 0; i < catalog->tables->len; i++) {
        OrmCatalogTable *table = g_ptr_array_index(catalog->tables, i);
        if (table->schema == wanted && orm_catalog_index(catalog, table, name) != NULL)
            return table;
    }
    return NULL;
}

OrmCatalogIndex *orm_postgresql_find_index(const OrmPostgresqlReader *reader, const char *schema, const char *name,
                                           OrmCatalogTable **table)
{
    *table = find_in_path(reader, schema, name, table_of_index);
    return *table != NULL ? orm_catalog_index(reader->catalog, *table, name) : NULL;
}

void orm_postgresql_split_name(const GPtrArray *names, const char **schema, const char **name)
{
    *name = names->len > 0 ? g_ptr_array_index(names, names->len - 1) : "";
    *schema = names->len > 1 ? g_ptr_array_index(names, names->len - 2) : NULL;
}

OrmPlace orm_postgresql_range_place(const OrmPostgresqlReader *reader, const json_t *range)
{
    guint token = orm_postgresql_token_at(reader, (gsize)MAX(orm_tree_number(range, "location"), 0));
    token += orm_tree_text(range, "catalogname") != NULL ? 2 : 0;
    token += orm_tree_text(range, "schemaname") != NULL ? 2 : 0;
    return orm_postgresql_token_place(reader, token);
}

gboolean orm_postgresql_is_passed_over(const OrmPostgresqlReader *reader, const char *schema, const char *name)
{
    gboolean unqualified = schema == NULL || strcmp(schema, "pg_temp") == 0;
    return (unqualified && g_hash_table_contains(reader->passed_over, orm_intern(name))) ||
           g_strcmp0(schema, "pg_catalog") == 0 || g_strcmp0(schema, "information_schema") == 0;
}

OrmCatalogTable *orm_postgresql_require_table(OrmPostgresqlReader *reader, const json_t *range, gboolean missing_ok)
{
    const char *schema = orm_tree_text(range, "schemaname");
    const char *name = orm_tree_text(range, "relname");
    if (name == NULL || orm_postgresql_is_passed_over(reader, schema, name))
        return NULL;
    OrmCatalogTable *table = orm_postgresql_find_table(reader, schema, name);
    if (table == NULL && !missing_ok)
        orm_catalog_fault(reader->catalog, orm_postgresql_range_place(reader, range), "there is no table `%s`",
                          orm_postgresql_qualified(schema, name));
    return table;
}

OrmCatalogColumn *orm_postgresql_require_column(OrmPostgresqlReader *reader, OrmCatalogTable *table, const char *name,
                                                OrmPlace place, gboolean missing_ok)
{
    OrmCatalogColumn *column = name != NULL ? orm_catalog_column(reader->catalog, table, name) : NULL;
    if (column == NULL && !missing_ok && table->columns_known)
        orm_catalog_fault(reader->catalog, place, "table `%s` has no column `%s`",
                          orm_postgresql_qualified(table->schema, table->name), name != NULL ? name : "");
    return column;
}
