/* SPDX-License-Identifier: MIT */
#include "analyzer/verbs/operands.h"

#include "analyzer/verbs/message.h"

#define LISTS_IN_LISTS 8

static gboolean add(GPtrArray *all, const char *operand, guint depth)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *text = NULL;
    const char *list = operand + 1;
    if (operand[0] != '@') {
        g_ptr_array_add(all, g_strdup(operand));
        return TRUE;
    }
    if (depth == LISTS_IN_LISTS) {
        orm_message_error("%s: lists name lists too deeply", list);
        return FALSE;
    }
    if (!g_file_get_contents(list, &text, NULL, &error)) {
        orm_message_error("%s", error->message);
        return FALSE;
    }
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; *line != NULL; line++)
        if (*g_strstrip(*line) != '\0' && !add(all, *line, depth + 1))
            return FALSE;
    return TRUE;
}

GPtrArray *orm_operands_expand(const GPtrArray *operands)
{
    g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < operands->len; i++)
        if (!add(all, operands->pdata[i], 0))
            return NULL;
    return g_steal_pointer(&all);
}
