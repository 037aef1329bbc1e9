/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/questions_c_types.h"

#include <string.h>

/* What did not compile is an `int` by guess only; of a struct the tag is known all the same. */
static gboolean is_guess(const OrmCType *type)
{
    return type->incomplete && type->kind != ORM_C_STRUCT && type->kind != ORM_C_ENUM;
}

const OrmCType *orm_column_value_type(const OrmColumn *column)
{
    const OrmCType *type = column->field->type;
    if (is_guess(type))
        return NULL;
    if (column->type.array_depth > 0)
        return column->type.array_depth == 1 && type->kind == ORM_C_ARRAY ? type->inner : NULL;
    if (type->kind == ORM_C_POINTER && type->inner != NULL && type->inner->kind == ORM_C_CHAR)
        return NULL; /* text, whatever it says */
    return type->kind == ORM_C_POINTER ? type->inner : type;
}

OrmSqlType orm_column_stated_type(const OrmColumn *column)
{
    static OrmSqlType unknown; /* asked for of nearly every column: what is interned is kept */
    static gsize is_ready = 0;
    if (g_once_init_enter(&is_ready)) {
        unknown = orm_sql_type_simple(ORM_SQL_UNKNOWN, "");
        g_once_init_leave(&is_ready, 1);
    }
    return column->type_stated ? orm_sql_type_element(&column->type) : unknown;
}

static OrmRange range_of_bits(guint bits, gboolean is_unsigned)
{
    if (bits == 0 || bits > 64)
        return (OrmRange){0};
    if (is_unsigned)
        return (OrmRange){TRUE, 0, bits == 64 ? G_MAXUINT64 : (G_GUINT64_CONSTANT(1) << bits) - 1};
    guint64 greatest = (G_GUINT64_CONSTANT(1) << (bits - 1)) - 1;
    return (OrmRange){TRUE, -(gint64)greatest - 1, greatest};
}

OrmRange orm_column_c_range(const OrmColumn *column)
{
    const OrmCType *type = orm_column_value_type(column);
    if (type == NULL || (type->kind != ORM_C_SIGNED && type->kind != ORM_C_UNSIGNED && type->kind != ORM_C_CHAR))
        return (OrmRange){0};
    guint bits = column->field->bit_field > 0 ? (guint)column->field->bit_field : type->bits;
    return range_of_bits(bits, type->kind == ORM_C_UNSIGNED);
}

/* Whole numbers of so many digits, and zeros behind them where the scale is negative. What is beyond 64 bits is beyond
 * every integer of C, and stands for its end. */
static OrmRange range_of_digits(const OrmSqlType *type)
{
    if (type->precision <= 0 || type->scale > 0)
        return (OrmRange){0};
    gint digits = MIN(type->precision - type->scale, 20);
    guint64 greatest = 0;
    for (gint i = 0; i < MIN(digits, 19); i++)
        greatest = greatest * 10 + (i < type->precision ? 9 : 0);
    greatest = digits > 19 ? G_MAXUINT64 : greatest;
    gint64 least = type->is_unsigned ? 0 : greatest > G_MAXINT64 ? G_MININT64 : -(gint64)greatest;
    return (OrmRange){TRUE, least, greatest};
}

/* Types that hold whole numbers, though arithmetic is not what they are for. */
static OrmRange range_of_name(const char *name)
{
    static const char *const words_of_32_bits[] = {"oid", "xid", "cid", NULL};
    if (g_strv_contains(words_of_32_bits, name))
        return range_of_bits(32, TRUE);
    return g_str_equal(name, "year") ? (OrmRange){TRUE, 0, 2155} : (OrmRange){0};
}

OrmRange orm_sql_type_range(const OrmSqlType *type, OrmDialect dialect, gboolean strict)
{
    if (dialect == ORM_DIALECT_SQLITE)
        return strict && type->family == ORM_SQL_INTEGER ? range_of_bits(64, FALSE) : (OrmRange){0};
    if (type->array_depth > 0)
        return (OrmRange){0};
    switch (type->family) {
    case ORM_SQL_INTEGER:
        return range_of_bits(type->bits, type->is_unsigned);
    case ORM_SQL_NUMERIC:
        return range_of_digits(type);
    case ORM_SQL_BIT:
        return type->length > 0 ? range_of_bits((guint)type->length, TRUE) : (OrmRange){0};
    case ORM_SQL_OTHER:
        return range_of_name(type->name);
    default:
        return (OrmRange){0};
    }
}

gboolean orm_sql_type_is_unsigned(const OrmSqlType *type)
{
    return type->is_unsigned || type->family == ORM_SQL_BIT ||
           (type->family == ORM_SQL_OTHER && range_of_name(type->name).known);
}

gboolean orm_range_differs_in_sign(const OrmRange *c, const OrmRange *sql)
{
    return c->minimum < 0 && sql->minimum >= 0 && sql->maximum > c->maximum && sql->maximum / 2 <= c->maximum;
}

OrmRange orm_range_narrow(OrmRange range, const OrmCheckBounds *bounds)
{
    if (bounds == NULL)
        return range;
    if (!range.known) {
        if (!bounds->has_minimum || !bounds->has_maximum || bounds->maximum < 0)
            return range;
        return (OrmRange){TRUE, bounds->minimum, (guint64)bounds->maximum};
    }
    if (bounds->has_minimum && bounds->minimum > range.minimum)
        range.minimum = bounds->minimum;
    if (bounds->has_maximum && bounds->maximum >= 0 && (guint64)bounds->maximum < range.maximum)
        range.maximum = (guint64)bounds->maximum;
    return range;
}

gboolean orm_dialect_enforces_lengths(OrmDialect dialect)
{
    return dialect != ORM_DIALECT_SQLITE;
}

gboolean orm_c_type_is_called(const OrmCType *type, const char *name)
{
    for (guint i = 0; type->names != NULL && i < type->names->len; i++) {
        if (g_str_equal(g_ptr_array_index(type->names, i), name))
            return TRUE;
    }
    return FALSE;
}

gboolean orm_enum_ends_with_count(const OrmEnum *enumeration)
{
    static const char *const words[] = {"COUNT", "MAX", "LAST", "NUM", "SIZE", "END", "SENTINEL"};
    guint n = enumeration->constants->len;
    if (n < 2)
        return FALSE;
    const OrmEnumConstant *last = &g_array_index(enumeration->constants, OrmEnumConstant, n - 1);
    if (last->explicit_value)
        return FALSE;
    g_autofree char *name = g_ascii_strup(last->name, -1);
    for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
        g_autofree char *prefix = g_strconcat(words[i], "_", NULL);
        g_autofree char *suffix = g_strconcat("_", words[i], NULL);
        g_autofree char *inner = g_strconcat("_", words[i], "_", NULL);
        if (g_str_has_prefix(name, prefix) || g_str_has_suffix(name, suffix) || strstr(name, inner) != NULL)
            return TRUE;
    }
    return g_str_has_prefix(name, "N_") || g_str_has_prefix(name, "_");
}

guint orm_enum_values(const OrmEnum *enumeration)
{
    return enumeration->constants->len - (orm_enum_ends_with_count(enumeration) ? 1 : 0);
}
