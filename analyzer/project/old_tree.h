/* SPDX-License-Identifier: MIT */
/*
 * The project as it was before a change: a copy of its sources in a folder of its own, in which the changed files are
 * taken back. Everything else is as it is now: generated headers, ignore rules, compile commands (whose paths are made
 * to point into the copy), so that a difference in what is found there comes from the change alone.
 */
#ifndef ORM_PROJECT_OLD_TREE_H
#define ORM_PROJECT_OLD_TREE_H

#include <glib.h>

#include "analyzer/project/patch.h"

typedef struct {
    char *top;        /* real path of the project now */
    char *copy;       /* real path of the copy of it */
    guint mismatches; /* files that are not what the patch leads to, so that what they were is not known */
} OrmOldTree;

/**
 * Makes the copy of `top` (real path) before `files` (of OrmPatchFile *, paths from `top`). NULL with `error` set when
 * it cannot be written. The caller frees it, which removes the copy.
 */
OrmOldTree *orm_old_tree_new(const char *top, GPtrArray *files, GError **error);
void orm_old_tree_free(OrmOldTree *tree);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OrmOldTree, orm_old_tree_free)

/** The text with every path below `top` made one below the copy. Free with g_free. */
char *orm_old_tree_map(const OrmOldTree *tree, const char *text);

#endif
