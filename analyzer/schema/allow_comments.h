/* SPDX-License-Identifier: MIT */
/* Finds the comments of SQL text that allow rules: `-- ormlint: allow RULE[, RULE] -- REASON`, as in C sources. */
#ifndef ORM_SCHEMA_ALLOW_COMMENTS_H
#define ORM_SCHEMA_ALLOW_COMMENTS_H

#include "analyzer/facts/allow_comment.h"
#include "analyzer/schema/readers.h"

/** Appends those of the text to `comments` (of OrmAllowComment *). What stands in a string, a quoted name or, on
 * PostgreSQL, a body between dollars is none. */
void orm_sql_allow_comments(const OrmSqlText *text, OrmDialect dialect, GPtrArray *comments);

#endif
