/* SPDX-License-Identifier: MIT */
/* C source as the few tokens that matter here: identifiers, and where directives begin and end. */
#ifndef ORM_PROJECT_LEXER_H
#define ORM_PROJECT_LEXER_H

#include <glib.h>

typedef struct {
    const guint8 *at, *end;
    gboolean line_start; /* nothing but blanks and comments since the line began */
    gboolean directive;  /* between `#` and the end of its line */
    const guint8 *start; /* of the identifier; it ends at `at` */
    guint64 hash;        /* of the identifier: orm_name_hash */
} OrmLexer;

typedef enum {
    ORM_TOKEN_END,
    ORM_TOKEN_IDENTIFIER,
    ORM_TOKEN_DIRECTIVE, /* the `#` that begins one */
    ORM_TOKEN_LINE_END,  /* the end of a directive's line; other lines' ends are no tokens */
} OrmToken;

/** A lexer at the beginning of `text`, which must outlive it. */
OrmLexer orm_lexer_start(const char *text, gsize length);

/** Moves on to the next token. Comments, literals and numbers are passed over. */
OrmToken orm_lexer_next(OrmLexer *lexer);

/**
 * Reads "name" or <name>, as it follows `include`: returns its first byte and sets `length` and `quoted`; NULL when
 * something else comes.
 */
const char *orm_lexer_header_name(OrmLexer *lexer, gsize *length, gboolean *quoted);

#endif
