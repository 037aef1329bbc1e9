/* SPDX-License-Identifier: MIT */
#include "analyzer/fixes/source.h"
#include "analyzer/facts/lines.h"

#include <string.h>
#include <glib/gstdio.h>

#include "analyzer/fixes/lexer.h"

struct OrmFixSources {
    GHashTable *by_file; /* file -> OrmSource *, `text` NULL for one that cannot be used */
    gint64 since;
};

static void source_free(gpointer data)
{
    OrmSource *source = data;
    g_free(source->text);
    g_clear_pointer(&source->lines, g_array_unref);
    g_clear_pointer(&source->tokens, g_array_unref);
    g_clear_pointer(&source->comments, g_array_unref);
    g_free(source);
}

OrmFixSources *orm_fix_sources_new(gint64 since)
{
    OrmFixSources *sources = g_new0(OrmFixSources, 1);
    sources->by_file = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, source_free);
    sources->since = since;
    return sources;
}

void orm_fix_sources_free(OrmFixSources *sources)
{
    if (sources == NULL)
        return;
    g_hash_table_unref(sources->by_file);
    g_free(sources);
}

/* A pipe or device in a file's place would block or never end. */
static gboolean is_unchanged(const char *file, gint64 since)
{
    GStatBuf status;
    if (g_stat(file, &status) != 0 || !S_ISREG(status.st_mode))
        return FALSE;
    return (gint64)status.st_mtim.tv_sec * G_USEC_PER_SEC + status.st_mtim.tv_nsec / 1000 <= since;
}

const OrmSource *orm_fix_source(OrmFixSources *sources, const char *file)
{
    OrmSource *source = g_hash_table_lookup(sources->by_file, file);
    if (source == NULL) {
        source = g_new0(OrmSource, 1);
        source->file = file;
        g_hash_table_insert(sources->by_file, g_strdup(file), source);
        gboolean read =
            is_unchanged(file, sources->since) && g_file_get_contents(file, &source->text, &source->length, NULL);
        if (read && memchr(source->text, '\0', source->length) != NULL) {
            g_clear_pointer(&source->text, g_free);
        } else if (read) {
            source->lines = orm_lines_new(source->text, source->length);
            source->comments = g_array_new(FALSE, FALSE, sizeof(OrmToken));
            source->tokens = orm_fix_tokens(source->text, source->length, source->comments);
        }
    }
    return source->text != NULL ? source : NULL;
}

gboolean orm_source_point(const OrmSource *source, guint line, guint column, gsize *offset)
{
    if (line == 0 || column == 0 || line > source->lines->len)
        return FALSE;
    gsize end = line < source->lines->len ? g_array_index(source->lines, gsize, line) : source->length;
    *offset = g_array_index(source->lines, gsize, line - 1) + column - 1;
    return *offset <= end;
}

OrmPlace orm_source_place(const OrmSource *source, gsize start, gsize end)
{
    OrmPlace place = {.file = source->file};
    orm_lines_find(source->lines, start, &place.line, &place.column);
    orm_lines_find(source->lines, end, &place.end_line, &place.end_column);
    return place;
}

const OrmToken *orm_source_token(const OrmSource *source, gssize index)
{
    if (index < 0 || (gsize)index >= source->tokens->len)
        return NULL;
    return &g_array_index(source->tokens, OrmToken, index);
}

gssize orm_source_token_at(const OrmSource *source, gsize offset)
{
    gssize low = 0, high = (gssize)source->tokens->len;
    while (low < high) {
        gssize middle = low + (high - low) / 2;
        if (orm_source_token(source, middle)->start < offset)
            low = middle + 1;
        else
            high = middle;
    }
    const OrmToken *token = orm_source_token(source, low);
    return token != NULL && token->start == offset ? low : -1;
}

gboolean orm_source_reads(const OrmSource *source, gssize index, const char *text)
{
    const OrmToken *token = orm_source_token(source, index);
    gsize length = strlen(text);
    return token != NULL && token->kind != ORM_TOKEN_DIRECTIVE && token->end - token->start == length &&
           memcmp(source->text + token->start, text, length) == 0;
}

gssize orm_source_closing(const OrmSource *source, gssize open)
{
    guint depth = 0;
    for (gssize i = open; orm_source_token(source, i) != NULL; i++) {
        const OrmToken *token = orm_source_token(source, i);
        if (token->kind == ORM_TOKEN_DIRECTIVE)
            return -1;
        char mark = source->text[token->start];
        if (token->kind != ORM_TOKEN_MARK || mark == '\0')
            continue;
        depth += strchr("([{", mark) != NULL;
        if (strchr(")]}", mark) != NULL && --depth == 0)
            return i;
    }
    return -1;
}
