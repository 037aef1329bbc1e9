/* SPDX-License-Identifier: MIT */
/* Expressions of models and of the actual schema held against each other. */
#ifndef ORM_COMPARE_EXPRESSIONS_H
#define ORM_COMPARE_EXPRESSIONS_H

#include "analyzer/compare/comparer.h"
#include "analyzer/graph/expression.h"

/** An expression as it is compared; the comparer keeps one for each text. */
typedef struct {
    char *words; /* owned: its tokens in PostgreSQL's words, separated by blanks */
    OrmExpressionForm form;
} OrmComparedExpression;

void orm_compared_expression_free(OrmComparedExpression *expression);

/** The text (interned) as it is compared; owned by the comparer. */
const OrmComparedExpression *orm_compared_expression(OrmComparer *comparer, const char *text);

/** Whether two expressions (interned; NULL: none) say the same; ORM_UNKNOWN when that cannot be told. */
OrmTruth orm_expressions_equal(OrmComparer *comparer, const char *declared, const char *actual);

#endif
