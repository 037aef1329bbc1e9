/* SPDX-License-Identifier: MIT */
/* `check --fix` and `check --diff`. */
#ifndef ORM_VERBS_FIX_H
#define ORM_VERBS_FIX_H

#include "analyzer/verbs/analysis.h"

/** Whether --fix, --diff and the options that go with them are given in a way that makes sense; if not, says so. */
gboolean orm_fix_check(const OrmArguments *arguments);

/**
 * Applies the fixes that the command line asks for, and says on standard error what was fixed. Returns whether a file
 * was written, so that the analysis no longer holds. `exit` becomes ORM_EXIT_INCOMPLETE when a file could not be
 * written, ORM_EXIT_USAGE when one was left alone because it has uncommitted changes; else it stays as it is.
 */
gboolean orm_fix_apply(const OrmArguments *arguments, const OrmAnalysis *analysis, int *exit);

/** Prints what orm_fix_apply would do as a unified diff. Returns the exit code: 1 when there is anything to do. */
int orm_fix_diff(const OrmArguments *arguments, const OrmAnalysis *analysis);

/** Says on standard error how many of the findings could be fixed; nothing when none could. */
void orm_fix_hint(const OrmAnalysis *analysis);

#endif
