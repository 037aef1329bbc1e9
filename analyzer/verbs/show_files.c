/* SPDX-License-Identifier: MIT */
#include "analyzer/verbs/show_files.h"

#include <string.h>

/** Appends an argument so that a shell reads it back; left as it is where no character needs quotes. */
static void append_quoted(GString *out, const char *argument)
{
    static const char *const safe = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+=./,:@%^";
    if (*argument != '\0' && argument[strspn(argument, safe)] == '\0') {
        g_string_append_printf(out, " %s", argument);
        return;
    }
    g_autofree char *quoted = g_shell_quote(argument);
    g_string_append_printf(out, " %s", quoted);
}

/** Where the command comes from, and whether it is the file's own. */
static void append_origin(GString *out, const OrmPlanFile *file)
{
    const char *origin = file->origin != NULL ? file->origin : "none";
    if (strcmp(origin, "none") == 0)
        g_string_append(out, "no command: the compiler's defaults\n");
    else if (strcmp(origin, "command line") == 0)
        g_string_append(out, "command from the command line\n");
    else if (g_str_has_prefix(origin, "inferred"))
        g_string_append_printf(out, "command %s\n", origin);
    else
        g_string_append_printf(out, "command %s %s\n", file->inferred ? "inferred from" : "from", origin);
}

char *orm_show_files(const OrmPlan *plan)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < plan->files->len; i++) {
        const OrmPlanFile *file = plan->files->pdata[i];
        if (!file->models) {
            g_string_append_printf(out, "%s: no models\n", file->file);
            continue;
        }
        g_string_append_printf(out, "%s: models, ", file->file);
        append_origin(out, file);
        if (file->arguments == NULL || file->arguments->len == 0)
            continue;
        g_string_append(out, "   ");
        for (guint a = 0; a < file->arguments->len; a++)
            append_quoted(out, file->arguments->pdata[a]);
        g_string_append_c(out, '\n');
    }
    return g_string_free(out, FALSE);
}
