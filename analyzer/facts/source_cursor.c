/* SPDX-License-Identifier: MIT */
#include "analyzer/facts/source_cursor.h"

/* Number of bytes of the line ending at `offset`: 0 (none), 1 or 2. */
static gsize newline_length(const OrmSourceCursor *cursor, gsize offset)
{
    if (offset >= cursor->length)
        return 0;
    if (cursor->text[offset] == '\n')
        return 1;
    if (cursor->text[offset] != '\r')
        return 0;
    return offset + 1 < cursor->length && cursor->text[offset + 1] == '\n' ? 2 : 1;
}

/* A backslash joins lines also when blanks follow it: compilers say so and go on. */
static void skip_joints(OrmSourceCursor *cursor)
{
    while (cursor->offset < cursor->length && cursor->text[cursor->offset] == '\\') {
        gsize offset = cursor->offset + 1;
        while (offset < cursor->length && (cursor->text[offset] == ' ' || cursor->text[offset] == '\t'))
            offset++;
        gsize newline = newline_length(cursor, offset);
        if (newline == 0)
            return;
        cursor->offset = offset + newline;
        cursor->at = (OrmSourcePoint){cursor->at.line + 1, 1};
    }
}

OrmSourceCursor orm_source_cursor(const char *file, const char *text, gsize length, OrmSourcePoint start)
{
    OrmSourceCursor cursor = {.file = orm_intern(file), .text = text, .length = length, .at = start, .end = start};
    skip_joints(&cursor);
    return cursor;
}

int orm_source_cursor_peek(const OrmSourceCursor *cursor)
{
    if (cursor->offset >= cursor->length)
        return ORM_CURSOR_END;
    return newline_length(cursor, cursor->offset) > 0 ? '\n' : (guchar)cursor->text[cursor->offset];
}

int orm_source_cursor_next(OrmSourceCursor *cursor)
{
    int byte = orm_source_cursor_peek(cursor);
    if (byte == ORM_CURSOR_END)
        return byte;
    cursor->end = (OrmSourcePoint){cursor->at.line, cursor->at.column + 1};
    if (byte == '\n') {
        cursor->offset += newline_length(cursor, cursor->offset);
        cursor->at = (OrmSourcePoint){cursor->at.line + 1, 1};
    } else {
        cursor->offset++;
        cursor->at.column++;
    }
    skip_joints(cursor);
    return byte;
}

static void skip_line_comment(OrmSourceCursor *cursor)
{
    int byte = orm_source_cursor_peek(cursor);
    while (byte != '\n' && byte != ORM_CURSOR_END) {
        orm_source_cursor_next(cursor);
        byte = orm_source_cursor_peek(cursor);
    }
}

static void skip_block_comment(OrmSourceCursor *cursor)
{
    int before = 0, byte = orm_source_cursor_next(cursor);
    while (byte != ORM_CURSOR_END && !(before == '*' && byte == '/')) {
        before = byte;
        byte = orm_source_cursor_next(cursor);
    }
}

void orm_source_cursor_skip_blanks(OrmSourceCursor *cursor)
{
    for (;;) {
        int byte = orm_source_cursor_peek(cursor);
        if (byte == ' ' || byte == '\n' || byte == '\t' || byte == '\f' || byte == '\v') {
            orm_source_cursor_next(cursor);
            continue;
        }
        if (byte != '/')
            return;
        OrmSourceCursor slash = *cursor;
        orm_source_cursor_next(cursor);
        byte = orm_source_cursor_peek(cursor);
        if (byte != '/' && byte != '*') {
            *cursor = slash;
            return;
        }
        orm_source_cursor_next(cursor);
        if (byte == '/')
            skip_line_comment(cursor);
        else
            skip_block_comment(cursor);
    }
}

OrmPlace orm_source_cursor_place(const OrmSourceCursor *cursor, OrmSourcePoint start)
{
    if (cursor->file == NULL)
        return ORM_PLACE_UNKNOWN;
    OrmPlace place = {cursor->file, start.line, start.column, cursor->end.line, cursor->end.column};
    if (place.end_line < place.line || (place.end_line == place.line && place.end_column <= place.column)) {
        place.end_line = place.line;
        place.end_column = place.column + 1;
    }
    return place;
}
