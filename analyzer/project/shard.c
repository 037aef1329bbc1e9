/* SPDX-License-Identifier: MIT */
#include "analyzer/project/shard.h"

#include <stdio.h>
#include <string.h>

#include "analyzer/facts/bytes.h"
#include "analyzer/unit/unit.h"

gboolean orm_shard_parse(const char *text, guint *part, guint *parts)
{
    const char *slash = strchr(text, '/');
    guint64 first = 0, second = 0;
    g_autofree char *head = slash == NULL ? NULL : g_strndup(text, (gsize)(slash - text));
    if (head == NULL || !g_ascii_string_to_unsigned(head, 10, 1, G_MAXUINT32, &first, NULL) ||
        !g_ascii_string_to_unsigned(slash + 1, 10, first, G_MAXUINT32, &second, NULL))
        return FALSE;
    *part = (guint)first;
    *parts = (guint)second;
    return TRUE;
}

static gboolean is_in(const char *file, guint part, guint parts)
{
    return orm_bytes_checksum((const guint8 *)file, strlen(file)) % parts == part - 1;
}

void orm_shard_keep(GPtrArray *units, guint part, guint parts)
{
    for (guint i = units->len; i > 0; i--) {
        OrmUnit *unit = units->pdata[i - 1];
        for (guint f = unit->files->len; f > 0; f--)
            if (!is_in(unit->files->pdata[f - 1], part, parts))
                g_ptr_array_remove_index(unit->files, f - 1);
        if (unit->files->len == 0)
            g_ptr_array_remove_index(units, i - 1);
    }
}
