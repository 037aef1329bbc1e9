/* SPDX-License-Identifier: MIT */
#include "analyzer/verbs/validate.h"

#include <string.h>

#include "analyzer/graph/vocabulary.h"
#include "analyzer/verbs/arguments.h"

/* More than this is no help when listed. */
#define FEW_WORDS 8

static const char *const rule_levels[] = {"error", "warning", "info", "on", "off", "default", NULL};

void orm_validate_unknown(const char *what, const char *word, const char *const *candidates, GError **error)
{
    const char *nearest = orm_nearest_word(word, candidates);
    if (nearest != NULL) {
        g_set_error(error, ORM_ARGUMENTS_ERROR, 0, "unknown %s `%s`; did you mean `%s`?", what, word, nearest);
    } else if (g_strv_length((char **)candidates) <= FEW_WORDS) {
        g_autofree char *all = g_strjoinv(", ", (char **)candidates);
        g_set_error(error, ORM_ARGUMENTS_ERROR, 0, "unknown %s `%s`; known: %s", what, word, all);
    } else {
        /* only rules are that many */
        g_set_error(error, ORM_ARGUMENTS_ERROR, 0, "unknown %s `%s`; `ormlint rule all` lists them", what, word);
    }
}

static gboolean check_word(const char *what, const char *word, const char *const *candidates, GError **error)
{
    if (g_strv_contains(candidates, word))
        return TRUE;
    orm_validate_unknown(what, word, candidates, error);
    return FALSE;
}

/** NAME or NAME=FILE. */
static gboolean check_format(const char *value, GError **error)
{
    g_auto(GStrv) parts = g_strsplit(value, "=", 2);
    if (!check_word("format", parts[0] != NULL ? parts[0] : "", orm_words(ORM_WORDS_FORMATS), error))
        return FALSE;
    if (parts[1] == NULL || *parts[1] != '\0')
        return TRUE;
    g_set_error(error, ORM_ARGUMENTS_ERROR, 0, "format `%s` names no file after `=`", parts[0]);
    return FALSE;
}

static gboolean check_rules(const OrmOption *option, const char *value, GError **error)
{
    g_auto(GStrv) names = g_strsplit(value, ",", -1);
    gboolean known = TRUE, named = names[0] != NULL;
    for (char **name = names; *name != NULL && known && named; name++) {
        named = *g_strstrip(*name) != '\0';
        known = !named || check_word("rule or family", *name, orm_words(ORM_WORDS_RULES), error);
    }
    if (!named)
        g_set_error(error, ORM_ARGUMENTS_ERROR, 0, "`--%s` names no rule in `%s`", option->name, value);
    return named && known;
}

static gboolean check_rule_level(const char *value, GError **error)
{
    g_auto(GStrv) parts = g_strsplit(value, "=", 2);
    if (parts[0] == NULL || parts[1] == NULL) {
        g_set_error(error, ORM_ARGUMENTS_ERROR, 0, "`--severity` takes RULE=LEVEL, not `%s`", value);
        return FALSE;
    }
    return check_word("rule or family", parts[0], orm_words(ORM_WORDS_RULES), error) &&
           check_word("level", parts[1], rule_levels, error);
}

static gboolean check_number(const OrmOption *option, const char *value, GError **error)
{
    guint64 number;
    if (g_ascii_string_to_unsigned(value, 10, 0, G_MAXUINT, &number, NULL))
        return TRUE;
    g_set_error(error, ORM_ARGUMENTS_ERROR, 0, "`--%s` takes a number, not `%s`", option->name, value);
    return FALSE;
}

gboolean orm_validate(const OrmOption *option, const char *value, GError **error)
{
    switch (option->words) {
    case ORM_WORDS_FORMATS:
        return check_format(value, error);
    case ORM_WORDS_RULES:
        return check_rules(option, value, error);
    case ORM_WORDS_RULE_LEVELS:
        return check_rule_level(value, error);
    case ORM_WORDS_NUMBER:
        return check_number(option, value, error);
    case ORM_WORDS_PATHS:
        if (*value != '\0')
            return TRUE;
        g_set_error(error, ORM_ARGUMENTS_ERROR, 0, "`--%s` names no file", option->name);
        return FALSE;
    case ORM_WORDS_DIALECTS:
        return check_word("dialect", value, orm_words(option->words), error);
    case ORM_WORDS_PAGE_FORMATS:
    case ORM_WORDS_SCHEMA_FORMATS:
        return check_word("format", value, orm_words(option->words), error);
    case ORM_WORDS_LEVELS:
        return check_word("level", value, orm_words(option->words), error);
    case ORM_WORDS_COLORS:
        return check_word("colour setting", value, orm_words(option->words), error);
    case ORM_WORDS_DUMPS:
        return check_word("stage", value, orm_words(option->words), error);
    default:
        return TRUE; /* --set is checked by the configuration, which points into it */
    }
}
