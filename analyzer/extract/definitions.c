/* SPDX-License-Identifier: MIT */
/* Definitions of structs, unions and enums: found, named and placed. */
#include "analyzer/extract/reader.h"

#include <string.h>

OrmDefinition *orm_reader_definition(OrmReader *reader, CXCursor cursor)
{
    CXCursor defined = clang_getCursorDefinition(cursor);
    if (clang_Cursor_isNull(defined))
        return NULL;
    OrmDefinition *definition = g_hash_table_lookup(reader->definitions, &defined);
    if (definition != NULL)
        return definition;
    definition = g_new0(OrmDefinition, 1);
    definition->cursor = defined;
    definition->typedefs = g_ptr_array_new();
    g_hash_table_insert(reader->definitions, &definition->cursor, definition);
    g_ptr_array_add(reader->order, definition);
    return definition;
}

OrmDefinition *orm_reader_type_definition(OrmReader *reader, CXType type, gboolean through_pointers)
{
    CXType canonical = clang_getCanonicalType(type);
    for (;;) {
        if (canonical.kind == CXType_Atomic)
            canonical = clang_getCanonicalType(clang_Type_getValueType(canonical));
        else if (canonical.kind == CXType_ConstantArray || canonical.kind == CXType_IncompleteArray ||
                 canonical.kind == CXType_VariableArray)
            canonical = clang_getArrayElementType(canonical);
        else if (through_pointers && canonical.kind == CXType_Pointer)
            canonical = clang_getPointeeType(canonical);
        else
            break;
    }
    if (canonical.kind != CXType_Record && canonical.kind != CXType_Enum)
        return NULL;
    return orm_reader_definition(reader, clang_getTypeDeclaration(canonical));
}

static void index_name(OrmReader *reader, const char *name, OrmDefinition *definition)
{
    OrmDefinition *known = g_hash_table_lookup(reader->by_name, name);
    if (known == NULL)
        g_hash_table_insert(reader->by_name, (gpointer)name, definition);
    else if (known != definition)
        g_hash_table_add(reader->ambiguous, (gpointer)name);
}

/* A tag wins over a typedef name, the first over later ones. */
static void index_names(OrmReader *reader)
{
    reader->by_name = g_hash_table_new(NULL, NULL);
    reader->ambiguous = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < reader->order->len; i++)
        index_name(reader, orm_definition_name(reader->order->pdata[i]), reader->order->pdata[i]);
    for (guint i = 0; i < reader->order->len; i++) {
        OrmDefinition *definition = reader->order->pdata[i];
        for (guint j = 0; j < definition->typedefs->len; j++)
            index_name(reader, definition->typedefs->pdata[j], definition);
    }
}

static void note_borrowing(OrmReader *reader, const char *wanter, const char *definition)
{
    OrmBorrowing borrowing = {wanter, definition};
    if (reader->borrowings != NULL && wanter != definition)
        g_array_append_val(reader->borrowings, borrowing);
}

void orm_reader_doubt(OrmReader *reader, const char *file)
{
    note_borrowing(reader, file, NULL);
}

OrmDefinition *orm_reader_find(OrmReader *reader, const char *name, const char *wanter)
{
    if (name == NULL)
        return NULL;
    if (reader->by_name == NULL)
        index_names(reader);
    const char *interned = orm_intern(name);
    if (g_hash_table_contains(reader->ambiguous, interned))
        orm_reader_doubt(reader, wanter);
    return g_hash_table_lookup(reader->by_name, interned);
}

void orm_reader_want(OrmReader *reader, OrmDefinition *definition)
{
    if (definition == NULL || definition->wanted || definition->recorded)
        return;
    definition->wanted = TRUE;
    g_ptr_array_add(reader->queue, definition);
}

void orm_reader_want_from(OrmReader *reader, OrmDefinition *definition, const char *wanter)
{
    if (definition != NULL && !definition->recorded)
        note_borrowing(reader, wanter, orm_definition_place(reader, definition).file);
    orm_reader_want(reader, definition);
}

/*
 * Versions of libclang differ in the spelling of a definition without a tag (empty, the typedef name, a description),
 * but agree on its USR: "...@SA@name" where a typedef names it (also @UA@, @EA@), "...@S@tag" where it has a tag.
 */
static char *tag_of(CXCursor cursor)
{
    if (clang_Cursor_isAnonymous(cursor))
        return NULL;
    CXString usr_string = clang_getCursorUSR(cursor);
    CXString type_string = clang_getTypeSpelling(clang_getCursorType(cursor));
    const char *usr = clang_getCString(usr_string);
    const char *type = clang_getCString(type_string);
    const char *blank = strrchr(type, ' ');
    const char *scope = g_strrstr(blank == NULL ? type : blank, "::");
    const char *name = scope != NULL ? scope + 2 : blank != NULL ? blank + 1 : type;
    g_autofree char *named_by_typedef = g_strconcat("A@", name, NULL);
    char *tag = g_str_has_suffix(usr, named_by_typedef) ? NULL : g_strdup(name);
    clang_disposeString(usr_string);
    clang_disposeString(type_string);
    return tag;
}

const char *orm_definition_name(OrmDefinition *definition)
{
    if (definition->name != NULL)
        return definition->name;
    g_autofree char *tag = tag_of(definition->cursor);
    definition->has_tag = tag != NULL;
    if (tag != NULL) {
        definition->name = orm_intern(tag);
    } else if (definition->typedefs->len > 0) {
        definition->name = definition->typedefs->pdata[0];
    } else if (definition->outer != NULL) {
        g_autofree char *name = g_strconcat(orm_definition_name(definition->outer), ".", definition->field, NULL);
        definition->name = orm_intern(name);
    } else {
        definition->name = definition->field != NULL ? definition->field : orm_intern("(unnamed)");
    }
    return definition->name;
}

OrmPlace orm_definition_place(OrmReader *reader, OrmDefinition *definition)
{
    orm_definition_name(definition);
    if (definition->has_tag)
        return orm_sources_token(&reader->sources, clang_getCursorLocation(definition->cursor));
    if (definition->typedefs->len > 0)
        return definition->typedef_place;
    if (definition->field != NULL)
        return definition->field_place;
    return orm_sources_token(&reader->sources, clang_getCursorLocation(definition->cursor));
}
