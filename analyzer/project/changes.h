/* SPDX-License-Identifier: MIT */
/* Which lines of which files a change touches. */
#ifndef ORM_PROJECT_CHANGES_H
#define ORM_PROJECT_CHANGES_H

#include "analyzer/project/patch.h"

typedef struct OrmChanges OrmChanges;

/** The changes that `files` (of OrmPatchFile *, paths from `top`, absolute) make. */
OrmChanges *orm_changes_new(const char *top, GPtrArray *files);
void orm_changes_free(OrmChanges *changes);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OrmChanges, orm_changes_free)

/**
 * Whether one of the lines from `first` to `last` of the file (absolute path) was added or changed, or a line between
 * two of them was deleted.
 */
gboolean orm_changes_touch(const OrmChanges *changes, const char *path, guint first, guint last);

#endif
