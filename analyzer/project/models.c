/* SPDX-License-Identifier: MIT */
#include "analyzer/project/models.h"

#include "analyzer/project/definitions.h"
#include "analyzer/project/wrappers.h"

/* Macros of the project that expand to annotations. */
typedef struct {
    OrmIncludes *includes;
    OrmNames *names;
    GHashTable *seen_in; /* guint64 * -> set of OrmText *: where the macro can be seen; made when first needed */
} Wrappers;

static void add_texts(GPtrArray *queue, GHashTable *seen, const GPtrArray *texts)
{
    for (guint i = 0; i < texts->len; i++)
        if (g_hash_table_add(seen, g_ptr_array_index(texts, i)))
            g_ptr_array_add(queue, g_ptr_array_index(texts, i));
}

/* The texts that define `macro` as a wrapper. */
static GPtrArray *definitions(const Wrappers *wrappers, guint64 macro)
{
    const GArray *mentions = wrappers->includes->mentions;
    GPtrArray *texts = g_ptr_array_new();
    for (guint i = 0; i < mentions->len; i++) {
        const OrmMention *mention = &g_array_index(mentions, OrmMention, i);
        if (mention->macro == macro && (orm_names_contain(wrappers->names, mention->name) ||
                                        orm_names_contain(orm_vocabulary_names(), mention->name)))
            g_ptr_array_add(texts, mention->where);
    }
    return texts;
}

/* All that includes a definition, and all that these include: a header may count on its includer for the macro. */
static GHashTable *find_where_seen(const Wrappers *wrappers, guint64 macro)
{
    GHashTable *seen = g_hash_table_new(NULL, NULL);
    g_autoptr(GPtrArray) start = definitions(wrappers, macro), queue = g_ptr_array_new();
    add_texts(queue, seen, start);
    for (guint i = 0; i < queue->len; i++)
        add_texts(queue, seen, ((OrmText *)g_ptr_array_index(queue, i))->includers);
    for (guint i = 0; i < queue->len; i++)
        add_texts(queue, seen, ((OrmText *)g_ptr_array_index(queue, i))->includes);
    for (guint i = 0; i < start->len; i++)
        if (((OrmText *)g_ptr_array_index(start, i))->in_prelude)
            g_hash_table_add(seen, NULL); /* everywhere */
    return seen;
}

static gboolean is_seen(const Wrappers *wrappers, guint64 macro, OrmText *text)
{
    GHashTable *seen = g_hash_table_lookup(wrappers->seen_in, &macro);
    if (!seen) {
        seen = find_where_seen(wrappers, macro);
        g_hash_table_insert(wrappers->seen_in, g_memdup2(&macro, sizeof macro), seen);
    }
    /* What could not be found may well include the definition: a generated header, say. */
    return text->unresolved || g_hash_table_contains(seen, NULL) || g_hash_table_contains(seen, text);
}

static gboolean uses_wrappers(const Wrappers *wrappers, OrmText *text)
{
    g_autoptr(GMappedFile) map = g_mapped_file_new(text->path, FALSE, NULL);
    if (!map)
        return FALSE;
    g_autoptr(GArray) uses =
        orm_scan_uses(g_mapped_file_get_contents(map), g_mapped_file_get_length(map), wrappers->names);
    for (guint i = 0; uses && i < uses->len; i++)
        if (is_seen(wrappers, g_array_index(uses, guint64, i), text))
            return TRUE;
    return FALSE;
}

/* What the prelude includes is in front of every unit too. */
static void mark_prelude(OrmIncludes *includes)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
    g_autoptr(GPtrArray) queue = g_ptr_array_new();
    for (guint i = 0; i < includes->texts->len; i++) {
        OrmText *text = g_ptr_array_index(includes->texts, i);
        if (text->prelude && g_hash_table_add(seen, text))
            g_ptr_array_add(queue, text);
    }
    for (guint i = 0; i < queue->len; i++) {
        OrmText *text = g_ptr_array_index(queue, i);
        text->in_prelude = TRUE;
        add_texts(queue, seen, text->includes);
    }
}

/* Only the patterns that are about the file, so that a wide one with a narrow `file` costs nothing elsewhere. */
static gboolean defines_struct(const OrmText *text, const GPtrArray *structs)
{
    g_autoptr(GPtrArray) patterns = g_ptr_array_new();
    for (guint i = 0; structs && i < structs->len; i++)
        if (orm_struct_pattern_covers(g_ptr_array_index(structs, i), text->path))
            g_ptr_array_add(patterns, g_ptr_array_index(structs, i));
    g_autoptr(GMappedFile) map = patterns->len ? g_mapped_file_new(text->path, FALSE, NULL) : NULL;
    return map && orm_defines_struct(g_mapped_file_get_contents(map), g_mapped_file_get_length(map), patterns);
}

void orm_models_mark(OrmIncludes *includes, const GPtrArray *structs)
{
    g_autoptr(OrmNames) names = orm_wrappers_find(includes->mentions);
    g_autoptr(GHashTable) seen_in =
        g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, (GDestroyNotify)g_hash_table_unref);
    Wrappers wrappers = {.includes = includes, .names = names, .seen_in = seen_in};
    gboolean any = orm_names_count(names) > 0;
    mark_prelude(includes);
    for (guint i = 0; i < includes->texts->len; i++) {
        OrmText *text = g_ptr_array_index(includes->texts, i);
        gboolean candidate = text->in_project || text->prelude;
        text->models =
            candidate && (text->annotated || (any && uses_wrappers(&wrappers, text)) || defines_struct(text, structs));
    }
}
