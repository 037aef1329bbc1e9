/* SPDX-License-Identifier: MIT */
/* What the files of a unit declare. */
#include "analyzer/extract/unit_files.h"

/* The number of the file in which it stands, from 1; 0: none. */
static guint file_of(const OrmUnitFiles *unit, CXCursor cursor)
{
    CXFile file = NULL;
    clang_getFileLocation(clang_getCursorLocation(cursor), &file, NULL, NULL, NULL);
    return orm_unit_files_number(unit, file);
}

static OrmProvision *provision_of(GHashTable *names, CXCursor cursor)
{
    CXString spelling = clang_getCursorSpelling(cursor);
    OrmProvision *provision = orm_unit_files_provision(names, clang_getCString(spelling));
    clang_disposeString(spelling);
    return provision;
}

/* Most follow one another in one file. */
static void add_number(GArray **numbers, guint number)
{
    if (*numbers == NULL)
        *numbers = g_array_new(FALSE, FALSE, sizeof(guint));
    if ((*numbers)->len == 0 || g_array_index(*numbers, guint, (*numbers)->len - 1) != number)
        g_array_append_val(*numbers, number);
}

static void note_declared(OrmUnitFiles *unit, GHashTable *names, CXCursor cursor)
{
    guint number = file_of(unit, cursor);
    if (number > 0 && (names != unit->objects || !orm_unit_file(unit, number - 1)->is_system))
        add_number(&provision_of(names, cursor)->types, number - 1);
}

static void note_macro(OrmUnitFiles *unit, CXCursor cursor)
{
    guint number = file_of(unit, cursor);
    if (number > 0)
        add_number(&provision_of(unit->names, cursor)->definers, number - 1);
}

static void note_expansion(OrmUnitFiles *unit, CXCursor cursor)
{
    CXString spelling = clang_getCursorSpelling(cursor);
    OrmProvision *macro = g_hash_table_lookup(unit->names, clang_getCString(spelling));
    if (macro != NULL)
        macro->is_expanded = TRUE;
    clang_disposeString(spelling);
}

static void note_include(OrmUnitFiles *unit, CXCursor cursor)
{
    guint from = file_of(unit, cursor);
    guint to = orm_unit_files_number(unit, clang_getIncludedFile(cursor));
    if (from > 0 && to > 0 && !orm_holds_number(orm_unit_file(unit, to - 1)->includers, from - 1))
        add_number(&orm_unit_file(unit, to - 1)->includers, from - 1);
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
    case CXCursor_MacroDefinition:
        note_macro(unit, cursor);
        return CXChildVisit_Continue;
    case CXCursor_MacroExpansion:
        note_expansion(unit, cursor);
        return CXChildVisit_Continue;
    case CXCursor_InclusionDirective:
        note_include(unit, cursor);
        return CXChildVisit_Continue;
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
