/* SPDX-License-Identifier: MIT */
/* What must hold of any catalog, however it came about. For the fuzz targets of schema readers. */
#ifndef ORM_TESTS_FUZZ_CATALOG_H
#define ORM_TESTS_FUZZ_CATALOG_H

#include "analyzer/graph/link.h"
#include "analyzer/schema/catalog_facts.h"
#include "analyzer/schema/readers.h"

#include <string.h>

/** It can be linked, and its snapshot is read back equal. */
static inline void fuzz_catalog(const OrmCatalog *catalog)
{
    g_autofree char *once = orm_snapshot_write(catalog);
    g_autoptr(GError) error = NULL;
    g_autoptr(OrmCatalog) again = orm_catalog_new(ORM_DIALECT_PORTABLE, "again");
    orm_snapshot_read(again, "again.json", once, strlen(once), &error);
    g_assert_no_error(error);
    g_autofree char *twice = orm_snapshot_write(again);
    g_assert_cmpstr(once, ==, twice);
    OrmLinkOptions options = {.dialect = catalog->dialect};
    OrmGraph *graph = orm_link(orm_catalog_facts(catalog), &options);
    g_autofree char *dump = orm_graph_dump(graph);
    g_assert_cmpstr(dump, !=, "");
    orm_graph_free(graph);
}

#endif
