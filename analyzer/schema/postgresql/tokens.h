/* SPDX-License-Identifier: MIT */
/* SQL text as PostgreSQL's scanner cuts it up: enough to find the ends of statements, and what stands where in one. */
#ifndef ORM_SCHEMA_POSTGRESQL_TOKENS_H
#define ORM_SCHEMA_POSTGRESQL_TOKENS_H

#include <glib.h>

typedef enum {
    ORM_TOKEN_END,
    ORM_TOKEN_WORD,   /* a keyword or name */
    ORM_TOKEN_QUOTED, /* a name in double quotes */
    ORM_TOKEN_STRING, /* with its quotes, prefix (E, B, X, U&) or dollars */
    ORM_TOKEN_NUMBER,
    ORM_TOKEN_SIGN /* any other byte, each by itself */
} OrmPostgresqlTokenKind;

typedef struct {
    OrmPostgresqlTokenKind kind;
    gsize start, end; /* bytes of the text; the end is exclusive */
} OrmPostgresqlToken;

/**
 * The token at or behind `offset`; blanks and comments are passed over. A string or comment without an end goes to the
 * end of the text, `*unterminated` (may be NULL) is then set to TRUE, else left alone.
 */
OrmPostgresqlToken orm_postgresql_scan(const char *text, gsize length, gsize offset, gboolean *unterminated);

/** All tokens: of OrmPostgresqlToken, with one of kind END behind them. Free with g_array_unref. */
GArray *orm_postgresql_scan_all(const char *text, gsize length);

/** Whether the token is that keyword, in any case. `word` is upper case. */
gboolean orm_postgresql_scan_is(const char *text, const OrmPostgresqlToken *token, const char *word);

/** Whether the token is that sign. */
gboolean orm_postgresql_scan_is_sign(const char *text, const OrmPostgresqlToken *token, char sign);

/** The name that a word or quoted name stands for, folded and without quotes; NULL for any other token. Free with
 * g_free. */
char *orm_postgresql_scan_name(const char *text, const OrmPostgresqlToken *token);

#endif
