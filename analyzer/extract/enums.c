/* SPDX-License-Identifier: MIT */
#include "analyzer/extract/reader.h"

static enum CXChildVisitResult visit_value(CXCursor cursor, CXCursor parent, CXClientData data)
{
    (void)parent;
    if (!clang_isExpression(clang_getCursorKind(cursor)))
        return CXChildVisit_Continue;
    *(gboolean *)data = TRUE;
    return CXChildVisit_Break;
}

typedef struct {
    OrmReader *reader;
    OrmEnum *enumeration;
} OrmConstantVisit;

static enum CXChildVisitResult visit_constant(CXCursor cursor, CXCursor parent, CXClientData data)
{
    (void)parent;
    OrmConstantVisit *visit = data;
    if (clang_getCursorKind(cursor) != CXCursor_EnumConstantDecl)
        return CXChildVisit_Continue;
    OrmEnumConstant constant = {
        .name = orm_clang_intern(clang_getCursorSpelling(cursor)),
        .value = clang_getEnumConstantDeclValue(cursor),
        .place = orm_sources_token(&visit->reader->sources, clang_getCursorLocation(cursor)),
    };
    clang_visitChildren(cursor, visit_value, &constant.explicit_value);
    g_array_append_val(visit->enumeration->constants, constant);
    return CXChildVisit_Continue;
}

void orm_record_enum(OrmReader *reader, OrmDefinition *definition)
{
    OrmPlace place = orm_definition_place(reader, definition);
    OrmEnum *enumeration = orm_enum_new(orm_definition_name(definition), place);
    for (guint i = 0; i < definition->typedefs->len; i++)
        g_ptr_array_add(enumeration->typedefs, definition->typedefs->pdata[i]);
    OrmConstantVisit visit = {reader, enumeration};
    clang_visitChildren(definition->cursor, visit_constant, &visit);
    g_ptr_array_add(reader->facts->enums, enumeration);
}
