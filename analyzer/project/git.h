/* SPDX-License-Identifier: MIT */
/* What git says about a folder. */
#ifndef ORM_PROJECT_GIT_H
#define ORM_PROJECT_GIT_H

#include <glib.h>

/** Whether `folder` (absolute) or one above it is a git working tree. Runs nothing. */
gboolean orm_git_has_repository(const char *folder);

/**
 * The files below `folder` that git tracks or would not ignore, relative to `folder`, in git's order. A nested
 * repository is one entry, the name of its folder, with or without a slash at the end. Files deleted from disk may be
 * among them. A folder that is ignored as a whole gives NULL without an error: it was asked for by name, and git has
 * nothing to say about it.
 *
 * NULL with `error` set when git is missing or fails. The caller owns the array and the strings in it.
 */
GPtrArray *orm_git_list(const char *folder, GError **error);

/** The top of the working tree that `folder` lies in: real path. NULL with `error` set when there is none, or no git.
 * Free with g_free. */
char *orm_git_top(const char *folder, GError **error);

/** The difference from `revision` to the working tree below `top`, as a patch without context. NULL with `error` set.
 * Free with g_free. */
char *orm_git_diff(const char *top, const char *revision, GError **error);

/** The files below `top` that git neither tracks nor ignores. As orm_git_list. */
GPtrArray *orm_git_untracked(const char *top, GError **error);

/** Whether `file` (absolute) lies in a repository that has not committed it as it is; files that git ignores have
 * nothing to lose. FALSE with `error` set when git cannot tell. */
gboolean orm_git_is_uncommitted(const char *file, GError **error);

/** Makes `folder` a repository, so that its ignore rules hold. */
gboolean orm_git_init(const char *folder, GError **error);

#endif
