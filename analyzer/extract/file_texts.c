/* SPDX-License-Identifier: MIT */
#include "analyzer/extract/file_texts.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

struct OrmFileTexts {
    GHashTable *by_path; /* char *, owned -> OrmContents *, owned */
};

static void free_contents(gpointer data)
{
    OrmContents *contents = data;
    g_free((char *)contents->text);
    g_free(contents);
}

OrmFileTexts *orm_file_texts_new(void)
{
    OrmFileTexts *texts = g_new0(OrmFileTexts, 1);
    texts->by_path = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_contents);
    return texts;
}

void orm_file_texts_free(OrmFileTexts *texts)
{
    if (texts == NULL)
        return;
    g_hash_table_unref(texts->by_path);
    g_free(texts);
}

/* As much as there is, up to `size` bytes: the file may have become shorter. NULL with errno set. */
static OrmContents *read_contents(int descriptor, gsize size)
{
    g_autofree char *text = g_try_malloc(size + 1);
    gsize length = 0;
    for (ssize_t count = 1; text != NULL && count > 0 && length < size;) {
        count = read(descriptor, text + length, size - length);
        if (count < 0 && errno != EINTR)
            return NULL;
        length += count > 0 ? (gsize)count : 0;
        count = count < 0 ? 1 : count;
    }
    if (text == NULL) {
        errno = ENOMEM;
        return NULL;
    }
    text[length] = '\0';
    OrmContents *contents = g_new(OrmContents, 1);
    *contents = (OrmContents){g_steal_pointer(&text), length};
    return contents;
}

static gboolean read_file(OrmFileTexts *texts, const char *path, int descriptor)
{
    struct stat status;
    if (fstat(descriptor, &status) != 0)
        return FALSE;
    if (S_ISDIR(status.st_mode)) {
        errno = EISDIR;
        return FALSE;
    }
    if (!S_ISREG(status.st_mode))
        return TRUE;
    OrmContents *contents = read_contents(descriptor, (gsize)status.st_size);
    if (contents != NULL)
        g_hash_table_insert(texts->by_path, g_strdup(path), contents);
    return contents != NULL;
}

gboolean orm_file_texts_read(OrmFileTexts *texts, const char *path)
{
    if (orm_file_texts_find(texts, path) != NULL)
        return TRUE;
    int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0)
        return FALSE;
    gboolean read = read_file(texts, path, descriptor);
    int reason = errno;
    close(descriptor);
    errno = reason;
    return read;
}

const OrmContents *orm_file_texts_find(const OrmFileTexts *texts, const char *path)
{
    return g_hash_table_lookup(texts->by_path, path);
}
