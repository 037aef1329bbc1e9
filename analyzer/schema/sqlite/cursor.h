/* SPDX-License-Identifier: MIT */
/* A walk over the tokens of a statement. */
#ifndef ORM_SCHEMA_SQLITE_CURSOR_H
#define ORM_SCHEMA_SQLITE_CURSOR_H

#include "analyzer/schema/sqlite/token.h"

typedef struct {
    const OrmSqliteSource *source;
    const OrmSqliteToken *token; /* the present one; the last is of kind END */
} OrmSqliteCursor;

gboolean orm_sqlite_at(const OrmSqliteCursor *cursor, const char *word);
gboolean orm_sqlite_at_end(const OrmSqliteCursor *cursor);
/** Goes on by one token, but never beyond the end. */
void orm_sqlite_advance(OrmSqliteCursor *cursor);
/** Goes over the word if it is the next one. */
gboolean orm_sqlite_skip(OrmSqliteCursor *cursor, const char *word);
/** Goes over a name and gives it; NULL, and stays, when there is none. `place` (may be NULL) is where it stands. */
const char *orm_sqlite_take_name(OrmSqliteCursor *cursor, OrmPlace *place);
/** Goes over a parenthesis and what it encloses, or over one token. */
void orm_sqlite_skip_group(OrmSqliteCursor *cursor);
/** Goes over `( ... )` and gives the text within, without further parentheses around the whole; NULL, and stays, when
 * there is none. */
const char *orm_sqlite_take_group(OrmSqliteCursor *cursor);
/** The text of the tokens, without parentheses around the whole. */
const char *orm_sqlite_bare_text(const OrmSqliteSource *source, const OrmSqliteToken *first,
                                 const OrmSqliteToken *last);
/** The place of the present token. */
OrmPlace orm_sqlite_here(const OrmSqliteCursor *cursor);

#endif
