/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/sql_constant.h"

#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static gboolean is_number(const char *text, double *number)
{
    char *end;
    *number = g_ascii_strtod(text, &end);
    return end != text && *g_strchug(end) == '\0';
}

/* The dialects that refuse a constant of another family instead of converting it. */
static gboolean is_typed(OrmDialect dialect)
{
    return dialect == ORM_DIALECT_POSTGRESQL;
}

static char *misfit_of_number(double number, const OrmSqlType *type)
{
    if (type->family == ORM_SQL_INTEGER && number != floor(number))
        return g_strdup("is no integer");
    if (type->family == ORM_SQL_INTEGER && type->bits > 0) {
        double limit = ldexp(1, (int)type->bits - !type->is_unsigned);
        gboolean below = type->is_unsigned ? number < 0 : number < -limit;
        return below || number >= limit ? g_strdup("is out of its range") : NULL;
    }
    if (type->family == ORM_SQL_NUMERIC && type->precision > 0 &&
        fabs(number) >= pow(10, type->precision - MAX(type->scale, 0)))
        return g_strdup_printf("has more than the %d digits it takes before the point",
                               type->precision - MAX(type->scale, 0));
    return NULL;
}

static char *misfit_numeric(const OrmConstant *constant, const OrmSqlType *type, OrmDialect dialect)
{
    double number;
    switch (constant->kind) {
    case ORM_CONSTANT_BOOLEAN:
        return is_typed(dialect) ? g_strdup("is a boolean") : NULL;
    case ORM_CONSTANT_TIME:
        return g_strdup("is a time");
    case ORM_CONSTANT_UUID:
        return g_strdup("is a UUID");
    default:
        if (is_number(constant->text, &number))
            return misfit_of_number(number, type);
        return constant->kind == ORM_CONSTANT_STRING ? g_strdup("is no number") : NULL;
    }
}

static char *misfit_boolean(const OrmConstant *constant, OrmDialect dialect)
{
    static const char *const words[] = {"t",   "tr", "tru", "true", "f",  "fa",  "fal", "fals", "false", "y",
                                        "yes", "n",  "no",  "on",   "of", "off", "1",   "0",    "ye",    NULL};
    double number;
    switch (constant->kind) {
    case ORM_CONSTANT_STRING: {
        g_autofree char *word = g_strstrip(g_ascii_strdown(constant->text, -1));
        return g_strv_contains(words, word) ? NULL : g_strdup("is no boolean");
    }
    case ORM_CONSTANT_INTEGER:
    case ORM_CONSTANT_DECIMAL:
        if (is_typed(dialect))
            return g_strdup("is a number, which PostgreSQL does not take for a boolean");
        return is_number(constant->text, &number) && number != 0 && number != 1 ? g_strdup("is neither 0 nor 1") : NULL;
    case ORM_CONSTANT_TIME:
        return g_strdup("is a time");
    case ORM_CONSTANT_UUID:
        return g_strdup("is a UUID");
    default:
        return NULL;
    }
}

static char *misfit_text(const OrmConstant *constant, const OrmSqlType *type, OrmDialect dialect)
{
    if (constant->kind != ORM_CONSTANT_STRING || type->length < 0 || dialect == ORM_DIALECT_SQLITE)
        return NULL;
    glong length = g_utf8_strlen(constant->text, -1);
    return length > type->length ? g_strdup_printf("has %ld characters, more than %d", length, type->length) : NULL;
}

/* A text that begins like 2020-12-31 and is no day of the calendar; MySQL's zeros are zero-date-default. */
static gboolean is_impossible_day(const char *text, OrmDialect dialect)
{
    if (!g_regex_match_simple("^[0-9]{4}-[0-9]{2}-[0-9]{2}([ T]|$)", text, 0, 0))
        return FALSE;
    guint year = (guint)atoi(text), month = (guint)atoi(text + 5), day = (guint)atoi(text + 8);
    if (orm_dialect_is_mysql(dialect) && (month == 0 || day == 0))
        return FALSE;
    return !g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year);
}

static char *misfit_time(const OrmConstant *constant, OrmDialect dialect)
{
    static const char *const words[] = {"now",      "today",     "tomorrow", "yesterday", "epoch",
                                        "infinity", "-infinity", "allballs", NULL};
    if (dialect == ORM_DIALECT_SQLITE)
        return NULL; /* times are numbers or text there */
    if (constant->kind == ORM_CONSTANT_STRING) {
        g_autofree char *word = g_strstrip(g_ascii_strdown(constant->text, -1));
        gboolean dated = strpbrk(word, "0123456789") != NULL || g_strv_contains(words, word);
        if (dated && is_impossible_day(word, dialect))
            return g_strdup("is no day of the calendar");
        return dated ? NULL : g_strdup("is no date or time");
    }
    if (constant->kind == ORM_CONSTANT_UUID)
        return g_strdup("is a UUID");
    gboolean other = constant->kind == ORM_CONSTANT_INTEGER || constant->kind == ORM_CONSTANT_DECIMAL ||
                     constant->kind == ORM_CONSTANT_BOOLEAN;
    return other && is_typed(dialect) ? g_strdup("is no date or time") : NULL;
}

static char *misfit_uuid(const OrmConstant *constant, OrmDialect dialect)
{
    if (constant->kind == ORM_CONSTANT_UUID || dialect == ORM_DIALECT_SQLITE)
        return NULL;
    if (constant->kind == ORM_CONSTANT_STRING &&
        g_regex_match_simple("^\\{?([0-9a-f]{4}-?){8}\\}?$", constant->text, G_REGEX_CASELESS, 0))
        return NULL;
    return g_strdup("is no UUID");
}

static char *misfit_json(const OrmConstant *constant)
{
    if (constant->kind != ORM_CONSTANT_STRING)
        return NULL;
    json_t *value = json_loads(constant->text, JSON_DECODE_ANY, NULL);
    gboolean valid = value != NULL;
    json_decref(value);
    return valid ? NULL : g_strdup("is no JSON");
}

char *orm_sql_constant_misfit(const OrmConstant *constant, const OrmSqlType *type, OrmDialect dialect)
{
    if (constant->kind == ORM_CONSTANT_NONE || constant->kind == ORM_CONSTANT_NULL || type->array_depth > 0)
        return NULL;
    switch (type->family) {
    case ORM_SQL_INTEGER:
    case ORM_SQL_NUMERIC:
    case ORM_SQL_FLOAT:
        return misfit_numeric(constant, type, dialect);
    case ORM_SQL_BOOLEAN:
        return misfit_boolean(constant, dialect);
    case ORM_SQL_CHAR:
    case ORM_SQL_VARCHAR:
    case ORM_SQL_TEXT:
        return misfit_text(constant, type, dialect);
    case ORM_SQL_DATE:
    case ORM_SQL_TIME:
    case ORM_SQL_TIMESTAMP:
        return misfit_time(constant, dialect);
    case ORM_SQL_UUID:
        return misfit_uuid(constant, dialect);
    case ORM_SQL_JSON:
        return dialect == ORM_DIALECT_SQLITE ? NULL : misfit_json(constant);
    default:
        return NULL;
    }
}
