/* SPDX-License-Identifier: MIT */
/*
 * `--since REV` and `--from-patch FILE`: only the findings that a change has to do with. These are
 *
 * - findings on a changed line, or with a related place on one;
 * - findings about, or with a related place in, a struct that was changed, or about the table of one;
 * - findings that were not there before the change, wherever they are now: the check is run a second time over the
 *   project as it was (analyzer/project/old_tree.h). This is what sees a foreign key to a table that is no more, or a
 *   field that a changed macro or typedef has made too narrow.
 */
#ifndef ORM_VERBS_SINCE_H
#define ORM_VERBS_SINCE_H

#include "analyzer/verbs/analysis.h"

typedef struct OrmSince OrmSince;

/**
 * The change that the command line asks for; `since` stays NULL when it asks for none. FALSE after an error, which has
 * been told: no git, no repository, no such revision, a patch that is none.
 */
gboolean orm_since_load(const OrmArguments *arguments, OrmSince **since);
void orm_since_free(OrmSince *since);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OrmSince, orm_since_free)

/** The absolute paths of the files that the change adds: a set of char *, owned by the caller. */
GHashTable *orm_since_new_files(const OrmSince *since);

/** Takes the other findings out of the analysis. FALSE after an error, which has been told: the former state could not
 * be made. */
gboolean orm_since_apply(const OrmSince *since, const OrmSetup *setup, OrmAnalysis *analysis);

#endif
