/* SPDX-License-Identifier: MIT */
/* The user's files as fixes see them: bytes, lines, tokens. Each is read once. */
#ifndef ORM_FIXES_SOURCE_H
#define ORM_FIXES_SOURCE_H

#include "analyzer/facts/place.h"

typedef enum {
    ORM_TOKEN_WORD,      /* identifier or keyword */
    ORM_TOKEN_MARK,      /* one byte of punctuation */
    ORM_TOKEN_LITERAL,   /* string, character or number */
    ORM_TOKEN_DIRECTIVE, /* a whole preprocessor line */
    ORM_TOKEN_COMMENT    /* with its marks; without the end of the line */
} OrmTokenKind;

/** Byte offsets; `end` is exclusive. */
typedef struct {
    OrmTokenKind kind;
    gsize start, end;
} OrmToken;

typedef struct {
    const char *file; /* interned */
    char *text;       /* its bytes */
    gsize length;
    GArray *lines;    /* of gsize: where each line begins; LF, CRLF and CR end a line */
    GArray *tokens;   /* of OrmToken: what is neither blank nor comment */
    GArray *comments; /* of OrmToken */
} OrmSource;

typedef struct OrmFixSources OrmFixSources;

/**
 * `since` is when the run began to read (g_get_real_time): a file written after that is not what the findings speak
 * of, and counts as unreadable.
 */
OrmFixSources *orm_fix_sources_new(gint64 since);
void orm_fix_sources_free(OrmFixSources *sources);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OrmFixSources, orm_fix_sources_free)

/** A file; NULL when it is no regular file, cannot be read, has changed, or is no text (has a NUL byte). Valid as long
 * as `sources`. */
const OrmSource *orm_fix_source(OrmFixSources *sources, const char *file);

/** The offset of a point, FALSE when the file has no such line or column. */
gboolean orm_source_point(const OrmSource *source, guint line, guint column, gsize *offset);
/** The place from `start` to `end`, byte offsets. */
OrmPlace orm_source_place(const OrmSource *source, gsize start, gsize end);

/** Token `index`, or NULL beyond either end. */
const OrmToken *orm_source_token(const OrmSource *source, gssize index);
/** The token that begins at `offset`, -1 when none does. */
gssize orm_source_token_at(const OrmSource *source, gsize offset);
/** Whether token `index` is there and reads `text`; a directive never does. */
gboolean orm_source_reads(const OrmSource *source, gssize index, const char *text);
/** The token that closes the parenthesis or bracket which token `open` is; -1 when none does, or a directive stands
 * between. */
gssize orm_source_closing(const OrmSource *source, gssize open);

#endif
