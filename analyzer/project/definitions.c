/* SPDX-License-Identifier: MIT */
#include "analyzer/project/definitions.h"

#include <string.h>

#include "analyzer/project/lexer.h"

/*
 * Names of a definition stand between `struct` (or `union`) and `{`, and between `}` and `;`; attributes and macros may
 * stand beside them. What lies between two identifiers tells which of these begins or ends.
 */
typedef struct {
    const GPtrArray *patterns;
    gboolean after_struct; /* `struct` was met, and nothing that ends its name */
    gboolean after_brace;  /* `}` was met, and no `;` */
    guint depth;           /* of parentheses since `struct` */
    gboolean matched;      /* a name after `struct` matches: it counts when `{` follows */
} Search;

static gboolean matches(const Search *search, const char *name, gsize length)
{
    for (guint i = 0; i < search->patterns->len; i++)
        if (orm_struct_pattern_names(g_ptr_array_index(search->patterns, i), name, length, NULL))
            return TRUE;
    return FALSE;
}

static gboolean is_struct_word(const char *name, gsize length)
{
    return (length == 6 && memcmp(name, "struct", 6) == 0) || (length == 5 && memcmp(name, "union", 5) == 0);
}

/* How many bytes the comment takes that begins there; 0 when none does. */
static gsize comment_length(const char *text, gsize length)
{
    if (length < 2 || text[0] != '/' || (text[1] != '*' && text[1] != '/'))
        return 0;
    const char *close = text[1] == '*' ? "*/" : "\n", *at = g_strstr_len(text + 2, (gssize)length - 2, close);
    return at != NULL ? (gsize)(at - text) + strlen(close) : length;
}

/* Whether the character belongs to an attribute between `struct` and the name. Behind the name, parentheses are those
 * of a function. */
static gboolean is_in_attribute(Search *search, char character)
{
    if (!search->after_struct)
        search->depth = 0;
    gboolean inside = search->depth > 0;
    if (character == '(' && search->after_struct && !search->matched)
        return ++search->depth > 0;
    if (character == ')' && inside)
        search->depth--;
    return inside && character != '{' && character != ';';
}

/* Takes what stands between two identifiers; TRUE when it makes a definition of a name that matched. */
static gboolean take_gap(Search *search, const char *gap, gsize length)
{
    for (gsize i = 0; i < length; i++) {
        i += comment_length(gap + i, length - i);
        if (i >= length)
            break;
        if (gap[i] == '{' && search->after_struct && search->matched)
            return TRUE;
        if (!is_in_attribute(search, gap[i]) && gap[i] != '\0' && strchr("{};(),=*", gap[i]) != NULL)
            search->after_struct = search->matched = FALSE;
        if (gap[i] == '}')
            search->after_brace = TRUE;
        else if (gap[i] == ';' || gap[i] == '{')
            search->after_brace = FALSE;
    }
    return FALSE;
}

static gboolean take_name(Search *search, const char *name, gsize length)
{
    if (is_struct_word(name, length)) {
        search->after_struct = TRUE;
        search->matched = FALSE;
        return FALSE;
    }
    if (!(search->after_struct || search->after_brace) || !matches(search, name, length))
        return FALSE;
    search->matched = search->matched || search->after_struct;
    return search->after_brace && !search->after_struct;
}

gboolean orm_defines_struct(const char *text, gsize length, const GPtrArray *patterns)
{
    Search search = {.patterns = patterns};
    OrmLexer lexer = orm_lexer_start(text, length);
    const guint8 *end = lexer.at;
    if (length == 0)
        return FALSE;
    for (OrmToken token; (token = orm_lexer_next(&lexer)) != ORM_TOKEN_END;) {
        if (token == ORM_TOKEN_DIRECTIVE) {
            if (take_gap(&search, (const char *)end, (gsize)(lexer.at - end)))
                return TRUE;
            while (lexer.directive && orm_lexer_next(&lexer) != ORM_TOKEN_END)
                ;
        } else if (token == ORM_TOKEN_IDENTIFIER) {
            if (take_gap(&search, (const char *)end, (gsize)(lexer.start - end)) ||
                take_name(&search, (const char *)lexer.start, (gsize)(lexer.at - lexer.start)))
                return TRUE;
        }
        end = lexer.at;
    }
    return take_gap(&search, (const char *)end, (gsize)(lexer.end - end));
}
