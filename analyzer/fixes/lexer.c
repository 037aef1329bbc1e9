/* SPDX-License-Identifier: MIT */
#include "analyzer/fixes/lexer.h"

typedef struct {
    const char *text;
    gsize length, at;
    gboolean line_begins; /* only blanks since the line began: a `#` here is a directive */
    GArray *comments;     /* of OrmToken, those passed so far */
} Lexer;

static int byte_at(const Lexer *lexer, gsize ahead)
{
    return lexer->at + ahead < lexer->length ? (guchar)lexer->text[lexer->at + ahead] : -1;
}

static gboolean ends_line(int byte)
{
    return byte == '\n' || byte == '\r';
}

/* Bytes of a backslash, blanks and a line end at `lexer`, which join two lines; 0: there are none. */
static gsize joint(const Lexer *lexer)
{
    gsize length = 1;
    if (byte_at(lexer, 0) != '\\')
        return 0;
    while (byte_at(lexer, length) == ' ' || byte_at(lexer, length) == '\t')
        length++;
    if (!ends_line(byte_at(lexer, length)))
        return 0;
    return length + (byte_at(lexer, length) == '\r' && byte_at(lexer, length + 1) == '\n' ? 2 : 1);
}

static gboolean begins_comment(const Lexer *lexer)
{
    return byte_at(lexer, 0) == '/' && (byte_at(lexer, 1) == '*' || byte_at(lexer, 1) == '/');
}

static void skip_to_line_end(Lexer *lexer)
{
    while (lexer->at < lexer->length && !ends_line(byte_at(lexer, 0)))
        lexer->at += MAX(joint(lexer), 1);
}

static void skip_comment(Lexer *lexer)
{
    OrmToken comment = {.kind = ORM_TOKEN_COMMENT, .start = lexer->at};
    if (byte_at(lexer, 1) == '/') {
        skip_to_line_end(lexer);
    } else {
        lexer->at += 2;
        while (lexer->at < lexer->length && !(byte_at(lexer, 0) == '*' && byte_at(lexer, 1) == '/'))
            lexer->at++;
        lexer->at = MIN(lexer->at + 2, lexer->length);
    }
    comment.end = lexer->at;
    g_array_append_val(lexer->comments, comment);
}

static void skip_literal(Lexer *lexer)
{
    int quote = byte_at(lexer, 0);
    lexer->at++;
    while (lexer->at < lexer->length && byte_at(lexer, 0) != quote && !ends_line(byte_at(lexer, 0))) {
        gsize joined = joint(lexer);
        lexer->at += joined > 0 ? joined : byte_at(lexer, 0) == '\\' ? 2 : 1;
    }
    lexer->at = MIN(lexer->at + (byte_at(lexer, 0) == quote), lexer->length);
}

/* A directive goes on in joined lines and through comments, which may be of several lines. */
static void skip_directive(Lexer *lexer)
{
    while (lexer->at < lexer->length && !ends_line(byte_at(lexer, 0))) {
        if (begins_comment(lexer))
            skip_comment(lexer);
        else if (byte_at(lexer, 0) == '"' || byte_at(lexer, 0) == '\'')
            skip_literal(lexer);
        else
            lexer->at += MAX(joint(lexer), 1);
    }
}

static gboolean in_word(int byte)
{
    return byte == '_' || byte == '$' || byte >= 0x80 || (byte >= 0 && g_ascii_isalnum((char)byte));
}

static void skip_number(Lexer *lexer)
{
    while (in_word(byte_at(lexer, 0)) || byte_at(lexer, 0) == '.' ||
           (byte_at(lexer, 0) == '\'' && in_word(byte_at(lexer, 1)))) /* 1'000 of C23 */
        lexer->at++;
}

static OrmTokenKind skip_token(Lexer *lexer)
{
    int byte = byte_at(lexer, 0);
    if (byte == '#' && lexer->line_begins) {
        skip_directive(lexer);
        return ORM_TOKEN_DIRECTIVE;
    }
    if (byte == '"' || byte == '\'') {
        skip_literal(lexer);
        return ORM_TOKEN_LITERAL;
    }
    if (g_ascii_isdigit((char)byte)) {
        skip_number(lexer);
        return ORM_TOKEN_LITERAL;
    }
    if (!in_word(byte)) {
        lexer->at++;
        return ORM_TOKEN_MARK;
    }
    while (in_word(byte_at(lexer, 0)))
        lexer->at++;
    return ORM_TOKEN_WORD;
}

GArray *orm_fix_tokens(const char *text, gsize length, GArray *comments)
{
    GArray *tokens = g_array_new(FALSE, FALSE, sizeof(OrmToken));
    Lexer lexer = {.text = text, .length = length, .line_begins = TRUE, .comments = comments};
    while (lexer.at < lexer.length) {
        int byte = byte_at(&lexer, 0);
        if (ends_line(byte)) {
            lexer.line_begins = TRUE;
            lexer.at++;
        } else if (byte == ' ' || byte == '\t' || byte == '\v' || byte == '\f') {
            lexer.at++;
        } else if (joint(&lexer) > 0) {
            lexer.at += joint(&lexer);
        } else if (begins_comment(&lexer)) {
            skip_comment(&lexer);
        } else {
            OrmToken token = {.start = lexer.at};
            token.kind = skip_token(&lexer);
            token.end = lexer.at;
            lexer.line_begins = FALSE;
            g_array_append_val(tokens, token);
        }
    }
    return tokens;
}
