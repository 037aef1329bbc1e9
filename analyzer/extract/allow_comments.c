/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE /* memmem */
#include "analyzer/extract/allow_comments.h"

#include <string.h>

#include "analyzer/facts/allow_directive.h"
#include "analyzer/facts/allow_lines.h"

#define MARK "ormlint:"

typedef struct {
    OrmSourceCursor cursor;
    OrmAllowLines lines;
} Scan;

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
        g_ptr_array_add(scan->lines.comments, comment);
    while (!orm_allow_directive_at_end(&scan->cursor, block))
        orm_source_cursor_next(&scan->cursor);
}

/* The cursor is behind `//` or the opening of a block. */
static void read_comment(Scan *scan, gboolean block, guint start_line)
{
    guint first = scan->lines.comments->len;
    orm_allow_lines_begin_comment(&scan->lines, start_line);
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
    orm_allow_lines_end_comment(&scan->lines, first, start_line, block ? scan->cursor.end.line : scan->cursor.at.line);
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
        orm_allow_lines_meet_code(&scan->lines, start.line);
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
        orm_allow_lines_meet_code(&scan->lines, scan->cursor.at.line);
        if (byte == '"' || byte == '\'')
            skip_literal(scan);
        else if (g_ascii_isalnum(byte) || byte == '_')
            skip_word(scan);
        else
            orm_source_cursor_next(&scan->cursor);
    }
    orm_allow_lines_end(&scan->lines);
}

void orm_allow_comments_scan(const char *file, const char *text, gsize length, GPtrArray *comments)
{
    if (memmem(text, length, MARK, strlen(MARK)) == NULL) /* nearly every file */
        return;
    Scan scan = {.cursor = orm_source_cursor(file, text, length, (OrmSourcePoint){1, 1}),
                 .lines = {.comments = comments, .block_start = comments->len}};
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
