/* SPDX-License-Identifier: MIT */
#include "analyzer/project/includes.h"

#include <string.h>

#include "analyzer/project/files.h"
#include "analyzer/project/notice.h"

static void text_free(gpointer data)
{
    OrmText *text = data;
    g_free(text->path);
    g_free(text->name);
    g_ptr_array_unref(text->commands);
    g_ptr_array_unref(text->includes);
    g_ptr_array_unref(text->includers);
    g_free(text);
}

OrmText *orm_includes_find(const OrmIncludes *includes, const char *path)
{
    return g_hash_table_lookup(includes->by_path, path);
}

static OrmText *add_text(OrmIncludes *includes, const char *path)
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

/* The text at folder/name, read for the first time if need be; NULL when there is no such file. */
static OrmText *text_at(OrmIncludes *includes, const char *folder, const char *name)
{
    g_autofree char *path = *name == '/' ? g_strdup(name) : g_strconcat(folder, "/", name, NULL);
    OrmText *text = orm_includes_find(includes, path);
    gpointer known = NULL;
    if (text)
        return text;
    if (!g_hash_table_lookup_extended(includes->resolved, path, NULL, &known)) {
        char *real = g_file_test(path, G_FILE_TEST_IS_REGULAR) ? orm_paths_real(includes->paths, NULL, path) : NULL;
        g_autofree char *canonical = real ? g_canonicalize_filename(real, "/") : NULL;
        known = canonical ? orm_paths_real(includes->paths, NULL, canonical) : NULL;
        g_free(real);
        g_hash_table_insert(includes->resolved, g_steal_pointer(&path), known);
    }
    return known ? add_text(includes, known) : NULL;
}

/* A build may have include folders that no command tells: the file of the project that ends like the name, the nearest
 * of several. */
static OrmText *text_by_ending(OrmIncludes *includes, const OrmText *from, const char *name)
{
    const char *slash = strrchr(name, '/');
    GPtrArray *same = g_hash_table_lookup(includes->by_base, slash ? slash + 1 : name);
    g_autofree char *ending = g_strconcat("/", name, NULL);
    OrmText *best = NULL;
    for (guint i = 0; same && i < same->len; i++) {
        OrmText *text = g_ptr_array_index(same, i);
        if (!g_str_has_suffix(text->path, ending))
            continue;
        if (!best || orm_path_common(text->path, from->path) > orm_path_common(best->path, from->path))
            best = text;
    }
    return best;
}

static OrmText *resolve(OrmIncludes *includes, const OrmText *from, const OrmInclude *include, const GPtrArray *folders)
{
    OrmText *text = NULL;
    if (include->quoted) {
        g_autofree char *folder = g_path_get_dirname(from->path);
        text = text_at(includes, folder, include->name);
    }
    for (guint i = 0; !text && folders && i < folders->len; i++)
        text = text_at(includes, g_ptr_array_index(folders, i), include->name);
    for (guint i = 0; !text && i < includes->folders->len; i++)
        text = text_at(includes, g_ptr_array_index(includes->folders, i), include->name);
    return text ? text : text_by_ending(includes, from, include->name);
}

static void connect(OrmText *from, OrmText *to)
{
    if (from == to || g_ptr_array_find(from->includes, to, NULL))
        return;
    g_ptr_array_add(from->includes, to);
    g_ptr_array_add(to->includers, from);
}

static OrmDirectives *read_directives(OrmIncludes *includes, const OrmText *text)
{
    OrmDirectives *directives = orm_directives_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(GMappedFile) map = g_mapped_file_new(text->path, FALSE, &error);
    if (map)
        orm_scan_directives(g_mapped_file_get_contents(map), g_mapped_file_get_length(map), directives);
    else if (text->in_project)
        orm_project_notice(includes->notices, ORM_NOTICE_ERROR, text->name, 0, "cannot read `%s`: %s", text->name,
                           error->message);
    return directives;
}

/* Where the includes of a text are looked for: the folders of its own commands, else of what included it first. */
static const GPtrArray *folders_of(const OrmText *text, GHashTable *inherited)
{
    if (text->commands->len)
        return ((const OrmCommand *)g_ptr_array_index(text->commands, 0))->folders;
    return g_hash_table_lookup(inherited, text);
}

/* -include and -imacros count as includes of the source. */
static void add_forced(OrmDirectives *directives, const OrmText *text)
{
    for (guint i = 0; i < text->commands->len; i++) {
        const OrmCommand *command = g_ptr_array_index(text->commands, i);
        for (guint j = 0; j < command->forced->len; j++) {
            OrmInclude *include = g_new0(OrmInclude, 1);
            include->name = g_strdup(g_ptr_array_index(command->forced, j));
            include->quoted = TRUE;
            g_ptr_array_add(directives->includes, include);
        }
    }
}

/* Reads a text; what it includes joins the queue and is looked up in the same folders. */
static void read_text(OrmIncludes *includes, OrmText *text, GHashTable *inherited, GPtrArray *queue)
{
    g_autoptr(OrmDirectives) directives = read_directives(includes, text);
    const GPtrArray *folders = folders_of(text, inherited);
    text->annotated = directives->annotated;
    for (guint i = 0; i < directives->mentions->len; i++)
        g_array_index(directives->mentions, OrmMention, i).where = text;
    g_array_append_vals(includes->mentions, directives->mentions->data, directives->mentions->len);
    add_forced(directives, text);
    for (guint i = 0; i < directives->includes->len; i++) {
        const OrmInclude *include = g_ptr_array_index(directives->includes, i);
        OrmText *target = resolve(includes, text, include, folders);
        if (!target) {
            text->unresolved = text->unresolved || include->quoted;
            continue;
        }
        connect(text, target);
        if (g_hash_table_contains(inherited, target))
            continue;
        g_hash_table_insert(inherited, target, (gpointer)folders);
        g_ptr_array_add(queue, target);
    }
}

static int compare_texts(gconstpointer left, gconstpointer right)
{
    return strcmp((*(OrmText *const *)left)->path, (*(OrmText *const *)right)->path);
}

static void read_queue(OrmIncludes *includes, GPtrArray *queue, GHashTable *inherited, GHashTable *done)
{
    for (guint i = 0; i < queue->len; i++) {
        OrmText *text = g_ptr_array_index(queue, i);
        if (g_hash_table_add(done, text))
            read_text(includes, text, inherited, queue);
    }
    g_ptr_array_set_size(queue, 0);
}

/* Sources come first, so that headers are looked up where the commands say; what no source includes comes last. */
static void read_all(OrmIncludes *includes)
{
    g_autoptr(GHashTable) inherited = g_hash_table_new(NULL, NULL);
    g_autoptr(GHashTable) done = g_hash_table_new(NULL, NULL);
    g_autoptr(GPtrArray) queue = g_ptr_array_new();
    g_ptr_array_sort(includes->texts, compare_texts);
    for (guint i = 0; i < includes->texts->len; i++) {
        OrmText *text = g_ptr_array_index(includes->texts, i);
        if (orm_is_c_source(text->path))
            g_ptr_array_add(queue, text);
    }
    read_queue(includes, queue, inherited, done);
    for (guint i = 0; i < includes->texts->len; i++)
        g_ptr_array_add(queue, g_ptr_array_index(includes->texts, i));
    read_queue(includes, queue, inherited, done);
    g_ptr_array_sort(includes->texts, compare_texts);
    for (guint i = 0; i < includes->texts->len; i++)
        g_ptr_array_sort(((OrmText *)g_ptr_array_index(includes->texts, i))->includers, compare_texts);
}

OrmIncludes *orm_includes_new(const GPtrArray *files, const GPtrArray *commands, const GPtrArray *folders,
                              const GPtrArray *prelude, OrmPaths *paths, GPtrArray *notices)
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
        OrmText *text = add_text(includes, g_ptr_array_index(files, i));
        text->in_project = TRUE;
        index_by_base(includes, text);
    }
    for (guint i = 0; i < commands->len; i++) {
        OrmCommand *command = g_ptr_array_index(commands, i);
        g_ptr_array_add(add_text(includes, command->file)->commands, command);
    }
    for (guint i = 0; prelude && i < prelude->len; i++) {
        g_autofree char *real = orm_paths_real(paths, NULL, g_ptr_array_index(prelude, i));
        if (real)
            add_text(includes, real)->prelude = TRUE;
    }
    read_all(includes);
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
