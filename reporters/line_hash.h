/* SPDX-License-Identifier: MIT */
/* The hashes of a file's lines by which GitHub code scanning recognizes an alert again (`primaryLocationLineHash`). */
#ifndef ORM_REPORTERS_LINE_HASH_H
#define ORM_REPORTERS_LINE_HASH_H

#include <glib.h>

/**
 * The hash of each line of a text (any bytes): hexadecimal digits, a colon, and which of the lines with this hash it
 * is. A line's hash covers the 100 UTF-16 units that follow its start, blanks and tabs not counted and every line end
 * taken as LF. Index 0 is line 1; an empty line after the last line end counts. Array of char *, owned.
 */
GPtrArray *orm_line_hashes(const char *text, gsize length);

#endif
