/* SPDX-License-Identifier: MIT */
#include "analyzer/facts/paths.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* realpath() allocates with malloc; everything here is freed with g_free. */
static char *resolve(const char *path)
{
    char *real = realpath(path, NULL);
    char *copy = g_strdup(real);
    free(real);
    return copy;
}

OrmPaths *orm_paths_new(void)
{
    OrmPaths *paths = g_new0(OrmPaths, 1);
    g_autofree char *current = g_get_current_dir();
    paths->working_directory = resolve(".");
    if (!paths->working_directory)
        paths->working_directory = g_steal_pointer(&current);
    paths->folders = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    return paths;
}

void orm_paths_free(OrmPaths *paths)
{
    if (!paths)
        return;
    g_free(paths->working_directory);
    g_hash_table_unref(paths->folders);
    g_free(paths);
}

/* Most files share their folder with others, so that its real path is looked up once. */
static const char *real_folder(OrmPaths *paths, const char *folder)
{
    gpointer known = NULL;
    if (g_hash_table_lookup_extended(paths->folders, folder, NULL, &known))
        return known;
    char *real = resolve(folder);
    g_hash_table_insert(paths->folders, g_strdup(folder), real);
    return real;
}

char *orm_paths_real_entry(OrmPaths *paths, const char *full)
{
    const char *slash = strrchr(full, '/');
    g_autofree char *parent = g_strndup(full, (gsize)(slash - full));
    const char *real = slash == full ? "/" : real_folder(paths, parent);
    if (!real) {
        errno = ENOENT;
        return NULL;
    }
    return g_strconcat(g_str_equal(real, "/") ? "" : real, slash, NULL);
}

char *orm_paths_real(OrmPaths *paths, const char *folder, const char *path)
{
    g_autofree char *full = g_path_is_absolute(path)
                                ? g_strdup(path)
                                : g_build_filename(folder ? folder : paths->working_directory, path, NULL);
    const char *slash = strrchr(full, '/');
    struct stat status;
    if (!slash[1] || g_str_equal(slash, "/.") || g_str_equal(slash, "/..") || slash == full)
        return resolve(full);
    if (lstat(full, &status) != 0)
        return NULL;
    return S_ISLNK(status.st_mode) ? resolve(full) : orm_paths_real_entry(paths, full);
}

gboolean orm_path_below(const char *path, const char *folder)
{
    gsize length = strlen(folder);
    if (g_str_equal(folder, "/"))
        return *path == '/';
    return strncmp(path, folder, length) == 0 && (path[length] == '/' || !path[length]);
}

char *orm_paths_report(const OrmPaths *paths, const char *real)
{
    const char *base = paths->working_directory;
    if (!orm_path_below(real, base))
        return g_strdup(real);
    const char *rest = real + (g_str_equal(base, "/") ? 0 : strlen(base));
    return g_strdup(*rest == '/' && rest[1] ? rest + 1 : ".");
}

gsize orm_path_common(const char *left, const char *right)
{
    gsize length = 0;
    while (left[length] && left[length] == right[length])
        length++;
    return length;
}
