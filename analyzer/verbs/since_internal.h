/* SPDX-License-Identifier: MIT */
/* What the files of --since share. */
#ifndef ORM_VERBS_SINCE_INTERNAL_H
#define ORM_VERBS_SINCE_INTERNAL_H

#include "analyzer/project/changes.h"
#include "analyzer/project/old_tree.h"
#include "analyzer/verbs/since.h"

struct OrmSince {
    char *top;        /* real path that the paths of the change count from */
    GPtrArray *files; /* of OrmPatchFile *, owned */
    OrmChanges *changes;
};

/**
 * The findings of the same check before the change: a set of char *, orm_since_key of each. NULL with `error` set. The
 * caller owns it.
 */
GHashTable *orm_since_findings_before(const OrmSince *since, const OrmSetup *setup, OrmAnalysis *analysis,
                                      GError **error);

/** What makes a finding the same one before and after: its fingerprint and its message. Free with g_free. */
char *orm_since_key(const OrmFinding *finding);

#endif
