/* SPDX-License-Identifier: MIT */
#include "analyzer/schema/mysql/literal.h"

#include <string.h>

static char unescape(char c)
{
    switch (c) {
    case 'n':
        return '\n';
    case 't':
        return '\t';
    case 'r':
        return '\r';
    case 'b':
        return '\b';
    case 'Z':
        return '\032';
    default:
        return c;
    }
}

/* What stands between the quotes. A NUL, which no C string holds, becomes a blank. */
static GString *between_quotes(const char *start, gsize length, gboolean escapes)
{
    GString *text = g_string_sized_new(length);
    char quote = *start;
    for (const char *c = start + 1, *end = start + length - 1; c < end; c++) {
        char byte = *c;
        if (byte == '\\' && escapes && c + 1 < end) {
            byte = *++c;
            if (byte == '%' || byte == '_') /* kept for LIKE */
                g_string_append_c(text, '\\');
            byte = byte == '0' ? '\0' : unescape(byte);
        } else if (byte == quote && c + 1 < end) {
            c++;
        }
        g_string_append_c(text, byte != '\0' ? byte : ' ');
    }
    return text;
}

const char *orm_mysql_token_text(const OrmMysqlLexer *lexer, const OrmMysqlToken *token)
{
    g_autoptr(GString) text = NULL;
    if ((token->kind == ORM_MYSQL_QUOTED || token->kind == ORM_MYSQL_STRING) && token->length >= 2)
        text = between_quotes(token->start, token->length,
                              token->kind == ORM_MYSQL_STRING && !lexer->no_backslash_escapes);
    else
        text = g_string_new_len(token->start, (gssize)token->length);
    g_autofree char *valid = g_utf8_make_valid(text->str, -1);
    return orm_intern(valid);
}

char *orm_mysql_quote(const char *text)
{
    GString *quoted = g_string_new("'");
    for (; *text != '\0'; text++) {
        if (*text == '\'' || *text == '\\')
            g_string_append_c(quoted, *text);
        g_string_append_c(quoted, *text);
    }
    g_string_append_c(quoted, '\'');
    return g_string_free(quoted, FALSE);
}

char *orm_mysql_unquote(const char **text)
{
    const char *end = *text + 1;
    while (*end != '\0' && (*end != '\'' || end[1] == '\''))
        end += (*end == '\\' || *end == '\'') && end[1] != '\0' ? 2 : 1;
    end += *end == '\'';
    GString *content = between_quotes(*text, (gsize)(end - *text), TRUE);
    *text = end;
    return g_string_free(content, FALSE);
}

static void append_token(GString *text, const OrmMysqlLexer *lexer, const OrmMysqlToken *token)
{
    if (token->kind == ORM_MYSQL_STRING) {
        g_autofree char *quoted = orm_mysql_quote(orm_mysql_token_text(lexer, token));
        g_string_append(text, quoted);
    } else if (token->kind == ORM_MYSQL_QUOTED && *token->start == '"') {
        g_auto(GStrv) parts = g_strsplit(orm_mysql_token_text(lexer, token), "`", -1);
        g_autofree char *doubled = g_strjoinv("``", parts);
        g_string_append_printf(text, "`%s`", doubled);
    } else {
        g_string_append_len(text, token->start, (gssize)token->length);
    }
}

const char *orm_mysql_tokens_text(const OrmMysqlLexer *lexer, const OrmMysqlToken *first, const OrmMysqlToken *last)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (const OrmMysqlToken *token = first; token < last; token++) {
        if (token->spaced && token > first)
            g_string_append_c(text, ' ');
        append_token(text, lexer, token);
    }
    g_autofree char *valid = g_utf8_make_valid(text->str, (gssize)text->len);
    return orm_intern(valid);
}

static gboolean is_plain_word(const char *start, const char *end)
{
    if (start == end || g_ascii_isdigit(*start))
        return FALSE;
    for (; start < end; start++) {
        if (!g_ascii_isalnum(*start) && *start != '_')
            return FALSE;
    }
    return TRUE;
}

const char *orm_mysql_without_backquotes(const char *expression)
{
    if (expression == NULL)
        return NULL;
    g_autoptr(GString) plain = g_string_new(NULL);
    for (const char *c = expression; *c != '\0';) {
        const char *end = *c == '`' ? strchr(c + 1, '`') : NULL;
        if (end != NULL && is_plain_word(c + 1, end)) {
            g_string_append_len(plain, c + 1, end - c - 1);
            c = end + 1;
        } else if (*c == '\'') {
            const char *start = c;
            g_free(orm_mysql_unquote(&c));
            g_string_append_len(plain, start, c - start);
        } else {
            g_string_append_c(plain, *c++);
        }
    }
    return orm_intern(plain->str);
}
