/* SPDX-License-Identifier: MIT */
#include "reporters/output.h"

#include <errno.h>

static gboolean failed(int number, GError **error)
{
    g_set_error(error, G_FILE_ERROR, (gint)g_file_error_from_errno(number), "cannot write the report: %s",
                number == 0 ? "unknown error" : g_strerror(number));
    return FALSE;
}

gboolean orm_output_write(FILE *out, GString *text, GError **error)
{
    errno = 0;
    if (fwrite(text->str, 1, text->len, out) != text->len)
        return failed(errno, error);
    g_string_truncate(text, 0);
    return TRUE;
}

gboolean orm_output_finish(FILE *out, GError **error)
{
    errno = 0;
    if (fflush(out) != 0 || ferror(out))
        return failed(errno, error);
    return TRUE;
}
