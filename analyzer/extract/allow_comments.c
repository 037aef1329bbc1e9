/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE /* memmem */
#include "analyzer/extract/allow_comments.h"

#include <string.h>

#include "analyzer/extract/allow_directive.h"

#define MARK "ormlint:"

/* Comments that follow each other with no code in between speak of the same line. */
typedef struct {
    OrmSourceCursor cursor;
    GPtrArray *comments; /* of OrmAllowComment * */
    guint code_line;     /* the last line with code so far */
    guint block_start;   /* index of the first comment that waits for its line */
    guint block_end;     /* the last line of the comments that wait; 0: none does */
} Scan;

/* Code, or a gap, ends a block of comments: they speak of the lines up to `line`. */
static void settle(Scan *scan, guint line)
{
    for (guint i = scan->block_start; i < scan->comments->len; i++) {
        OrmAllowComment *comment = g_ptr_array_index(scan->comments, i);
        comment->last_line = MAX(line, comment->last_line);
    }
    scan->block_start = scan->comments->len;
    scan->block_end = 0;
}

static void begin_comment(Scan *scan, guint line)
{
    if (scan->block_end > 0 && line > scan->block_end + 1)
        settle(scan, scan->block_end + 1);
}

/* `first` is the index of the first directive in it. */
static void end_comment(Scan *scan, guint first, guint start_line, guint end_line)
{
    for (guint i = first; i < scan->comments->len; i++) {
        OrmAllowComment *comment = g_ptr_array_index(scan->comments, i);
        comment->first_line = start_line;
        comment->last_line = end_line;
    }
    if (scan->code_line == start_line) {
        settle(scan, end_line);
        return;
    }
    scan->block_end = end_line;
}

static void meet_code(Scan *scan, guint line)
{
    if (scan->block_end > 0)
        settle(scan, line == scan->block_end ? line : scan->block_end + 1);
    scan->code_line = line;
}

static void skip_any(Scan *scan, gboolean block, const char *bytes)
{
    while (!orm_allow_directive_at_end(&scan->cursor, block)) {
        int byte = orm_source_cursor_peek(&scan->cursor);
        if (byte == 0 || strchr(bytes, byte) == NULL)
            return;
        orm_source_cursor_next(&scan->cursor);
    }
}

/* Behind the ornaments that a line of a comment may begin with: `///`, `//!`, `/ **`, ` * `. */
static void read_comment_line(Scan *scan, gboolean block)
{
    skip_any(scan, block, "*/!<");
    skip_any(scan, block, " \t\f\v");
    OrmAllowComment *comment = orm_allow_directive_read(&scan->cursor, block);
    if (comment != NULL)
        g_ptr_array_add(scan->comments, comment);
    while (!orm_allow_directive_at_end(&scan->cursor, block))
        orm_source_cursor_next(&scan->cursor);
}

/* The cursor is behind `//` or the opening of a block. */
static void read_comment(Scan *scan, gboolean block, guint start_line)
{
    guint first = scan->comments->len;
    begin_comment(scan, start_line);
    read_comment_line(scan, block);
    while (block && orm_source_cursor_peek(&scan->cursor) == '\n') {
        orm_source_cursor_next(&scan->cursor);
        skip_any(scan, block, " \t\f\v");
        read_comment_line(scan, block);
    }
    if (block && orm_source_cursor_peek(&scan->cursor) == '*') {
        orm_source_cursor_next(&scan->cursor);
        orm_source_cursor_next(&scan->cursor);
    }
    end_comment(scan, first, start_line, block ? scan->cursor.end.line : scan->cursor.at.line);
}

/* A literal without its closing quote ends with the line: an apostrophe in dead code swallows no more. */
static void skip_literal(Scan *scan)
{
    int quote = orm_source_cursor_next(&scan->cursor);
    for (int byte = orm_source_cursor_peek(&scan->cursor); byte != '\n' && byte != ORM_CURSOR_END;
         byte = orm_source_cursor_peek(&scan->cursor)) {
        orm_source_cursor_next(&scan->cursor);
        if (byte == quote)
            return;
        if (byte == '\\' && orm_source_cursor_peek(&scan->cursor) != '\n')
            orm_source_cursor_next(&scan->cursor);
    }
}

/* An identifier or a number, in which an apostrophe may separate digits. */
static void skip_word(Scan *scan)
{
    gboolean number = g_ascii_isdigit(orm_source_cursor_peek(&scan->cursor));
    for (;;) {
        int byte = orm_source_cursor_peek(&scan->cursor);
        if (byte == ORM_CURSOR_END || (!g_ascii_isalnum(byte) && byte != '_' && !(number && byte == '\'')))
            return;
        orm_source_cursor_next(&scan->cursor);
    }
}

static void read_slash(Scan *scan)
{
    OrmSourcePoint start = scan->cursor.at;
    orm_source_cursor_next(&scan->cursor);
    int byte = orm_source_cursor_peek(&scan->cursor);
    if (byte != '/' && byte != '*') {
        meet_code(scan, start.line);
        return;
    }
    orm_source_cursor_next(&scan->cursor);
    read_comment(scan, byte == '*', start.line);
}

static void read_text(Scan *scan)
{
    for (int byte; (byte = orm_source_cursor_peek(&scan->cursor)) != ORM_CURSOR_END;) {
        if (byte == '/') {
            read_slash(scan);
            continue;
        }
        if (byte != 0 && strchr(" \t\n\f\v", byte) != NULL) {
            orm_source_cursor_next(&scan->cursor);
            continue;
        }
        meet_code(scan, scan->cursor.at.line);
        if (byte == '"' || byte == '\'')
            skip_literal(scan);
        else if (g_ascii_isalnum(byte) || byte == '_')
            skip_word(scan);
        else
            orm_source_cursor_next(&scan->cursor);
    }
    settle(scan, scan->block_end > 0 ? scan->block_end + 1 : 0);
}

void orm_allow_comments_scan(const char *file, const char *text, gsize length, GPtrArray *comments)
{
    if (memmem(text, length, MARK, strlen(MARK)) == NULL) /* nearly every file */
        return;
    Scan scan = {.cursor = orm_source_cursor(file, text, length, (OrmSourcePoint){1, 1}),
                 .comments = comments,
                 .block_start = comments->len};
    read_text(&scan);
}

void orm_allow_comments_read(OrmFacts *facts, GHashTable *origins, OrmFileTexts *texts)
{
    g_autoptr(GHashTable) files = g_hash_table_new(NULL, NULL); /* of interned paths */
    for (guint i = 0; i < facts->files->len; i++)
        g_hash_table_add(files, g_ptr_array_index(facts->files, i));
    for (guint i = 0; i < facts->structs->len; i++) {
        const OrmStruct *record = g_ptr_array_index(facts->structs, i);
        if (orm_place_known(&record->place))
            g_hash_table_add(files, (gpointer)record->place.file);
    }
    GHashTableIter iterator;
    gpointer file;
    g_hash_table_iter_init(&iterator, files);
    while (g_hash_table_iter_next(&iterator, &file, NULL)) {
        const char *origin = g_hash_table_lookup(origins, file);
        const char *path = origin != NULL ? origin : file;
        const OrmContents *contents = orm_file_texts_read(texts, path) ? orm_file_texts_find(texts, path) : NULL;
        if (contents != NULL && contents->length > 0)
            orm_allow_comments_scan(file, contents->text, contents->length, facts->allows);
    }
}
