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

#endif
