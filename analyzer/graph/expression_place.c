/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/expression_place.h"

#include <string.h>

/* What a column's name is not part of, or a name: in quotes, or bare. */
static const char token_pattern[] = "'(?:[^']|'')*'|\"([^\"]*)\"|`([^`]*)`|([A-Za-z_\\x80-\\xff][\\w$\\x80-\\xff]*)";

static GRegex *token_regex(void)
{
    static gsize once;
    if (g_once_init_enter(&once))
        g_once_init_leave(&once, (gsize)g_regex_new(token_pattern, G_REGEX_RAW, 0, NULL));
    return (GRegex *)once;
}

/* A literal is its text in quotes, or bare, when nothing in it is written otherwise than it is meant: every escape and
 * every further piece makes it longer. -1: it is another. */
static gint bytes_before(const char *text, const OrmPlace *place)
{
    gsize length = strlen(text);
    if (!orm_place_known(place) || place->line != place->end_line || place->end_column < place->column)
        return -1;
    gsize width = place->end_column - place->column;
    return width == length + 2 ? 1 : width == length ? 0 : -1;
}

/* Neither a function nor a type. */
static gboolean may_be_column(const char *text, gint start, gint end)
{
    const char *behind = text + end + strspn(text + end, " \t");
    return *behind != '(' && (start < 2 || strncmp(text + start - 2, "::", 2) != 0);
}

/* The table's name before the dot, where the wanted name has one. */
static gboolean follows_table(const char *text, gint start, const char *wanted, const char *dot)
{
    gsize length = dot != NULL ? (gsize)(dot - wanted) + 1 : 0;
    return length == 0 || ((gsize)start >= length && g_ascii_strncasecmp(text + start - length, wanted, length) == 0);
}

OrmPlace orm_expression_name_place(const char *text, OrmPlace place, const char *name)
{
    gint before = text != NULL ? bytes_before(text, &place) : -1;
    if (before < 0)
        return place;
    const char *dot = strrchr(name, '.'), *column = dot != NULL ? dot + 1 : name;
    g_autoptr(GMatchInfo) match = NULL;
    for (g_regex_match(token_regex(), text, 0, &match); g_match_info_matches(match); g_match_info_next(match, NULL)) {
        gint start = 0, end = 0;
        g_match_info_fetch_pos(match, 0, &start, &end);
        gboolean quoted = text[start] == '"' || text[start] == '`';
        g_autofree char *word = g_strndup(text + start + quoted, (gsize)(end - start - 2 * quoted));
        if (g_ascii_strcasecmp(word, column) != 0 || !may_be_column(text, start, end) ||
            !follows_table(text, start, name, dot))
            continue;
        place.column += (guint)(before + start);
        place.end_column = place.column + (guint)(end - start);
        return place;
    }
    return place;
}
