/* SPDX-License-Identifier: MIT */
#include "reporters/source_frame.h"

#include "reporters/source_line.h"

struct OrmSourceFrame {
    OrmSourceLine rows[2]; /* first and, for a place over several lines, last */
    guint numbers[2];
    guint count;
};

/* The place's end, which a place may leave open. */
static void ends_of(const OrmPlace *place, guint *line, guint *column)
{
    gboolean open =
        place->end_line < place->line || (place->end_line == place->line && place->end_column <= place->column);
    *line = open ? place->line : place->end_line;
    *column = open ? place->column + 1 : place->end_column;
}

static gboolean add_row(OrmSourceFrame *frame, OrmSources *sources, const char *file, guint number, guint from,
                        guint to)
{
    gsize length = 0;
    const char *text = orm_sources_line(sources, file, number, &length);
    /* One past the end is where a missing token is reported. */
    if (text == NULL || from == 0 || from > length + 1)
        return FALSE;
    frame->numbers[frame->count] = number;
    orm_source_line_init(&frame->rows[frame->count++], text, length, from - 1, to - 1);
    return TRUE;
}

static guint first_column_of_text(OrmSources *sources, const char *file, guint number)
{
    gsize length = 0, blanks = 0;
    const char *text = orm_sources_line(sources, file, number, &length);
    while (text != NULL && blanks < length && (text[blanks] == ' ' || text[blanks] == '\t'))
        blanks++;
    return (guint)blanks + 1;
}

OrmSourceFrame *orm_source_frame_new(OrmSources *sources, const OrmPlace *place)
{
    if (!orm_place_known(place) || place->line == 0)
        return NULL;
    guint end_line = 0, end_column = 0;
    ends_of(place, &end_line, &end_column);
    /* An end in column 1 is the end of the line before. */
    if (end_line > place->line && end_column <= 1) {
        end_line--;
        end_column = G_MAXUINT;
    }
    g_autoptr(OrmSourceFrame) frame = g_new0(OrmSourceFrame, 1);
    gboolean single = end_line == place->line;
    if (!add_row(frame, sources, place->file, place->line, place->column, single ? end_column : G_MAXUINT))
        return NULL;
    if (!single) {
        guint from = first_column_of_text(sources, place->file, end_line);
        if (!add_row(frame, sources, place->file, end_line, from, MAX(end_column, from + 1)))
            return NULL;
    }
    return g_steal_pointer(&frame);
}

void orm_source_frame_free(OrmSourceFrame *frame)
{
    if (frame == NULL)
        return;
    for (guint i = 0; i < frame->count; i++)
        orm_source_line_clear(&frame->rows[i]);
    g_free(frame);
}

guint orm_source_frame_digits(const OrmSourceFrame *frame)
{
    guint digits = 1;
    for (guint number = frame->numbers[frame->count - 1]; number >= 10; number /= 10)
        digits++;
    return digits;
}

gboolean orm_source_frame_fits(const OrmSourceFrame *frame, guint width)
{
    const OrmSourceLine *last = &frame->rows[frame->count - 1];
    return last->mark_start + last->mark_width + 1 + width <= ORM_FRAME_WIDTH;
}

static void append_gutter(GString *out, const OrmFrameStyle *style, guint number)
{
    orm_style_begin(out, style->color, ORM_STYLE_GUTTER);
    if (number > 0)
        g_string_append_printf(out, "%*u |", (int)style->gutter, number);
    else
        g_string_append_printf(out, "%*s |", (int)style->gutter, "");
    orm_style_end(out, style->color);
}

static void append_marks(GString *out, const OrmSourceLine *row, const OrmFrameStyle *style, const char *label)
{
    append_gutter(out, style, 0);
    g_string_append_printf(out, " %*s", (int)row->mark_start, "");
    orm_style_begin(out, style->color, style->style);
    for (guint i = 0; i < row->mark_width; i++)
        g_string_append_c(out, style->mark);
    if (label != NULL && *label != '\0') {
        g_string_append_c(out, ' ');
        orm_terminal_append(out, label);
    }
    orm_style_end(out, style->color);
    g_string_append_c(out, '\n');
}

void orm_source_frame_append(GString *out, const OrmSourceFrame *frame, const OrmFrameStyle *style)
{
    append_gutter(out, style, 0);
    g_string_append_c(out, '\n');
    for (guint i = 0; i < frame->count; i++) {
        if (i > 0 && frame->numbers[i] > frame->numbers[i - 1] + 1)
            g_string_append(out, "...\n");
        append_gutter(out, style, frame->numbers[i]);
        g_string_append_printf(out, "%s%s\n", frame->rows[i].text->len == 0 ? "" : " ", frame->rows[i].text->str);
        append_marks(out, &frame->rows[i], style, i + 1 == frame->count ? style->label : NULL);
    }
}
