/* SPDX-License-Identifier: MIT */
/* Columns as services count them: a place in code points instead of bytes, and always with an end. */
#ifndef ORM_REPORTERS_COLUMNS_H
#define ORM_REPORTERS_COLUMNS_H

#include "analyzer/findings/finding.h"
#include "reporters/source.h"

/**
 * The column, in code points from 1, of a byte column from 1 of a line. A byte in the middle of a character counts as
 * that character, one that is no UTF-8 as a character of its own, what lies past the line's end as one each. Where the
 * line cannot be read the bytes are the code points.
 */
guint orm_columns_code_point(OrmSources *sources, const char *file, guint line, guint column);

/** The place with an end: one that has none, or is empty, ends one byte after its beginning. Line 0 stays. */
OrmPlace orm_columns_closed(OrmPlace place);

/** The place with an end, and its columns in code points. */
OrmPlace orm_columns_convert(OrmSources *sources, OrmPlace place);

/** The same, cut at the end of its first line. */
OrmPlace orm_columns_one_line(OrmSources *sources, OrmPlace place);

#endif
