/* SPDX-License-Identifier: MIT */
/* In which order tables can be created. */
#ifndef ORM_SQL_ORDER_H
#define ORM_SQL_ORDER_H

#include "analyzer/graph/graph.h"

/**
 * The tables to create (views and unmanaged ones left out), parents before children where foreign keys allow, by name
 * where they do not care. In a ring the first by name comes first, and its keys into the ring are late. Array of
 * OrmTable *, borrowed; free with g_ptr_array_unref.
 */
GPtrArray *orm_creation_order(const OrmGraph *graph);

/** Whether the key is one that the database holds. */
gboolean orm_foreign_key_created(const OrmForeignKey *key);

#endif
