/* SPDX-License-Identifier: MIT */
/* The tokens of a CHECK's expression. */
#ifndef ORM_GRAPH_CHECK_TOKENS_H
#define ORM_GRAPH_CHECK_TOKENS_H

#include <glib.h>

typedef enum { ORM_CHECK_WORD, ORM_CHECK_NUMBER, ORM_CHECK_TEXT, ORM_CHECK_SIGN } OrmCheckTokenKind;

typedef struct {
    OrmCheckTokenKind kind;
    char *text; /* a word in lower case; a text without its quotes */
} OrmCheckToken;

/**
 * The tokens without what databases add to the expression that was written: casts, character sets, parentheses around a
 * lone name or constant or behind its sign. Of OrmCheckToken; free with g_array_unref.
 */
GArray *orm_check_tokens(const char *sql);

/** Whether it is that word or sign; NULL is none. */
gboolean orm_check_token_is(const OrmCheckToken *token, const char *text);

#endif
