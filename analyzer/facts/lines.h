/* SPDX-License-Identifier: MIT */
/* Where the lines of a text begin: from offsets to lines and columns. LF, CRLF and CR end a line, as for compilers. */
#ifndef ORM_FACTS_LINES_H
#define ORM_FACTS_LINES_H

#include <glib.h>

/** The offsets at which the lines of `length` bytes of text begin (of gsize), at least one. Free with g_array_unref. */
GArray *orm_lines_new(const char *text, gsize length);

/** Line and column, both from 1, the column in bytes, of the byte at `offset`. */
void orm_lines_find(const GArray *lines, gsize offset, guint *line, guint *column);

#endif
