/* SPDX-License-Identifier: MIT */
/* Between the files of expression: the parse tree as JSON, nodes named as in PostgreSQL's parsenodes.h. */
#ifndef ORM_GRAPH_EXPRESSION_INTERNAL_H
#define ORM_GRAPH_EXPRESSION_INTERNAL_H

#include <jansson.h>

#include "analyzer/graph/expression.h"

struct OrmExpression {
    json_t *tree;       /* owned; simplified */
    GPtrArray *columns; /* of OrmExpressionColumn *, owned; NULL: not to be told */
};

/** The expression's parse tree in its one form: locations removed, equal expressions made equal. `statement` is the
 * text that was parsed. Takes and returns a reference. */
json_t *orm_expression_simplify(json_t *node, const char *statement);

/** Puts the value into an integer constant from whose JSON libpg_query left it out. */
void orm_expression_restore_integer(json_t *constant, const char *statement);

/** The columns a tree names before it is simplified; NULL when it holds a subquery. A new reference. */
GPtrArray *orm_expression_find_columns(const json_t *tree, OrmDialect dialect);

/** The only name of a list of String nodes, or its last; "" when there is none. */
const char *orm_expression_last_name(const json_t *names);

/** The conditions that all must hold, one after the other; NULL after the last. */
const json_t *orm_expression_condition(const OrmExpression *expression, size_t position);

/** The constant a simplified tree is, as orm_expression_constant. */
OrmConstant orm_expression_constant_of(const json_t *node);

/** The name of the column that a simplified tree is; NULL: it is none. */
const char *orm_expression_column_name(const json_t *node);

/** Whether a simplified tree is that column, in any case. */
gboolean orm_expression_is_column(const json_t *node, const char *column);

/** The node inside `{"Type": node}`, NULL when it is of another type. */
json_t *orm_expression_node(const json_t *node, const char *type);

#endif
