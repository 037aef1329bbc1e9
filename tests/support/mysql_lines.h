/* SPDX-License-Identifier: MIT */
/* For catalog_lines: what MySQL and MariaDB keep of a column, however a text wrote it. */
#ifndef ORM_TESTS_MYSQL_LINES_H
#define ORM_TESTS_MYSQL_LINES_H

#include "analyzer/schema/catalog.h"

#include <string.h>

/** The expression without blanks, backquotes and parentheses, in lower case but for its strings. */
static inline const char *mysql_expression(const char *text)
{
    if (text == NULL)
        return NULL;
    g_autoptr(GString) squeezed = g_string_new(NULL);
    gboolean in_string = FALSE;
    for (const char *c = text; *c != '\0'; c++) {
        in_string ^= *c == '\'';
        if (in_string || strchr(" \n\t`()", *c) == NULL)
            g_string_append_c(squeezed, in_string ? *c : g_ascii_tolower(*c));
    }
    g_string_replace(squeezed, "<>", "!=", 0);
    return orm_intern(squeezed->str);
}

/** The type as the server would show it, in one spelling; an enum's labels stand elsewhere. */
static inline const char *mysql_type(const char *text, OrmDialect dialect)
{
    OrmSqlType type = orm_sql_type_parse(text != NULL ? text : "", dialect);
    if (type.family == ORM_SQL_ENUM)
        return "ENUM";
    if (type.family == ORM_SQL_UNKNOWN || type.family == ORM_SQL_OTHER)
        return mysql_expression(g_ascii_strncasecmp(text, "year", 4) == 0 ? "year" : text);
    g_autofree char *printed = orm_sql_type_to_string(&type, dialect);
    return orm_intern(printed);
}

/** The default as the value that it is: 1 for TRUE and for '1' of a number, one name of the present moment. */
static inline const char *mysql_default(const OrmCatalogColumn *column, const char *text, OrmDialect dialect)
{
    const char *squeezed = mysql_expression(text);
    if (squeezed == NULL)
        return NULL;
    OrmSqlType type = orm_sql_type_parse(column->type, dialect);
    gboolean number = type.family == ORM_SQL_INTEGER || type.family == ORM_SQL_NUMERIC ||
                      type.family == ORM_SQL_FLOAT || type.family == ORM_SQL_BOOLEAN;
    g_autofree char *bare = g_strdup(*squeezed == '\'' && number ? squeezed + 1 : squeezed);
    if (g_str_has_prefix(bare, "nextval")) /* the server adds the database */
        return orm_intern(strchr(bare, '.') != NULL ? strchr(bare, '.') + 1 : bare + strlen("nextvaluefor"));
    if (g_str_equal(bare, "localtimestamp"))
        return "current_timestamp";
    if (g_str_has_prefix(bare, "now"))
        return orm_intern(strchr("0123456789", bare[3]) != NULL && bare[3] != '\0' ? bare : "current_timestamp");
    if (number && (g_str_equal(bare, "true") || g_str_equal(bare, "false")))
        return *bare == 't' ? "1" : "0";
    char *end;
    double value = g_ascii_strtod(bare, &end);
    if (*squeezed == '\'' && !number)
        return squeezed;
    if (end == bare || (*end != '\0' && *end != '\''))
        return squeezed;
    g_autofree char *printed = g_strdup_printf(number ? "%.12g" : "'%.12g'", value);
    return orm_intern(printed);
}

/** The collation, unless it is one that MariaDB 10.11 has for a character set where none is stated. */
static inline const char *mysql_collation(const char *collation)
{
    gboolean usual = collation == NULL || g_str_equal(collation, "latin1_swedish_ci") ||
                     g_str_has_suffix(collation, "_general_ci") || g_str_equal(collation, "binary");
    return usual ? NULL : collation;
}

/** The character set where it is another than the table's and no collation tells it. */
static inline const char *mysql_charset(const OrmCatalogTable *table, const OrmCatalogColumn *column)
{
    const char *charset = column->charset, *collation = column->collation;
    g_autofree char *of_collation = collation != NULL ? g_strndup(collation, strcspn(collation, "_")) : NULL;
    charset = charset != NULL ? charset : of_collation;
    if (charset == NULL || g_strcmp0(charset, table->charset) == 0 || mysql_collation(collation) != NULL)
        return NULL;
    return g_str_equal(charset, "utf8") ? "utf8mb3" : orm_intern(charset);
}

#endif
