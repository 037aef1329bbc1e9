/* SPDX-License-Identifier: MIT */
#include "reporters/html_frame.h"

#include <string.h>

#include "reporters/columns.h"
#include "reporters/terminal.h"

/* Lines shown before and after a place, and of a long place itself. */
#define CONTEXT_LINES 2
#define MOST_LINES 8
/* Of a longer line, what is shown before the mark and in all. */
#define CONTEXT_BYTES 160
#define MOST_BYTES 600

static void append_bytes(GString *out, const char *text, gsize length)
{
    g_autoptr(GString) shown = g_string_new(NULL);
    for (gsize at = 0; at < length;) {
        guint width;
        if (text[at] == '\t') {
            g_string_append_c(shown, '\t');
            at++;
        } else {
            at += orm_terminal_append_char(shown, text + at, length - at, &width);
        }
    }
    g_autofree char *escaped = g_markup_escape_text(shown->str, (gssize)shown->len);
    g_string_append(out, escaped);
}

void orm_html_text(GString *out, const char *text)
{
    append_bytes(out, text, strlen(text));
}

static gboolean continues(const char *text, gsize length, gsize at)
{
    return at < length && ((guchar)text[at] & 0xc0) == 0x80;
}

/* A line with the bytes from `from` up to `to` marked (equal: none). */
static void append_line(GString *out, const char *text, gsize length, gsize from, gsize to)
{
    from = MIN(from, length);
    to = CLAMP(to, from, length);
    while (from > 0 && continues(text, length, from))
        from--;
    while (continues(text, length, to))
        to++;
    gsize start = length > MOST_BYTES && from > CONTEXT_BYTES ? from - CONTEXT_BYTES : 0;
    while (start > 0 && continues(text, length, start))
        start--;
    gsize end = length - start > MOST_BYTES ? start + MOST_BYTES : length;
    while (continues(text, length, end))
        end++;
    to = MIN(to, end);
    g_string_append(out, start > 0 ? "…" : "");
    append_bytes(out, text + start, from - start);
    if (to > from) {
        g_string_append(out, "<mark>");
        append_bytes(out, text + from, to - from);
        g_string_append(out, "</mark>");
    }
    append_bytes(out, text + to, end - to);
    g_string_append(out, end < length ? "…" : "");
}

/* Whether the place lies within its file as it is now. */
static gboolean is_there(OrmSources *sources, const OrmPlace *place)
{
    gsize length = 0;
    return orm_place_known(place) && place->line > 0 &&
           orm_sources_line(sources, place->file, place->line, &length) != NULL && place->column <= length + 1;
}

gboolean orm_html_frame(GString *out, OrmSources *sources, const OrmPlace *unclosed)
{
    if (!is_there(sources, unclosed))
        return FALSE;
    OrmPlace place = orm_columns_closed(*unclosed);
    guint first = place.line > CONTEXT_LINES ? place.line - CONTEXT_LINES : 1;
    guint end = MIN(place.end_line, place.line + MOST_LINES - 1);
    g_string_append(out, "<pre class=\"frame\">");
    for (guint number = first; number <= end + CONTEXT_LINES; number++) {
        gsize length = 0;
        const char *text = orm_sources_line(sources, place.file, number, &length);
        gsize after = 0;
        gboolean last = orm_sources_line(sources, place.file, number + 1, &after) == NULL;
        /* What follows the last line end is no line to look at. */
        if (text == NULL || (last && length == 0 && number > end))
            break;
        gboolean marked = number >= place.line && number <= end;
        gsize from = number == place.line ? place.column - 1 : 0;
        gsize to = !marked ? from : number == place.end_line ? place.end_column - 1 : length;
        g_string_append_printf(out, "<span class=\"l%s\"><i>%u</i>", marked ? " at" : "", number);
        append_line(out, text, length, marked ? from : 0, marked ? to : 0);
        g_string_append(out, "\n</span>");
    }
    g_string_append(out, "</pre>");
    return TRUE;
}
