/* SPDX-License-Identifier: MIT */
#include "analyzer/schema/sqlite/token.h"
#include "analyzer/facts/lines.h"

#include <string.h>

OrmSqliteSource *orm_sqlite_source_new(const char *file, const char *text, gsize length)
{
    OrmSqliteSource *source = g_new0(OrmSqliteSource, 1);
    *source = (OrmSqliteSource){.file = orm_intern(file), .text = text, .length = length};
    if (file != NULL)
        source->lines = orm_lines_new(text, length);
    return source;
}

void orm_sqlite_source_free(OrmSqliteSource *source)
{
    if (source == NULL)
        return;
    g_clear_pointer(&source->lines, g_array_unref);
    g_free(source);
}

OrmPlace orm_sqlite_place(const OrmSqliteSource *source, gsize start, gsize end)
{
    OrmPlace place = {.file = source->file};
    if (source->file == NULL)
        return place;
    orm_lines_find(source->lines, start, &place.line, &place.column);
    orm_lines_find(source->lines, end, &place.end_line, &place.end_column);
    return place;
}

static gboolean is_name_byte(char c)
{
    return g_ascii_isalnum(c) || c == '_' || c == '$' || (guchar)c >= 0x80;
}

static gsize comment_end(const OrmSqliteSource *source, gsize offset)
{
    for (; offset + 1 < source->length; offset++) {
        if (source->text[offset] == '*' && source->text[offset + 1] == '/')
            return offset + 2;
    }
    return source->length;
}

/* After the blanks and comments at `offset`. */
static gsize skip_blanks(const OrmSqliteSource *source, gsize offset)
{
    const char *text = source->text;
    gsize length = source->length;
    while (offset < length) {
        gboolean pair = offset + 1 < length;
        if (g_ascii_isspace(text[offset])) {
            offset++;
        } else if (pair && text[offset] == '-' && text[offset + 1] == '-') {
            const char *end = memchr(text + offset, '\n', length - offset);
            offset = end != NULL ? (gsize)(end - text) : length;
        } else if (pair && text[offset] == '/' && text[offset + 1] == '*') {
            offset = comment_end(source, offset + 2);
        } else {
            break;
        }
    }
    return offset;
}

/* The end of the quoted part that begins at `offset`; the quote doubled stands for itself, but not in brackets. */
static gsize quoted_end(const OrmSqliteSource *source, gsize offset)
{
    char quote = source->text[offset] == '[' ? ']' : source->text[offset];
    for (offset++; offset < source->length; offset++) {
        if (source->text[offset] != quote)
            continue;
        if (quote == ']' || offset + 1 >= source->length || source->text[offset + 1] != quote)
            return offset + 1;
        offset++;
    }
    return source->length;
}

/* Numbers hang together with their exponent, blobs with their letter. */
static gsize other_end(const OrmSqliteSource *source, gsize offset)
{
    const char *text = source->text;
    gsize end = offset + 1;
    gboolean number =
        g_ascii_isdigit(text[offset]) || (text[offset] == '.' && end < source->length && g_ascii_isdigit(text[end]));
    while (
        number && end < source->length &&
        (is_name_byte(text[end]) || text[end] == '.' ||
         ((text[end] == '+' || text[end] == '-') && g_ascii_tolower(text[end - 1]) == 'e' && text[offset + 1] != 'x')))
        end++;
    static const char *const operators[] = {"<=", ">=", "<>", "!=", "==", "||", "<<", ">>", "->"};
    for (guint i = 0; !number && end < source->length && i < G_N_ELEMENTS(operators); i++) {
        if (text[offset] == operators[i][0] && text[end] == operators[i][1])
            return end + 1;
    }
    return end;
}

OrmSqliteToken orm_sqlite_token(const OrmSqliteSource *source, gsize offset)
{
    gsize start = skip_blanks(source, offset);
    OrmSqliteToken token = {ORM_SQLITE_END, start, start, start > offset};
    if (start >= source->length)
        return token;
    char c = source->text[start];
    gsize end = start + 1;
    if (c == '"' || c == '`' || c == '[' || c == '\'') {
        token.kind = c == '\'' ? ORM_SQLITE_STRING : ORM_SQLITE_QUOTED;
        end = quoted_end(source, start);
    } else if ((c == 'x' || c == 'X') && end < source->length && source->text[end] == '\'') {
        token.kind = ORM_SQLITE_OTHER;
        end = quoted_end(source, end);
    } else if (is_name_byte(c) && !g_ascii_isdigit(c)) {
        token.kind = ORM_SQLITE_WORD;
        while (end < source->length && is_name_byte(source->text[end]))
            end++;
    } else {
        token.kind = ORM_SQLITE_OTHER;
        end = other_end(source, start);
    }
    token.end = end;
    return token;
}

gboolean orm_sqlite_is(const OrmSqliteSource *source, OrmSqliteToken token, const char *word)
{
    gsize length = strlen(word);
    return (token.kind == ORM_SQLITE_WORD || token.kind == ORM_SQLITE_OTHER) && token.end - token.start == length &&
           g_ascii_strncasecmp(source->text + token.start, word, length) == 0;
}

const char *orm_sqlite_name(const OrmSqliteSource *source, OrmSqliteToken token)
{
    if (token.kind != ORM_SQLITE_WORD && token.kind != ORM_SQLITE_QUOTED && token.kind != ORM_SQLITE_STRING)
        return NULL;
    g_autoptr(GString) name = g_string_new(NULL);
    const char *text = source->text + token.start;
    gsize length = token.end - token.start;
    if (token.kind == ORM_SQLITE_WORD) {
        g_string_append_len(name, text, (gssize)length);
        return orm_intern(name->str);
    }
    for (gsize i = 1; i + 1 < length; i++) {
        g_string_append_c(name, text[i]);
        if (text[i] == text[0] && text[0] != '[')
            i++;
    }
    return orm_intern(name->str);
}
