/* SPDX-License-Identifier: MIT */
/* The words of the annotation grammar. */
#ifndef ORM_EXTRACT_ANNOTATION_LEXER_H
#define ORM_EXTRACT_ANNOTATION_LEXER_H

#include "analyzer/facts/source_cursor.h"

typedef enum {
    ORM_TOKEN_NAME,   /* `text` without the blanks and comments that may stand around its dots and dashes */
    ORM_TOKEN_STRING, /* `text` with escapes resolved: one literal, adjacent ones are further tokens */
    ORM_TOKEN_NUMBER, /* `text` as written */
    ORM_TOKEN_COMMA,
    ORM_TOKEN_EQUALS,
    ORM_TOKEN_OPEN,
    ORM_TOKEN_CLOSE,
    ORM_TOKEN_END,
    ORM_TOKEN_ERROR /* `text` says what is wrong at `place` */
} OrmTokenKind;

/** A plain value; `text` is interned, valid UTF-8, and NULL where the kind says all. */
typedef struct {
    OrmTokenKind kind;
    const char *text;
    OrmPlace place;
} OrmToken;

/** Reads blanks, then one token. After an ERROR the cursor stands somewhere behind it. */
OrmToken orm_annotation_token(OrmSourceCursor *cursor);

/** Reads a C identifier (`ORM_TABLE`) into `name`, which is emptied first; FALSE when none starts here. */
gboolean orm_source_identifier(OrmSourceCursor *cursor, GString *name);

/** Reads `(` and everything to the `)` that closes it, or to the end, heeding literals and comments. FALSE, and nothing
 * is read, when no `(` follows. */
gboolean orm_source_parentheses(OrmSourceCursor *cursor);

#endif
