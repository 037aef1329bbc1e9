/* SPDX-License-Identifier: MIT */
/* Pieces of SQL that stand by themselves: as the server prints them, or as the catalog keeps them. */
#ifndef ORM_SCHEMA_POSTGRESQL_PRINTED_H
#define ORM_SCHEMA_POSTGRESQL_PRINTED_H

#include <glib.h>

/** The expression without parentheses around all of it. Interned; NULL for NULL. */
const char *orm_postgresql_bare(const char *expression);

/** An exclusion, from USING on, with the condition in one pair of parentheses. Interned. */
const char *orm_postgresql_bare_exclusion(const char *exclusion);

/** The name that the server gives an expression in an index, "expr" when it has none. Interned. */
const char *orm_postgresql_expression_name(const char *expression);

/** The names of the columns and expressions of an exclusion as its name has them: of const char *, interned. Free with
 * g_ptr_array_unref. */
GPtrArray *orm_postgresql_exclusion_names(const char *exclusion);

#endif
