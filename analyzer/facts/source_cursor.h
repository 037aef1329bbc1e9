/* SPDX-License-Identifier: MIT */
/* Reads C source byte by byte as the compiler does: joined lines are one, every line ending is one newline, places are
 * kept. */
#ifndef ORM_FACTS_SOURCE_CURSOR_H
#define ORM_FACTS_SOURCE_CURSOR_H

#include "analyzer/facts/place.h"

#define ORM_CURSOR_END (-1)

/** A point in the source, both from 1, the column in bytes. */
typedef struct {
    guint line;
    guint column;
} OrmSourcePoint;

/** A plain value: copy it to come back to where it stood. */
typedef struct {
    const char *file; /* interned; NULL: places are unknown */
    const char *text;
    gsize length;
    gsize offset;       /* of the next byte; never on a line joint */
    OrmSourcePoint at;  /* of the next byte */
    OrmSourcePoint end; /* just behind the last byte that was read */
} OrmSourceCursor;

/** A cursor at the start of `text`, which is line `start.line`, column `start.column`. `file` is interned here; NULL:
 * places are unknown. */
OrmSourceCursor orm_source_cursor(const char *file, const char *text, gsize length, OrmSourcePoint start);

/** The next byte (0-255; '\n' for every kind of line ending), or ORM_CURSOR_END. */
int orm_source_cursor_peek(const OrmSourceCursor *cursor);

/** Reads that byte. At the end it returns ORM_CURSOR_END and stays. */
int orm_source_cursor_next(OrmSourceCursor *cursor);

/** Reads white space and comments. */
void orm_source_cursor_skip_blanks(OrmSourceCursor *cursor);

/** From `start` to just behind the last byte read; at least one column wide. */
OrmPlace orm_source_cursor_place(const OrmSourceCursor *cursor, OrmSourcePoint start);

#endif
