/* SPDX-License-Identifier: MIT */
#include "reporters/source.h"

/* `text` is NULL for a file that cannot be read. */
typedef struct {
    char *text;
    gsize length;
    GArray *starts; /* of gsize: where each line begins */
} Source;

struct OrmSources {
    GHashTable *by_file;
};

static void source_free(gpointer data)
{
    Source *source = data;
    g_free(source->text);
    g_array_unref(source->starts);
    g_free(source);
}

OrmSources *orm_sources_new(void)
{
    OrmSources *sources = g_new0(OrmSources, 1);
    sources->by_file = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, source_free);
    return sources;
}

void orm_sources_free(OrmSources *sources)
{
    if (sources == NULL)
        return;
    g_hash_table_unref(sources->by_file);
    g_free(sources);
}

/* Bytes of the line end at `offset`, 0 when there is none. */
static gsize line_end(const Source *source, gsize offset)
{
    if (offset >= source->length)
        return 0;
    if (source->text[offset] == '\n')
        return 1;
    if (source->text[offset] != '\r')
        return 0;
    return offset + 1 < source->length && source->text[offset + 1] == '\n' ? 2 : 1;
}

static Source *source_read(const char *file)
{
    Source *source = g_new0(Source, 1);
    source->starts = g_array_new(FALSE, FALSE, sizeof(gsize));
    /* A pipe or device in a file's place would block or never end. */
    if (!g_file_test(file, G_FILE_TEST_IS_REGULAR) || !g_file_get_contents(file, &source->text, &source->length, NULL))
        return source;
    gsize start = 0;
    g_array_append_val(source->starts, start);
    for (gsize i = 0; i < source->length;) {
        gsize end = line_end(source, i);
        i += end == 0 ? 1 : end;
        if (end > 0)
            g_array_append_val(source->starts, i);
    }
    return source;
}

static const Source *find(OrmSources *sources, const char *file)
{
    Source *source = g_hash_table_lookup(sources->by_file, file);
    if (source == NULL) {
        source = source_read(file);
        g_hash_table_insert(sources->by_file, g_strdup(file), source);
    }
    return source;
}

const char *orm_sources_text(OrmSources *sources, const char *file, gsize *length)
{
    const Source *source = find(sources, file);
    *length = source->length;
    return source->text;
}

const char *orm_sources_line(OrmSources *sources, const char *file, guint line, gsize *length)
{
    const Source *source = find(sources, file);
    if (line == 0 || line > source->starts->len)
        return NULL;
    gsize start = g_array_index(source->starts, gsize, line - 1), end = start;
    while (end < source->length && line_end(source, end) == 0)
        end++;
    *length = end - start;
    return source->text + start;
}
