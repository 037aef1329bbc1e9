/* SPDX-License-Identifier: MIT */
/* The grammar of one comment that allows rules, which C sources and SQL text may hold. */
#ifndef ORM_FACTS_ALLOW_DIRECTIVE_H
#define ORM_FACTS_ALLOW_DIRECTIVE_H

#include "analyzer/facts/source_cursor.h"
#include "analyzer/facts/allow_comment.h"

/**
 * Reads what the cursor, inside a comment, stands at: `ormlint: allow ...` up to the end of the line or, in a `block`
 * comment, up to its end. Returns NULL when something else stands there; the cursor is then somewhere on the line. The
 * caller owns the result, whose lines are only those it stands on.
 */
OrmAllowComment *orm_allow_directive_read(OrmSourceCursor *cursor, gboolean block);

/** Whether the line, or in a block the comment, ends here. */
gboolean orm_allow_directive_at_end(const OrmSourceCursor *cursor, gboolean block);

#endif
