/* SPDX-License-Identifier: MIT */
#include "analyzer/project/compile_commands.h"

#include <errno.h>
#include <string.h>

#include "analyzer/project/notice.h"

#define FILE_NAME "compile_commands.json"

static int compare_strings(gconstpointer left, gconstpointer right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

/* Adds folder/FILE_NAME when it is a file. */
static gboolean take(const char *folder, OrmPaths *paths, GHashTable *found)
{
    g_autofree char *path = g_build_filename(folder, FILE_NAME, NULL);
    if (!g_file_test(path, G_FILE_TEST_IS_REGULAR))
        return FALSE;
    char *real = orm_paths_real(paths, NULL, path);
    if (real)
        g_hash_table_add(found, real);
    return real != NULL;
}

static gboolean take_build_folders(const char *folder, OrmPaths *paths, GHashTable *found)
{
    gboolean any = FALSE;
    g_autoptr(GDir) directory = g_dir_open(folder, 0, NULL);
    for (const char *name; directory && (name = g_dir_read_name(directory));) {
        if (!g_str_has_prefix(name, "build") && !g_str_equal(name, "out"))
            continue;
        g_autofree char *below = g_build_filename(folder, name, NULL);
        any = take(below, paths, found) || any;
    }
    return any;
}

static void search_upwards(const char *start, OrmPaths *paths, GHashTable *found)
{
    g_autofree char *folder = g_strdup(start);
    for (;;) {
        if (take(folder, paths, found) || take_build_folders(folder, paths, found))
            return;
        g_autofree char *repository = g_build_filename(folder, ".git", NULL);
        char *parent = g_path_get_dirname(folder);
        gboolean top = g_str_equal(parent, folder) || g_file_test(repository, G_FILE_TEST_EXISTS);
        g_free(folder);
        folder = parent;
        if (top)
            return;
    }
}

static void take_named(const char *name, OrmPaths *paths, GHashTable *found, GPtrArray *notices)
{
    g_autofree char *real = orm_paths_real(paths, NULL, name);
    if (!real) {
        orm_project_notice(notices, ORM_NOTICE_ERROR, name, 0, "cannot read the compile commands `%s`: %s", name,
                           g_strerror(errno));
        return;
    }
    if (!g_file_test(real, G_FILE_TEST_IS_DIR))
        g_hash_table_add(found, g_steal_pointer(&real));
    else if (!take(real, paths, found))
        orm_project_notice(notices, ORM_NOTICE_ERROR, name, 0, "the folder `%s` has no " FILE_NAME, name);
}

GPtrArray *orm_compile_commands_find(const GPtrArray *named, const GPtrArray *folders, OrmPaths *paths,
                                     GPtrArray *notices)
{
    g_autoptr(GHashTable) found = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    gboolean search = !named || !named->len;
    for (guint i = 0; !search && i < named->len; i++)
        take_named(g_ptr_array_index(named, i), paths, found, notices);
    for (guint i = 0; search && i < folders->len; i++)
        search_upwards(g_ptr_array_index(folders, i), paths, found);
    GPtrArray *databases = g_ptr_array_new_with_free_func(g_free);
    GHashTableIter iterator;
    gpointer key;
    g_hash_table_iter_init(&iterator, found);
    while (g_hash_table_iter_next(&iterator, &key, NULL)) {
        g_ptr_array_add(databases, key);
        g_hash_table_iter_steal(&iterator);
    }
    g_ptr_array_sort(databases, compare_strings);
    return databases;
}
