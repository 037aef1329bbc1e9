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

/* The macros that any source defines. */
static OrmNames *macros_of_sources(const OrmIncludes *includes)
{
    OrmNames *names = orm_names_new();
    for (guint i = 0; i < includes->texts->len; i++) {
        const OrmText *text = g_ptr_array_index(includes->texts, i);
        for (guint k = 0; text->defined && k < text->defined->len; k++)
            orm_names_add(names, g_array_index(text->defined, guint64, k));
    }
    return names;
}

/* The names that the header asks for and that are among `names`; NULL when there is none. */
static OrmNames *asked_among(const OrmText *header, const OrmNames *names)
{
    g_autoptr(OrmNames) among = NULL;
    for (guint i = 0; header->asked && i < header->asked->len; i++) {
        guint64 name = g_array_index(header->asked, guint64, i);
        if (!orm_names_contain(names, name))
            continue;
        among = among ? among : orm_names_new();
        orm_names_add(among, name);
    }
    return g_steal_pointer(&among);
}

static gboolean defines_any(const OrmText *source, const OrmNames *names)
{
    for (guint i = 0; source->defined && i < source->defined->len; i++)
        if (orm_names_contain(names, g_array_index(source->defined, guint64, i)))
            return TRUE;
    return FALSE;
}

/* A source that defines a macro which decides what a header of models looks like sees models of its own. */
static void mark_deciding_sources(OrmIncludes *includes)
{
    g_autoptr(OrmNames) defined = macros_of_sources(includes);
    for (guint i = 0; i < includes->texts->len && orm_names_count(defined); i++) {
        OrmText *header = g_ptr_array_index(includes->texts, i);
        g_autoptr(OrmNames) asked = header->models ? asked_among(header, defined) : NULL;
        if (!asked)
            continue;
        g_autoptr(GPtrArray) sources = orm_includes_sources_of(includes, header, FALSE);
        for (guint k = 0; k < sources->len; k++) {
            OrmText *source = g_ptr_array_index(sources, k);
            source->models = source->models || (source->in_project && defines_any(source, asked));
        }
    }
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
    mark_deciding_sources(includes);
}
