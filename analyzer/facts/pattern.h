/* SPDX-License-Identifier: MIT */
/* Patterns that are part of the program: compiled when they are first asked for, and kept. */
#ifndef ORM_FACTS_PATTERN_H
#define ORM_FACTS_PATTERN_H

#include <glib.h>

/** The compiled `pattern`, a string literal of valid syntax ("(?i)..." for one without regard to case). Owned by the
 * program. May be called from any thread. */
GRegex *orm_pattern(const char *pattern);

/** Whether the pattern matches somewhere in the text; FALSE for NULL. */
gboolean orm_matches(const char *text, const char *pattern);

#endif
