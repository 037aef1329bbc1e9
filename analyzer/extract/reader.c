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

void orm_reader_init(OrmReader *reader, OrmFacts *facts, const char *label, CXTranslationUnit unit,
                     const OrmNaming *naming, const char *directory)
{
    *reader = (OrmReader){.facts = facts, .label = orm_intern(label)};
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

static void finish_ons(OrmReader *reader)
{
    for (guint i = 0; i < reader->ons->len; i++) {
        OrmPendingOn *pending = reader->ons->pdata[i];
        OrmOn *on = g_steal_pointer(&pending->on);
        if (pending->above != NULL)
            on->target = orm_definition_name(pending->above);
        orm_reader_want(reader, pending->above != NULL ? pending->above : orm_reader_find(reader, on->target));
        if (on->annotation->kind == orm_intern("inherits") || on->annotation->kind == orm_intern("relationship"))
            orm_reader_want(reader, orm_reader_find(reader, orm_annotation_first_name(on->annotation)));
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

void orm_reader_run(OrmReader *reader)
{
    orm_survey(reader);
    for (guint i = 0; i < reader->order->len; i++) {
        OrmDefinition *definition = reader->order->pdata[i];
        if (definition->model || matches_pattern(reader, definition))
            orm_reader_want(reader, definition);
    }
    finish_ons(reader);
    for (guint i = 0; i < reader->queue->len; i++) { /* grows meanwhile */
        OrmDefinition *definition = reader->queue->pdata[i];
        if (is_rejected(definition))
            continue;
        if (clang_getCursorKind(definition->cursor) == CXCursor_EnumDecl)
            orm_record_enum(reader, definition);
        else
            orm_record_struct(reader, definition);
    }
}
