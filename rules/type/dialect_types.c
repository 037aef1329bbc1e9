/* SPDX-License-Identifier: MIT */
/*
 * Sources: PostgreSQL 15 manual, sections 8.1 and 8.3, and MaxAttrSize of its sources for bit strings; MySQL 8.0
 * manual, sections 11.1 and 11.3; MariaDB manual, "Data Types". Tried on PostgreSQL 15 and MariaDB 10.11.
 */
#include "analyzer/facts/pattern.h"
#include "rules/type/dialect_types.h"

#include <string.h>

const char *orm_dialect_title(OrmDialect dialect)
{
    static const char *const titles[] = {"any database", "PostgreSQL", "SQLite", "MySQL", "MariaDB"};
    return titles[dialect];
}

const char *orm_type_foreign_part(const OrmSqlType *type, OrmDialect dialect)
{
    gboolean postgresql = dialect == ORM_DIALECT_POSTGRESQL, mysql = orm_dialect_is_mysql(dialect);
    if (type->array_depth > 0 && dialect != ORM_DIALECT_PORTABLE && !postgresql)
        return "it has no arrays: keep the elements in a table of their own, or in JSON";
    if (strpbrk(type->text, " \t\n") == NULL)
        return NULL; /* nearly all: one word has no parts */
    if (postgresql && orm_matches(type->text, "(?i)\\b(unsigned|signed|zerofill)\\b"))
        return "PostgreSQL has no UNSIGNED: state the next wider type, and a CHECK where below 0 nothing may be";
    if (mysql && orm_matches(type->text, "(?i)\\bwith(out)?( local)? time zone\\b"))
        return "it keeps no time zone: state TIMESTAMP, which is kept in UTC, or DATETIME";
    if (dialect == ORM_DIALECT_SQLITE && orm_matches(type->text, "(?i)\\bwith( local)? time zone\\b"))
        return "it keeps no time zone: leave that out";
    return NULL;
}

/* What else a column may be besides its type, told in words of any number. */
static gboolean begins_free_text(const char *word, OrmDialect dialect)
{
    static const char *const options[] = {"default", "unique", "check", "generated", "references", "constraint", NULL};
    static const char *const mysql_options[] = {
        "character", "charset", "binary",     "ascii",      "unicode", "byte",      "auto_increment",
        "on",        "comment", "key",        "as",         "visible", "invisible", "with",
        "without",   "virtual", "compressed", "persistent", "stored",  "srid",      NULL};
    return dialect == ORM_DIALECT_SQLITE || dialect == ORM_DIALECT_PORTABLE || g_strv_contains(options, word) ||
           (orm_dialect_is_mysql(dialect) && g_strv_contains(mysql_options, word));
}

/* How many of the words at `words` belong to the first one, behind which others may follow; 0: it may not stand behind
 * the type. */
static guint words_of_part(const char *name, char **words, OrmDialect dialect)
{
    static const char *const spans[] = {"year", "month", "day", "hour", "minute", "second", "to", NULL};
    if (g_str_equal(words[0], "not"))
        return g_strcmp0(words[1], "null") == 0 ? 2 : 0;
    if (g_str_equal(words[0], "primary"))
        return g_strcmp0(words[1], "key") == 0 ? 2 : 0;
    if (g_str_equal(words[0], "collate"))
        return words[1] != NULL ? 2 : 0;
    gboolean span =
        dialect == ORM_DIALECT_POSTGRESQL && g_str_equal(name, "interval") && g_strv_contains(spans, words[0]);
    return span || g_str_equal(words[0], "null");
}

/* The first of the words behind the type `name` that may not stand there; NULL: all may. */
static const char *odd_word(const char *name, char **words, OrmDialect dialect)
{
    while (*words != NULL && !begins_free_text(*words, dialect)) {
        guint count = words_of_part(name, words, dialect);
        if (count == 0)
            return *words;
        words += count;
    }
    return NULL;
}

gboolean orm_type_begins_with_known(const char *name, OrmDialect dialect, char **odd)
{
    g_auto(GStrv) words = g_strsplit(name, " ", -1);
    for (guint length = g_strv_length(words); length-- > 1;) {
        char *next = g_steal_pointer(&words[length]);
        g_autofree char *first = g_strjoinv(" ", words);
        words[length] = next;
        gboolean is_enum = orm_dialect_is_mysql(dialect) && g_str_equal(first, "enum");
        if (!is_enum && orm_sql_type_name_find(first, dialect) == NULL)
            continue;
        *odd = g_strdup(odd_word(first, words + length, dialect));
        return TRUE;
    }
    return FALSE;
}

/* How many bytes the greatest character has; 1 where nothing says. */
static gint64 bytes_of_character(const OrmColumn *column)
{
    GRegex *stated = orm_pattern("(?i)\\b(?:character set|charset)\\s+(\\w+)");
    g_autoptr(GMatchInfo) match = NULL;
    g_autofree char *own = g_regex_match(stated, column->type.text, 0, &match) ? g_match_info_fetch(match, 1) : NULL;
    const char *set = own != NULL ? own : column->table->charset.text;
    if (orm_matches(set, "(?i)^(utf8mb4|utf16|utf16le|utf32|gb18030)$"))
        return 4;
    return orm_matches(set, "(?i)^(utf8|utf8mb3)$") ? 3 : 1;
}

/* A row has 65535 bytes, two of which hold the length. */
static gint64 longest_in_mysql(const OrmColumn *column, const OrmSqlTypeName *name)
{
    switch (name->family) {
    case ORM_SQL_CHAR:
    case ORM_SQL_BINARY:
        return 255;
    case ORM_SQL_VARCHAR:
        return (65535 - 2) / bytes_of_character(column);
    case ORM_SQL_VARBINARY:
        return 65535 - 2;
    case ORM_SQL_BIT:
        return 64;
    default:
        return 0;
    }
}

gint64 orm_type_longest(const OrmColumn *column, const OrmSqlTypeName *name, OrmDialect dialect)
{
    if (orm_dialect_is_mysql(dialect))
        return longest_in_mysql(column, name);
    if (dialect != ORM_DIALECT_POSTGRESQL)
        return 0;
    if (name->family == ORM_SQL_CHAR || name->family == ORM_SQL_VARCHAR)
        return 10485760;
    return name->family == ORM_SQL_BIT ? 83886080 : 0;
}

/* Where the index holds all of the column; unknown: it does not, or is of a kind that takes all types. */
static OrmPlace whole_in_index(const OrmIndex *index, const OrmColumn *column)
{
    const OrmArgument *kind = index->annotation ? orm_annotation_argument(index->annotation, "prefix") : NULL;
    for (guint i = 0; i < index->elements->len && !kind; i++) {
        const OrmIndexElement *element = g_ptr_array_index(index->elements, i);
        if (element->reference.column == column && element->prefix_length == ORM_SQL_UNSTATED)
            return element->place;
    }
    return ORM_PLACE_UNKNOWN;
}

/* A primary key that is stated as an index may hold the beginning only. */
static OrmPlace whole_in_primary_key(const OrmColumn *column)
{
    for (guint i = 0; i < column->table->indexes->len; i++) {
        const OrmIndex *index = g_ptr_array_index(column->table->indexes, i);
        if (index->primary_key.value == ORM_YES)
            return whole_in_index(index, column);
    }
    return column->in_primary_key ? column->table->primary_key->place : ORM_PLACE_UNKNOWN;
}

OrmPlace orm_column_refused_key(const OrmColumn *column, OrmDialect dialect)
{
    gboolean long_type = column->type.family == ORM_SQL_TEXT || column->type.family == ORM_SQL_BLOB;
    if (!orm_dialect_is_mysql(dialect) || !long_type || column->table->is_view)
        return ORM_PLACE_UNKNOWN;
    OrmPlace place = whole_in_primary_key(column);
    for (guint i = 0; dialect == ORM_DIALECT_MYSQL && i < column->table->indexes->len && !orm_place_known(&place); i++)
        place = whole_in_index(g_ptr_array_index(column->table->indexes, i), column);
    return place;
}

gint64 orm_numeric_most_digits(OrmDialect dialect)
{
    if (orm_dialect_is_mysql(dialect))
        return 65;
    return dialect == ORM_DIALECT_POSTGRESQL ? 1000 : 0;
}

gint64 orm_numeric_most_decimals(OrmDialect dialect)
{
    if (orm_dialect_is_mysql(dialect))
        return dialect == ORM_DIALECT_MYSQL ? 30 : 38;
    return dialect == ORM_DIALECT_POSTGRESQL ? 1000 : 0;
}

gint64 orm_numeric_least_decimals(OrmDialect dialect)
{
    return orm_dialect_is_mysql(dialect) ? 0 : -1000;
}
