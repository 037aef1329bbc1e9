/* SPDX-License-Identifier: MIT */
#include "analyzer/schema/mysql/lexer.h"
#include "analyzer/facts/lines.h"

#include <string.h>

/* What the conditional comments of a dump are measured by: the newest servers, 9.x and 11.x. */
#define MYSQL_VERSION 99999
#define MARIADB_VERSION 119999

void orm_mysql_lexer_init(OrmMysqlLexer *lexer, const OrmSqlText *text, OrmDialect dialect)
{
    *lexer = (OrmMysqlLexer){.text = text, .dialect = dialect, .at = text->text, .end = text->text + text->length};
    lexer->delimiter = g_strdup(";");
    lexer->lines = orm_lines_new(text->text, text->length);
    if (text->length >= 3 && memcmp(text->text, "\xEF\xBB\xBF", 3) == 0)
        lexer->at += 3;
}

void orm_mysql_lexer_clear(OrmMysqlLexer *lexer)
{
    g_free(lexer->delimiter);
    g_array_unref(lexer->lines);
}

static gboolean is_name_byte(char c)
{
    return g_ascii_isalnum(c) || c == '_' || c == '$' || (guchar)c >= 0x80;
}

static gboolean is_blank(char c)
{
    return g_ascii_isspace(c) || c == '\v' || c == '\0';
}

static gboolean begins(const OrmMysqlLexer *lexer, const char *at, const char *word)
{
    gsize length = strlen(word);
    return (gsize)(lexer->end - at) >= length && g_ascii_strncasecmp(at, word, length) == 0;
}

const char *orm_mysql_lexer_quote_end(const OrmMysqlLexer *lexer, const char *start)
{
    gboolean escapes = *start != '`' && !lexer->no_backslash_escapes && !(*start == '"' && lexer->ansi_quotes);
    for (const char *c = start + 1; c < lexer->end; c++) {
        if (*c == '\\' && escapes)
            c++;
        else if (*c == *start && c + 1 < lexer->end && c[1] == *start)
            c++;
        else if (*c == *start)
            return c + 1;
    }
    return NULL;
}

static const char *line_end(const OrmMysqlLexer *lexer, const char *at)
{
    const char *end = memchr(at, '\n', (gsize)(lexer->end - at));
    return end != NULL ? end : lexer->end;
}

/* Behind the comment that begins at `at`, those nested in it included; NULL when it never ends. */
static const char *comment_end(const OrmMysqlLexer *lexer, const char *at, gboolean nests)
{
    guint depth = 1;
    for (const char *c = at + 2; c + 1 < lexer->end; c++) {
        if (nests && c[0] == '/' && c[1] == '*')
            depth++, c++;
        else if (c[0] == '*' && c[1] == '/' && --depth == 0)
            return c + 2;
        else if (c[0] == '*' && c[1] == '/')
            c++;
    }
    return NULL;
}

/* Where the content of a conditional comment begins, when the dialect executes it; else NULL. */
static const char *conditional_content(const OrmMysqlLexer *lexer, const char *at)
{
    gboolean mariadb = lexer->dialect == ORM_DIALECT_MARIADB, own = begins(lexer, at, "/*M!");
    if (own ? !mariadb : !begins(lexer, at, "/*!"))
        return NULL;
    const char *c = at + (own ? 4 : 3);
    guint digits = 0, version = 0;
    for (; digits < 6 && c < lexer->end && g_ascii_isdigit(*c); c++, digits++)
        version = version * 10 + (guint)(*c - '0');
    if (digits > 0 && digits < 5)
        c -= digits, version = 0;
    if (version > (mariadb ? MARIADB_VERSION : MYSQL_VERSION))
        return NULL;
    /* what is for MySQL 5.7 and later is not for MariaDB, which goes its own way since */
    return mariadb && !own && version >= 50700 && version <= 99999 ? NULL : c;
}

/* Passes over a comment at the lexer's place. FALSE when none begins there; `broken` when it never ends. */
static gboolean skip_comment(OrmMysqlLexer *lexer, gboolean *broken)
{
    const char *at = lexer->at;
    if (*at == '#' || (begins(lexer, at, "--") && (at + 2 == lexer->end || is_blank(at[2])))) {
        lexer->at = line_end(lexer, at);
        return TRUE;
    }
    if (lexer->in_conditional && begins(lexer, at, "*/")) {
        lexer->in_conditional = FALSE;
        lexer->at += 2;
        return TRUE;
    }
    if (!begins(lexer, at, "/*"))
        return FALSE;
    const char *content = lexer->in_conditional ? NULL : conditional_content(lexer, at);
    lexer->in_conditional = lexer->in_conditional || content != NULL;
    const char *end =
        content != NULL ? content : comment_end(lexer, at, begins(lexer, at, "/*!") || begins(lexer, at, "/*M!"));
    *broken = end == NULL;
    lexer->at = end != NULL ? end : lexer->end;
    return TRUE;
}

static const char *number_end(const OrmMysqlLexer *lexer, const char *at)
{
    const char *c = at;
    while (c < lexer->end && g_ascii_isdigit(*c))
        c++;
    if (c < lexer->end && *c == '.') {
        c++;
        while (c < lexer->end && g_ascii_isdigit(*c))
            c++;
    }
    if (c < lexer->end && (*c == 'e' || *c == 'E')) {
        const char *exponent = c + 1;
        exponent += exponent < lexer->end && (*exponent == '+' || *exponent == '-');
        if (exponent < lexer->end && g_ascii_isdigit(*exponent)) {
            c = exponent;
            while (c < lexer->end && g_ascii_isdigit(*c))
                c++;
        }
    }
    return c;
}

/* A delimiter ends a word even where it could be a part of it: END$$. */
static const char *word_end(const OrmMysqlLexer *lexer, const char *at)
{
    while (at < lexer->end && is_name_byte(*at) && (*at != *lexer->delimiter || !begins(lexer, at, lexer->delimiter)))
        at++;
    return at;
}

static OrmMysqlToken token_up_to(OrmMysqlLexer *lexer, OrmMysqlTokenKind kind, const char *end)
{
    OrmMysqlToken token = {.kind = kind, .start = lexer->at, .length = (gsize)(end - lexer->at)};
    lexer->at = end;
    return token;
}

/* A string or quoted name, `prefix` bytes in. */
static OrmMysqlToken quoted_token(OrmMysqlLexer *lexer, OrmMysqlTokenKind kind, guint prefix)
{
    const char *end = orm_mysql_lexer_quote_end(lexer, lexer->at + prefix);
    return end != NULL ? token_up_to(lexer, kind, end) : token_up_to(lexer, ORM_MYSQL_BROKEN, lexer->end);
}

/* 0x1F, 0b01, x'1F', b'01'. */
static gboolean begins_bits(const OrmMysqlLexer *lexer, const char *at, const char *end)
{
    if (end - at == 1 && end < lexer->end && *end == '\'')
        return strchr("xXbB", *at) != NULL;
    if (end - at < 3 || at[0] != '0' || (at[1] != 'x' && at[1] != 'b'))
        return FALSE;
    for (const char *c = at + 2; c < end; c++) {
        if (at[1] == 'x' ? !g_ascii_isxdigit(*c) : *c != '0' && *c != '1')
            return FALSE;
    }
    return TRUE;
}

static OrmMysqlToken read_token(OrmMysqlLexer *lexer)
{
    const char *at = lexer->at;
    if (begins(lexer, at, lexer->delimiter))
        return token_up_to(lexer, ORM_MYSQL_DELIMITER, at + strlen(lexer->delimiter));
    if (*at == '`' || (*at == '"' && lexer->ansi_quotes))
        return quoted_token(lexer, ORM_MYSQL_QUOTED, 0);
    if (*at == '\'' || *at == '"')
        return quoted_token(lexer, ORM_MYSQL_STRING, 0);
    const char *end = word_end(lexer, at);
    if (begins_bits(lexer, at, end))
        return *end == '\'' && end - at == 1 ? quoted_token(lexer, ORM_MYSQL_BITS, 1)
                                             : token_up_to(lexer, ORM_MYSQL_BITS, end);
    gboolean fraction = *at == '.' && at + 1 < lexer->end && g_ascii_isdigit(at[1]);
    if (g_ascii_isdigit(*at) || fraction) {
        const char *number = number_end(lexer, at);
        if (number >= end) /* else a name that begins with a digit */
            return token_up_to(lexer, ORM_MYSQL_NUMBER, number);
    }
    return end > at ? token_up_to(lexer, ORM_MYSQL_WORD, end) : token_up_to(lexer, ORM_MYSQL_SYMBOL, at + 1);
}

OrmMysqlToken orm_mysql_lexer_next(OrmMysqlLexer *lexer)
{
    gboolean spaced = FALSE, broken = FALSE;
    while (lexer->at < lexer->end) {
        const char *start = lexer->at;
        if (is_blank(*lexer->at))
            lexer->at++;
        else if (!skip_comment(lexer, &broken))
            break;
        spaced = TRUE;
        if (broken)
            return (OrmMysqlToken){ORM_MYSQL_BROKEN, spaced, start, (gsize)(lexer->end - start)};
    }
    OrmMysqlToken token = {.kind = ORM_MYSQL_END, .start = lexer->end};
    if (lexer->at < lexer->end)
        token = read_token(lexer);
    token.spaced = spaced;
    return token;
}

const char *orm_mysql_lexer_skip_statement(OrmMysqlLexer *lexer)
{
    gboolean broken = FALSE;
    while (lexer->at < lexer->end) {
        const char *at = lexer->at;
        char c = *at;
        if (c == *lexer->delimiter && begins(lexer, at, lexer->delimiter)) {
            lexer->at += strlen(lexer->delimiter);
            return NULL;
        }
        if (c == '\'' || c == '"' || c == '`') {
            const char *end = orm_mysql_lexer_quote_end(lexer, at);
            broken = end == NULL;
            lexer->at = end != NULL ? end : lexer->end;
        } else if ((c != '#' && c != '-' && c != '/' && c != '*') || !skip_comment(lexer, &broken)) {
            lexer->at++;
        }
        if (broken)
            return at;
    }
    return lexer->end;
}

OrmPlace orm_mysql_lexer_place(const OrmMysqlLexer *lexer, const char *start, const char *end)
{
    OrmPlace place = {.file = lexer->text->file};
    orm_lines_find(lexer->lines, (gsize)(start - lexer->text->text), &place.line, &place.column);
    orm_lines_find(lexer->lines, (gsize)(end - lexer->text->text), &place.end_line, &place.end_column);
    return place;
}

gboolean orm_mysql_token_is(const OrmMysqlToken *token, const char *keyword)
{
    return token->kind == ORM_MYSQL_WORD && strlen(keyword) == token->length &&
           g_ascii_strncasecmp(token->start, keyword, token->length) == 0;
}

gboolean orm_mysql_token_is_symbol(const OrmMysqlToken *token, char symbol)
{
    return token->kind == ORM_MYSQL_SYMBOL && *token->start == symbol;
}
