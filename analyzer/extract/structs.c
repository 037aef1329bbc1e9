/* SPDX-License-Identifier: MIT */
/* Structs with their fields, and which others these need. */
#include "analyzer/extract/reader.h"

typedef struct {
    OrmReader *reader;
    OrmStruct *record;
} OrmFieldVisit;

static const OrmAnnotation *find(const GPtrArray *annotations, const char *kind)
{
    for (guint i = 0; i < annotations->len; i++) {
        const OrmAnnotation *annotation = annotations->pdata[i];
        if (annotation->kind == kind)
            return annotation;
    }
    return NULL;
}

static gboolean is_system(const OrmDefinition *definition)
{
    return clang_Location_isInSystemHeader(clang_getCursorLocation(definition->cursor)) != 0;
}

/* Embedded by value, relationship's target: what the field needs beside itself. */
static void want_field_types(OrmFieldVisit *visit, CXType type, const OrmField *field)
{
    OrmReader *reader = visit->reader;
    const OrmAnnotation *relationship = find(field->annotations, g_intern_static_string("relationship"));
    if (relationship != NULL) {
        const char *target = orm_annotation_first_name(relationship);
        orm_reader_want(reader, target != NULL ? orm_reader_find(reader, target)
                                               : orm_reader_type_definition(reader, type, TRUE));
    }
    OrmDefinition *value = orm_reader_type_definition(reader, type, FALSE);
    if (value == NULL)
        return;
    gboolean base =
        visit->record->fields->len == 0 && find(visit->record->annotations, g_intern_static_string("inherits")) != NULL;
    /* `struct timespec` and its like are types of columns, no models. */
    if (base || !is_system(value) || find(field->annotations, g_intern_static_string("embed")) != NULL)
        orm_reader_want(reader, value);
}

/* Whether it is written inside the field itself, so that what is annotated there is the field. */
static gboolean written_in_field(OrmDefinition *definition)
{
    if (definition == NULL || definition->outer == NULL || definition->typedefs->len > 0)
        return FALSE;
    orm_definition_name(definition);
    return !definition->has_tag;
}

static enum CXVisitorResult visit_field(CXCursor cursor, CXClientData data)
{
    OrmFieldVisit *visit = data;
    OrmReader *reader = visit->reader;
    const char *name = orm_clang_intern(clang_getCursorSpelling(cursor));
    CXType type = clang_getCursorType(cursor);
    gint width = clang_getFieldDeclBitWidth(cursor);
    if (name[0] == '\0' && clang_Cursor_isBitField(cursor))
        return CXVisit_Continue; /* padding */

    OrmDefinition *inner = orm_reader_type_definition(reader, type, FALSE);
    gboolean unnamed = inner != NULL && clang_Cursor_isAnonymousRecordDecl(inner->cursor) && written_in_field(inner);
    OrmPlace place = unnamed ? orm_sources_range(&reader->sources, clang_getCursorExtent(inner->cursor))
                             : orm_sources_token(&reader->sources, clang_getCursorLocation(cursor));
    OrmField *field = orm_field_new(unnamed ? NULL : name, place, orm_read_type(reader, type));
    if (clang_isInvalidDeclaration(cursor))
        field->type->incomplete = TRUE; /* libclang calls it int */
    field->bit_field = clang_Cursor_isBitField(cursor) ? width : -1;
    if (written_in_field(inner))
        orm_read_annotations(reader, inner->cursor, field->annotations);
    orm_read_annotations(reader, cursor, field->annotations);
    want_field_types(visit, type, field);
    g_ptr_array_add(visit->record->fields, field);
    return CXVisit_Continue;
}

void orm_record_struct(OrmReader *reader, OrmDefinition *definition)
{
    OrmPlace place = orm_definition_place(reader, definition);
    OrmStruct *record = orm_struct_new(orm_definition_name(definition), place);
    record->has_tag = definition->has_tag;
    record->is_union = clang_getCursorKind(definition->cursor) == CXCursor_UnionDecl;
    record->unit = reader->label != NULL ? reader->label : place.file;
    for (guint i = 0; i < definition->typedefs->len; i++)
        g_ptr_array_add(record->typedefs, definition->typedefs->pdata[i]);
    if (!written_in_field(definition))
        orm_read_annotations(reader, definition->cursor, record->annotations);
    const OrmAnnotation *inherits = find(record->annotations, g_intern_static_string("inherits"));
    if (inherits != NULL)
        orm_reader_want(reader, orm_reader_find(reader, orm_annotation_first_name(inherits)));
    OrmFieldVisit visit = {reader, record};
    clang_Type_visitFields(clang_getCursorType(definition->cursor), visit_field, &visit);
    g_ptr_array_add(reader->facts->structs, record);
}
