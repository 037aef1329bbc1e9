/* SPDX-License-Identifier: MIT */
#include "analyzer/cache/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define DAY (24 * 60 * 60)
#define TEMPORARY ".tmp-"
#define TEMPORARY_LIFE (60 * 60)

char *orm_cache_default_folder(void)
{
    const char *base = g_getenv("XDG_CACHE_HOME");
    if (base != NULL && g_path_is_absolute(base))
        return g_build_filename(base, "ormlint", NULL);
    return g_build_filename(g_get_home_dir(), ".cache", "ormlint", NULL);
}

static gboolean write_all(int descriptor, const guint8 *data, gsize length)
{
    while (length > 0) {
        ssize_t count = write(descriptor, data, length);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return FALSE;
        data += count;
        length -= (gsize)count;
    }
    return TRUE;
}

/* No fsync: what a crash of the machine damages is seen by its checksum. */
gboolean orm_cache_write(const char *file, const guint8 *data, gsize length)
{
    g_autofree char *folder = g_path_get_dirname(file);
    g_autofree char *temporary = g_build_filename(folder, TEMPORARY "XXXXXX", NULL);
    int descriptor = g_mkstemp_full(temporary, O_WRONLY | O_CLOEXEC, 0600);
    if (descriptor < 0 && errno == ENOENT && g_mkdir(folder, 0700) == 0) {
        memcpy(temporary + strlen(temporary) - 6, "XXXXXX", 6);
        descriptor = g_mkstemp_full(temporary, O_WRONLY | O_CLOEXEC, 0600);
    }
    if (descriptor < 0)
        return FALSE;
    gboolean written = write_all(descriptor, data, length);
    written = close(descriptor) == 0 && written;
    if (written && g_rename(temporary, file) == 0)
        return TRUE;
    g_unlink(temporary);
    return FALSE;
}

static void write_mark(const char *folder, const char *name, const char *text)
{
    g_autofree char *file = g_build_filename(folder, name, NULL);
    if (!g_file_test(file, G_FILE_TEST_EXISTS))
        orm_cache_write(file, (const guint8 *)text, strlen(text));
}

gboolean orm_cache_make_folder(const char *folder)
{
    if (g_mkdir_with_parents(folder, 0700) != 0)
        return FALSE;
    write_mark(folder, "CACHEDIR.TAG",
               "Signature: 8a477f597d28d172789f06886806bc55\n"
               "# This folder is a cache of ormlint. See https://bford.info/cachedir/\n");
    write_mark(folder, ".gitignore", "*\n");
    return TRUE;
}

void orm_cache_touch(const char *file)
{
    struct stat status;
    if (stat(file, &status) == 0 && status.st_mtime + DAY < time(NULL))
        utimensat(AT_FDCWD, file, NULL, 0);
}

typedef struct {
    char *file;
    guint64 size;
    gint64 used;
} Entry;

static void clear_entry(gpointer entry)
{
    g_free(((Entry *)entry)->file);
}

static void list_folder(const char *folder, GArray *entries)
{
    g_autoptr(GDir) directory = g_dir_open(folder, 0, NULL);
    for (const char *name; directory != NULL && (name = g_dir_read_name(directory)) != NULL;) {
        struct stat status;
        g_autofree char *file = g_build_filename(folder, name, NULL);
        if (lstat(file, &status) != 0 || !S_ISREG(status.st_mode))
            continue;
        if (g_str_has_prefix(name, TEMPORARY)) {
            if (status.st_mtime + TEMPORARY_LIFE < time(NULL))
                g_unlink(file);
            continue;
        }
        Entry entry = {g_steal_pointer(&file), (guint64)status.st_size, status.st_mtime};
        g_array_append_val(entries, entry);
    }
}

static int longest_unused_first(gconstpointer left, gconstpointer right)
{
    const Entry *one = left, *other = right;
    if (one->used != other->used)
        return one->used < other->used ? -1 : 1;
    return strcmp(one->file, other->file);
}

/* Somewhat below the limit, so that not every run has to trim. */
static guint64 trimmed(guint64 limit)
{
    return limit - limit / 5;
}

void orm_cache_trim(const char *folder, guint64 limit)
{
    g_autoptr(GArray) entries = g_array_new(FALSE, FALSE, sizeof(Entry));
    g_array_set_clear_func(entries, clear_entry);
    for (guint i = 0; i < 256; i++) {
        g_autofree char *name = g_strdup_printf("%02x", i);
        g_autofree char *inner = g_build_filename(folder, name, NULL);
        list_folder(inner, entries);
    }
    guint64 total = 0;
    for (guint i = 0; i < entries->len; i++)
        total += g_array_index(entries, Entry, i).size;
    if (total <= limit)
        return;
    g_array_sort(entries, longest_unused_first);
    for (guint i = 0; i < entries->len && total > trimmed(limit); i++) {
        const Entry *entry = &g_array_index(entries, Entry, i);
        if (g_unlink(entry->file) == 0)
            total -= entry->size;
    }
}
