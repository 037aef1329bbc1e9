/* SPDX-License-Identifier: MIT */
/* Numbers, and text that stands for one, in columns of integers: what becomes of a fraction, and whether they fit. */
#include "analyzer/facts/pattern.h"
#include "analyzer/graph/sql_constant.h"

#include <errno.h>
#include <math.h>
#include <string.h>

static gboolean is_decimal_text(const OrmConstant *constant)
{
    return constant->kind == ORM_CONSTANT_STRING && strpbrk(constant->text, ".eE") != NULL;
}

/* Half away from zero; but MySQL's doubles, as which it reads numbers with an exponent, to the even one. */
static double rounded(const OrmConstant *constant, double number, OrmDialect dialect)
{
    gboolean is_double = constant->kind != ORM_CONSTANT_STRING && strpbrk(constant->text, "eE") != NULL;
    double result = orm_dialect_is_mysql(dialect) && is_double ? rint(number) : round(number);
    return result == 0 ? 0 : result; /* not -0 */
}

OrmFraction orm_sql_integer_fraction(const OrmConstant *constant, OrmDialect dialect, gboolean strict, double *stored)
{
    double number;
    if (!orm_sql_constant_number(constant, &number) || !isfinite(number))
        return ORM_FRACTION_NONE;
    if (dialect == ORM_DIALECT_POSTGRESQL && is_decimal_text(constant))
        return ORM_FRACTION_REFUSED;
    if (number == floor(number))
        return ORM_FRACTION_NONE;
    if (dialect == ORM_DIALECT_SQLITE)
        return strict ? ORM_FRACTION_REFUSED : ORM_FRACTION_KEPT;
    *stored = rounded(constant, number, dialect);
    return ORM_FRACTION_ROUNDED;
}

/* Digits alone are compared as what they are: a double does not tell 2^63 - 1 from 2^63. */
static gboolean exceeds_exactly(const char *digits, const OrmSqlType *type)
{
    guint64 limit = type->bits < 64 ? G_GUINT64_CONSTANT(1) << type->bits : 0; /* of 64 bits it is 2^64, which wraps */
    gboolean negative = *digits == '-';
    errno = 0;
    guint64 magnitude = g_ascii_strtoull(digits + (negative || *digits == '+'), NULL, 10);
    if (errno == ERANGE)
        return TRUE;
    if (type->is_unsigned)
        return negative ? magnitude > 0 : magnitude > limit - 1;
    guint64 half = G_GUINT64_CONSTANT(1) << (type->bits - 1);
    return magnitude > (negative ? half : half - 1);
}

static gboolean exceeds(double number, const OrmSqlType *type)
{
    double limit = ldexp(1, (int)type->bits - !type->is_unsigned);
    gboolean below = type->is_unsigned ? number < 0 : number < -limit;
    return below || number >= limit;
}

char *orm_sql_integer_misfit(const OrmConstant *constant, const OrmSqlType *type, OrmDialect dialect, gboolean strict)
{
    double number = 0;
    if (!orm_sql_constant_number(constant, &number) || isnan(number))
        return g_strdup("is no number");
    double written = number;
    OrmFraction fraction = orm_sql_integer_fraction(constant, dialect, strict, &number);
    if (fraction == ORM_FRACTION_REFUSED)
        return g_strdup(strict ? "is no integer, and the table is STRICT" : "is text that is no integer");
    if (type->bits == 0 || type->bits > 64)
        return NULL;
    g_autofree char *digits = g_strstrip(g_strdup(constant->text));
    if (orm_matches(digits, "^[-+]?[0-9]+$"))
        return exceeds_exactly(digits, type) ? g_strdup("is out of its range") : NULL;
    /* MySQL asks for the sign of a decimal before it rounds */
    gboolean negative =
        type->is_unsigned && written < 0 && constant->kind != ORM_CONSTANT_STRING && strpbrk(digits, "eE") == NULL;
    return negative || exceeds(number, type) ? g_strdup("is out of its range") : NULL;
}
