/* SPDX-License-Identifier: MIT */
#include "analyzer/extract/type_text.h"

#include <string.h>

/* Bytes of the qualification that ends at `end`: libclang calls a member without name `outer::(unnamed at ...)`. */
static gsize scope_length(const char *text, const char *end)
{
    const char *start = end;
    while (start - text >= 2 && start[-1] == ':' && start[-2] == ':') {
        start -= 2;
        while (start > text && (g_ascii_isalnum(start[-1]) || start[-1] == '_'))
            start--;
    }
    return (gsize)(end - start);
}

/* "(unnamed struct at a.h:14:1)", "(anonymous union at ...)", whose wording and path vary, become "{...}". */
static void replace_descriptions(GString *text)
{
    static const char *const openings[] = {"(unnamed", "(anonymous"};
    for (gsize i = 0; i < G_N_ELEMENTS(openings); i++) {
        char *start;
        while ((start = strstr(text->str, openings[i])) != NULL) {
            const char *end = strchr(start, ')');
            gsize length = end == NULL ? strlen(start) : (gsize)(end - start) + 1;
            gsize scope = scope_length(text->str, start);
            gssize position = start - text->str - (gssize)scope;
            g_string_erase(text, position, (gssize)(scope + length));
            g_string_insert(text, position, "{...}");
        }
    }
}

/* `bool` is a macro for `_Bool` up to C17, and a keyword of C++ and C23: one word for all. */
static void replace_bool(GString *text)
{
    for (char *found = text->str; (found = strstr(found, "_Bool")) != NULL;) {
        gssize position = found - text->str;
        g_string_erase(text, position, strlen("_Bool"));
        g_string_insert(text, position, "bool");
        found = text->str + position;
    }
}

/* C++ leaves `struct` out. */
static void add_keyword(GString *text, CXType type)
{
    static const struct {
        enum CXCursorKind kind;
        const char *keyword;
    } keywords[] = {{CXCursor_UnionDecl, "union "}, {CXCursor_EnumDecl, "enum "}, {CXCursor_StructDecl, "struct "}};
    const char *body = strstr(text->str, "{...}");
    if (body == NULL)
        return;
    g_autofree char *before = g_strndup(text->str, (gsize)(body - text->str));
    CXType inner = clang_getCanonicalType(type);
    while (inner.kind == CXType_Pointer || inner.kind == CXType_ConstantArray || inner.kind == CXType_IncompleteArray)
        inner = inner.kind == CXType_Pointer ? clang_getPointeeType(inner) : clang_getArrayElementType(inner);
    enum CXCursorKind kind = clang_getCursorKind(clang_getTypeDeclaration(inner));
    for (gsize i = 0; i < G_N_ELEMENTS(keywords); i++) {
        if (keywords[i].kind == kind && !g_str_has_suffix(before, keywords[i].keyword)) {
            g_string_insert(text, body - text->str, keywords[i].keyword);
            return;
        }
    }
}

const char *orm_type_spelling(CXType type)
{
    CXString spelling = clang_getTypeSpelling(type);
    g_autoptr(GString) text = g_string_new(clang_getCString(spelling));
    clang_disposeString(spelling);
    replace_descriptions(text);
    replace_bool(text);
    add_keyword(text, type);
    return orm_intern(text->str);
}

static const char *without_qualifiers(const char *text)
{
    static const char *const qualifiers[] = {"const ", "volatile ", "restrict ", "__restrict "};
    for (gsize i = 0; i < G_N_ELEMENTS(qualifiers);) {
        if (g_str_has_prefix(text, qualifiers[i])) {
            text += strlen(qualifiers[i]);
            i = 0;
        } else {
            i++;
        }
    }
    return text;
}

/* Where a declarator goes: before the first bracket, in parentheses when a pointer binds looser than an array. */
static char *pointer_to(const OrmCType *inner)
{
    const char *bracket = inner->kind == ORM_C_ARRAY ? strchr(inner->canonical, '[') : NULL;
    if (bracket != NULL)
        return g_strdup_printf("%.*s%s(*)%s", (int)(bracket - inner->canonical), inner->canonical,
                               bracket > inner->canonical && bracket[-1] == '*' ? "" : " ", bracket);
    return g_strconcat(inner->canonical, g_str_has_suffix(inner->canonical, "*") ? "*" : " *", NULL);
}

static char *array_of(const OrmCType *array)
{
    const char *element = array->inner->canonical;
    g_autofree char *length = array->length < 0 ? g_strdup("") : g_strdup_printf("%" G_GINT64_FORMAT, array->length);
    const char *bracket = array->inner->kind == ORM_C_ARRAY ? strchr(element, '[') : NULL;
    if (bracket == NULL)
        bracket = element + strlen(element);
    return g_strdup_printf("%.*s[%s]%s", (int)(bracket - element), element, length, bracket);
}

const char *orm_type_canonical(const OrmCType *type, CXType stripped)
{
    g_autofree char *text = NULL;
    switch (type->kind) {
    case ORM_C_STRUCT:
        text = g_strconcat("struct ", type->tag, NULL);
        break;
    case ORM_C_UNION:
        text = g_strconcat("union ", type->tag, NULL);
        break;
    case ORM_C_ENUM:
        text = g_strconcat("enum ", type->tag, NULL);
        break;
    case ORM_C_ARRAY:
        text = array_of(type);
        break;
    case ORM_C_POINTER:
        if (type->inner->kind != ORM_C_FUNCTION) {
            text = pointer_to(type->inner);
            break;
        }
        G_GNUC_FALLTHROUGH;
    default:
        text = g_strdup(without_qualifiers(orm_type_spelling(clang_getCanonicalType(stripped))));
        break;
    }
    return orm_intern(text);
}
