/* SPDX-License-Identifier: MIT */
/* Globs of the configuration: `*` and `?` stay within a folder, `**` does not, `[abc]` is a set. */
#ifndef ORM_PROJECT_GLOB_H
#define ORM_PROJECT_GLOB_H

#include <glib.h>

typedef struct OrmGlobs OrmGlobs;

/**
 * Compiles `patterns` (of const char *; NULL: none). A pattern that is no glob is left out and described in `problems`
 * (of char *, owned by that array).
 */
OrmGlobs *orm_globs_new(const GPtrArray *patterns, GPtrArray *problems);
void orm_globs_free(OrmGlobs *globs);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OrmGlobs, orm_globs_free)

/** Whether there is no pattern at all. */
gboolean orm_globs_empty(const OrmGlobs *globs);

/** Whether a pattern matches the path (bytes, not necessarily UTF-8) or one of the folders it lies in. */
gboolean orm_globs_match(const OrmGlobs *globs, const char *path);

#endif
