/* SPDX-License-Identifier: MIT */
/* Whether the sources that clash are in order by themselves. */
#include "analyzer/extract/clashes_internal.h"
#include "analyzer/extract/name_scan.h"

#include <string.h>

/* By its text: the compiler calls none a definition that it rejects. In doubt it is one. */
static gboolean is_definition(const OrmContents *contents, CXCursor cursor)
{
    unsigned start = 0, end = 0;
    CXSourceRange range = clang_getCursorExtent(cursor);
    clang_getFileLocation(clang_getRangeStart(range), NULL, NULL, NULL, &start);
    clang_getFileLocation(clang_getRangeEnd(range), NULL, NULL, NULL, &end);
    if (contents->text == NULL || start >= end || end > contents->length)
        return TRUE;
    const char *next = contents->text + end;
    next += strspn(next, " \t\r\n");
    return memchr(contents->text + start, '=', end - start) != NULL || (*next != ';' && *next != ',');
}

/* The source's own declarations of a name must agree, or the compiler might have told of them. */
static void note_declaration(OrmClash *clash, const OrmContents *contents, CXCursor cursor, guint offset)
{
    clash->definitions += is_definition(contents, cursor) ? 1 : 0;
    clash->is_found = clash->is_found || offset == clash->offset;
    if (clang_Cursor_isNull(clash->first))
        clash->first = cursor;
    clash->in_doubt = clash->in_doubt || clash->definitions > 1 ||
                      clang_getCursorKind(clash->first) != clang_getCursorKind(cursor) ||
                      clang_Cursor_getStorageClass(clash->first) != clang_Cursor_getStorageClass(cursor) ||
                      clang_getCursorTLSKind(clash->first) != clang_getCursorTLSKind(cursor) ||
                      !clang_equalTypes(clang_getCanonicalType(clang_getCursorType(clash->first)),
                                        clang_getCanonicalType(clang_getCursorType(cursor)));
}

typedef struct {
    const OrmClashes *clashes;
    CXFile file;
} Mentions;

static void note_mention(OrmScanned what, const char *name, gpointer data)
{
    const Mentions *mentions = data;
    OrmClash *clash =
        what == ORM_SCANNED_USE ? orm_clashes_find(mentions->clashes, mentions->file, orm_intern(name)) : NULL;
    if (clash != NULL)
        clash->in_doubt = TRUE;
}

/* A type may be made of a variable: `char copy[sizeof(table)]`. */
static void look_for_mentions(const OrmClashes *clashes, CXCursor cursor)
{
    Mentions mentions = {.clashes = clashes};
    unsigned start = 0, end = 0;
    CXSourceRange range = clang_getCursorExtent(cursor);
    clang_getFileLocation(clang_getRangeStart(range), &mentions.file, NULL, NULL, &start);
    clang_getFileLocation(clang_getRangeEnd(range), NULL, NULL, NULL, &end);
    if (mentions.file == NULL || !orm_clashes_has(clashes, mentions.file))
        return;
    const OrmContents *contents = &orm_sources_contents(clashes->sources, mentions.file)->contents;
    if (contents->text != NULL && start < end && end <= contents->length)
        orm_scan_names_of(contents->text + start, end - start, note_mention, &mentions);
}

static void look_for_line_mentions(const char *line, gsize length, gpointer data)
{
    orm_scan_names_of(line, length, note_mention, data);
}

/* Macros, which may stand in a type. */
static void look_into_directives(const OrmClashes *clashes, CXFile file)
{
    Mentions mentions = {clashes, file};
    const OrmContents *contents = &orm_sources_contents(clashes->sources, file)->contents;
    if (contents->text != NULL)
        orm_scan_directive_lines(contents->text, contents->length, look_for_line_mentions, &mentions);
}

/* A header may declare it, too, and differently from a source. */
static void note_declared(const OrmClashes *clashes, GPtrArray *same, CXCursor cursor)
{
    CXFile file = NULL;
    unsigned offset = 0;
    clang_getFileLocation(clang_getCursorLocation(cursor), &file, NULL, NULL, &offset);
    OrmClash *clash = NULL;
    for (guint i = 0; i < same->len; i++)
        if (((OrmClash *)same->pdata[i])->file == file)
            clash = same->pdata[i];
    if (clash == NULL && file != NULL && orm_clashes_has(clashes, file))
        clash = orm_clashes_add(same, file);
    if (clash == NULL)
        g_hash_table_add(clashes->declared_elsewhere, same);
    else
        note_declaration(clash, &orm_sources_contents(clashes->sources, file)->contents, cursor, offset);
}

static enum CXChildVisitResult visit_declaration(CXCursor cursor, CXCursor parent, CXClientData data)
{
    (void)parent;
    const OrmClashes *clashes = data;
    enum CXCursorKind kind = clang_getCursorKind(cursor);
    if (kind != CXCursor_FunctionDecl && kind != CXCursor_VarDecl)
        return CXChildVisit_Continue;
    CXString spelling = clang_getCursorSpelling(cursor);
    GPtrArray *same = g_hash_table_lookup(clashes->by_name, orm_intern(clang_getCString(spelling)));
    clang_disposeString(spelling);
    if (same != NULL)
        note_declared(clashes, same, cursor);
    return CXChildVisit_Continue;
}

static enum CXChildVisitResult visit_type(CXCursor cursor, CXCursor parent, CXClientData data)
{
    (void)parent;
    enum CXCursorKind kind = clang_getCursorKind(cursor);
    if (kind == CXCursor_StructDecl || kind == CXCursor_UnionDecl || kind == CXCursor_EnumDecl ||
        kind == CXCursor_TypedefDecl)
        look_for_mentions(data, cursor);
    return CXChildVisit_Continue;
}

static void find_troubled(OrmClashes *clashes, GPtrArray *same)
{
    gboolean elsewhere = g_hash_table_contains(clashes->declared_elsewhere, same);
    for (guint i = 0; i < same->len; i++) {
        const OrmClash *clash = same->pdata[i];
        look_into_directives(clashes, clash->file);
        if (elsewhere || clash->in_doubt || (clash->is_told && !clash->is_found))
            g_hash_table_add(clashes->troubled, (gpointer)orm_sources_file(clashes->sources, clash->file)->path);
    }
}

GHashTable *orm_clashes_troubled(OrmClashes *clashes)
{
    CXCursor unit = clang_getTranslationUnitCursor(clashes->sources->unit);
    GHashTableIter iterator;
    gpointer same = NULL;
    if (g_hash_table_size(clashes->by_name) == 0)
        return clashes->troubled;
    clang_visitChildren(unit, visit_declaration, clashes);
    clang_visitChildren(unit, visit_type, clashes);
    g_hash_table_iter_init(&iterator, clashes->by_name);
    while (g_hash_table_iter_next(&iterator, NULL, &same))
        find_troubled(clashes, same);
    return clashes->troubled;
}
