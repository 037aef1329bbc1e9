/* SPDX-License-Identifier: MIT */
/* Tokens of SQL text as MySQL and MariaDB read it: comments are passed over, conditional ones (and MariaDB's) are read
 * as content where the dialect does. */
#ifndef ORM_SCHEMA_MYSQL_LEXER_H
#define ORM_SCHEMA_MYSQL_LEXER_H

#include "analyzer/schema/readers.h"

typedef enum {
    ORM_MYSQL_END,       /* of the text */
    ORM_MYSQL_DELIMITER, /* of the statement */
    ORM_MYSQL_WORD,      /* a keyword or an unquoted name */
    ORM_MYSQL_QUOTED,    /* `name`, and "name" in the mode ANSI_QUOTES */
    ORM_MYSQL_STRING,    /* 'text' or "text"; without its introducer (_utf8mb4, N), which is a word of its own */
    ORM_MYSQL_NUMBER,
    ORM_MYSQL_BITS,   /* 0x1F, x'1F', 0b01, b'01' */
    ORM_MYSQL_SYMBOL, /* one byte */
    ORM_MYSQL_BROKEN  /* a string, quoted name or comment that never ends: `start` is where it begins */
} OrmMysqlTokenKind;

typedef struct {
    OrmMysqlTokenKind kind;
    gboolean spaced;   /* blanks or a comment stand before it */
    const char *start; /* in the text */
    gsize length;
} OrmMysqlToken;

typedef struct {
    const OrmSqlText *text;
    OrmDialect dialect;
    const char *at;
    const char *end;
    gboolean in_conditional;
    gboolean ansi_quotes, no_backslash_escapes; /* of sql_mode */
    char *delimiter;                            /* owned; as the command DELIMITER set it */
    GArray *lines;                              /* of gsize: where each line begins */
} OrmMysqlLexer;

/** Sets the lexer to the beginning of the text, with `;` for delimiter. Clear it with orm_mysql_lexer_clear. */
void orm_mysql_lexer_init(OrmMysqlLexer *lexer, const OrmSqlText *text, OrmDialect dialect);
void orm_mysql_lexer_clear(OrmMysqlLexer *lexer);

/** The next token. After END comes END. */
OrmMysqlToken orm_mysql_lexer_next(OrmMysqlLexer *lexer);

/** Passes over the rest of a statement, its delimiter included, without looking at more than quotes and comments.
 * Returns NULL, or where a quote or comment begins that never ends, or the end of a text without the delimiter. */
const char *orm_mysql_lexer_skip_statement(OrmMysqlLexer *lexer);

/** The place of the bytes from `start` up to `end`. */
OrmPlace orm_mysql_lexer_place(const OrmMysqlLexer *lexer, const char *start, const char *end);

/** The end of the quoted text that begins at `start` with its quote, behind the closing one; NULL when it never ends.
 */
const char *orm_mysql_lexer_quote_end(const OrmMysqlLexer *lexer, const char *start);

/** Whether the token is that keyword (upper case). */
gboolean orm_mysql_token_is(const OrmMysqlToken *token, const char *keyword);
gboolean orm_mysql_token_is_symbol(const OrmMysqlToken *token, char symbol);

#endif
