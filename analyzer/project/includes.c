/* SPDX-License-Identifier: MIT */
#include "analyzer/project/include_reader.h"

#include <string.h>

#include "analyzer/project/files.h"

static void text_free(gpointer data)
{
    OrmText *text = data;
    g_free(text->path);
    g_free(text->name);
    g_ptr_array_unref(text->commands);
    g_clear_pointer(&text->directives, orm_directives_free);
    g_clear_error(&text->error);
    g_clear_pointer(&text->defined, g_array_unref);
    g_clear_pointer(&text->asked, g_array_unref);
    g_clear_pointer(&text->folders, g_ptr_array_unref);
    g_ptr_array_unref(text->includes);
    g_ptr_array_unref(text->includers);
    g_free(text);
}

OrmText *orm_includes_find(const OrmIncludes *includes, const char *path)
{
    return g_hash_table_lookup(includes->by_path, path);
}

OrmText *orm_includes_add(OrmIncludes *includes, const char *path)
{
    OrmText *text = orm_includes_find(includes, path);
    if (text)
        return text;
    text = g_new0(OrmText, 1);
    text->path = g_strdup(path);
    text->name = orm_paths_report(includes->paths, path);
    text->commands = g_ptr_array_new();
    text->includes = g_ptr_array_new();
    text->includers = g_ptr_array_new();
    g_ptr_array_add(includes->texts, text);
    g_hash_table_insert(includes->by_path, text->path, text);
    return text;
}

static void index_by_base(OrmIncludes *includes, OrmText *text)
{
    const char *base = strrchr(text->path, '/') + 1;
    GPtrArray *same = g_hash_table_lookup(includes->by_base, base);
    if (!same) {
        same = g_ptr_array_new();
        g_hash_table_insert(includes->by_base, (gpointer)base, same);
    }
    g_ptr_array_add(same, text);
}

static void add_command(OrmText *text, OrmCommand *command)
{
    g_ptr_array_add(text->commands, command);
    if (!text->folders)
        text->folders = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < command->folders->len; i++) {
        const char *folder = g_ptr_array_index(command->folders, i);
        if (!g_ptr_array_find_with_equal_func(text->folders, folder, g_str_equal, NULL))
            g_ptr_array_add(text->folders, g_strdup(folder));
    }
}

OrmIncludes *orm_includes_new(const GPtrArray *files, const GPtrArray *commands, const GPtrArray *folders,
                              const OrmPlanOptions *options, OrmPaths *paths, GPtrArray *notices)
{
    OrmIncludes *includes = g_new0(OrmIncludes, 1);
    includes->paths = paths;
    includes->notices = notices;
    includes->folders = folders;
    includes->texts = g_ptr_array_new_with_free_func(text_free);
    includes->by_path = g_hash_table_new(g_str_hash, g_str_equal);
    includes->by_base = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_ptr_array_unref);
    includes->resolved = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    includes->mentions = g_array_new(FALSE, FALSE, sizeof(OrmMention));
    for (guint i = 0; i < files->len; i++) {
        OrmText *text = orm_includes_add(includes, g_ptr_array_index(files, i));
        text->in_project = TRUE;
        index_by_base(includes, text);
    }
    for (guint i = 0; i < commands->len; i++)
        add_command(orm_includes_add(includes, ((OrmCommand *)g_ptr_array_index(commands, i))->file),
                    g_ptr_array_index(commands, i));
    const GPtrArray *prelude = options->prelude;
    for (guint i = 0; prelude && i < prelude->len; i++) {
        g_autofree char *real = orm_paths_real(paths, NULL, g_ptr_array_index(prelude, i));
        if (real)
            orm_includes_add(includes, real)->prelude = TRUE;
    }
    orm_includes_read(includes, options->threads > 0 ? options->threads : g_get_num_processors());
    return includes;
}

void orm_includes_free(OrmIncludes *includes)
{
    if (!includes)
        return;
    g_hash_table_unref(includes->by_path);
    g_hash_table_unref(includes->by_base);
    g_hash_table_unref(includes->resolved);
    g_array_unref(includes->mentions);
    g_ptr_array_unref(includes->texts);
    g_free(includes);
}

GPtrArray *orm_includes_sources_of(OrmIncludes *includes, OrmText *text, gboolean first_command)
{
    GPtrArray *sources = g_ptr_array_new();
    g_autoptr(GPtrArray) queue = g_ptr_array_new();
    guint visit = ++includes->visits;
    text->visit = visit;
    g_ptr_array_add(queue, text);
    for (guint i = 0; i < queue->len; i++) {
        OrmText *at = g_ptr_array_index(queue, i);
        if (at != text && orm_is_c_source(at->path))
            g_ptr_array_add(sources, at);
        if (at != text && first_command && at->commands->len)
            break;
        for (guint j = 0; j < at->includers->len; j++) {
            OrmText *includer = g_ptr_array_index(at->includers, j);
            if (includer->visit == visit)
                continue;
            includer->visit = visit;
            g_ptr_array_add(queue, includer);
        }
    }
    return sources;
}
