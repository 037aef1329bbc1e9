/* SPDX-License-Identifier: MIT */
/* One line of source as a terminal shows it, and where marks stand below it. */
#ifndef ORM_REPORTERS_SOURCE_LINE_H
#define ORM_REPORTERS_SOURCE_LINE_H

#include <glib.h>

/** Columns of source that are shown at most. */
#define ORM_FRAME_WIDTH 120

typedef struct {
    GString *text;    /* owned */
    guint mark_start; /* columns from 0 */
    guint mark_width; /* at least 1 */
} OrmSourceLine;

/**
 * Lays out `length` bytes with marks under the bytes from `from` up to but without `to` (from 0; past the end: up to
 * the last character that is no blank). Free what it holds with orm_source_line_clear.
 */
void orm_source_line_init(OrmSourceLine *line, const char *text, gsize length, gsize from, gsize to);
void orm_source_line_clear(OrmSourceLine *line);

#endif
