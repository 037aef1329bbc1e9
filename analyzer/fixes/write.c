/* SPDX-License-Identifier: MIT */
/* Fixed text and its way into the file. */
#include <errno.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "analyzer/fixes/plan.h"

char *orm_fixed_file_text(const OrmFixedFile *file, gsize *length)
{
    const OrmSource *source = file->source;
    GString *text = g_string_sized_new(source->length);
    gsize at = 0;
    for (guint i = 0; i < file->replacements->len; i++) {
        const OrmFixReplacement *replacement = &g_array_index(file->replacements, OrmFixReplacement, i);
        g_string_append_len(text, source->text + at, (gssize)(replacement->start - at));
        g_string_append(text, replacement->text);
        at = replacement->end;
    }
    g_string_append_len(text, source->text + at, (gssize)(source->length - at));
    *length = text->len;
    return g_string_free(text, FALSE);
}

static gboolean fail(GError **error, int number)
{
    g_set_error_literal(error, G_FILE_ERROR, g_file_error_from_errno(number), g_strerror(number));
    return FALSE;
}

static gboolean is_as_read(const char *path, const OrmSource *source, GError **error)
{
    g_autofree char *text = NULL;
    gsize length = 0;
    if (!g_file_get_contents(path, &text, &length, error))
        return FALSE;
    if (length == source->length && memcmp(text, source->text, length) == 0)
        return TRUE;
    g_set_error_literal(error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "it has changed since it was read");
    return FALSE;
}

gboolean orm_fixed_file_write(const OrmFixedFile *file, GError **error)
{
    GStatBuf status;
    /* A link keeps pointing at its file: that one is replaced. */
    g_autofree char *path = realpath(file->source->file, NULL);
    if (path == NULL || g_stat(path, &status) != 0)
        return fail(error, errno);
    /* Replacing a file needs no right to write to it; who took that right away does not want it replaced. */
    if ((status.st_mode & 0222) == 0 || g_access(path, W_OK) != 0)
        return fail(error, EACCES);
    if (!is_as_read(path, file->source, error))
        return FALSE;
    gsize length;
    g_autofree char *text = orm_fixed_file_text(file, &length);
    int mode = (int)(status.st_mode & 07777);
    if (!g_file_set_contents_full(path, text, (gssize)length, G_FILE_SET_CONTENTS_CONSISTENT, mode, error))
        return FALSE;
    /* The umask may have taken bits away; the contents are in place all the same. */
    (void)g_chmod(path, mode);
    return TRUE;
}
