/* SPDX-License-Identifier: MIT */
#include "reporters/columns.h"

/* Bytes of the character at `text`, 1 for what is no UTF-8. */
static gsize character_length(const char *text, gsize length)
{
    gunichar character = g_utf8_get_char_validated(text, (gssize)length);
    if (character == (gunichar)-1 || character == (gunichar)-2)
        return 1;
    return (gsize)(g_utf8_next_char(text) - text);
}

guint orm_columns_code_point(OrmSources *sources, const char *file, guint line, guint column)
{
    gsize length = 0;
    const char *text = file == NULL ? NULL : orm_sources_line(sources, file, line, &length);
    if (text == NULL || column == 0)
        return column;
    gsize byte = column - 1, at = 0;
    guint code_points = 0;
    while (at < length) {
        gsize next = at + character_length(text + at, length - at);
        if (next > byte)
            return code_points + 1;
        at = next;
        code_points++;
    }
    return code_points + (guint)(byte - at) + 1;
}

OrmPlace orm_columns_closed(OrmPlace place)
{
    if (place.line == 0)
        return place;
    place.column = MAX(place.column, 1);
    gboolean before = place.end_line < place.line || (place.end_line == place.line && place.end_column <= place.column);
    if (before) {
        place.end_line = place.line;
        place.end_column = place.column + 1;
    }
    place.end_column = MAX(place.end_column, 1);
    return place;
}

OrmPlace orm_columns_convert(OrmSources *sources, OrmPlace place)
{
    OrmPlace closed = orm_columns_closed(place), converted = closed;
    if (closed.line == 0)
        return closed;
    converted.column = orm_columns_code_point(sources, closed.file, closed.line, closed.column);
    converted.end_column = orm_columns_code_point(sources, closed.file, closed.end_line, closed.end_column);
    /* An empty place before a wide character: its end lies in the same character. */
    if (converted.end_line == converted.line && converted.end_column <= converted.column)
        converted.end_column = converted.column + 1;
    return converted;
}

OrmPlace orm_columns_one_line(OrmSources *sources, OrmPlace place)
{
    place = orm_columns_closed(place);
    if (place.line > 0 && place.end_line > place.line) {
        gsize length = 0;
        place.end_line = place.line;
        if (place.file != NULL && orm_sources_line(sources, place.file, place.line, &length) != NULL)
            place.end_column = MAX((guint)length + 1, place.column + 1);
        else
            place.end_column = place.column + 1;
    }
    return orm_columns_convert(sources, place);
}
