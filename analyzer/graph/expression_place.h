/* SPDX-License-Identifier: MIT */
/* Where in the source a name stands that an SQL text holds. */
#ifndef ORM_GRAPH_EXPRESSION_PLACE_H
#define ORM_GRAPH_EXPRESSION_PLACE_H

#include "analyzer/facts/place.h"

/**
 * The place of the first use of the column `name` ("price", or "users.price" with its table) in an SQL text that stands
 * at `place`. `place` itself where that cannot be told: a literal of several pieces or with escapes, a macro, several
 * lines, a name that is not found.
 */
OrmPlace orm_expression_name_place(const char *text, OrmPlace place, const char *name);

#endif
