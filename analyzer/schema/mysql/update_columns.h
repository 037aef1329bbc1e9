/* SPDX-License-Identifier: MIT */
/* What an UPDATE fills: rows are not read otherwise, but a migration that fills a column before it makes it NOT NULL
 * does what it should. */
#ifndef ORM_SCHEMA_MYSQL_UPDATE_COLUMNS_H
#define ORM_SCHEMA_MYSQL_UPDATE_COLUMNS_H

#include "analyzer/schema/mysql/lexer.h"

/** The table that an UPDATE names, and the columns to which it gives a value other than NULL: as they are written,
 * without quotes, without what stands before a dot, interned. */
typedef struct {
    const char *table;   /* NULL: the statement is no UPDATE */
    const char *columns; /* "a, b"; NULL: none that could be told */
} OrmUpdate;

/** Reads the statement whose first token is `first`, behind which the lexer stands; it is left there. Never fails: what
 * is not understood names no column. */
OrmUpdate orm_mysql_update_read(const OrmMysqlLexer *lexer, const OrmMysqlToken *first);

#endif
