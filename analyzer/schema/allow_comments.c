/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE /* memmem */
#include "analyzer/schema/allow_comments.h"

#include <string.h>

#include "analyzer/facts/allow_directive.h"
#include "analyzer/facts/allow_lines.h"

#define MARK "ormlint:"

typedef struct {
    const char *file, *at, *end;
    OrmDialect dialect;
    guint line;             /* of `at`, from 1 */
    const char *line_start; /* where it begins */
    OrmAllowLines lines;
} Scan;

static gboolean stands(const Scan *scan, const char *text)
{
    gsize length = strlen(text);
    return (gsize)(scan->end - scan->at) >= length && memcmp(scan->at, text, length) == 0;
}

static void advance_to(Scan *scan, const char *to)
{
    for (; scan->at < to; scan->at++) {
        if (*scan->at != '\n')
            continue;
        scan->line++;
        scan->line_start = scan->at + 1;
    }
}

static const char *find(const Scan *scan, const char *from, const char *mark, gsize length)
{
    const char *found = from < scan->end ? memmem(from, (gsize)(scan->end - from), mark, length) : NULL;
    return found != NULL ? found : scan->end;
}

/* One line of a comment, behind what it may begin with. */
static void read_comment_line(Scan *scan, const char *to)
{
    while (scan->at < to && *scan->at != '\0' && strchr("-*/!# \t\f\v", *scan->at) != NULL)
        scan->at++;
    if (to > scan->at && to[-1] == '\r')
        to--;
    if (!stands(scan, MARK) || scan->at >= to)
        return;
    OrmSourcePoint point = {scan->line, (guint)(scan->at - scan->line_start) + 1};
    OrmSourceCursor cursor = orm_source_cursor(scan->file, scan->at, (gsize)(to - scan->at), point);
    OrmAllowComment *comment = orm_allow_directive_read(&cursor, FALSE);
    if (comment != NULL)
        g_ptr_array_add(scan->lines.comments, comment);
}

/* Up to `to`, the closing mark being left out, and on to `behind` it. */
static void read_comment(Scan *scan, const char *to, const char *behind)
{
    guint first = scan->lines.comments->len, start = scan->line;
    orm_allow_lines_begin_comment(&scan->lines, start);
    while (scan->at < to) {
        const char *newline = memchr(scan->at, '\n', (gsize)(to - scan->at));
        read_comment_line(scan, newline != NULL ? newline : to);
        advance_to(scan, newline != NULL ? newline + 1 : to);
    }
    advance_to(scan, behind);
    orm_allow_lines_end_comment(&scan->lines, first, start, scan->line);
}

static gboolean at_line_comment(const Scan *scan)
{
    return stands(scan, "--") || (*scan->at == '#' && orm_dialect_is_mysql(scan->dialect));
}

/* A quote that stands twice ends one text and begins another, which comes to the same. */
static void skip_quoted(Scan *scan)
{
    char quote = *scan->at;
    gboolean escapes = quote != '`' && orm_dialect_is_mysql(scan->dialect);
    const char *at = scan->at + 1;
    if (scan->dialect == ORM_DIALECT_POSTGRESQL && quote == '\'')
        escapes = scan->at > scan->line_start && (scan->at[-1] == 'E' || scan->at[-1] == 'e') &&
                  (scan->at - 1 == scan->line_start || !g_ascii_isalnum(scan->at[-2]));
    while (at < scan->end && *at != quote)
        at += *at == '\\' && escapes && at + 1 < scan->end ? 2 : 1;
    advance_to(scan, MIN(at + 1, scan->end));
}

/* $$ ... $$ and $tag$ ... $tag$; FALSE: a dollar that begins none. */
static gboolean skip_dollars(Scan *scan)
{
    const char *tag = scan->at + 1;
    if (scan->dialect != ORM_DIALECT_POSTGRESQL || *scan->at != '$' ||
        (scan->at > scan->line_start && g_ascii_isalnum(scan->at[-1])))
        return FALSE;
    while (tag < scan->end && (g_ascii_isalnum(*tag) || *tag == '_'))
        tag++;
    if (tag >= scan->end || *tag != '$' || g_ascii_isdigit(scan->at[1]))
        return FALSE;
    gsize length = (gsize)(tag + 1 - scan->at);
    const char *close = find(scan, tag + 1, scan->at, length);
    advance_to(scan, MIN(close + length, scan->end));
    return TRUE;
}

static void read_code(Scan *scan)
{
    if (!g_ascii_isspace(*scan->at))
        orm_allow_lines_meet_code(&scan->lines, scan->line);
    if (*scan->at == '\'' || *scan->at == '"' || *scan->at == '`')
        skip_quoted(scan);
    else if (!skip_dollars(scan))
        advance_to(scan, scan->at + 1);
    if (!g_ascii_isspace(scan->at[-1]))
        orm_allow_lines_meet_code(&scan->lines, scan->line);
}

void orm_sql_allow_comments(const OrmSqlText *text, OrmDialect dialect, GPtrArray *comments)
{
    if (memmem(text->text, text->length, MARK, strlen(MARK)) == NULL) /* nearly every text */
        return;
    Scan scan = {.file = text->file,
                 .at = text->text,
                 .end = text->text + text->length,
                 .dialect = dialect,
                 .line = 1,
                 .line_start = text->text,
                 .lines = {.comments = comments, .block_start = comments->len}};
    while (scan.at < scan.end) {
        if (at_line_comment(&scan)) {
            const char *end = find(&scan, scan.at, "\n", 1);
            read_comment(&scan, end, end);
        } else if (stands(&scan, "/*")) {
            const char *end = find(&scan, scan.at + 2, "*/", 2);
            read_comment(&scan, end, MIN(end + 2, scan.end));
        } else {
            read_code(&scan);
        }
    }
    orm_allow_lines_end(&scan.lines);
}
