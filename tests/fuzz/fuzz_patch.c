/* SPDX-License-Identifier: MIT */
/* Any text as a patch: it is read or refused with its line; every hunk has the lines its ranges say; and it can be
 * taken back from any text. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "analyzer/project/patch.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_hunk(const OrmPatchHunk *hunk)
{
    guint old_count = 0, new_count = 0;
    for (guint i = 0; i < hunk->lines->len; i++) {
        char mark = *(const char *)hunk->lines->pdata[i];
        old_count += mark != '+';
        new_count += mark != '-';
    }
    if (old_count != hunk->old_count || new_count != hunk->new_count)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) files = orm_patch_parse("fuzz", (const char *)data, size, &error);
    if (files == NULL && (error == NULL || !g_str_has_prefix(error->message, "fuzz:")))
        abort();
    g_autofree char *text = g_strndup((const char *)data, size);
    for (guint i = 0; files != NULL && i < files->len; i++) {
        const OrmPatchFile *file = files->pdata[i];
        guint line = 0;
        if (file->old_path == NULL && file->new_path == NULL)
            abort();
        for (guint j = 0; j < file->hunks->len; j++)
            check_hunk(file->hunks->pdata[j]);
        g_autofree char *old = orm_patch_reverse(file, text, &line);
        if (old == NULL && line == 0)
            abort();
    }
    return 0;
}
