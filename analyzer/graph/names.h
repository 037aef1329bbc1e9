/* SPDX-License-Identifier: MIT */
/* Names of tables, columns and constraints: folding, nearness, naming conventions. */
#ifndef ORM_GRAPH_NAMES_H
#define ORM_GRAPH_NAMES_H

#include "analyzer/graph/graph.h"

/** The name in lower case, as identifiers are compared; interned. */
const char *orm_fold_name(const char *name);

/** The nearest of `names` (of const char *) to `name`, or NULL when none is near; of equals the first in the alphabet.
 */
const char *orm_nearest_name(const char *name, GPtrArray *names);

/** The table's name for a struct without a stated one: the convention `table` ("%(struct)s" when there is none).
 * Interned. */
const char *orm_conventional_table_name(GHashTable *naming, const char *struct_name);

#endif
