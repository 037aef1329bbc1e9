/* SPDX-License-Identifier: MIT */
/* Comments that part a migration in a way up and a way down. */
#include <string.h>

#include "analyzer/schema/sources.h"

/* As goose, sql-migrate, dbmate, micrate, node-pg-migrate, rambler, MyBatis and tern write them. */
static const struct {
    const char *up; /* NULL: what stands before the other one leads up */
    const char *down;
} marks[] = {{"+goose Up", "+goose Down"},
             {"+migrate Up", "+migrate Down"},
             {"migrate:up", "migrate:down"},
             {"+micrate Up", "+micrate Down"},
             {"Up Migration", "Down Migration"},
             {"rambler up", "rambler down"},
             {NULL, "//@UNDO"},
             {NULL, "create above / drop below"}};

/* Whether the comment begins with the mark. */
static gboolean says(const char *comment, gsize length, const char *mark)
{
    gsize words = mark != NULL ? strlen(mark) : 0;
    return mark != NULL && length >= words && g_ascii_strncasecmp(comment, mark, words) == 0 &&
           (length == words || !g_ascii_isalnum(comment[words]));
}

/* A way down counts only after the way up of the same tool: the words may stand in any comment. */
static void read_mark(const char *line, gsize length, guint *seen, gboolean *down)
{
    const char *end = line + length;
    while (line < end && (*line == ' ' || *line == '\t'))
        line++;
    if (end - line < 2 || strncmp(line, "--", 2) != 0)
        return;
    while (line < end && (*line == ' ' || *line == '\t' || *line == '-'))
        line++;
    for (guint i = 0; i < G_N_ELEMENTS(marks); i++) {
        if (says(line, (gsize)(end - line), marks[i].up)) {
            *seen |= 1u << i;
            *down = FALSE;
        } else if (says(line, (gsize)(end - line), marks[i].down) && (marks[i].up == NULL || (*seen & 1u << i) != 0)) {
            *down = TRUE;
        }
    }
}

void orm_migration_keep_up(char *text, gsize length)
{
    guint seen = 0;
    gboolean down = FALSE;
    for (gsize offset = 0; offset < length;) {
        char *line = text + offset;
        const char *newline = memchr(line, '\n', length - offset);
        gsize count = newline != NULL ? (gsize)(newline - line) : length - offset;
        read_mark(line, count, &seen, &down);
        if (down)
            memset(line, ' ', count);
        offset += count + (newline != NULL);
    }
}
