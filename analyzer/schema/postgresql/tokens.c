/* SPDX-License-Identifier: MIT */
#include "analyzer/schema/postgresql/tokens.h"

#include <string.h>

typedef struct {
    const char *text;
    gsize length;
    gboolean *unterminated;
} Scan;

static char at(const Scan *scan, gsize offset)
{
    return offset < scan->length ? scan->text[offset] : '\0';
}

static gboolean begins_word(char c)
{
    return g_ascii_isalpha(c) || c == '_' || (guchar)c >= 0x80;
}

static gboolean is_word(char c)
{
    return begins_word(c) || g_ascii_isdigit(c) || c == '$';
}

static gsize to_the_end(const Scan *scan)
{
    if (scan->unterminated != NULL)
        *scan->unterminated = TRUE;
    return scan->length;
}

/* Comments nest. */
static gsize skip_comment(const Scan *scan, gsize offset)
{
    guint depth = 0;
    while (offset < scan->length) {
        if (at(scan, offset) == '/' && at(scan, offset + 1) == '*') {
            depth++;
            offset += 2;
        } else if (at(scan, offset) == '*' && at(scan, offset + 1) == '/') {
            offset += 2;
            if (--depth == 0)
                return offset;
        } else {
            offset++;
        }
    }
    return to_the_end(scan);
}

static gsize skip_blanks(const Scan *scan, gsize offset)
{
    while (offset < scan->length) {
        char c = scan->text[offset];
        if (g_ascii_isspace(c) || c == '\v') {
            offset++;
        } else if (c == '-' && at(scan, offset + 1) == '-') {
            while (offset < scan->length && scan->text[offset] != '\n')
                offset++;
        } else if (c == '/' && at(scan, offset + 1) == '*') {
            offset = skip_comment(scan, offset);
        } else {
            break;
        }
    }
    return offset;
}

/* From the opening quote; a doubled one is no end, nor, with `escapes`, one behind a backslash. */
static gsize skip_quoted(const Scan *scan, gsize offset, gboolean escapes)
{
    char quote = scan->text[offset++];
    for (; offset < scan->length; offset++) {
        if (escapes && scan->text[offset] == '\\')
            offset++;
        else if (scan->text[offset] == quote && at(scan, offset + 1) == quote)
            offset++;
        else if (scan->text[offset] == quote)
            return offset + 1;
    }
    return to_the_end(scan);
}

/* $tag$ ... $tag$; 0 when it is none. */
static gsize skip_dollars(const Scan *scan, gsize offset)
{
    gsize end = offset + 1;
    if (g_ascii_isdigit(at(scan, end)))
        return 0;
    while (is_word(at(scan, end)) && at(scan, end) != '$')
        end++;
    if (at(scan, end) != '$')
        return 0;
    gsize tag = end + 1 - offset;
    for (gsize i = end + 1; i + tag <= scan->length; i++) {
        if (scan->text[i] == '$' && memcmp(scan->text + i, scan->text + offset, tag) == 0)
            return i + tag;
    }
    return to_the_end(scan);
}

static gsize skip_number(const Scan *scan, gsize offset)
{
    while (g_ascii_isalnum(at(scan, offset)) || at(scan, offset) == '_' ||
           (at(scan, offset) == '.' && at(scan, offset + 1) != '.') ||
           ((at(scan, offset) == '-' || at(scan, offset) == '+') && g_ascii_tolower(scan->text[offset - 1]) == 'e'))
        offset++;
    return offset;
}

/* The quote behind a string's prefix, 0 when none begins here. */
static gsize quote_behind_prefix(const Scan *scan, gsize offset)
{
    char c = g_ascii_toupper(at(scan, offset));
    if (c == '\'')
        return offset;
    if ((c == 'E' || c == 'B' || c == 'X' || c == 'N') && at(scan, offset + 1) == '\'')
        return offset + 1;
    if (c == 'U' && at(scan, offset + 1) == '&' && (at(scan, offset + 2) == '\'' || at(scan, offset + 2) == '"'))
        return offset + 2;
    return 0;
}

OrmPostgresqlToken orm_postgresql_scan(const char *text, gsize length, gsize offset, gboolean *unterminated)
{
    Scan scan = {text, length, unterminated};
    OrmPostgresqlToken token = {ORM_TOKEN_SIGN, skip_blanks(&scan, offset), 0};
    char c = at(&scan, token.start);
    if (token.start >= length)
        return (OrmPostgresqlToken){ORM_TOKEN_END, length, length};
    token.end = token.start + 1;
    gsize quote = quote_behind_prefix(&scan, token.start);
    if (quote > 0 || c == '\'') {
        token.kind = text[quote] == '"' ? ORM_TOKEN_QUOTED : ORM_TOKEN_STRING;
        token.end = skip_quoted(&scan, quote, g_ascii_toupper(c) == 'E');
    } else if (c == '"') {
        token.kind = ORM_TOKEN_QUOTED;
        token.end = skip_quoted(&scan, token.start, FALSE);
    } else if (begins_word(c)) {
        token.kind = ORM_TOKEN_WORD;
        while (is_word(at(&scan, token.end)))
            token.end++;
    } else if (g_ascii_isdigit(c) || (c == '.' && g_ascii_isdigit(at(&scan, token.start + 1)))) {
        token.kind = ORM_TOKEN_NUMBER;
        token.end = skip_number(&scan, token.start + 1);
    } else if (c == '$') {
        gsize end = skip_dollars(&scan, token.start);
        token.kind = end > 0 ? ORM_TOKEN_STRING : ORM_TOKEN_SIGN;
        token.end = end > 0 ? end : token.end;
    }
    return token;
}

GArray *orm_postgresql_scan_all(const char *text, gsize length)
{
    GArray *tokens = g_array_new(FALSE, FALSE, sizeof(OrmPostgresqlToken));
    OrmPostgresqlToken token = {ORM_TOKEN_SIGN, 0, 0};
    while (token.kind != ORM_TOKEN_END) {
        token = orm_postgresql_scan(text, length, token.end, NULL);
        g_array_append_val(tokens, token);
    }
    return tokens;
}

gboolean orm_postgresql_scan_is(const char *text, const OrmPostgresqlToken *token, const char *word)
{
    gsize length = strlen(word);
    return token->kind == ORM_TOKEN_WORD && token->end - token->start == length &&
           g_ascii_strncasecmp(text + token->start, word, length) == 0;
}

gboolean orm_postgresql_scan_is_sign(const char *text, const OrmPostgresqlToken *token, char sign)
{
    return token->kind == ORM_TOKEN_SIGN && text[token->start] == sign;
}

char *orm_postgresql_scan_name(const char *text, const OrmPostgresqlToken *token)
{
    if (token->kind == ORM_TOKEN_WORD)
        return g_ascii_strdown(text + token->start, (gssize)(token->end - token->start));
    if (token->kind != ORM_TOKEN_QUOTED)
        return NULL;
    GString *name = g_string_new(NULL);
    gsize start = token->start + (text[token->start] == '"' ? 1 : 3);
    for (gsize i = start; i + 1 < token->end; i++) {
        g_string_append_c(name, text[i]);
        i += text[i] == '"';
    }
    return g_string_free(name, FALSE);
}
