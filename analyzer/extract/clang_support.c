/* SPDX-License-Identifier: MIT */
#include "analyzer/extract/clang_support.h"

#include <string.h>

const char *orm_clang_intern(CXString string)
{
    const char *text = clang_getCString(string);
    const char *interned = orm_intern(text == NULL ? "" : text);
    clang_disposeString(string);
    return interned;
}

/* `path`, or its part below `root`. */
static const char *below_root(const char *root, const char *path)
{
    gsize length = strlen(root);
    if (g_str_has_prefix(path, root) && path[length] == G_DIR_SEPARATOR)
        return path + length + 1;
    return strcmp(root, "/") == 0 && path[0] == G_DIR_SEPARATOR ? path + 1 : path;
}

static const char *map_prefix(const GPtrArray *maps, const char *path)
{
    for (guint i = maps == NULL ? 0 : maps->len; i > 0; i--) {
        const char *map = maps->pdata[i - 1], *equals = strchr(map, '=');
        if (equals == NULL || strncmp(path, map, (gsize)(equals - map)) != 0)
            continue;
        const char *rest = path + (equals - map);
        /* an empty NEW makes the name relative */
        g_autofree char *mapped = g_strconcat(equals + 1, equals[1] == '\0' ? rest + strspn(rest, "/") : rest, NULL);
        return orm_intern(mapped);
    }
    return orm_intern(path);
}

const char *orm_reported_path(const OrmNaming *naming, const char *directory, const char *name)
{
    g_autofree char *absolute = g_canonicalize_filename(name, directory == NULL ? naming->root : directory);
    const char *key = orm_intern(absolute);
    const char *known = g_hash_table_lookup(naming->reported, key);
    if (known != NULL)
        return known;
    g_autofree char *real = naming->as_named ? NULL : orm_paths_real(naming->paths, NULL, absolute);
    const char *path = below_root(naming->root, real == NULL ? absolute : real);
    const char *reported = map_prefix(naming->prefix_maps, path);
    g_hash_table_insert(naming->origins, (gpointer)reported, (gpointer)orm_intern(real == NULL ? absolute : real));
    g_hash_table_insert(naming->reported, (gpointer)key, (gpointer)reported);
    return reported;
}

void orm_sources_init(OrmSources *sources, CXTranslationUnit unit, const OrmNaming *naming, const char *directory)
{
    sources->unit = unit;
    sources->naming = naming;
    sources->directory = directory;
    sources->last_file = NULL;
    sources->last_source = NULL;
    sources->by_file = g_hash_table_new_full(NULL, NULL, NULL, g_free);
}

void orm_sources_clear(OrmSources *sources)
{
    g_clear_pointer(&sources->by_file, g_hash_table_unref);
}

static OrmSource *source_of(OrmSources *sources, CXFile file)
{
    if (file == NULL)
        return NULL;
    OrmSource *source = g_hash_table_lookup(sources->by_file, file);
    if (source != NULL)
        return source;
    source = g_new0(OrmSource, 1);
    CXString name = clang_getFileName(file);
    g_autofree char *absolute = g_canonicalize_filename(clang_getCString(name), sources->directory);
    clang_disposeString(name);
    source->absolute = orm_intern(absolute);
    const OrmContents *given = orm_file_texts_find(sources->naming->texts, absolute);
    if (given != NULL)
        source->contents = *given;
    else
        source->contents.text = clang_getFileContents(sources->unit, file, &source->contents.length);
    g_hash_table_insert(sources->by_file, file, source);
    return source;
}

const OrmSource *orm_sources_contents(OrmSources *sources, CXFile file)
{
    return source_of(sources, file);
}

const OrmSource *orm_sources_file(OrmSources *sources, CXFile file)
{
    OrmSource *source = source_of(sources, file);
    if (source != NULL && source->path == NULL)
        source->path = orm_reported_path(sources->naming, NULL, source->absolute);
    return source;
}

OrmPosition orm_sources_position(OrmSources *sources, CXSourceLocation location)
{
    OrmPosition position = {0};
    CXFile file = NULL;
    clang_getFileLocation(location, &file, &position.line, &position.column, &position.offset);
    if (file == NULL || file != sources->last_file) {
        sources->last_source = orm_sources_file(sources, file);
        sources->last_file = file;
    }
    position.source = sources->last_source;
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
    if (at.source->contents.text != NULL && at.offset < at.source->contents.length)
        length = token_length(at.source->contents.text + at.offset, at.source->contents.length - at.offset);
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
