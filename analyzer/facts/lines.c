/* SPDX-License-Identifier: MIT */
#include "analyzer/facts/lines.h"

GArray *orm_lines_new(const char *text, gsize length)
{
    GArray *lines = g_array_new(FALSE, FALSE, sizeof(gsize));
    gsize start = 0;
    g_array_append_val(lines, start);
    for (gsize i = 0; i < length; i++) {
        gboolean half = text[i] == '\r' && i + 1 < length && text[i + 1] == '\n';
        if ((text[i] != '\n' && text[i] != '\r') || half)
            continue;
        start = i + 1;
        g_array_append_val(lines, start);
    }
    return lines;
}

void orm_lines_find(const GArray *lines, gsize offset, guint *line, guint *column)
{
    guint low = 0, high = lines->len;
    while (high - low > 1) {
        guint middle = low + (high - low) / 2;
        if (g_array_index(lines, gsize, middle) <= offset)
            low = middle;
        else
            high = middle;
    }
    *line = low + 1;
    *column = (guint)(offset - g_array_index(lines, gsize, low)) + 1;
}
