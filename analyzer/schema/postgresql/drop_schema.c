/* SPDX-License-Identifier: MIT */
/* DROP TYPE, DROP DOMAIN and DROP SCHEMA. */
#include <string.h>

#include "analyzer/schema/postgresql/drop.h"

/* Columns of that type go with it; without CASCADE they keep it: a fault and FALSE. */
static gboolean drop_columns_of(OrmPostgresqlReader *reader, const OrmCatalogType *type, gboolean cascade,
                                OrmPlace place)
{
    for (guint i = 0; i < reader->catalog->tables->len; i++) {
        OrmCatalogTable *table = g_ptr_array_index(reader->catalog->tables, i);
        for (guint k = table->columns->len; k > 0; k--) {
            OrmCatalogColumn *column = g_ptr_array_index(table->columns, k - 1);
            if (!orm_postgresql_is_of_type(column->type, type->schema, type->name))
                continue;
            if (!cascade) {
                orm_catalog_fault(reader->catalog, place, "column `%s` of table `%s` needs type `%s`", column->name,
                                  orm_postgresql_qualified(table->schema, table->name), type->name);
                return FALSE;
            }
            (void)orm_postgresql_drop_column(reader, table, column, TRUE, place);
        }
    }
    return TRUE;
}

void orm_postgresql_drop_type(OrmPostgresqlReader *reader, const json_t *node, const char *schema, const char *name,
                              OrmPlace place)
{
    OrmCatalogType *type = orm_postgresql_find_type(reader, schema, name);
    OrmMigrationStep *step = orm_postgresql_step(reader, ORM_STEP_DROP_TYPE, place);
    step->schema = type != NULL ? type->schema : NULL;
    step->name = orm_intern(name);
    step->if_exists = orm_tree_flag(node, "missing_ok");
    if (type == NULL) { /* or one that is neither enum nor domain */
        step->kind = ORM_STEP_OTHER;
        return;
    }
    if (drop_columns_of(reader, type, orm_tree_is(node, "behavior", "DROP_CASCADE"), place))
        g_ptr_array_remove(reader->catalog->types, type);
}

static gboolean is_empty(const OrmCatalog *catalog, const char *schema)
{
    gboolean empty = TRUE;
    for (guint i = 0; i < catalog->tables->len; i++)
        empty &= ((const OrmCatalogTable *)g_ptr_array_index(catalog->tables, i))->schema != schema;
    for (guint i = 0; i < catalog->types->len; i++)
        empty &= ((const OrmCatalogType *)g_ptr_array_index(catalog->types, i))->schema != schema;
    for (guint i = 0; i < catalog->sequences->len; i++)
        empty &= ((const OrmCatalogSequence *)g_ptr_array_index(catalog->sequences, i))->schema != schema;
    return empty;
}

static OrmCatalogTable *any_table(const OrmCatalog *catalog, const char *schema)
{
    for (guint i = 0; i < catalog->tables->len; i++) {
        OrmCatalogTable *table = g_ptr_array_index(catalog->tables, i);
        if (table->schema == schema)
            return table;
    }
    return NULL;
}

void orm_postgresql_drop_schema(OrmPostgresqlReader *reader, const json_t *node, const char *name, OrmPlace place)
{
    OrmCatalog *catalog = reader->catalog;
    OrmMigrationStep *step = orm_postgresql_step(reader, ORM_STEP_DROP_SCHEMA, place);
    step->name = orm_intern(name);
    step->if_exists = orm_tree_flag(node, "missing_ok");
    const char *schema = g_strcmp0(name, catalog->default_schema) == 0 ? NULL : orm_intern(name);
    if (!orm_tree_is(node, "behavior", "DROP_CASCADE")) {
        if (!is_empty(catalog, schema))
            orm_catalog_fault(catalog, place, "schema `%s` is not empty", name);
        return;
    }
    for (OrmCatalogTable *table = any_table(catalog, schema); table != NULL; table = any_table(catalog, schema))
        (void)orm_postgresql_drop_table(reader, table, TRUE, place);
    for (guint i = catalog->types->len; i > 0; i--) {
        OrmCatalogType *type = g_ptr_array_index(catalog->types, i - 1);
        if (type->schema == schema && drop_columns_of(reader, type, TRUE, place))
            g_ptr_array_remove_index(catalog->types, i - 1);
    }
    for (guint i = catalog->sequences->len; i > 0; i--) {
        OrmCatalogSequence *sequence = g_ptr_array_index(catalog->sequences, i - 1);
        if (sequence->schema == schema)
            orm_postgresql_drop_sequence(reader, sequence);
    }
}
