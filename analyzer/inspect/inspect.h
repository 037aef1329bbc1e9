/* SPDX-License-Identifier: MIT */
/* An actual schema as C source: annotated structs that mean the same. */
#ifndef ORM_INSPECT_INSPECT_H
#define ORM_INSPECT_INSPECT_H

#include "analyzer/graph/graph.h"
#include "analyzer/schema/catalog.h"

/**
 * The schema as a C header: an enum for each enum type, a struct for each table, relationships on both sides of each
 * foreign key. It compiles, and `check` finds no drift between it and the schema. `graph` was linked from the catalog's
 * facts. What C or the annotations cannot say (a view whose columns are not known, labels that are no C names) is said
 * in a comment. Free with g_free.
 */
char *orm_inspect_c(const OrmGraph *graph, const OrmCatalog *catalog);

#endif
