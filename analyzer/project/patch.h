/* SPDX-License-Identifier: MIT */
/* Unified diffs, as git and diff -u write them: which lines of which files a change touches, and what was there before.
 */
#ifndef ORM_PROJECT_PATCH_H
#define ORM_PROJECT_PATCH_H

#include <glib.h>

#define ORM_PATCH_ERROR (g_quark_from_static_string("ormlint-patch"))

typedef struct {
    guint old_start, old_count; /* as in `@@ -old_start,old_count +new_start,new_count @@`; lines from 1 */
    guint new_start, new_count;
    GPtrArray *lines; /* of char *, owned: each with its mark ' ', '-' or '+', without its end */
} OrmPatchHunk;

typedef struct {
    char *old_path;   /* as written, without the prefix `a/`; NULL: the file was added */
    char *new_path;   /* NULL: it was deleted */
    GPtrArray *hunks; /* of OrmPatchHunk *, owned */
} OrmPatchFile;

/**
 * Reads a patch: of OrmPatchFile *, owned by the array. Words around the diffs (a mail, `git show`) are passed over;
 * files that differ only in mode, and binary ones, are left out. NULL with `error` set when something begins like a
 * diff and is none, or when no line of a text does; the message begins with "NAME:LINE: ".
 */
GPtrArray *orm_patch_parse(const char *name, const char *text, gsize length, GError **error);

/** Adds a file that was not there before, without its lines. */
void orm_patch_add_new_file(GPtrArray *files, const char *path);

/**
 * What the file was before the patch, given what it is now. NULL when the text is not what the patch leads to: sets
 * `line` to the first that differs. Line ends of the text are kept. Free with g_free.
 */
char *orm_patch_reverse(const OrmPatchFile *file, const char *text, guint *line);

#endif
