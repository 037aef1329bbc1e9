/* SPDX-License-Identifier: MIT */
/* C source as tokens: enough to find commas and parentheses, never wrong about strings and comments. */
#ifndef ORM_FIXES_LEXER_H
#define ORM_FIXES_LEXER_H

#include "analyzer/fixes/source.h"

/** The tokens of a text, of OrmToken. The caller owns the array. Comments, those in directives too, are appended to
 * `comments`, of OrmToken. */
GArray *orm_fix_tokens(const char *text, gsize length, GArray *comments);

#endif
