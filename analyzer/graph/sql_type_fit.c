/* SPDX-License-Identifier: MIT */
/* Whether a type holds every value of another: judged by ranges and lengths, not by names. */
#include "analyzer/graph/sql_type.h"

static OrmSqlFit fit_integers(const OrmSqlType *type, const OrmSqlType *target)
{
    if (type->is_unsigned == target->is_unsigned)
        return type->bits == target->bits  ? ORM_FIT_EQUAL
               : type->bits > target->bits ? ORM_FIT_WIDER
                                           : ORM_FIT_NARROWER;
    if (!type->is_unsigned && type->bits > target->bits)
        return ORM_FIT_WIDER;
    return type->bits < target->bits ? ORM_FIT_NARROWER : ORM_FIT_SIGN;
}

/* A bound that is not stated is no bound. */
static OrmSqlFit fit_bounds(gint bound, gint target)
{
    if (bound == target)
        return ORM_FIT_EQUAL;
    if (bound == ORM_SQL_UNSTATED)
        return ORM_FIT_WIDER;
    return target == ORM_SQL_UNSTATED || bound < target ? ORM_FIT_NARROWER : ORM_FIT_WIDER;
}

static OrmSqlFit fit_numerics(const OrmSqlType *type, const OrmSqlType *target)
{
    if (type->precision == ORM_SQL_UNSTATED || target->precision == ORM_SQL_UNSTATED)
        return fit_bounds(type->precision, target->precision);
    gint integral = type->precision - type->scale, target_integral = target->precision - target->scale;
    if (integral < target_integral || type->scale < target->scale)
        return ORM_FIT_NARROWER;
    return integral == target_integral && type->scale == target->scale ? ORM_FIT_EQUAL : ORM_FIT_WIDER;
}

static gboolean is_character(OrmSqlFamily family)
{
    return family == ORM_SQL_CHAR || family == ORM_SQL_VARCHAR || family == ORM_SQL_TEXT;
}

static gboolean is_bytes(OrmSqlFamily family)
{
    return family == ORM_SQL_BINARY || family == ORM_SQL_VARBINARY || family == ORM_SQL_BLOB;
}

/* Decimal digits of the largest value: ceil(bits * log10(2)). */
static gint integer_digits(const OrmSqlType *type)
{
    guint bits = type->bits - (type->is_unsigned ? 0 : 1);
    return (gint)((bits * 30103 + 99999) / 100000);
}

static OrmSqlFit fit_families(const OrmSqlType *type, const OrmSqlType *target)
{
    OrmSqlFamily mine = type->family, theirs = target->family;
    if ((is_character(mine) && is_character(theirs)) || (is_bytes(mine) && is_bytes(theirs)))
        return fit_bounds(type->length, target->length);
    if (mine == ORM_SQL_NUMERIC && theirs == ORM_SQL_INTEGER) {
        gint digits = type->precision == ORM_SQL_UNSTATED ? G_MAXINT : type->precision - type->scale;
        gboolean rounds = type->precision != ORM_SQL_UNSTATED && type->scale < 0; /* to tens, hundreds, ... */
        return digits >= integer_digits(target) && !rounds ? ORM_FIT_WIDER : ORM_FIT_NARROWER;
    }
    if (mine == ORM_SQL_INTEGER && theirs == ORM_SQL_NUMERIC && target->scale <= 0) {
        gboolean bounded =
            target->precision != ORM_SQL_UNSTATED && target->precision - target->scale < integer_digits(type);
        return bounded ? ORM_FIT_WIDER : ORM_FIT_NARROWER;
    }
    return ORM_FIT_DIFFERENT;
}

/* PostgreSQL's names for an oid that is shown in another way: regproc, regclass, ... */
static gboolean is_object_identifier(const char *name)
{
    return g_str_equal(name, "oid") || g_str_has_prefix(name, "reg");
}

static OrmSqlFit fit_names(const OrmSqlType *type, const OrmSqlType *target)
{
    gboolean same =
        type->name == target->name || (is_object_identifier(type->name) && is_object_identifier(target->name));
    return same ? ORM_FIT_EQUAL : ORM_FIT_DIFFERENT;
}

OrmSqlFit orm_sql_type_fit(const OrmSqlType *type, const OrmSqlType *target)
{
    if (type->family == ORM_SQL_UNKNOWN || target->family == ORM_SQL_UNKNOWN) {
        gboolean same = g_strcmp0(type->name, target->name) == 0 && type->array_depth == target->array_depth;
        return same ? ORM_FIT_EQUAL : ORM_FIT_UNKNOWN;
    }
    if (type->array_depth != target->array_depth)
        return ORM_FIT_DIFFERENT;
    if (type->family != target->family)
        return fit_families(type, target);
    switch (type->family) {
    case ORM_SQL_INTEGER:
        return fit_integers(type, target);
    case ORM_SQL_NUMERIC:
        return fit_numerics(type, target);
    case ORM_SQL_FLOAT:
        return type->bits == target->bits  ? ORM_FIT_EQUAL
               : type->bits > target->bits ? ORM_FIT_WIDER
                                           : ORM_FIT_NARROWER;
    case ORM_SQL_CHAR:
    case ORM_SQL_VARCHAR:
    case ORM_SQL_TEXT:
    case ORM_SQL_BINARY:
    case ORM_SQL_VARBINARY:
    case ORM_SQL_BLOB:
    case ORM_SQL_BIT:
        return fit_bounds(type->length, target->length);
    case ORM_SQL_TIME:
    case ORM_SQL_TIMESTAMP:
        if (type->with_time_zone != target->with_time_zone)
            return ORM_FIT_DIFFERENT;
        return fit_bounds(type->precision, target->precision);
    case ORM_SQL_ENUM:
        return type->name == target->name ? ORM_FIT_EQUAL : ORM_FIT_DIFFERENT;
    case ORM_SQL_OTHER:
        return fit_names(type, target);
    default:
        return ORM_FIT_EQUAL;
    }
}
