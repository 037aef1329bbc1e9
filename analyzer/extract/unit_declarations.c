/* SPDX-License-Identifier: MIT */
/* What the files of a unit declare. */
#include "analyzer/extract/unit_files.h"

static void note_declared(OrmUnitFiles *unit, GHashTable *names, CXCursor cursor)
{
    CXFile file = NULL;
    clang_getFileLocation(clang_getCursorLocation(cursor), &file, NULL, NULL, NULL);
    guint number = GPOINTER_TO_UINT(g_hash_table_lookup(unit->by_file, file));
    if (number-- == 0 || (names == unit->objects && orm_unit_file(unit, number)->is_system))
        return;
    CXString spelling = clang_getCursorSpelling(cursor);
    OrmProvision *provision = orm_unit_files_provision(names, clang_getCString(spelling));
    clang_disposeString(spelling);
    if (provision->types == NULL)
        provision->types = g_array_new(FALSE, FALSE, sizeof(guint));
    GArray *types = provision->types;
    if (types->len == 0 || g_array_index(types, guint, types->len - 1) != number)
        g_array_append_val(types, number);
}

/* Clang takes them for constants where it must know a length. */
static gboolean is_constant_variable(CXCursor cursor)
{
    CXType type = clang_getCursorType(cursor);
    enum CXTypeKind kind = clang_getCanonicalType(type).kind;
    return clang_isConstQualifiedType(type) && kind >= CXType_Bool && kind <= CXType_Int128;
}

static enum CXChildVisitResult visit_declaration(CXCursor cursor, CXCursor parent, CXClientData data)
{
    (void)parent;
    OrmUnitFiles *unit = data;
    switch (clang_getCursorKind(cursor)) {
    case CXCursor_VarDecl:
        note_declared(unit, is_constant_variable(cursor) ? unit->names : unit->objects, cursor);
        return CXChildVisit_Continue;
    case CXCursor_FunctionDecl:
        note_declared(unit, unit->objects, cursor);
        return CXChildVisit_Continue;
    case CXCursor_TypedefDecl:
    case CXCursor_TypeAliasDecl:
    case CXCursor_EnumConstantDecl:
        note_declared(unit, unit->names, cursor);
        return CXChildVisit_Continue;
    case CXCursor_StructDecl:
    case CXCursor_UnionDecl:
    case CXCursor_ClassDecl:
    case CXCursor_EnumDecl:
        if (clang_isCursorDefinition(cursor))
            note_declared(unit, unit->tags, cursor);
        return CXChildVisit_Recurse;
    case CXCursor_LinkageSpec:
    case CXCursor_UnexposedDecl:
    case CXCursor_Namespace:
        return CXChildVisit_Recurse;
    default:
        return CXChildVisit_Continue;
    }
}

void orm_unit_files_find_declarations(OrmUnitFiles *unit)
{
    clang_visitChildren(clang_getTranslationUnitCursor(unit->sources->unit), visit_declaration, unit);
}
