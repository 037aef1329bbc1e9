/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/sql_type.h"
#include "analyzer/facts/intern.h"

#include <stdlib.h>
#include <string.h>

#include "analyzer/graph/sql_type_names.h"

static const char *const dialect_names[] = {"portable", "postgresql", "sqlite", "mysql", "mariadb"};

const char *orm_dialect_name(OrmDialect dialect)
{
    return dialect_names[dialect];
}

gboolean orm_dialect_parse(const char *name, OrmDialect *dialect)
{
    for (guint i = 0; i < G_N_ELEMENTS(dialect_names); i++) {
        if (g_str_equal(name, dialect_names[i])) {
            *dialect = (OrmDialect)i;
            return TRUE;
        }
    }
    return FALSE;
}

gboolean orm_dialect_is_mysql(OrmDialect dialect)
{
    return dialect == ORM_DIALECT_MYSQL || dialect == ORM_DIALECT_MARIADB;
}

OrmSqlType orm_sql_type_simple(OrmSqlFamily family, const char *name)
{
    const char *interned = orm_intern(name);
    return (OrmSqlType){.family = family,
                        .name = interned,
                        .text = interned,
                        .length = ORM_SQL_UNSTATED,
                        .precision = ORM_SQL_UNSTATED,
                        .scale = ORM_SQL_UNSTATED};
}

/* A type's text split into its words, its arguments and what follows them. */
typedef struct {
    GString *words;    /* lower case, one blank between words, arguments and brackets left out */
    gint arguments[2]; /* ORM_SQL_UNSTATED when not given; the second may be negative */
    guint count;       /* of arguments */
    guint array_depth;
    gboolean plain; /* the arguments are numbers, or there are none */
} TypeText;

static void append_word_character(GString *words, char c)
{
    if (!g_ascii_isspace(c))
        g_string_append_c(words, g_ascii_tolower(c));
    else if (words->len > 0 && words->str[words->len - 1] != ' ')
        g_string_append_c(words, ' ');
}

/* Reads "(10, 2)" from the character after the parenthesis; returns the character after the closing one. */
static const char *read_arguments(const char *text, TypeText *type)
{
    for (guint n = 0;; n++) {
        char *end;
        long value = strtol(text, &end, 10);
        gboolean number = end != text;
        while (g_ascii_isspace(*end))
            end++;
        if (number && n < G_N_ELEMENTS(type->arguments) && (*end == ',' || *end == ')'))
            type->arguments[n] = (gint)CLAMP(value, n == 0 ? 0 : -G_MAXINT, G_MAXINT);
        else
            type->plain = FALSE;
        type->count = n + 1;
        text = end + strcspn(end, ",)");
        if (*text != ',')
            return *text == ')' ? text + 1 : text;
        text++;
    }
}

static void split_type_text(const char *text, TypeText *type)
{
    *type = (TypeText){.words = g_string_new(NULL), .arguments = {ORM_SQL_UNSTATED, ORM_SQL_UNSTATED}, .plain = TRUE};
    while (*text != '\0') {
        if (*text == '(') {
            append_word_character(type->words, ' ');
            text = read_arguments(text + 1, type);
        } else if (*text == '[') {
            type->array_depth++;
            text += strcspn(text, "]");
            text += *text == ']';
        } else {
            append_word_character(type->words, *text++);
        }
    }
    while (type->words->len > 0 && type->words->str[type->words->len - 1] == ' ')
        g_string_truncate(type->words, type->words->len - 1);
}

/* Takes a trailing or inner word out of the text; returns whether it was there. */
static gboolean take_word(GString *words, const char *word)
{
    g_autofree char *padded = g_strdup_printf(" %s ", words->str);
    g_autofree char *wanted = g_strdup_printf(" %s ", word);
    char *found = strstr(padded, wanted);
    if (found == NULL)
        return FALSE;
    *found = '\0';
    g_autofree char *rest = g_strconcat(padded, " ", found + strlen(wanted), NULL);
    g_strstrip(rest);
    g_string_assign(words, rest);
    return TRUE;
}

static void fill_in_arguments(OrmSqlType *type, const TypeText *text, const OrmSqlTypeName *known, OrmDialect dialect)
{
    gint first = text->arguments[0];
    switch (known->arguments) {
    case ORM_ARGUMENTS_LENGTH:
        type->length = first != ORM_SQL_UNSTATED ? first : known->default_length;
        break;
    case ORM_ARGUMENTS_PRECISION_SCALE:
        type->precision = first;
        type->scale = text->arguments[1];
        if (first == ORM_SQL_UNSTATED && orm_dialect_is_mysql(dialect))
            type->precision = 10;
        if (type->precision != ORM_SQL_UNSTATED && text->count < 2)
            type->scale = 0;
        break;
    case ORM_ARGUMENTS_FRACTION:
        type->precision = first != ORM_SQL_UNSTATED ? first : orm_dialect_is_mysql(dialect) ? 0 : ORM_SQL_UNSTATED;
        break;
    case ORM_ARGUMENTS_FLOAT_BITS:
        /* SQL's FLOAT(p): p counts binary digits, 24 of them fit a single */
        if (first != ORM_SQL_UNSTATED && text->count == 1)
            type->bits = first <= 24 ? 32 : 64;
        break;
    case ORM_ARGUMENTS_NONE:
        break;
    }
}

OrmSqlType orm_sql_type_parse(const char *text, OrmDialect dialect)
{
    TypeText split;
    split_type_text(text, &split);
    g_autoptr(GString) words = split.words;

    gboolean is_unsigned = take_word(words, "unsigned");
    (void)take_word(words, "signed");
    is_unsigned |= take_word(words, "zerofill");
    gboolean with_zone = take_word(words, "with time zone") || take_word(words, "with local time zone");
    (void)take_word(words, "without time zone");
    if (take_word(words, "array"))
        split.array_depth += split.array_depth == 0;
    if (g_str_has_prefix(words->str, "pg_catalog."))
        g_string_erase(words, 0, (gssize)strlen("pg_catalog."));

    const OrmSqlTypeName *known = orm_sql_type_name_find(words->str, dialect);
    OrmSqlType type = orm_sql_type_simple(ORM_SQL_UNKNOWN, words->str);
    if (known != NULL) {
        type = orm_sql_type_simple(known->family, known->canonical);
        type.bits = known->bits;
        type.is_serial = known->is_serial;
        type.with_time_zone = known->with_time_zone || with_zone;
        type.is_unsigned = known->is_serial && orm_dialect_is_mysql(dialect);
        fill_in_arguments(&type, &split, known, dialect);
        /* MySQL's BOOL is another name of this very type */
        if (orm_dialect_is_mysql(dialect) && g_str_equal(type.name, "tinyint") && split.arguments[0] == 1 &&
            !is_unsigned)
            type = orm_sql_type_simple(ORM_SQL_BOOLEAN, "boolean");
    }
    type.is_unsigned = is_unsigned || type.is_unsigned;
    type.array_depth = MAX(split.array_depth, type.array_depth);
    if (known != NULL && known->is_vector)
        type.array_depth = MAX(type.array_depth, 1);
    g_autofree char *stripped = g_strstrip(g_strdup(text));
    type.text = orm_intern(stripped);
    return type;
}

OrmSqlType orm_sql_type_element(const OrmSqlType *type)
{
    if (g_strcmp0(type->name, "oidvector") == 0)
        return orm_sql_type_parse("oid", ORM_DIALECT_POSTGRESQL);
    if (g_strcmp0(type->name, "int2vector") == 0)
        return orm_sql_type_parse("smallint", ORM_DIALECT_POSTGRESQL);
    OrmSqlType element = *type;
    if (element.array_depth > 0)
        element.array_depth--;
    return element;
}
