/* SPDX-License-Identifier: MIT */
/* The folder of the cache and the files in it. */
#ifndef ORM_CACHE_FOLDER_H
#define ORM_CACHE_FOLDER_H

#include <glib.h>

/** The folder that is meant when none is named: $XDG_CACHE_HOME/ormlint if that is set and absolute, else
 * ~/.cache/ormlint. Free with g_free. */
char *orm_cache_default_folder(void);

/** Makes the folder, with the marks that keep it out of backups and repositories. FALSE when that is not possible. */
gboolean orm_cache_make_folder(const char *folder);

/** Writes a file as a whole, under a name of its own first; FALSE, and nothing is left behind, when that is not
 * possible. `file` may lie in a folder (of one level) that is not there yet. */
gboolean orm_cache_write(const char *file, const guint8 *data, gsize length);

/** Removes the entries not used for longest until no more than `limit` bytes are left, and what crashed runs left. */
void orm_cache_trim(const char *folder, guint64 limit);

/** Notes that the file is in use, about once a day. */
void orm_cache_touch(const char *file);

#endif
