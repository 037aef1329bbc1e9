/* SPDX-License-Identifier: MIT */
/* Places as text. */
#include "analyzer/schema/snapshot_records.h"

#include <string.h>

char *orm_snapshot_place_text(const OrmPlace *place)
{
    return g_strdup_printf("%s:%u:%u-%u:%u", place->file, place->line, place->column, place->end_line,
                           place->end_column);
}

/* The number that ends before `*end`, which then is where it begins; FALSE when there is none or it is too large. */
static gboolean take_number(const char *text, const char **end, guint *number)
{
    const char *start = *end;
    while (start > text && g_ascii_isdigit(start[-1]))
        start--;
    g_autofree char *digits = g_strndup(start, (gsize)(*end - start));
    guint64 value = 0;
    if (!g_ascii_string_to_unsigned(digits, 10, 0, G_MAXUINT, &value, NULL))
        return FALSE;
    *number = (guint)value;
    *end = start;
    return TRUE;
}

gboolean orm_snapshot_place_parse(const char *text, OrmPlace *place)
{
    static const char separators[] = "::-:";
    guint numbers[4] = {0};
    const char *end = text + strlen(text);
    for (guint i = 4; i > 0; i--) {
        if (!take_number(text, &end, &numbers[i - 1]) || end == text || *--end != separators[i - 1])
            return FALSE;
    }
    if (end == text)
        return FALSE;
    g_autofree char *file = g_strndup(text, (gsize)(end - text));
    *place = (OrmPlace){orm_intern(file), numbers[0], numbers[1], numbers[2], numbers[3]};
    return TRUE;
}
