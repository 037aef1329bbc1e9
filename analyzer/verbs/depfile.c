/* SPDX-License-Identifier: MIT */
#include "analyzer/verbs/depfile.h"

#include <string.h>

/* "src/a b.h" as make reads it. */
static void append_escaped(GString *out, const char *name)
{
    for (; *name != '\0'; name++) {
        if (*name == ' ' || *name == '#' || *name == '\\')
            g_string_append_c(out, '\\');
        else if (*name == '$')
            g_string_append_c(out, '$');
        g_string_append_c(out, *name);
    }
}

char *orm_depfile(const char *target, const GPtrArray *files)
{
    GString *out = g_string_new(NULL);
    g_autofree char *here = g_get_current_dir();
    gsize length = strlen(here);
    append_escaped(out, target);
    g_string_append_c(out, ':');
    for (guint i = 0; i < files->len; i++) {
        const char *file = files->pdata[i];
        gboolean below =
            !g_path_is_absolute(target) && strncmp(file, here, length) == 0 && file[length] == G_DIR_SEPARATOR;
        g_string_append(out, " \\\n  ");
        append_escaped(out, below ? file + length + 1 : file);
    }
    g_string_append_c(out, '\n');
    return g_string_free(out, FALSE);
}
