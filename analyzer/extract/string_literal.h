/* SPDX-License-Identifier: MIT */
/* C string literals: escapes resolved to UTF-8. */
#ifndef ORM_EXTRACT_STRING_LITERAL_H
#define ORM_EXTRACT_STRING_LITERAL_H

#include "analyzer/facts/source_cursor.h"

/**
 * Reads a literal whose opening `"` is next, appending what it stands for to `out`. Returns NULL, or what is wrong with
 * it (static), with the place of the fault in `*fault`.
 */
const char *orm_string_literal(OrmSourceCursor *cursor, GString *out, OrmPlace *fault);

#endif
