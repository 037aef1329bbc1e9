/* SPDX-License-Identifier: MIT */
#include "reporters/source_line.h"

#include "reporters/terminal.h"

#define TAB_WIDTH 4
/* What a cut line keeps in front of its marks. */
#define CONTEXT 40
#define ELLIPSIS "…"

/* A character (with the combining ones that follow it) as it is shown. */
typedef struct {
    gsize byte;   /* where it begins in the source */
    gsize offset; /* ... and in the shown text */
    guint column; /* from 0 */
} Cell;

typedef struct {
    GString *text;
    GArray *cells; /* of Cell, with one more for the end */
} Cells;

static void add_cell(Cells *cells, gsize byte, gsize offset, guint column)
{
    Cell cell = {byte, offset, column};
    g_array_append_val(cells->cells, cell);
}

static Cells cells_of(const char *text, gsize length)
{
    Cells cells = {g_string_new(NULL), g_array_new(FALSE, FALSE, sizeof(Cell))};
    guint column = 0;
    for (gsize i = 0; i < length;) {
        gsize offset = cells.text->len, read = 1;
        guint width = TAB_WIDTH - column % TAB_WIDTH;
        if (text[i] == '\t')
            g_string_append_printf(cells.text, "%*s", (int)width, "");
        else
            read = orm_terminal_append_char(cells.text, text + i, length - i, &width);
        if (width > 0 || cells.cells->len == 0)
            add_cell(&cells, i, offset, column);
        column += width;
        i += read;
    }
    add_cell(&cells, length, cells.text->len, column);
    return cells;
}

static const Cell *cell_at(const Cells *cells, guint index)
{
    return &g_array_index(cells->cells, Cell, index);
}

/* The cell that shows the byte; the one after the last for a byte past the end. */
static guint cell_of_byte(const Cells *cells, gsize byte)
{
    guint index = cells->cells->len - 1;
    while (index > 0 && cell_at(cells, index)->byte > byte)
        index--;
    return index;
}

/* The first cell at or after the byte: a mark covers a character whole. */
static guint cell_after_byte(const Cells *cells, gsize byte)
{
    guint index = 0;
    while (index + 1 < cells->cells->len && cell_at(cells, index)->byte < byte)
        index++;
    return index;
}

static gsize trimmed_length(const char *text, gsize length)
{
    while (length > 0 && g_ascii_isspace(text[length - 1]))
        length--;
    return length;
}

/* Keeps a window of the line: CONTEXT columns before the marks, and what fits after them. */
static void cut(OrmSourceLine *line, const Cells *cells)
{
    guint last = cells->cells->len - 1, first = 0, end = last;
    if (cell_at(cells, last)->column > ORM_FRAME_WIDTH) {
        guint wanted = line->mark_start > CONTEXT ? line->mark_start - CONTEXT : 0;
        if (line->mark_start + line->mark_width <= ORM_FRAME_WIDTH - 1)
            wanted = 0;
        while (first < last && cell_at(cells, first)->column < wanted)
            first++;
        guint limit = cell_at(cells, first)->column + ORM_FRAME_WIDTH - (first > 0 ? 2 : 1);
        while (end > first && cell_at(cells, end)->column > limit)
            end--;
    }
    guint start = cell_at(cells, first)->column, stop = cell_at(cells, end)->column, shift = first > 0 ? 1 : 0;
    line->text = g_string_new(first > 0 ? ELLIPSIS : "");
    gsize from = cell_at(cells, first)->offset, to = cell_at(cells, end)->offset;
    g_string_append_len(line->text, cells->text->str + from, (gssize)(to - from));
    if (end < last)
        g_string_append(line->text, ELLIPSIS);
    if (line->mark_start + line->mark_width > stop && end < last)
        line->mark_width = MAX(stop, line->mark_start + 1) - line->mark_start;
    line->mark_start = line->mark_start - start + shift;
}

void orm_source_line_init(OrmSourceLine *line, const char *text, gsize length, gsize from, gsize to)
{
    Cells cells = cells_of(text, length);
    if (to > length)
        to = MAX(trimmed_length(text, length), from + 1);
    const Cell *start = cell_at(&cells, cell_of_byte(&cells, from));
    const Cell *end = cell_at(&cells, cell_after_byte(&cells, to));
    line->mark_start = start->column;
    line->mark_width = end->column > start->column ? end->column - start->column : 1;
    cut(line, &cells);
    g_string_free(cells.text, TRUE);
    g_array_unref(cells.cells);
}

void orm_source_line_clear(OrmSourceLine *line)
{
    g_string_free(line->text, TRUE);
}
