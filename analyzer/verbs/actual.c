/* SPDX-License-Identifier: MIT */
#include "analyzer/verbs/actual.h"

#include "analyzer/graph/link.h"
#include "analyzer/schema/catalog_facts.h"

static OrmCatalog *read_catalog(const OrmSetup *setup)
{
    g_autoptr(GError) error = NULL;
    OrmSchemaOptions options = {.dialect = setup->link.dialect};
    OrmCatalog *catalog = orm_schema_read(setup->schemas, &options, &error);
    if (catalog != NULL)
        return catalog;
    g_autofree char *label = orm_schema_label(g_ptr_array_index(setup->schemas, 0));
    catalog = orm_catalog_new(setup->link.dialect, label);
    orm_catalog_fault(catalog, orm_catalog_place(catalog), "%s", error->message);
    return catalog;
}

OrmActual *orm_actual_read(const OrmSetup *setup)
{
    if (setup->schemas->len == 0)
        return NULL;
    OrmActual *actual = g_new0(OrmActual, 1);
    actual->catalog = read_catalog(setup);
    if (actual->catalog->tables->len == 0)
        return actual;
    /* Nothing of the configuration is about an actual schema: neither naming conventions nor `types` nor `map`. */
    OrmLinkOptions options = {.dialect = actual->catalog->dialect, .ignore_tables = setup->link.ignore_tables};
    actual->graph = orm_link(orm_catalog_facts(actual->catalog), &options);
    return actual;
}

void orm_actual_free(OrmActual *actual)
{
    if (actual == NULL)
        return;
    g_clear_pointer(&actual->graph, orm_graph_free);
    orm_catalog_free(actual->catalog);
    g_free(actual);
}

OrmDialect orm_actual_dialect(const OrmActual *actual, const OrmSetup *setup)
{
    if (actual == NULL || actual->graph == NULL)
        return setup->link.dialect;
    OrmDialect schema = actual->catalog->dialect, stated = setup->link.dialect;
    gboolean two_of_one = orm_dialect_is_mysql(schema) && orm_dialect_is_mysql(stated);
    return setup->dialect_is_stated && !two_of_one ? stated : schema;
}

GPtrArray *orm_actual_labels(const OrmSetup *setup)
{
    GPtrArray *labels = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < setup->schemas->len; i++)
        g_ptr_array_add(labels, orm_schema_label(g_ptr_array_index(setup->schemas, i)));
    return labels;
}
