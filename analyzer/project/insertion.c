/* SPDX-License-Identifier: MIT */
#include "analyzer/project/insertion.h"

#include <string.h>

#include "analyzer/project/scan.h"

static gboolean is_word(char byte)
{
    return g_ascii_isalnum(byte) || byte == '_';
}

/* Blanks out what lies between, line ends aside. */
static void blank(char *mask, gsize from, gsize to)
{
    for (gsize i = from; i < to; i++)
        if (mask[i] != '\n')
            mask[i] = ' ';
}

/* The end of the line from `at`, joined lines included. */
static gsize line_end(const char *text, gsize at, gsize length)
{
    while (at < length && (text[at] != '\n' || (at > 0 && text[at - 1] == '\\') ||
                           (at > 1 && text[at - 1] == '\r' && text[at - 2] == '\\')))
        at++;
    return at;
}

static gsize comment_end(const char *text, gsize at, gsize length)
{
    if (text[at + 1] == '/')
        return line_end(text, at, length);
    const char *end = strstr(text + at + 2, "*/");
    return end == NULL ? length : (gsize)(end - text) + 2;
}

static gsize literal_end(const char *text, gsize at, gsize length)
{
    char quote = text[at++];
    while (at < length && text[at] != '\n' && text[at] != quote)
        at += text[at] == '\\' && at + 1 < length ? 2 : 1;
    return MIN(at + 1, length);
}

char *orm_source_mask(const char *text, gsize length)
{
    char *mask = g_strndup(text, length);
    gboolean line_start = TRUE;
    for (gsize i = 0; i < length;) {
        gsize end = i + 1;
        if (text[i] == '/' && (text[i + 1] == '/' || text[i + 1] == '*')) {
            end = comment_end(text, i, length);
            blank(mask, i, end);
        } else if (text[i] == '"' || (text[i] == '\'' && (i == 0 || !g_ascii_isxdigit(text[i - 1])))) {
            end = literal_end(text, i, length);
            blank(mask, i, end);
        } else if (text[i] == '#' && line_start) {
            end = line_end(text, i, length);
            blank(mask, i, end);
        }
        line_start = text[i] == '\n' || (line_start && g_ascii_isspace(mask[i]));
        i = end;
    }
    return mask;
}

gboolean orm_source_uses_vocabulary(const char *mask)
{
    for (const char *at = mask; *at != '\0';) {
        gsize length = 0;
        while (is_word(at[length]))
            length++;
        if (length > 0 && orm_names_contain(orm_vocabulary_names(), orm_name_hash(at, length)))
            return TRUE;
        at += MAX(length, 1);
    }
    return FALSE;
}

gssize orm_source_offset(const char *text, guint line, guint column)
{
    const char *at = text;
    for (guint i = 1; i < line; i++) {
        at = strchr(at, '\n');
        if (at == NULL)
            return -1;
        at++;
    }
    return line == 0 || column == 0 || strcspn(at, "\n") < column - 1 ? -1 : at - text + column - 1;
}

/* How many parentheses are open since the declaration began. */
static int open_parentheses(const char *mask, gssize offset)
{
    int open = 0;
    for (gssize i = offset - 1; i >= 0 && strchr(";{}", mask[i]) == NULL; i--)
        open += mask[i] == '(' ? 1 : mask[i] == ')' ? -1 : 0;
    return open;
}

static gssize last_before(const char *mask, gssize offset)
{
    gssize at = offset - 1;
    while (at >= 0 && g_ascii_isspace(mask[at]))
        at--;
    return at;
}

/* `(*name)`: a pointer to a function or an array. */
static gboolean is_pointed_declarator(const char *mask, gssize offset)
{
    gssize at = last_before(mask, offset);
    gboolean star = FALSE;
    for (; at >= 0 && mask[at] == '*'; at = last_before(mask, at))
        star = TRUE;
    return star && at >= 0 && mask[at] == '(';
}

static gssize behind_declarator(const char *mask, gssize offset)
{
    int depth = is_pointed_declarator(mask, offset) ? 1 : 0;
    if (open_parentheses(mask, offset) != depth)
        return -1;
    for (; mask[offset] != '\0'; offset++) {
        if (depth == 0 && (mask[offset] == ';' || mask[offset] == ','))
            return last_before(mask, offset) + 1;
        depth += strchr("([{", mask[offset]) != NULL ? 1 : strchr(")]}", mask[offset]) != NULL ? -1 : 0;
        if (depth < 0)
            return -1;
    }
    return -1;
}

static gssize before_name(const char *mask, gssize offset)
{
    gssize before = last_before(mask, offset);
    if (before < 0 || open_parentheses(mask, offset) != 0)
        return -1;
    return is_word(mask[before]) || mask[before] == ')' || mask[before] == '}' ? offset : -1;
}

gssize orm_source_annotation_offset(const char *mask, gssize offset, const char *name, gboolean is_field,
                                    const char **reason)
{
    gsize length = strlen(name);
    *reason = "its name does not stand there: a macro makes it";
    if (offset < 0 || strncmp(mask + offset, name, length) != 0 || is_word(mask[offset + length]) ||
        (offset > 0 && is_word(mask[offset - 1])))
        return -1;
    *reason = "it is declared through a macro";
    return is_field ? behind_declarator(mask, offset) : before_name(mask, offset);
}
