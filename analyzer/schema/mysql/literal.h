/* SPDX-License-Identifier: MIT */
/* What tokens mean, and text written as SQL again. */
#ifndef ORM_SCHEMA_MYSQL_LITERAL_H
#define ORM_SCHEMA_MYSQL_LITERAL_H

#include "analyzer/schema/mysql/lexer.h"

/** The name or string of a token, without quotes and escapes; of any other token its text. Interned. */
const char *orm_mysql_token_text(const OrmMysqlLexer *lexer, const OrmMysqlToken *token);

/** The text as a string literal of MySQL: in single quotes, quotes doubled, backslashes too. Free with g_free. */
char *orm_mysql_quote(const char *text);

/** The text between single quotes that begins at `*text` without its quotes and escapes, and `*text` behind it. Free
 * with g_free. */
char *orm_mysql_unquote(const char **text);

/** The tokens from `first` up to `last` (exclusive) as text: without comments, one blank where there were any, strings
 * as orm_mysql_quote writes them. Interned. */
const char *orm_mysql_tokens_text(const OrmMysqlLexer *lexer, const OrmMysqlToken *first, const OrmMysqlToken *last);

/** The expression without backquotes around plain words, so that `year(``d``)` is `year(d)`. Interned. */
const char *orm_mysql_without_backquotes(const char *expression);

#endif
