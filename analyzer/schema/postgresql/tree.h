/* SPDX-License-Identifier: MIT */
/*
 * The parse tree of libpg_query as JSON: nodes are named as in PostgreSQL's parsenodes.h. A member that is zero, FALSE
 * or empty is left out by it, so every reader takes a missing one for that. All take NULL for a node that is not there.
 */
#ifndef ORM_SCHEMA_POSTGRESQL_TREE_H
#define ORM_SCHEMA_POSTGRESQL_TREE_H

#include <glib.h>
#include <jansson.h>

/** The node inside `{"Type": node}`, whatever its type; `*type` (may be NULL) becomes that, borrowed. */
const json_t *orm_tree_node(const json_t *wrapped, const char **type);
/** The node inside `{"Type": node}`, NULL when it is of another type. */
const json_t *orm_tree_as(const json_t *wrapped, const char *type);

/** Members of a node; text is borrowed, NULL when not there. */
const json_t *orm_tree_get(const json_t *node, const char *member);
const char *orm_tree_text(const json_t *node, const char *member);
gint64 orm_tree_number(const json_t *node, const char *member);
gboolean orm_tree_flag(const json_t *node, const char *member);
/** Whether a member of text is exactly that. */
gboolean orm_tree_is(const json_t *node, const char *member, const char *value);

/** The text of `{"String": {"sval": text}}`; "" when it is none. */
const char *orm_tree_string(const json_t *wrapped);
/** The texts of a list of String nodes, or of a List, TypeName or ObjectWithArgs node of such: of const char *,
 * borrowed. Free with g_ptr_array_unref. */
GPtrArray *orm_tree_names(const json_t *list);

/** Whether an expression is the constant NULL, with a cast perhaps. */
gboolean orm_tree_is_null_constant(const json_t *expression);
/** The only column that an expression names (in any number of places); NULL for none or several. Borrowed. */
const char *orm_tree_only_column(const json_t *expression);
/** The name that PostgreSQL gives an expression in an index (FigureIndexColname); NULL: none. Borrowed. */
const char *orm_tree_expression_name(const json_t *expression);
/** The columns and expressions of a list of exclusions as the constraint's name has them: of const char *, borrowed.
 * Free with g_ptr_array_unref. */
GPtrArray *orm_tree_exclusion_names(const json_t *exclusions);

#endif
