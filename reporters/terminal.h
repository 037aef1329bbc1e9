/* SPDX-License-Identifier: MIT */
/* Text for a terminal: nothing in it can move the cursor, ring or reorder, and its width is known. */
#ifndef ORM_REPORTERS_TERMINAL_H
#define ORM_REPORTERS_TERMINAL_H

#include "analyzer/findings/finding.h"

typedef enum { ORM_STYLE_ERROR, ORM_STYLE_WARNING, ORM_STYLE_INFO, ORM_STYLE_GUTTER, ORM_STYLE_MESSAGE } OrmStyle;

/** The style of a severity. */
OrmStyle orm_style_of(OrmSeverity severity);

/** Appends the escape sequence that begins the style, or ends any; nothing unless `color`. */
void orm_style_begin(GString *out, gboolean color, OrmStyle style);
void orm_style_end(GString *out, gboolean color);

/**
 * Appends one character of UTF-8 text as a terminal may have it: control characters as their pictures (␛), characters
 * that reorder the line (bidirectional overrides) and invalid bytes as �, everything else as it is. Sets `width` to its
 * columns (0 for a combining character, 2 for a wide one). Returns the bytes read, at least 1; `length` is what remains
 * of the text and at least 1.
 */
gsize orm_terminal_append_char(GString *out, const char *text, gsize length, guint *width);

/** Appends a whole text so; line breaks become pictures, too. Returns its width in columns. */
guint orm_terminal_append(GString *out, const char *text);

/** Its width alone. */
guint orm_terminal_width(const char *text);

#endif
