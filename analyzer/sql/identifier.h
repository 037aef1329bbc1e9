/* SPDX-License-Identifier: MIT */
/* Names and texts as SQL writes them. */
#ifndef ORM_SQL_IDENTIFIER_H
#define ORM_SQL_IDENTIFIER_H

#include "analyzer/graph/graph.h"

/**
 * Appends a name, quoted only where it must be: a reserved word, or letters that would not come back as written. Quotes
 * are double ones, backquotes for MySQL and MariaDB.
 */
void orm_append_identifier(GString *sql, const char *name, OrmDialect dialect);

/** "schema.table" or "table", each part quoted where it must be. */
void orm_append_table(GString *sql, const OrmTable *table, OrmDialect dialect);

/** A text in single quotes. */
void orm_append_text(GString *sql, const char *text, OrmDialect dialect);

#endif
