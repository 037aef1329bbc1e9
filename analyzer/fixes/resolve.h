/* SPDX-License-Identifier: MIT */
/* From what edits mean to which bytes they replace. */
#ifndef ORM_FIXES_RESOLVE_H
#define ORM_FIXES_RESOLVE_H

#include "analyzer/findings/finding.h"
#include "analyzer/fixes/source.h"

/**
 * Makes every edit of every finding's fix a replacement (ORM_EDIT_REPLACE, `was` NULL) with an exact place, sorted and
 * without overlap within the fix. A fix that cannot be made as a whole is dropped (finding->fix becomes NULL):
 * something else than expected stands at a place, as in a macro of the project that wraps an annotation; a field that
 * is declared together with others or is a bit-field; a file that cannot be read, has changed since, or is neither
 * below the working directory nor one of `files` (of const char *: those that were looked at), as a header of the
 * system.
 */
void orm_fixes_resolve(OrmFixSources *sources, GPtrArray *findings, GPtrArray *files);

#endif
