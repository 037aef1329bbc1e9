/* SPDX-License-Identifier: MIT */
/* What CHECK constraints say of single columns: a range, a greatest length, a list of values. */
#ifndef ORM_GRAPH_CHECK_BOUNDS_H
#define ORM_GRAPH_CHECK_BOUNDS_H

#include "analyzer/graph/graph.h"

/** What the CHECKs of one column allow together. What is not stated is not known. */
typedef struct {
    OrmPlace place; /* of the last CHECK that speaks of the column */
    gboolean has_minimum, has_maximum;
    gint64 minimum, maximum; /* inclusive */
    gint longest;            /* of its text, or ORM_SQL_UNSTATED */
    GPtrArray *texts;        /* of const char *, interned, in no order: `x IN ('a', 'b')`; NULL when not stated */
    GArray *numbers;         /* of gint64, in no order: `x IN (1, 2)`; NULL when not stated */
} OrmCheckBounds;

/**
 * The bounds of a table's columns: OrmColumn * -> OrmCheckBounds *. Reads conjunctions of comparisons with constants
 * (`x BETWEEN 0 AND 255`, `x >= 0`, `length(x) <= 20`, `x IN (...)`, `x = ANY (ARRAY[...])`, `x = 1 OR x = 2`), each
 * also behind `x IS NULL OR`, as orm_expression_parse reads them; whatever else a CHECK says is left out, and so are
 * CHECKs that are not valid. Free with g_hash_table_unref.
 */
GHashTable *orm_table_check_bounds(const OrmTable *table, OrmDialect dialect);

/** Adds to such bounds what the CHECK of a column's domain says of VALUE. */
void orm_check_bounds_add_domain(GHashTable *bounds, OrmColumn *column, const char *expression, OrmDialect dialect,
                                 OrmPlace place);

#endif
