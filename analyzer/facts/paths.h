/* SPDX-License-Identifier: MIT */
/* One name per file: real paths, and how a path is written in reports. */
#ifndef ORM_FACTS_PATHS_H
#define ORM_FACTS_PATHS_H

#include <glib.h>

/** Resolves paths; remembers the folders it has resolved. */
typedef struct {
    char *working_directory; /* real path of it */
    GHashTable *folders;     /* char * folder as written -> char * real path, or NULL when it does not exist */
} OrmPaths;

OrmPaths *orm_paths_new(void);
void orm_paths_free(OrmPaths *paths);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OrmPaths, orm_paths_free)

/**
 * The real path of the file or folder `path`, which counts from `folder` (absolute; NULL: the working directory).
 * NULL with errno set when it does not exist. Free with g_free.
 */
char *orm_paths_real(OrmPaths *paths, const char *folder, const char *path);

/** The same for what is known to be there and to be no symbolic link: only its folder is looked up. `full` is absolute.
 */
char *orm_paths_real_entry(OrmPaths *paths, const char *full);

/** How reports write the absolute path `real`: relative to the working directory where below it, "." for itself. Free
 * with g_free. */
char *orm_paths_report(const OrmPaths *paths, const char *real);

/** Whether `path` is `folder` or lies below it; both absolute and without a slash at the end. */
gboolean orm_path_below(const char *path, const char *folder);

/** Length of the common beginning of two strings, in bytes. */
gsize orm_path_common(const char *left, const char *right);

#endif
