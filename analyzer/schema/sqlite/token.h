/* SPDX-License-Identifier: MIT */
/* The tokens of SQL as SQLite reads it: comments, four ways to quote, statements. Offsets are bytes from the start of
 * the source. */
#ifndef ORM_SCHEMA_SQLITE_TOKEN_H
#define ORM_SCHEMA_SQLITE_TOKEN_H

#include "analyzer/facts/place.h"

/** A text of SQL. `file` NULL: it has no places (the text that a database keeps of its tables). */
typedef struct {
    const char *file;
    const char *text;
    gsize length;
    GArray *lines; /* of gsize: where each line begins; NULL without a file */
} OrmSqliteSource;

/** The text stays the caller's. */
OrmSqliteSource *orm_sqlite_source_new(const char *file, const char *text, gsize length);
void orm_sqlite_source_free(OrmSqliteSource *source);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OrmSqliteSource, orm_sqlite_source_free)

/** The place of the bytes from `start` to before `end`; unknown where the source has no file. */
OrmPlace orm_sqlite_place(const OrmSqliteSource *source, gsize start, gsize end);

typedef enum {
    ORM_SQLITE_END,
    ORM_SQLITE_WORD,   /* a name or keyword without quotes */
    ORM_SQLITE_QUOTED, /* "name", `name`, [name] */
    ORM_SQLITE_STRING, /* 'text', which stands for a name where one is wanted */
    ORM_SQLITE_OTHER   /* a number, an operator, a byte that begins nothing */
} OrmSqliteTokenKind;

typedef struct {
    OrmSqliteTokenKind kind;
    gsize start, end;
    gboolean spaced; /* blanks or a comment stand before it */
} OrmSqliteToken;

/** The first token at or after `offset`; at the end of the source one of kind END. */
OrmSqliteToken orm_sqlite_token(const OrmSqliteSource *source, gsize offset);
/** Whether the token is that keyword, written in capitals here, in any case; or that operator. */
gboolean orm_sqlite_is(const OrmSqliteSource *source, OrmSqliteToken token, const char *word);
/** The name that a token stands for, interned: without its quotes. NULL when it stands for none. */
const char *orm_sqlite_name(const OrmSqliteSource *source, OrmSqliteToken token);

/**
 * The end of the statement that begins at `start`: after its semicolon, which in CREATE TRIGGER is the one after END,
 * or the end of the source. Sets `last` to the end of its last token before the semicolon.
 */
gsize orm_sqlite_statement_end(const OrmSqliteSource *source, gsize start, gsize *last);

/** The tokens of a stretch, as an array of OrmSqliteToken that ends with one of kind END. */
GArray *orm_sqlite_tokens(const OrmSqliteSource *source, gsize start, gsize end);
/** The text of the tokens from `first` to before `last`, interned: comments left out, blanks as one. */
const char *orm_sqlite_text(const OrmSqliteSource *source, const OrmSqliteToken *first, const OrmSqliteToken *last);

#endif
