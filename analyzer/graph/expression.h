/* SPDX-License-Identifier: MIT */
/*
 * SQL expressions in annotations and schemas (predicates, CHECKs, indexed expressions, defaults), read by PostgreSQL's
 * grammar (libpg_query), those of other databases in PostgreSQL's words. What it cannot read stays unknown: nothing is
 * said of it.
 */
#ifndef ORM_GRAPH_EXPRESSION_H
#define ORM_GRAPH_EXPRESSION_H

#include "analyzer/graph/graph.h"

typedef struct OrmExpression OrmExpression;

/**
 * Reads an expression. NULL when it cannot be read: bad syntax, or words that PostgreSQL has no counterpart of. Text
 * may be NULL. The caller owns a reference. What was read last is kept, so that asking for the same text again costs
 * little; an expression belongs to the thread that read it.
 */
OrmExpression *orm_expression_parse(const char *text, OrmDialect dialect);
void orm_expression_unref(OrmExpression *expression);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OrmExpression, orm_expression_unref)

/** The tokens of an expression in the dialect as PostgreSQL writes them, separated by blanks: names folded and quoted
 * its way, operators and functions by one name. Free with g_free. */
char *orm_expression_words(const char *text, OrmDialect dialect);

/** A column an expression names. */
typedef struct {
    const char *table; /* interned; the name before the dot, NULL: none */
    const char *name;  /* interned; in lower case unless quoted */
} OrmExpressionColumn;

/**
 * The columns an expression names, in order: of OrmExpressionColumn *, owned by it. NULL when one cannot tell which
 * names are columns (a subquery, SQLite's double quotes, which may stand around a string). System columns and words
 * that only look like a column are left out.
 */
const GPtrArray *orm_expression_columns(const OrmExpression *expression);

/** Whether the expression names the column, in any case. */
gboolean orm_expression_names(const OrmExpression *expression, const char *column);

/** Whether the expression, where it holds, shows that the column is not null: one of its conditions joined by AND is
 * `column IS NOT NULL`. */
gboolean orm_expression_excludes_null(const OrmExpression *expression, const char *column);

/** Whether a predicate leaves out every row in which the column is null: by `column IS NOT NULL` or any comparison of
 * it. Not for a CHECK, which lets pass what is unknown. */
gboolean orm_expression_rejects_null(const OrmExpression *expression, const char *column);

typedef enum {
    ORM_CONSTANT_NONE, /* no constant: a call, an operation, a column */
    ORM_CONSTANT_NULL,
    ORM_CONSTANT_INTEGER,
    ORM_CONSTANT_DECIMAL, /* with a point or an exponent, or beyond 32 bits */
    ORM_CONSTANT_STRING,
    ORM_CONSTANT_BOOLEAN, /* text is "true" or "false" */
    ORM_CONSTANT_TIME,    /* the current date or time: CURRENT_TIMESTAMP, now() */
    ORM_CONSTANT_UUID     /* a new UUID: gen_random_uuid() */
} OrmConstantKind;

typedef struct {
    OrmConstantKind kind;
    const char *text; /* interned; the value without quotes; NULL for NONE, NULL, TIME and UUID */
} OrmConstant;

/** The constant an expression is, in parentheses and with a cast perhaps. */
OrmConstant orm_expression_constant(const OrmExpression *expression);

/**
 * The values a condition allows the column: of OrmConstant *, owned, when one of its conditions joined by AND is
 * `column IN (...)` or `column = constant` with constants only. NULL otherwise. Free with g_ptr_array_unref.
 */
GPtrArray *orm_expression_allowed(const OrmExpression *expression, const char *column);

/** How the texts of a column are compared. */
typedef enum {
    ORM_TEXTS_EXACT,
    ORM_TEXTS_ANY_CASE, /* upper and lower case, and blanks at the end, may make no difference */
    ORM_TEXTS_UNKNOWN   /* the column holds no text: '2020-1-1' may be '2020-01-01' */
} OrmTexts;

/**
 * Whether a condition holds where the column has the value, which is not NULL. Reads AND, OR and NOT, comparisons of
 * the column with constants, IN and IS NULL; ORM_UNKNOWN when it depends on anything else.
 */
OrmTruth orm_expression_holds(const OrmExpression *expression, const char *column, const OrmConstant *value,
                              OrmTexts texts);

/**
 * A text that is equal for expressions that say the same: case of keywords and unquoted names, blanks, redundant
 * parentheses, qualified names, `flag = true`, the order of AND, OR and IN, casts of string constants, and PostgreSQL's
 * own ways of printing IN, BETWEEN and LIKE make no difference. An expression that cannot be read is folded as text.
 * Interned; NULL for NULL. It is no SQL: show what was written.
 */
const char *orm_expression_signature(const char *text, OrmDialect dialect);

/** An expression in the one form that all spellings of it have, those included in which PostgreSQL prints it. */
typedef struct {
    const char *text;      /* interned; equal for expressions that say the same; NULL: it cannot be read */
    const char *outline;   /* interned; the same with its strings left out */
    gboolean has_typed;    /* some of its strings is a date, an interval, JSON: a database prints those its own way */
    gboolean is_rewritten; /* it holds a construct of which a database prints another one */
} OrmExpressionForm;

/**
 * The form of an expression in PostgreSQL's words. Beyond what orm_expression_signature makes equal, the casts that
 * PostgreSQL adds to columns, constants and lists are left out, numbers are equal by value, in quotes or not, and the
 * ways to say the current time are one. Text may be NULL.
 */
OrmExpressionForm orm_expression_form(const char *text);

/** The form of what follows EXCLUDE: "USING gist (room WITH =) WHERE (open)". */
OrmExpressionForm orm_exclusion_form(const char *definition);

#endif
