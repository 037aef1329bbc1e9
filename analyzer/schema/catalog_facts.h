/* SPDX-License-Identifier: MIT */
/* A catalog as facts: the records and annotations that a C source with the same meaning would give. */
#ifndef ORM_SCHEMA_CATALOG_FACTS_H
#define ORM_SCHEMA_CATALOG_FACTS_H

#include "analyzer/schema/catalog.h"

/**
 * The facts of a catalog; the caller owns them. Beside the vocabulary of docs/annotations.md they use keys that only a schema can state and that
 * only `link` reads: column(increment=), table(columns_unknown, partition_by=), check(not_valid), foreign_key(not_valid), index(invalid, for_foreign_key).
 * Partitions are left out: the table they are parts of stands for them. Types and sequences are no facts: ask the catalog.
 */
OrmFacts *orm_catalog_facts(const OrmCatalog *catalog);

#endif
