/* SPDX-License-Identifier: MIT */
#include "analyzer/project/patch.h"

#include <string.h>

typedef struct {
    char **lines; /* of what is now; the last is what follows the last line end */
    guint count;
    guint at; /* the next line, from 0 */
    GString *old;
} Reversal;

/* A checkout may have turned LF into CRLF, which the patch does not show. */
static gboolean same_line(const char *left, const char *right)
{
    gsize left_length = strlen(left), right_length = strlen(right);
    left_length -= left_length > 0 && left[left_length - 1] == '\r';
    right_length -= right_length > 0 && right[right_length - 1] == '\r';
    return left_length == right_length && memcmp(left, right, left_length) == 0;
}

static void keep_line(Reversal *reversal)
{
    g_string_append(reversal->old, reversal->lines[reversal->at++]);
    if (reversal->at < reversal->count)
        g_string_append_c(reversal->old, '\n');
}

static gboolean reverse_line(Reversal *reversal, const char *line)
{
    if (*line == '-') {
        g_string_append(reversal->old, line + 1);
        g_string_append_c(reversal->old, '\n');
        return TRUE;
    }
    if (reversal->at >= reversal->count || !same_line(reversal->lines[reversal->at], line + 1))
        return FALSE;
    if (*line == '+')
        reversal->at++;
    else
        keep_line(reversal);
    return TRUE;
}

static gboolean reverse_hunk(Reversal *reversal, const OrmPatchHunk *hunk)
{
    /* Without new lines, the start is the line above. */
    guint start = hunk->new_count == 0 ? hunk->new_start : MAX(hunk->new_start, 1) - 1;
    while (reversal->at < start && reversal->at < reversal->count)
        keep_line(reversal);
    for (guint i = 0; i < hunk->lines->len; i++)
        if (!reverse_line(reversal, g_ptr_array_index(hunk->lines, i)))
            return FALSE;
    return TRUE;
}

char *orm_patch_reverse(const OrmPatchFile *file, const char *text, guint *line)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    g_autoptr(GString) old = g_string_new(NULL);
    Reversal reversal = {.lines = lines, .count = g_strv_length(lines), .old = old};
    for (guint i = 0; i < file->hunks->len; i++) {
        if (reverse_hunk(&reversal, g_ptr_array_index(file->hunks, i)))
            continue;
        *line = reversal.at + 1;
        return NULL;
    }
    while (reversal.at < reversal.count)
        keep_line(&reversal);
    return g_string_free(g_steal_pointer(&old), FALSE);
}
