/* SPDX-License-Identifier: MIT */
/* Globs of the configuration: `*` and `?` stay within a folder, `**` does not, `[abc]` is a set. */
#ifndef ORM_FACTS_GLOB_H
#define ORM_FACTS_GLOB_H

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

/** Why a text is no glob, or NULL when it is one. Free with g_free. */
char *orm_glob_problem(const char *pattern);

/**
 * Whether a pattern matches the file, an absolute path: relative patterns are held against what follows the folder
 * `root` (against the whole path where the file is not below it), absolute ones against the whole. Paths are bytes, not
 * necessarily UTF-8; a pattern that matches a folder matches what lies in it.
 */
gboolean orm_globs_match_below(const OrmGlobs *globs, const char *root, const char *file);

#endif
