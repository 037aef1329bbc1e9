/* SPDX-License-Identifier: MIT */
/* Whether a constant is a value of an SQL type. */
#ifndef ORM_GRAPH_SQL_CONSTANT_H
#define ORM_GRAPH_SQL_CONSTANT_H

#include "analyzer/graph/expression.h"
#include "analyzer/graph/sql_type.h"

/**
 * Why the constant is no value of the type in the dialect, as the end of a sentence ("is no number"); NULL when it is
 * one, or when that is not known (types that the dialect does not know, arrays written as strings, what SQLite does not
 * enforce). What the database alters silently, as it rounds a fraction, is no misfit. `strict`: of a STRICT table of
 * SQLite. Free with g_free.
 */
char *orm_sql_constant_misfit(const OrmConstant *constant, const OrmSqlType *type, OrmDialect dialect, gboolean strict);

/** What becomes of a number with a fraction in a column of integers. */
typedef enum {
    ORM_FRACTION_NONE,    /* it has none, or is no number */
    ORM_FRACTION_ROUNDED, /* to an integer */
    ORM_FRACTION_KEPT,    /* SQLite stores the number as it stands */
    ORM_FRACTION_REFUSED  /* by a STRICT table; by PostgreSQL for text, also where the fraction is 0 */
} OrmFraction;

/** `stored` gets the integer where the fraction is rounded, and is left alone otherwise. */
OrmFraction orm_sql_integer_fraction(const OrmConstant *constant, OrmDialect dialect, gboolean strict, double *stored);

/** orm_sql_constant_misfit for a type of integers. */
char *orm_sql_integer_misfit(const OrmConstant *constant, const OrmSqlType *type, OrmDialect dialect, gboolean strict);

/** The number that the constant is, or that its text stands for; FALSE: none. */
gboolean orm_sql_constant_number(const OrmConstant *constant, double *number);

#endif
