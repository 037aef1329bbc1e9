/* SPDX-License-Identifier: MIT */
#include "analyzer/extract/dependencies.h"
#include "analyzer/extract/builtin.h"

#include <string.h>

typedef struct {
    OrmExtraction *extraction;
    OrmSources *sources;
} OrmDependencyVisit;

static void note_file(CXFile file, CXSourceLocation *stack, unsigned depth, CXClientData data)
{
    (void)stack;
    (void)depth;
    const OrmDependencyVisit *visit = data;
    const OrmSource *source = orm_sources_contents(visit->sources, file);
    const char *path = source->absolute;
    if (g_hash_table_contains(visit->extraction->dependencies, path) || strcmp(path, ORM_BUILTIN_HEADER) == 0 ||
        g_str_has_suffix(path, "/" ORM_BATCH_NAME))
        return;
    const OrmContents *contents = &source->contents;
    OrmDependency *dependency = g_new0(OrmDependency, 1);
    dependency->file = path;
    dependency->size = contents->length;
    dependency->checksum =
        orm_bytes_checksum((const guint8 *)contents->text, contents->text == NULL ? 0 : contents->length);
    g_hash_table_insert(visit->extraction->dependencies, (gpointer)path, dependency);
}

static gboolean misses_file(CXTranslationUnit unit)
{
    gboolean missing = FALSE;
    unsigned count = clang_getNumDiagnostics(unit);
    for (unsigned i = 0; i < count && !missing; i++) {
        CXDiagnostic diagnostic = clang_getDiagnostic(unit, i);
        CXString spelling = clang_getDiagnosticSpelling(diagnostic);
        missing = strstr(clang_getCString(spelling), "file not found") != NULL;
        clang_disposeString(spelling);
        clang_disposeDiagnostic(diagnostic);
    }
    return missing;
}

void orm_note_dependencies(OrmExtraction *extraction, OrmSources *sources)
{
    OrmDependencyVisit visit = {extraction, sources};
    clang_getInclusions(sources->unit, note_file, &visit);
    extraction->incomplete = extraction->incomplete || misses_file(sources->unit);
}

static int by_file(gconstpointer left, gconstpointer right)
{
    return strcmp(((const OrmDependency *)left)->file, ((const OrmDependency *)right)->file);
}

void orm_take_dependencies(OrmExtraction *extraction, GArray *dependencies)
{
    GHashTableIter iterator;
    gpointer dependency = NULL;
    g_hash_table_iter_init(&iterator, extraction->dependencies);
    while (g_hash_table_iter_next(&iterator, NULL, &dependency))
        g_array_append_vals(dependencies, dependency, 1);
    g_array_sort(dependencies, by_file);
}
