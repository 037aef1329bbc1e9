/* SPDX-License-Identifier: MIT */
#include "analyzer/facts/pattern.h"
#include "analyzer/compare/types.h"

#include <string.h>

/* What the engine takes where nothing is stated. */
static void fill_in_defaults(OrmSqlType *type, OrmDialect dialect)
{
    gboolean postgresql = dialect == ORM_DIALECT_POSTGRESQL;
    gboolean fraction =
        type->family == ORM_SQL_TIME || type->family == ORM_SQL_TIMESTAMP || type->family == ORM_SQL_INTERVAL;
    if (postgresql && fraction && type->precision == ORM_SQL_UNSTATED)
        type->precision = 6;
    if (postgresql && type->array_depth > 1)
        type->array_depth = 1; /* the number of dimensions is no part of the type */
    if (type->family == ORM_SQL_TEXT || type->family == ORM_SQL_BLOB)
        type->length = ORM_SQL_UNSTATED; /* MySQL: the name tells */
    if (orm_dialect_is_mysql(dialect))
        type->with_time_zone = FALSE; /* the names tell: TIMESTAMP is kept in UTC, DATETIME is not */
}

/* MySQL's types without the character set, which is no part of them. */
static OrmSqlType mysql_type(const OrmColumn *column, OrmDialect dialect)
{
    GRegex *options = orm_pattern("(?i)\\s+(character set|charset|collate)\\s+\\w+");
    g_autofree char *plain = g_regex_replace_literal(options, column->type.text, -1, 0, "", 0, NULL);
    return plain != NULL && !g_str_equal(plain, column->type.text) ? orm_sql_type_parse(plain, dialect) : column->type;
}

OrmSqlType orm_declared_type(const OrmComparer *comparer, const OrmColumn *column)
{
    OrmDialect dialect = comparer->dialect;
    OrmSqlType type = column->type;
    if (!column->type_stated || comparer->result->declared->dialect != dialect) {
        g_autofree char *text = orm_sql_type_to_string(&column->type, dialect);
        type = orm_sql_type_parse(text, dialect);
        if (column->type.family == ORM_SQL_ENUM)
            type = column->type;
    }
    if (type.family == ORM_SQL_UNKNOWN && column->type_stated && orm_dialect_is_mysql(dialect))
        type = mysql_type(column, dialect);
    fill_in_defaults(&type, dialect);
    return type;
}

OrmSqlType orm_actual_type(const OrmComparer *comparer, const OrmColumn *column)
{
    OrmSqlType type = column->type;
    const OrmCatalogType *named = orm_named_type(comparer, &type);
    for (guint depth = 0; named != NULL && named->base_type != NULL && depth < 8; depth++) {
        guint array_depth = type.array_depth;
        type = orm_sql_type_parse(named->base_type, comparer->dialect);
        type.array_depth += array_depth;
        named = orm_named_type(comparer, &type);
    }
    if (named != NULL && named->labels != NULL)
        type.family = ORM_SQL_ENUM;
    if (orm_dialect_is_mysql(comparer->dialect) && column->enumeration->labels != NULL)
        type.family = ORM_SQL_ENUM;
    fill_in_defaults(&type, comparer->dialect);
    return type;
}

/* By their whole texts: "geometry(Point, 4326)", "set('a','b')", "mood". */
static OrmTruth same_text(const OrmComparer *comparer, const OrmSqlType *declared, const OrmSqlType *actual)
{
    gboolean mysql = orm_dialect_is_mysql(comparer->dialect);
    if (mysql && declared->family == ORM_SQL_ENUM && actual->family == ORM_SQL_ENUM)
        return ORM_YES; /* the labels are compared as such */
    gboolean by_name = declared->family == ORM_SQL_ENUM || actual->family == ORM_SQL_ENUM;
    g_autofree char *left = orm_bare_type_name(comparer, by_name ? declared->name : declared->text);
    g_autofree char *right = orm_bare_type_name(comparer, by_name ? actual->name : actual->text);
    if (orm_same_name(left, right))
        return ORM_YES;
    if (declared->family == ORM_SQL_OTHER && actual->family == ORM_SQL_OTHER && declared->name == actual->name)
        return strchr(left, '(') != NULL && strchr(right, '(') != NULL ? ORM_NO : ORM_YES;
    gboolean declared_known = declared->family != ORM_SQL_UNKNOWN || orm_named_type(comparer, declared) != NULL;
    gboolean actual_known = actual->family != ORM_SQL_UNKNOWN || orm_named_type(comparer, actual) != NULL;
    return declared_known && actual_known ? ORM_NO : ORM_UNKNOWN;
}

static gboolean is_named(OrmSqlFamily family)
{
    return family == ORM_SQL_UNKNOWN || family == ORM_SQL_OTHER || family == ORM_SQL_ENUM;
}

/* Families whose members are told apart by their names: json and jsonb, MySQL's text and longtext, timestamp and
 * datetime. */
static gboolean name_counts(const OrmSqlType *type, OrmDialect dialect)
{
    switch (type->family) {
    case ORM_SQL_JSON:
    case ORM_SQL_BIT:
        return TRUE;
    case ORM_SQL_TEXT:
    case ORM_SQL_BLOB:
    case ORM_SQL_TIMESTAMP:
        return orm_dialect_is_mysql(dialect);
    default:
        return FALSE;
    }
}

OrmTruth orm_types_equal(const OrmComparer *comparer, const OrmSqlType *declared, const OrmSqlType *actual)
{
    if (declared->array_depth != actual->array_depth)
        return ORM_NO;
    if (is_named(declared->family) || is_named(actual->family))
        return same_text(comparer, declared, actual);
    /* MariaDB keeps JSON as text */
    if (declared->family == ORM_SQL_JSON && g_str_equal(actual->name, "longtext") &&
        comparer->dialect == ORM_DIALECT_MARIADB)
        return ORM_YES;
    if (declared->family == ORM_SQL_BOOLEAN && actual->family == ORM_SQL_BOOLEAN)
        return ORM_YES; /* MySQL: BOOL and tinyint(1) */
    gboolean equal = declared->family == actual->family && declared->bits == actual->bits &&
                     declared->is_unsigned == actual->is_unsigned && declared->length == actual->length &&
                     declared->precision == actual->precision && declared->scale == actual->scale &&
                     declared->with_time_zone == actual->with_time_zone;
    if (equal && name_counts(declared, comparer->dialect))
        equal = declared->name == actual->name;
    return equal ? ORM_YES : ORM_NO;
}

static gboolean holds_bytes(OrmSqlFamily family)
{
    return family == ORM_SQL_BINARY || family == ORM_SQL_VARBINARY || family == ORM_SQL_BLOB;
}

/* As a user would write it. */
static const char *type_words(const OrmComparer *comparer, const OrmColumn *column)
{
    gboolean as_written =
        column->type_stated && (comparer->dialect == ORM_DIALECT_SQLITE || is_named(column->type.family));
    g_autofree char *text =
        as_written ? g_strdup(column->type.text) : orm_sql_type_to_string(&column->type, comparer->dialect);
    return orm_intern(text);
}

static const char *shown_type(const char *words)
{
    return words[0] != '\0' ? words : "no type";
}

/* SQLite enforces no more than the affinity, and in STRICT tables the type. */
OrmTruth orm_sqlite_types_equal(const OrmComparer *comparer, const OrmColumn *declared, const OrmColumn *actual)
{
    const char *type = type_words(comparer, declared);
    if (declared->type.family == ORM_SQL_ENUM)
        type = "TEXT";
    if (actual->table->strict.value == ORM_YES)
        return orm_same_name(orm_sql_type_strict_name(&declared->type), actual->type.text) ||
                       (orm_same_name(actual->type.text, "INT") &&
                        g_str_equal(orm_sql_type_strict_name(&declared->type), "INTEGER"))
                   ? ORM_YES
                   : ORM_NO;
    OrmAffinity expected = orm_sqlite_affinity(type), found = orm_sqlite_affinity(actual->type.text);
    /* BINARY is NUMERIC to SQLite, which leaves bytes as they are in both */
    gboolean same_bytes = holds_bytes(declared->type.family) && found == ORM_AFFINITY_BLOB;
    return expected == found || same_bytes ? ORM_YES : ORM_NO;
}

void orm_compare_types(const OrmTablePair *pair, const OrmColumn *declared, const OrmColumn *actual)
{
    const OrmComparer *comparer = pair->comparer;
    OrmSqlType expected = orm_declared_type(comparer, declared), found = orm_actual_type(comparer, actual);
    const char *expected_words = type_words(comparer, declared);
    OrmTruth equal = comparer->dialect == ORM_DIALECT_SQLITE ? orm_sqlite_types_equal(comparer, declared, actual)
                                                             : orm_types_equal(comparer, &expected, &found);
    /* a domain is also equal to itself */
    if (equal != ORM_YES && is_named(expected.family) && comparer->dialect != ORM_DIALECT_SQLITE &&
        orm_types_equal(comparer, &expected, &actual->type) == ORM_YES)
        equal = ORM_YES;
    /* no counter is of another type; autoincrement-invalid speaks of it */
    gboolean counted =
        actual->type.is_serial && declared->flags->autoincrement.value == ORM_YES && expected.family != ORM_SQL_INTEGER;
    if (equal == ORM_YES || counted)
        return;
    OrmDifference *difference = orm_columns_differ(pair, declared, actual, ORM_DIFFERENCE_TYPE);
    difference->certain = equal == ORM_NO;
    difference->expected = shown_type(expected_words);
    difference->actual = shown_type(type_words(comparer, actual));
    OrmSqlFit fit = orm_sql_type_fit(&found, &expected);
    difference->narrower = fit == ORM_FIT_NARROWER || fit == ORM_FIT_SIGN;
}
