/* SPDX-License-Identifier: MIT */
/* One walk over the declarations of a unit; bodies of functions are never looked at. */
#include "analyzer/extract/reader.h"

#include <string.h>

typedef struct {
    OrmReader *reader;
    OrmDefinition *outer;    /* whose children are visited */
    OrmDefinition *untagged; /* definition without tag just seen: the next field may be of it */
    guint unnamed_members;
} OrmFieldSurvey;

static void survey_definition(OrmReader *reader, OrmDefinition *definition);

static gboolean is_record(enum CXCursorKind kind)
{
    return kind == CXCursor_StructDecl || kind == CXCursor_UnionDecl || kind == CXCursor_ClassDecl;
}

/* `struct { ... };` inside a struct: its fields belong to the outer one, yet it is a definition of its own. */
static void name_unnamed_member(OrmFieldSurvey *survey, OrmDefinition *inner)
{
    survey->unnamed_members++;
    g_autofree char *field =
        survey->unnamed_members == 1 ? g_strdup("(unnamed)") : g_strdup_printf("(unnamed %u)", survey->unnamed_members);
    inner->outer = survey->outer;
    inner->field = orm_intern(field);
    inner->field_place = orm_sources_token(&survey->reader->sources, clang_getCursorLocation(inner->cursor));
}

static void survey_nested(OrmFieldSurvey *survey, CXCursor cursor)
{
    if (!clang_isCursorDefinition(cursor))
        return;
    OrmDefinition *inner = orm_reader_definition(survey->reader, cursor);
    survey->untagged = clang_Cursor_isAnonymous(cursor) ? inner : NULL;
    if (clang_getCursorKind(cursor) == CXCursor_EnumDecl)
        return;
    if (clang_Cursor_isAnonymousRecordDecl(cursor)) {
        name_unnamed_member(survey, inner);
        survey->untagged = NULL;
    }
    survey_definition(survey->reader, inner);
    if (inner->model && clang_Cursor_isAnonymous(cursor))
        survey->outer->model = TRUE; /* its fields are fields of the outer struct, in a way */
}

static void survey_field(OrmFieldSurvey *survey, CXCursor cursor)
{
    OrmReader *reader = survey->reader;
    if (orm_is_annotated(cursor))
        survey->outer->model = TRUE;
    OrmDefinition *inner = survey->untagged;
    if (inner == NULL || inner->outer != NULL ||
        orm_reader_type_definition(reader, clang_getCursorType(cursor), TRUE) != inner)
        return;
    inner->outer = survey->outer;
    inner->field = orm_clang_intern(clang_getCursorSpelling(cursor));
    inner->field_place = orm_sources_token(&reader->sources, clang_getCursorLocation(cursor));
}

static enum CXChildVisitResult visit_member(CXCursor cursor, CXCursor parent, CXClientData data)
{
    (void)parent;
    OrmFieldSurvey *survey = data;
    enum CXCursorKind kind = clang_getCursorKind(cursor);
    if (is_record(kind) || kind == CXCursor_EnumDecl)
        survey_nested(survey, cursor);
    else if (kind == CXCursor_FieldDecl)
        survey_field(survey, cursor);
    return CXChildVisit_Continue;
}

static void survey_definition(OrmReader *reader, OrmDefinition *definition)
{
    if (definition->surveyed)
        return;
    definition->surveyed = TRUE;
    definition->model = definition->model || orm_is_annotated(definition->cursor);
    OrmFieldSurvey survey = {.reader = reader, .outer = definition};
    clang_visitChildren(definition->cursor, visit_member, &survey);
}

static void survey_record(OrmReader *reader, CXCursor cursor, const OrmSource *source)
{
    if (!clang_isCursorDefinition(cursor))
        return;
    OrmDefinition *definition = orm_reader_definition(reader, cursor);
    survey_definition(reader, definition);
    if (source == NULL)
        return;
    g_hash_table_insert(reader->last_struct, (gpointer)source->path, definition);
    if (source->path == reader->ignored_file)
        definition->model = FALSE;
    else if (definition->model)
        g_hash_table_insert(reader->last_model, (gpointer)source->path, definition);
}

/* `typedef struct {...} *users;`, `struct {...} users;`: a definition without tag is called what it is defined for. */
static void name_after(OrmReader *reader, CXCursor declarator, CXType type)
{
    OrmDefinition *definition = orm_reader_type_definition(reader, type, TRUE);
    if (definition == NULL || definition->field != NULL || !clang_Cursor_isAnonymous(definition->cursor))
        return;
    definition->field = orm_clang_intern(clang_getCursorSpelling(declarator));
    definition->field_place = orm_sources_token(&reader->sources, clang_getCursorLocation(declarator));
}

static void survey_typedef(OrmReader *reader, CXCursor cursor)
{
    CXType type = clang_getCanonicalType(clang_getTypedefDeclUnderlyingType(cursor));
    if ((type.kind == CXType_Record || type.kind == CXType_Enum) && !clang_isConstQualifiedType(type)) {
        OrmDefinition *definition = orm_reader_definition(reader, clang_getTypeDeclaration(type));
        if (definition != NULL) {
            if (definition->typedefs->len == 0)
                definition->typedef_place = orm_sources_token(&reader->sources, clang_getCursorLocation(cursor));
            g_ptr_array_add(definition->typedefs, (gpointer)orm_clang_intern(clang_getCursorSpelling(cursor)));
        }
    } else if (type.kind == CXType_Pointer || type.kind == CXType_ConstantArray) {
        name_after(reader, cursor, type);
    }
    orm_warn_misplaced(reader, cursor);
}

static enum CXChildVisitResult visit_declaration(CXCursor cursor, CXCursor parent, CXClientData data)
{
    (void)parent;
    OrmReader *reader = data;
    if (clang_isPreprocessing(clang_getCursorKind(cursor)))
        return CXChildVisit_Continue;
    const OrmSource *source = orm_sources_position(&reader->sources, clang_getCursorLocation(cursor)).source;
    if (source != NULL)
        g_hash_table_add(reader->declaring, (gpointer)source->path);
    switch (clang_getCursorKind(cursor)) {
    case CXCursor_StructDecl:
    case CXCursor_UnionDecl:
    case CXCursor_ClassDecl:
        survey_record(reader, cursor, source);
        break;
    case CXCursor_TypedefDecl:
    case CXCursor_TypeAliasDecl:
        survey_typedef(reader, cursor);
        break;
    case CXCursor_VarDecl:
        if (source == NULL || source->path != reader->ignored_file)
            orm_read_on(reader, cursor);
        name_after(reader, cursor, clang_getCursorType(cursor));
        break;
    case CXCursor_FunctionDecl:
        orm_warn_misplaced(reader, cursor);
        break;
    case CXCursor_LinkageSpec:
    case CXCursor_UnexposedDecl: /* extern "C" up to libclang 15 */
    case CXCursor_Namespace:
        return CXChildVisit_Recurse;
    default:
        break;
    }
    return CXChildVisit_Continue;
}

void orm_survey(OrmReader *reader)
{
    clang_visitChildren(clang_getTranslationUnitCursor(reader->sources.unit), visit_declaration, reader);
}
