/* SPDX-License-Identifier: MIT */
#include "analyzer/extract/clang_support.h"

#include <stdlib.h>
#include <string.h>

const char *orm_clang_intern(CXString string)
{
    const char *text = clang_getCString(string);
    const char *interned = g_intern_string(text == NULL ? "" : text);
    clang_disposeString(string);
    return interned;
}

const char *orm_reported_path(const char *root, const char *directory, const char *name)
{
    g_autofree char *absolute = g_canonicalize_filename(name, directory);
    char *real = realpath(absolute, NULL);
    const char *path = real == NULL ? absolute : real;
    gsize length = strlen(root);
    if (g_str_has_prefix(path, root) && path[length] == G_DIR_SEPARATOR)
        path += length + 1;
    else if (strcmp(root, "/") == 0 && path[0] == G_DIR_SEPARATOR)
        path += 1;
    const char *interned = g_intern_string(path);
    free(real);
    return interned;
}

void orm_sources_init(OrmSources *sources, CXTranslationUnit unit, const char *root, const char *directory)
{
    sources->unit = unit;
    sources->root = root;
    sources->directory = directory;
    sources->by_file = g_hash_table_new_full(NULL, NULL, NULL, g_free);
}

void orm_sources_clear(OrmSources *sources)
{
    g_clear_pointer(&sources->by_file, g_hash_table_unref);
}

const OrmSource *orm_sources_file(OrmSources *sources, CXFile file)
{
    if (file == NULL)
        return NULL;
    OrmSource *source = g_hash_table_lookup(sources->by_file, file);
    if (source != NULL)
        return source;
    source = g_new0(OrmSource, 1);
    CXString name = clang_getFileName(file);
    source->path = orm_reported_path(sources->root, sources->directory, clang_getCString(name));
    clang_disposeString(name);
    source->text = clang_getFileContents(sources->unit, file, &source->length);
    g_hash_table_insert(sources->by_file, file, source);
    return source;
}

OrmPosition orm_sources_position(OrmSources *sources, CXSourceLocation location)
{
    OrmPosition position = {0};
    CXFile file = NULL;
    clang_getFileLocation(location, &file, &position.line, &position.column, &position.offset);
    position.source = orm_sources_file(sources, file);
    return position;
}

static gboolean is_identifier_byte(char byte)
{
    return g_ascii_isalnum(byte) || byte == '_' || byte == '$' || (byte & 0x80) != 0;
}

/* Bytes of the string or character literal, or of the identifier or number, that starts at `text`; else 1. */
static gsize token_length(const char *text, gsize available)
{
    gsize length = 0;
    if (available > 0 && (text[0] == '"' || text[0] == '\'')) {
        for (length = 1; length < available && text[length] != text[0] && text[length] != '\n'; length++) {
            if (text[length] == '\\' && length + 1 < available)
                length++;
        }
        return length < available && text[length] == text[0] ? length + 1 : 1;
    }
    while (length < available && is_identifier_byte(text[length]))
        length++;
    return MAX(length, 1);
}

OrmPlace orm_sources_token(OrmSources *sources, CXSourceLocation location)
{
    OrmPosition at = orm_sources_position(sources, location);
    if (at.source == NULL)
        return ORM_PLACE_UNKNOWN;
    gsize length = 1;
    if (at.source->text != NULL && at.offset < at.source->length)
        length = token_length(at.source->text + at.offset, at.source->length - at.offset);
    return (OrmPlace){at.source->path, at.line, at.column, at.line, at.column + (guint)length};
}

OrmPlace orm_sources_range(OrmSources *sources, CXSourceRange range)
{
    OrmPosition start = orm_sources_position(sources, clang_getRangeStart(range));
    OrmPosition end = orm_sources_position(sources, clang_getRangeEnd(range));
    if (start.source == NULL)
        return ORM_PLACE_UNKNOWN;
    if (end.source != start.source || end.offset <= start.offset)
        return orm_sources_token(sources, clang_getRangeStart(range));
    return (OrmPlace){start.source->path, start.line, start.column, end.line, end.column};
}
