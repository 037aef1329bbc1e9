/* SPDX-License-Identifier: MIT */
#include "analyzer/extract/reader.h"

#include <string.h>

static guint hash_cursor(gconstpointer cursor)
{
    return clang_hashCursor(*(const CXCursor *)cursor);
}

static gboolean equal_cursors(gconstpointer left, gconstpointer right)
{
    return clang_equalCursors(*(const CXCursor *)left, *(const CXCursor *)right) != 0;
}

static void free_definition(gpointer data)
{
    OrmDefinition *definition = data;
    g_ptr_array_unref(definition->typedefs);
    g_free(definition);
}

static void free_pending_on(gpointer data)
{
    OrmPendingOn *pending = data;
    orm_on_free(pending->on);
    g_free(pending);
}

void orm_reader_init(OrmReader *reader, OrmFacts *facts, CXTranslationUnit unit, const OrmNaming *naming,
                     const char *directory)
{
    *reader = (OrmReader){.facts = facts};
    orm_sources_init(&reader->sources, unit, naming, directory);
    /* The key lies inside the value. */
    reader->definitions = g_hash_table_new_full(hash_cursor, equal_cursors, NULL, free_definition);
    reader->order = g_ptr_array_new();
    reader->queue = g_ptr_array_new();
    reader->ons = g_ptr_array_new_with_free_func(free_pending_on);
    reader->last_struct = g_hash_table_new(NULL, NULL);
    reader->last_model = g_hash_table_new(NULL, NULL);
    reader->declaring = g_hash_table_new(NULL, NULL);
    reader->types = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)orm_c_type_unref);
}

void orm_reader_clear(OrmReader *reader)
{
    g_clear_pointer(&reader->by_name, g_hash_table_unref);
    g_clear_pointer(&reader->ambiguous, g_hash_table_unref);
    g_hash_table_unref(reader->definitions);
    g_ptr_array_unref(reader->order);
    g_ptr_array_unref(reader->queue);
    g_ptr_array_unref(reader->ons);
    g_hash_table_unref(reader->last_struct);
    g_hash_table_unref(reader->last_model);
    g_hash_table_unref(reader->declaring);
    g_hash_table_unref(reader->types);
    orm_sources_clear(&reader->sources);
}

/* Something that is to be recorded, with all that it wants. */
typedef struct {
    OrmDefinition *definition;
    gboolean itself;    /* recorded for its own sake */
    const char *wanter; /* reported path: of the definition itself, or of the ORM_ON that wants it */
    const char *label;
    guint position;
} OrmRoot;

static void add_root(OrmReader *reader, GArray *roots, OrmDefinition *definition, gboolean itself, const char *wanter)
{
    const char *label = reader->labels == NULL ? NULL : g_hash_table_lookup(reader->labels, wanter);
    /* what stands in front of all units wants it wherever it is seen */
    if (reader->labels != NULL && label == NULL && definition != NULL)
        label = g_hash_table_lookup(reader->labels, orm_definition_place(reader, definition).file);
    OrmRoot root = {definition, itself, wanter, label != NULL ? label : reader->label, roots->len};
    if (definition != NULL)
        g_array_append_val(roots, root);
}

static void add_ons(OrmReader *reader, GArray *roots)
{
    for (guint i = 0; i < reader->ons->len; i++) {
        OrmPendingOn *pending = reader->ons->pdata[i];
        OrmOn *on = g_steal_pointer(&pending->on);
        const char *file = on->place.file;
        if (pending->above != NULL)
            on->target = orm_definition_name(pending->above);
        OrmDefinition *target = pending->above != NULL ? pending->above : orm_reader_find(reader, on->target, file);
        add_root(reader, roots, target, FALSE, file);
        if (on->annotation->kind == orm_intern("inherits") || on->annotation->kind == orm_intern("relationship"))
            add_root(reader, roots, orm_reader_find(reader, orm_annotation_first_name(on->annotation), file), FALSE,
                     file);
        g_ptr_array_add(reader->facts->ons, on);
    }
}

/* A second definition of one tag, which the compiler keeps without its name. */
static gboolean is_rejected(OrmDefinition *definition)
{
    orm_definition_name(definition);
    return clang_isInvalidDeclaration(definition->cursor) && !definition->has_tag && definition->field == NULL &&
           definition->typedefs->len == 0;
}

/* By its tag or one of its typedef names. */
static gboolean is_named_by(OrmDefinition *definition, const OrmStructPattern *pattern)
{
    const char *name = orm_definition_name(definition);
    if (definition->has_tag && orm_struct_pattern_names(pattern, name, strlen(name), NULL))
        return TRUE;
    for (guint i = 0; i < definition->typedefs->len; i++) {
        name = definition->typedefs->pdata[i];
        if (orm_struct_pattern_names(pattern, name, strlen(name), NULL))
            return TRUE;
    }
    return FALSE;
}

/* Whether the struct may be a model by convention. */
static gboolean matches_pattern(OrmReader *reader, OrmDefinition *definition)
{
    if (reader->structs == NULL || reader->structs->len == 0 ||
        clang_getCursorKind(definition->cursor) != CXCursor_StructDecl ||
        clang_Location_isInSystemHeader(clang_getCursorLocation(definition->cursor)))
        return FALSE;
    OrmPlace place = orm_definition_place(reader, definition);
    for (guint i = 0; place.file != reader->ignored_file && i < reader->structs->len; i++) {
        const OrmStructPattern *pattern = reader->structs->pdata[i];
        if (is_named_by(definition, pattern) && orm_struct_pattern_covers(pattern, place.file))
            return TRUE;
    }
    return FALSE;
}

static void record(OrmReader *reader, OrmDefinition *definition)
{
    if (is_rejected(definition))
        return;
    if (clang_getCursorKind(definition->cursor) == CXCursor_EnumDecl)
        orm_record_enum(reader, definition);
    else
        orm_record_struct(reader, definition);
}

static int by_label(gconstpointer left, gconstpointer right)
{
    const OrmRoot *one = left, *other = right;
    int order = g_strcmp0(one->label, other->label);
    return order != 0 ? order : (one->position > other->position) - (one->position < other->position);
}

static GArray *find_roots(OrmReader *reader)
{
    GArray *roots = g_array_new(FALSE, FALSE, sizeof(OrmRoot));
    for (guint i = 0; i < reader->order->len; i++) {
        OrmDefinition *definition = reader->order->pdata[i];
        definition->recorded = definition->model || matches_pattern(reader, definition);
        if (definition->recorded)
            add_root(reader, roots, definition, TRUE, orm_definition_place(reader, definition).file);
    }
    add_ons(reader, roots);
    g_array_sort(roots, by_label);
    return roots;
}

/* What several want is told under the label that comes first, as it is when all labels are read by themselves. */
void orm_reader_run(OrmReader *reader)
{
    orm_survey(reader);
    g_autoptr(GArray) roots = find_roots(reader);
    for (guint i = 0, done = 0; i < roots->len; i++) {
        const OrmRoot *root = &g_array_index(roots, OrmRoot, i);
        reader->recording = root->label;
        if (!root->itself)
            orm_reader_want_from(reader, root->definition, root->wanter);
        else
            g_ptr_array_add(reader->queue, root->definition);
        for (; done < reader->queue->len; done++) /* grows meanwhile */
            record(reader, reader->queue->pdata[done]);
    }
}
