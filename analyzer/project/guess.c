/* SPDX-License-Identifier: MIT */
#include "analyzer/project/guess.h"

#include <string.h>

#include "analyzer/project/files.h"

static const char *const library_headers[] = {
    "assert.h", "complex.h", "ctype.h",    "errno.h",  "fenv.h",   "float.h",     "inttypes.h", "iso646.h",
    "limits.h", "locale.h",  "math.h",     "setjmp.h", "signal.h", "stdarg.h",    "stdbool.h",  "stddef.h",
    "stdint.h", "stdio.h",   "stdlib.h",   "string.h", "tgmath.h", "threads.h",   "time.h",     "uchar.h",
    "wchar.h",  "wctype.h",  "strings.h",  "unistd.h", "fcntl.h",  "poll.h",      "pthread.h",  "sched.h",
    "search.h", "regex.h",   "features.h", "memory.h", "alloca.h", "semaphore.h", "endian.h",   "byteswap.h",
};

gboolean orm_is_library_header(const char *name)
{
    for (gsize i = 0; i < G_N_ELEMENTS(library_headers); i++)
        if (g_str_equal(name, library_headers[i]))
            return TRUE;
    return FALSE;
}

static gboolean shadows_library(const char *folder)
{
    for (gsize i = 0; i < G_N_ELEMENTS(library_headers); i++) {
        g_autofree char *path = g_build_filename(folder, library_headers[i], NULL);
        if (g_file_test(path, G_FILE_TEST_EXISTS))
            return TRUE;
    }
    return FALSE;
}

static void guessed_folder_free(gpointer data)
{
    OrmGuessedFolder *guessed = data;
    g_free(guessed->folder);
    g_free(guessed);
}

static void add_folder(GPtrArray *list, GHashTable *seen, const char *folder)
{
    if (!g_file_test(folder, G_FILE_TEST_IS_DIR) || !g_hash_table_add(seen, g_strdup(folder)))
        return;
    OrmGuessedFolder *guessed = g_new0(OrmGuessedFolder, 1);
    guessed->folder = g_strdup(folder);
    guessed->option = shadows_library(folder) ? "-iquote" : "-I";
    g_ptr_array_add(list, guessed);
}

static void add_below(GPtrArray *list, GHashTable *seen, const char *folder)
{
    g_autofree char *include = g_build_filename(folder, "include", NULL),
                    *source = g_build_filename(folder, "src", NULL);
    add_folder(list, seen, include);
    add_folder(list, seen, source);
}

GPtrArray *orm_guess_folders(const GPtrArray *folders, const OrmPaths *paths)
{
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    GPtrArray *list = g_ptr_array_new_with_free_func(guessed_folder_free);
    add_folder(list, seen, paths->working_directory);
    for (guint i = 0; i < folders->len; i++)
        add_folder(list, seen, g_ptr_array_index(folders, i));
    add_below(list, seen, paths->working_directory);
    for (guint i = 0; i < folders->len; i++) {
        const char *folder = g_ptr_array_index(folders, i);
        g_autofree char *parent = g_path_get_dirname(folder);
        add_below(list, seen, folder);
        add_below(list, seen, parent);
    }
    return list;
}

void orm_guess_arguments(GPtrArray *arguments, const GPtrArray *folders, const char *directory, const OrmPaths *paths)
{
    gboolean relative = g_str_equal(directory, paths->working_directory);
    for (guint i = 0; i < folders->len; i++) {
        const OrmGuessedFolder *guessed = g_ptr_array_index(folders, i);
        g_autofree char *shown = relative ? orm_paths_report(paths, guessed->folder) : g_strdup(guessed->folder);
        g_ptr_array_add(arguments, g_strconcat(guessed->option, shown, NULL));
    }
}

/* Sorted names put the nearest right before or right behind: whatever shares more of the path would sort in between. */
const OrmCommand *orm_guess_nearest(const GPtrArray *commands, const char *path)
{
    guint low = 0, high = commands->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (strcmp(((const OrmCommand *)g_ptr_array_index(commands, middle))->file, path) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    const OrmCommand *after = low < commands->len ? g_ptr_array_index(commands, low) : NULL;
    const OrmCommand *before = low ? g_ptr_array_index(commands, low - 1) : NULL;
    if (!after || !before)
        return after ? after : before;
    return orm_path_common(after->file, path) > orm_path_common(before->file, path) ? after : before;
}
