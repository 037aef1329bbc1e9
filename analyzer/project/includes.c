/* SPDX-License-Identifier: MIT */
#include "analyzer/project/includes.h"

#include <string.h>

#include "analyzer/project/files.h"
#include "analyzer/project/notice.h"
#include "analyzer/project/wrappers.h"

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

static void read_text(OrmIncludes *includes, OrmText *text, GHashTable *inherited)
{
    g_autoptr(OrmDirectives) directives = read_directives(includes, text);
    const GPtrArray *folders = folders_of(text, inherited);
    text->annotated = directives->annotated;
    g_array_append_vals(includes->mentions, directives->mentions->data, directives->mentions->len);
    for (guint i = 0; i < text->commands->len; i++) {
        const OrmCommand *command = g_ptr_array_index(text->commands, i);
        for (guint j = 0; j < command->forced->len; j++) {
            OrmInclude forced = {.name = g_ptr_array_index(command->forced, j), .quoted = TRUE};
            g_ptr_array_add(directives->includes, g_memdup2(&(OrmInclude){g_strdup(forced.name), TRUE}, sizeof forced));
        }
    }
    for (guint i = 0; i < directives->includes->len; i++) {
        const OrmInclude *include = g_ptr_array_index(directives->includes, i);
        OrmText *target = resolve(includes, text, include, folders);
        if (!target) {
            text->unresolved = text->unresolved || include->quoted;
            continue;
        }
        connect(text, target);
        if (folders && !g_hash_table_contains(inherited, target))
            g_hash_table_insert(inherited, target, (gpointer)folders);
    }
}

static int compare_texts(gconstpointer left, gconstpointer right)
{
    return strcmp((*(OrmText *const *)left)->path, (*(OrmText *const *)right)->path);
}

/* Sources come first, so that their headers are looked up where they say. Every text that is met joins the end. */
static void read_all(OrmIncludes *includes)
{
    g_autoptr(GHashTable) inherited = g_hash_table_new(NULL, NULL);
    g_autoptr(GHashTable) done = g_hash_table_new(NULL, NULL);
    g_autoptr(GPtrArray) start = g_ptr_array_new();
    for (guint i = 0; i < includes->texts->len; i++)
        g_ptr_array_add(start, g_ptr_array_index(includes->texts, i));
    g_ptr_array_sort(start, compare_texts);
    for (guint pass = 0; pass < 2; pass++)
        for (guint i = 0; i < start->len; i++) {
            OrmText *text = g_ptr_array_index(start, i);
            if (orm_is_c_source(text->path) == (pass == 0) && g_hash_table_add(done, text))
                read_text(includes, text, inherited);
        }
    for (guint i = 0; i < includes->texts->len; i++) {
        OrmText *text = g_ptr_array_index(includes->texts, i);
        if (g_hash_table_add(done, text))
            read_text(includes, text, inherited);
    }
    g_ptr_array_sort(includes->texts, compare_texts);
    for (guint i = 0; i < includes->texts->len; i++)
        g_ptr_array_sort(((OrmText *)g_ptr_array_index(includes->texts, i))->includers, compare_texts);
}

OrmIncludes *orm_includes_new(const GPtrArray *files, const GPtrArray *commands, const GPtrArray *prelude,
                              OrmPaths *paths, GPtrArray *notices)
{
    OrmIncludes *includes = g_new0(OrmIncludes, 1);
    includes->paths = paths;
    includes->notices = notices;
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
            add_text(includes, real);
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

static gboolean uses_wrappers(const OrmText *text, const OrmNames *wrappers)
{
    g_autoptr(GMappedFile) map = g_mapped_file_new(text->path, FALSE, NULL);
    if (!map)
        return FALSE;
    g_autoptr(GArray) uses = orm_scan_uses(g_mapped_file_get_contents(map), g_mapped_file_get_length(map), wrappers);
    return uses != NULL;
}

void orm_includes_mark_models(OrmIncludes *includes)
{
    g_autoptr(OrmNames) wrappers = orm_wrappers_find(includes->mentions);
    gboolean any = orm_names_count(wrappers) > 0;
    for (guint i = 0; i < includes->texts->len; i++) {
        OrmText *text = g_ptr_array_index(includes->texts, i);
        text->models = text->in_project && (text->annotated || (any && uses_wrappers(text, wrappers)));
    }
}

GPtrArray *orm_includes_sources_of(OrmIncludes *includes, OrmText *text)
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
