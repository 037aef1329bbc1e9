/* SPDX-License-Identifier: MIT */
#include "analyzer/project/lexer.h"

#include <string.h>

#include "analyzer/project/scan.h"

enum { OTHER, BLANK, NEWLINE, LETTER, DIGIT, QUOTE, SLASH, HASH, BACKSLASH };

static const guint8 classes[256] = {
    [' '] = BLANK,          ['\t'] = BLANK,           ['\r'] = BLANK,
    ['\f'] = BLANK,         ['\v'] = BLANK,           ['\n'] = NEWLINE,
    ['a' ... 'z'] = LETTER, ['A' ... 'Z'] = LETTER,   ['_'] = LETTER,
    ['$'] = LETTER,         [0x80 ... 0xff] = LETTER, ['0' ... '9'] = DIGIT,
    ['"'] = QUOTE,          ['\''] = QUOTE,           ['/'] = SLASH,
    ['#'] = HASH,           ['\\'] = BACKSLASH,
};

/* FNV-1a */
#define HASH_START G_GUINT64_CONSTANT(0xcbf29ce484222325)
#define HASH_FACTOR G_GUINT64_CONSTANT(0x100000001b3)

guint64 orm_name_hash(const char *name, gsize length)
{
    guint64 hash = HASH_START;
    for (gsize i = 0; i < length; i++)
        hash = (hash ^ (guint8)name[i]) * HASH_FACTOR;
    return hash;
}

static void read_identifier(OrmLexer *lexer)
{
    const guint8 *at = lexer->at;
    guint64 hash = HASH_START;
    lexer->start = at;
    for (; at < lexer->end && (classes[*at] == LETTER || classes[*at] == DIGIT); at++)
        hash = (hash ^ *at) * HASH_FACTOR;
    lexer->at = at;
    lexer->hash = hash;
}

/* A preprocessing number: 0x1F, 1e5, 10UL, 1'000. */
static void skip_number(OrmLexer *lexer)
{
    const guint8 *at = lexer->at + 1;
    while (at < lexer->end) {
        gboolean separator =
            *at == '\'' && at + 1 < lexer->end && (classes[at[1]] == DIGIT || classes[at[1]] == LETTER);
        if (classes[*at] != LETTER && classes[*at] != DIGIT && *at != '.' && !separator)
            break;
        at++;
    }
    lexer->at = at;
}

/* How many bytes the continuation at `at` takes: a backslash and the end of the line; 0 when it is none. */
static gsize continuation(const guint8 *at, const guint8 *end)
{
    if (*at != '\\')
        return 0;
    if (at + 1 < end && at[1] == '\n')
        return 2;
    return at + 2 < end && at[1] == '\r' && at[2] == '\n' ? 3 : 0;
}

/* A literal without its closing quote ends with the line, so that an apostrophe in #error or in dead code swallows no
 * more. */
static void skip_literal(OrmLexer *lexer)
{
    guint8 quote = *lexer->at++;
    while (lexer->at < lexer->end && *lexer->at != '\n') {
        guint8 byte = *lexer->at;
        gsize continued = continuation(lexer->at, lexer->end);
        if (continued)
            lexer->at += continued;
        else
            lexer->at += byte == '\\' && lexer->at + 1 < lexer->end ? 2 : 1;
        if (byte == quote)
            return;
    }
}

static void skip_line_comment(OrmLexer *lexer)
{
    for (;;) {
        const guint8 *newline = memchr(lexer->at, '\n', (gsize)(lexer->end - lexer->at));
        lexer->at = newline ? newline : lexer->end;
        if (!newline)
            return;
        const guint8 *last = newline[-1] == '\r' ? newline - 2 : newline - 1;
        if (*last != '\\')
            return;
        lexer->at++;
    }
}

static void skip_block_comment(OrmLexer *lexer)
{
    const guint8 *at = lexer->at + 2;
    while (at < lexer->end) {
        const guint8 *star = memchr(at, '*', (gsize)(lexer->end - at));
        if (!star || star + 1 >= lexer->end)
            break;
        if (star[1] == '/') {
            lexer->at = star + 2;
            return;
        }
        at = star + 1;
    }
    lexer->at = lexer->end;
}

static void skip_slash(OrmLexer *lexer)
{
    guint8 next = lexer->at + 1 < lexer->end ? lexer->at[1] : 0;
    if (next == '/') {
        skip_line_comment(lexer);
    } else if (next == '*') {
        skip_block_comment(lexer);
    } else {
        lexer->at++;
        lexer->line_start = FALSE;
    }
}

OrmToken orm_lexer_next(OrmLexer *lexer)
{
    while (lexer->at < lexer->end) {
        switch (classes[*lexer->at]) {
        case BLANK:
            lexer->at++;
            break;
        case NEWLINE:
            lexer->at++;
            lexer->line_start = TRUE;
            if (lexer->directive) {
                lexer->directive = FALSE;
                return ORM_TOKEN_LINE_END;
            }
            break;
        case LETTER:
            read_identifier(lexer);
            lexer->line_start = FALSE;
            return ORM_TOKEN_IDENTIFIER;
        case DIGIT:
            skip_number(lexer);
            lexer->line_start = FALSE;
            break;
        case QUOTE:
            skip_literal(lexer);
            lexer->line_start = FALSE;
            break;
        case SLASH:
            skip_slash(lexer);
            break;
        case HASH:
            lexer->at++;
            if (lexer->line_start && !lexer->directive) {
                lexer->line_start = FALSE;
                lexer->directive = TRUE;
                return ORM_TOKEN_DIRECTIVE;
            }
            break;
        case BACKSLASH:
            lexer->at += MAX(continuation(lexer->at, lexer->end), 1);
            break;
        default:
            lexer->at++;
            lexer->line_start = FALSE;
        }
    }
    return ORM_TOKEN_END;
}

OrmLexer orm_lexer_start(const char *text, gsize length)
{
    return (OrmLexer){.at = (const guint8 *)text, .end = (const guint8 *)text + length, .line_start = TRUE};
}

const char *orm_lexer_header_name(OrmLexer *lexer, gsize *length, gboolean *quoted)
{
    while (lexer->at < lexer->end && classes[*lexer->at] == BLANK)
        lexer->at++;
    if (lexer->at >= lexer->end || (*lexer->at != '"' && *lexer->at != '<'))
        return NULL;
    guint8 close = *lexer->at == '<' ? '>' : '"';
    const guint8 *start = lexer->at + 1, *at = start;
    while (at < lexer->end && *at != close && *at != '\n')
        at++;
    if (at >= lexer->end || *at != close || at == start)
        return NULL;
    *length = (gsize)(at - start);
    *quoted = close == '"';
    lexer->at = at + 1;
    return (const char *)start;
}
