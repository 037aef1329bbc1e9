/* SPDX-License-Identifier: MIT */
/* Rings of tables: tables that lead back to themselves over foreign keys. */
#ifndef ORM_GRAPH_RINGS_H
#define ORM_GRAPH_RINGS_H

#include "analyzer/graph/graph.h"

/** Whether a foreign key counts as an edge from its child to its parent. Asked only of keys with a parent other than
 * the child. */
typedef gboolean (*OrmRingEdge)(const OrmForeignKey *key);

/**
 * One ring for each set of tables that all reach each other: a shortest one through the first of them, as foreign keys
 * (const OrmForeignKey *), the first of that table and each next one of the table before it. In the order of the
 * tables; time and space are linear in tables and keys. Returns an array of GPtrArray *, all owned by the caller.
 */
GPtrArray *orm_graph_rings(const OrmGraph *graph, OrmRingEdge edge);

#endif
