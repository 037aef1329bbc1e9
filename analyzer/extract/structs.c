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

/* Embedded by value or by pointer, relationship's target: what the field needs beside itself. */
static void want_field_types(OrmFieldVisit *visit, CXType type, const OrmField *field)
{
    OrmReader *reader = visit->reader;
    const OrmAnnotation *relationship = find(field->annotations, orm_intern("relationship"));
    const char *file = visit->record->place.file;
    if (relationship != NULL) {
        const char *target = orm_annotation_first_name(relationship);
        orm_reader_want_from(reader,
                             target != NULL ? orm_reader_find(reader, target, file)
                                            : orm_reader_type_definition(reader, type, TRUE),
                             file);
    }
    if (find(field->annotations, orm_intern("embed")) != NULL)
        orm_reader_want_from(reader, orm_reader_type_definition(reader, type, TRUE), file);
    OrmDefinition *value = orm_reader_type_definition(reader, type, FALSE);
    if (value == NULL)
        return;
    gboolean base = visit->record->fields->len == 0 && find(visit->record->annotations, orm_intern("inherits")) != NULL;
    /* `struct timespec` and its like are types of columns, no models. */
    if (base || !is_system(value))
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

static void add_field(OrmFieldVisit *visit, OrmField *field, CXCursor cursor, CXType type)
{
    OrmReader *reader = visit->reader;
    OrmDefinition *inner = orm_reader_type_definition(reader, type, FALSE);
    if (written_in_field(inner))
        orm_read_annotations(reader, inner->cursor, field->annotations);
    if (field->name != NULL)
        orm_read_annotations(reader, cursor, field->annotations);
    want_field_types(visit, type, field);
    g_ptr_array_add(visit->record->fields, field);
}

static void visit_field(OrmFieldVisit *visit, CXCursor cursor)
{
    OrmReader *reader = visit->reader;
    const char *name = orm_clang_intern(clang_getCursorSpelling(cursor));
    gboolean bit_field = clang_Cursor_isBitField(cursor) != 0;
    if (bit_field && name[0] == '\0')
        return; /* padding */
    CXType type = clang_getCursorType(cursor);
    OrmPlace place = orm_sources_token(&reader->sources, clang_getCursorLocation(cursor));
    OrmCType *c_type = orm_read_type(reader, type);
    if (clang_isInvalidDeclaration(cursor)) {
        c_type->incomplete = TRUE; /* libclang calls it int */
        orm_reader_doubt(reader, place.file);
    }
    OrmField *field = orm_field_new(name, place, c_type);
    if (bit_field)
        field->bit_field = clang_getFieldDeclBitWidth(cursor);
    add_field(visit, field, cursor, type);
}

/* `struct {...};` as a member: libclang shows the definition, but no field. */
static void visit_unnamed_member(OrmFieldVisit *visit, CXCursor cursor)
{
    OrmReader *reader = visit->reader;
    CXType type = clang_getCursorType(cursor);
    OrmPlace place = orm_sources_range(&reader->sources, clang_getCursorExtent(cursor));
    add_field(visit, orm_field_new(NULL, place, orm_read_type(reader, type)), cursor, type);
}

/* Not clang_Type_visitFields: that shows no field at all when one does not compile. */
static enum CXChildVisitResult visit_member(CXCursor cursor, CXCursor parent, CXClientData data)
{
    (void)parent;
    switch (clang_getCursorKind(cursor)) {
    case CXCursor_FieldDecl:
        visit_field(data, cursor);
        break;
    case CXCursor_StructDecl:
    case CXCursor_UnionDecl:
    case CXCursor_ClassDecl:
        if (clang_Cursor_isAnonymousRecordDecl(cursor))
            visit_unnamed_member(data, cursor);
        break;
    default:
        break;
    }
    return CXChildVisit_Continue;
}

void orm_record_struct(OrmReader *reader, OrmDefinition *definition)
{
    OrmPlace place = orm_definition_place(reader, definition);
    OrmStruct *record = orm_struct_new(orm_definition_name(definition), place);
    record->has_tag = definition->has_tag;
    record->is_union = clang_getCursorKind(definition->cursor) == CXCursor_UnionDecl;
    record->unit = reader->recording != NULL ? reader->recording : place.file;
    for (guint i = 0; i < definition->typedefs->len; i++)
        g_ptr_array_add(record->typedefs, definition->typedefs->pdata[i]);
    if (!written_in_field(definition))
        orm_read_annotations(reader, definition->cursor, record->annotations);
    const OrmAnnotation *inherits = find(record->annotations, orm_intern("inherits"));
    if (inherits != NULL)
        orm_reader_want_from(reader, orm_reader_find(reader, orm_annotation_first_name(inherits), place.file),
                             place.file);
    OrmFieldVisit visit = {reader, record};
    clang_visitChildren(definition->cursor, visit_member, &visit);
    g_ptr_array_add(reader->facts->structs, record);
}
