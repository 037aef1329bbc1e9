/* SPDX-License-Identifier: MIT */
#include "analyzer/project/include_reader.h"

#include <string.h>

#include "analyzer/project/files.h"
#include "analyzer/project/guess.h"
#include "analyzer/project/notice.h"

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
    return known ? orm_includes_add(includes, known) : NULL;
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

static OrmText *text_in(OrmIncludes *includes, const GPtrArray *folders, const char *name)
{
    OrmText *text = NULL;
    for (guint i = 0; !text && folders && i < folders->len; i++)
        text = text_at(includes, g_ptr_array_index(folders, i), name);
    return text;
}

/* The text that `from` includes, looked for in `folders`, the include folders of its command. */
static OrmText *resolve(OrmIncludes *includes, const OrmText *from, const OrmInclude *include, const GPtrArray *folders)
{
    OrmText *text = NULL;
    if (include->quoted) {
        g_autofree char *folder = g_path_get_dirname(from->path);
        text = text_at(includes, folder, include->name);
    }
    text = text ? text : text_in(includes, folders, include->name);
    if (!text && !include->quoted && orm_is_library_header(include->name))
        return NULL;
    text = text ? text : text_in(includes, includes->folders, include->name);
    return text ? text : text_by_ending(includes, from, include->name);
}

static void connect(OrmText *from, OrmText *to)
{
    if (from == to || g_ptr_array_find(from->includes, to, NULL))
        return;
    g_ptr_array_add(from->includes, to);
    g_ptr_array_add(to->includers, from);
}

/* Reads the file of an OrmText; several threads may be at it, each with a text of its own. */
static void scan_text(gpointer data, gpointer unused)
{
    (void)unused;
    OrmText *text = data;
    g_autofree char *bytes = NULL;
    gsize length = 0;
    text->directives = orm_directives_new();
    if (!g_file_get_contents(text->path, &bytes, &length, &text->error))
        return;
    orm_scan_directives(bytes, length, text->directives);
    text->sum = orm_file_sum(bytes, length);
}

/* So few are read sooner than threads are started. */
#define FEW_TEXTS 64

static void scan_all(const GPtrArray *texts, guint threads)
{
    if (texts->len < FEW_TEXTS || threads < 2)
        return;
    GThreadPool *pool = g_thread_pool_new(scan_text, NULL, (int)threads, FALSE, NULL);
    for (guint i = 0; i < texts->len; i++)
        g_thread_pool_push(pool, texts->pdata[i], NULL);
    g_thread_pool_free(pool, FALSE, TRUE);
}

static OrmDirectives *take_directives(const OrmIncludes *includes, OrmText *text)
{
    if (!text->directives)
        scan_text(text, NULL);
    if (text->error && text->in_project)
        orm_project_notice(includes->notices, ORM_NOTICE_ERROR, text->name, 0, "cannot read `%s`: %s", text->name,
                           text->error->message);
    return g_steal_pointer(&text->directives);
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
    g_autoptr(OrmDirectives) directives = take_directives(includes, text);
    const GPtrArray *folders = text->folders ? text->folders : g_hash_table_lookup(inherited, text);
    text->annotated = directives->annotated;
    if (g_str_has_suffix(text->path, ".h"))
        text->asked = g_array_ref(directives->asked);
    else
        text->defined = g_array_ref(directives->defined);
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
void orm_includes_read(OrmIncludes *includes, guint threads)
{
    g_autoptr(GHashTable) inherited = g_hash_table_new(NULL, NULL);
    g_autoptr(GHashTable) done = g_hash_table_new(NULL, NULL);
    g_autoptr(GPtrArray) queue = g_ptr_array_new();
    scan_all(includes->texts, threads);
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
