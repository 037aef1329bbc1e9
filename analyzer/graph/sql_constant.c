/* SPDX-License-Identifier: MIT */
#include "analyzer/facts/pattern.h"
#include "analyzer/graph/sql_constant.h"

#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

gboolean orm_sql_constant_number(const OrmConstant *constant, double *number)
{
    gboolean is_read = constant->kind == ORM_CONSTANT_INTEGER || constant->kind == ORM_CONSTANT_DECIMAL ||
                       constant->kind == ORM_CONSTANT_STRING;
    char *end;
    if (!is_read)
        return FALSE;
    *number = g_ascii_strtod(constant->text, &end);
    return end != constant->text && end[strspn(end, " \t\n\r")] == '\0';
}

/* The dialects without booleans: numbers stand for them, and a word is none. */
static gboolean is_numeric(OrmDialect dialect)
{
    return dialect == ORM_DIALECT_SQLITE || orm_dialect_is_mysql(dialect);
}

/* The dialects that refuse a constant of another family instead of converting it. */
static gboolean is_typed(OrmDialect dialect)
{
    return dialect == ORM_DIALECT_POSTGRESQL;
}

/* A number is rounded to the digits of the scale first; beyond the digits of a double, that is not looked at. */
static char *misfit_of_numeric(double number, const OrmSqlType *type)
{
    int scale = type->scale, digits = type->precision - scale;
    if (type->precision <= 0)
        return NULL;
    double limit = pow(10, digits);
    if (type->precision > 15 ? fabs(number) > limit : fabs(number) >= limit)
        return g_strdup_printf("has more than the %d digits it takes before the point", digits);
    gboolean rounded = type->precision <= 15 && fabs(number) >= limit - 0.5 * pow(10, -scale);
    return rounded ? g_strdup_printf("is rounded to more than the %d digits it takes before the point", digits) : NULL;
}

static char *misfit_of_number(const OrmConstant *constant, const OrmSqlType *type, OrmDialect dialect, gboolean strict)
{
    double number;
    if (!orm_sql_constant_number(constant, &number))
        return constant->kind == ORM_CONSTANT_STRING ? g_strdup("is no number") : NULL;
    if (type->family == ORM_SQL_INTEGER)
        return orm_sql_integer_misfit(constant, type, dialect, strict);
    return type->family == ORM_SQL_NUMERIC ? misfit_of_numeric(number, type) : NULL;
}

static char *misfit_numeric(const OrmConstant *constant, const OrmSqlType *type, OrmDialect dialect, gboolean strict)
{
    switch (constant->kind) {
    case ORM_CONSTANT_BOOLEAN:
        return is_typed(dialect) ? g_strdup("is a boolean") : NULL;
    case ORM_CONSTANT_TIME:
        return g_strdup("is a time");
    case ORM_CONSTANT_UUID:
        return g_strdup("is a UUID");
    default:
        return misfit_of_number(constant, type, dialect, strict);
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
        if (!g_strv_contains(words, word))
            return g_strdup("is no boolean");
        return is_numeric(dialect) && !orm_sql_constant_number(constant, &number)
                   ? g_strdup("is text, and booleans are the numbers 0 and 1 there")
                   : NULL;
    }
    case ORM_CONSTANT_INTEGER:
    case ORM_CONSTANT_DECIMAL:
        if (is_typed(dialect))
            return g_strdup("is a number, which PostgreSQL does not take for a boolean");
        return orm_sql_constant_number(constant, &number) && number != 0 && number != 1 ? g_strdup("is neither 0 nor 1")
                                                                                        : NULL;
    case ORM_CONSTANT_TIME:
        return g_strdup("is a time");
    case ORM_CONSTANT_UUID:
        return g_strdup("is a UUID");
    default:
        return NULL;
    }
}

/* What becomes text as it stands: a string, and the digits of a number. */
static gboolean is_written(const OrmConstant *constant)
{
    return constant->kind == ORM_CONSTANT_STRING ||
           (constant->text != NULL && orm_matches(constant->text, "^-?[0-9]+$"));
}

static char *misfit_text(const OrmConstant *constant, const OrmSqlType *type, OrmDialect dialect)
{
    if (!is_written(constant) || type->length < 0 || dialect == ORM_DIALECT_SQLITE)
        return NULL;
    /* PostgreSQL cuts blanks off that are too many */
    g_autofree char *text = g_strdup(constant->text);
    glong length = g_utf8_strlen(is_typed(dialect) ? g_strchomp(text) : text, -1);
    return length > type->length ? g_strdup_printf("has %ld characters, more than %d", length, type->length) : NULL;
}

static char *misfit_bytes(const OrmConstant *constant, const OrmSqlType *type, OrmDialect dialect)
{
    gsize length = is_written(constant) ? strlen(constant->text) : 0;
    if (!orm_dialect_is_mysql(dialect) || type->length < 0 || length <= (gsize)type->length)
        return NULL;
    return g_strdup_printf("has %zu bytes, more than %d", length, type->length);
}

/* A text in lower case that begins like 2020-12-31 and is no day of the calendar; MySQL's zeros are zero-date-default.
 */
static gboolean is_impossible_day(const char *text, OrmDialect dialect)
{
    if (!orm_matches(text, "^[0-9]{4}-[0-9]{2}-[0-9]{2}([ t]|$)"))
        return FALSE;
    guint year = (guint)atoi(text), month = (guint)atoi(text + 5), day = (guint)atoi(text + 8);
    if (orm_dialect_is_mysql(dialect) && (year == 0 || month == 0 || day == 0))
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
        gboolean named = !orm_dialect_is_mysql(dialect) && g_strv_contains(words, word);
        gboolean dated = named || strpbrk(word, "0123456789") != NULL;
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
    if (constant->kind == ORM_CONSTANT_STRING && orm_matches(constant->text, "(?i)^\\{?([0-9a-f]{4}-?){8}\\}?$"))
        return NULL;
    return g_strdup("is no UUID");
}

/* What PostgreSQL does not turn into a type that is no number, text or time. NULL: a string, or a call. */
static const char *foreign_kind(const OrmConstant *constant, OrmDialect dialect)
{
    if (!is_typed(dialect))
        return NULL;
    switch (constant->kind) {
    case ORM_CONSTANT_INTEGER:
    case ORM_CONSTANT_DECIMAL:
        return "is a number";
    case ORM_CONSTANT_BOOLEAN:
        return "is a boolean";
    case ORM_CONSTANT_TIME:
        return "is a time";
    case ORM_CONSTANT_UUID:
        return "is a UUID";
    default:
        return NULL;
    }
}

static char *misfit_interval(const OrmConstant *constant, OrmDialect dialect)
{
    /* a time of day becomes an interval */
    return constant->kind == ORM_CONSTANT_TIME ? NULL : g_strdup(foreign_kind(constant, dialect));
}

static char *misfit_array(const OrmConstant *constant, OrmDialect dialect)
{
    if (constant->kind != ORM_CONSTANT_STRING || !is_typed(dialect))
        return g_strdup(foreign_kind(constant, dialect));
    const char *begin = constant->text + strspn(constant->text, " \t\n");
    return *begin == '{' || *begin == '[' ? NULL : g_strdup("is no array, which stands in braces");
}

static char *misfit_json(const OrmConstant *constant, OrmDialect dialect)
{
    if (constant->kind != ORM_CONSTANT_STRING)
        return g_strdup(foreign_kind(constant, dialect));
    json_t *value = json_loads(constant->text, JSON_DECODE_ANY, NULL);
    gboolean valid = value != NULL;
    json_decref(value);
    return valid ? NULL : g_strdup("is no JSON");
}

char *orm_sql_constant_misfit(const OrmConstant *constant, const OrmSqlType *type, OrmDialect dialect, gboolean strict)
{
    /* MySQL's backslash begins an escape, which is not read */
    gboolean escaped = orm_dialect_is_mysql(dialect) && constant->text != NULL && strchr(constant->text, '\\') != NULL;
    if (constant->kind == ORM_CONSTANT_NONE || constant->kind == ORM_CONSTANT_NULL || escaped)
        return NULL;
    if (type->array_depth > 0)
        return misfit_array(constant, dialect);
    switch (type->family) {
    case ORM_SQL_INTEGER:
    case ORM_SQL_NUMERIC:
    case ORM_SQL_FLOAT:
        return misfit_numeric(constant, type, dialect, strict);
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
        return dialect == ORM_DIALECT_SQLITE ? NULL : misfit_json(constant, dialect);
    case ORM_SQL_BINARY:
    case ORM_SQL_VARBINARY:
        return misfit_bytes(constant, type, dialect);
    case ORM_SQL_BLOB:
    case ORM_SQL_BIT:
        return g_strdup(foreign_kind(constant, dialect));
    case ORM_SQL_INTERVAL:
        return misfit_interval(constant, dialect);
    default:
        return NULL;
    }
}
