/* SPDX-License-Identifier: MIT */
/* The baseline of a run: which file it is, and what it takes out of the findings. */
#ifndef ORM_VERBS_KNOWN_H
#define ORM_VERBS_KNOWN_H

#include "analyzer/findings/baseline.h"
#include "analyzer/verbs/analysis.h"

/** The file of the baseline, absolute, and whether the user named it. Free with g_free. */
char *orm_known_file(const OrmArguments *arguments, const OrmConfig *config, gboolean *named);

/** Reads the baseline. NULL after an error, which has been told: it cannot be read, or is broken. */
OrmBaseline *orm_known_read(const char *file);

/**
 * The baseline that counts for a check: NULL without an error when there is none, or `--no-baseline` is given; FALSE
 * after an error, which has been told. The caller owns it.
 */
gboolean orm_known_load(const OrmArguments *arguments, const OrmConfig *config, OrmBaseline **baseline, char **file);

/** Takes the findings of the baseline out of the analysis and counts them; tells entries that are stale as notices. */
void orm_known_apply(OrmAnalysis *analysis, const OrmSetup *setup, OrmBaseline *baseline, const char *file);

/**
 * Whether no finding has the entry any more. FALSE as well where this run cannot know: the rule is off, the file of the
 * entry was not looked at, or not everything could be read.
 */
gboolean orm_known_is_stale(const OrmAnalysis *analysis, const OrmSetup *setup, const OrmBaselineEntry *entry,
                            const char *file);

/** How an entry is called in messages: "`rule` of `table` (column x)". Free with g_free. */
char *orm_known_label(const OrmBaselineEntry *entry);

#endif
