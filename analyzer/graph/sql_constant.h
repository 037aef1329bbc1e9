/* SPDX-License-Identifier: MIT */
/* Whether a constant is a value of an SQL type. */
#ifndef ORM_GRAPH_SQL_CONSTANT_H
#define ORM_GRAPH_SQL_CONSTANT_H

#include "analyzer/graph/expression.h"
#include "analyzer/graph/sql_type.h"

/**
 * Why the constant is no value of the type in the dialect, as the end of a sentence ("is no number"); NULL when it is
 * one, or when that is not known (types that the dialect does not know, arrays written as strings, what SQLite does not
 * enforce). Free with g_free.
 */
char *orm_sql_constant_misfit(const OrmConstant *constant, const OrmSqlType *type, OrmDialect dialect);

#endif
