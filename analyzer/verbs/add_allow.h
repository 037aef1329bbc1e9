/* SPDX-License-Identifier: MIT */
/* `check --add-allow=REASON`: from findings to suppressions in the source. */
#ifndef ORM_VERBS_ADD_ALLOW_H
#define ORM_VERBS_ADD_ALLOW_H

#include "analyzer/verbs/analysis.h"

/**
 * Writes an ORM_ALLOW for every finding that is reported, one for each struct or field. What cannot be written is told,
 * and left. Returns ORM_EXIT_CLEAN; ORM_EXIT_USAGE, with nothing written, when the reason is none or a file has
 * uncommitted changes; ORM_EXIT_INCOMPLETE when a file cannot be written.
 */
int orm_add_allow(const OrmArguments *arguments, const OrmAnalysis *analysis);

#endif
