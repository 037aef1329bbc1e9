/* SPDX-License-Identifier: MIT */
#include "analyzer/facts/allow_lines.h"

/* Code, or a gap, ends a block of comments: they speak of the lines up to `line`. */
static void settle(OrmAllowLines *lines, guint line)
{
    for (guint i = lines->block_start; i < lines->comments->len; i++) {
        OrmAllowComment *comment = g_ptr_array_index(lines->comments, i);
        comment->last_line = MAX(line, comment->last_line);
    }
    lines->block_start = lines->comments->len;
    lines->block_end = 0;
}

void orm_allow_lines_begin_comment(OrmAllowLines *lines, guint line)
{
    if (lines->block_end > 0 && line > lines->block_end + 1)
        settle(lines, lines->block_end + 1);
}

void orm_allow_lines_end_comment(OrmAllowLines *lines, guint first, guint start_line, guint end_line)
{
    for (guint i = first; i < lines->comments->len; i++) {
        OrmAllowComment *comment = g_ptr_array_index(lines->comments, i);
        comment->first_line = start_line;
        comment->last_line = end_line;
    }
    if (lines->code_line == start_line) {
        settle(lines, end_line);
        return;
    }
    lines->block_end = end_line;
}

void orm_allow_lines_meet_code(OrmAllowLines *lines, guint line)
{
    if (lines->block_end > 0)
        settle(lines, line == lines->block_end ? line : lines->block_end + 1);
    lines->code_line = line;
}

void orm_allow_lines_end(OrmAllowLines *lines)
{
    settle(lines, lines->block_end > 0 ? lines->block_end + 1 : 0);
}
