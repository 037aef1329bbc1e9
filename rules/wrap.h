/* SPDX-License-Identifier: MIT */
/* Prose and code laid out for a terminal. */
#ifndef ORM_RULES_WRAP_H
#define ORM_RULES_WRAP_H

#include <glib.h>

/**
 * Appends Markdown prose, wrapped at 80 columns and indented by `indent` blanks. Paragraphs (parted by an empty line)
 * and list items ("- ", "1. ") begin a new line; lines inside a fence (```) and lines indented by four blanks keep
 * their shape, the fence itself is left out. Ends with a newline.
 */
void orm_wrap(GString *out, const char *text, guint indent);

/** Appends the text line by line, each indented; empty lines stay empty. Ends with a newline. */
void orm_indent(GString *out, const char *text, guint indent);

#endif
