/* SPDX-License-Identifier: MIT */
/* Which files a step of a build has read, for the build system. */
#ifndef ORM_VERBS_DEPFILE_H
#define ORM_VERBS_DEPFILE_H

#include <glib.h>

/**
 * A rule of make: `target` depends on `files` (of const char *, absolute). Files below the working directory are named
 * relative to it, unless the target is absolute itself: then the build system counts names from somewhere else. Free
 * with g_free.
 */
char *orm_depfile(const char *target, const GPtrArray *files);

#endif
