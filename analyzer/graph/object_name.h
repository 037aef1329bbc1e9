/* SPDX-License-Identifier: MIT */
/* The names that PostgreSQL makes up for what is stated without one. */
#ifndef ORM_GRAPH_OBJECT_NAME_H
#define ORM_GRAPH_OBJECT_NAME_H

#include <glib.h>

/**
 * `table_columns_label` ("users_email_key"), cut to the 63 bytes of a name as PostgreSQL's makeObjectName does it: the
 * longer of the first two loses bytes until it fits, and no character is cut in two. `columns`: joined by underscores;
 * NULL: none. Interned.
 */
const char *orm_object_name(const char *table, const char *columns, const char *label);

#endif
