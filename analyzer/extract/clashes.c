/* SPDX-License-Identifier: MIT */
#include "analyzer/extract/clashes_internal.h"

#include <string.h>

OrmClashes *orm_clashes_new(OrmSources *sources, const GPtrArray *paths)
{
    OrmClashes *clashes = g_new0(OrmClashes, 1);
    clashes->sources = sources;
    clashes->members = g_hash_table_new(NULL, NULL);
    clashes->by_name = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_ptr_array_unref);
    clashes->declared_elsewhere = g_hash_table_new(NULL, NULL);
    clashes->troubled = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < paths->len; i++)
        g_hash_table_add(clashes->members, (gpointer)orm_intern(paths->pdata[i]));
    return clashes;
}

void orm_clashes_free(OrmClashes *clashes)
{
    if (clashes == NULL)
        return;
    g_hash_table_unref(clashes->members);
    g_hash_table_unref(clashes->by_name);
    g_hash_table_unref(clashes->declared_elsewhere);
    g_hash_table_unref(clashes->troubled);
    g_free(clashes);
}

/* The name in `redefinition of 'usage'` and its like; NULL for an error of another kind. */
static char *clashing_name(const char *message)
{
    static const char *const beginnings[] = {"redefinition of '", "conflicting types for '", "static declaration of '",
                                             "non-static declaration of '"};
    if (strstr(message, "as different kind") != NULL)
        return NULL;
    for (guint i = 0; i < G_N_ELEMENTS(beginnings); i++) {
        if (!g_str_has_prefix(message, beginnings[i]))
            continue;
        const char *name = message + strlen(beginnings[i]), *end = strchr(name, '\'');
        return end == NULL ? NULL : g_strndup(name, (gsize)(end - name));
    }
    return NULL;
}

gboolean orm_clashes_has(const OrmClashes *clashes, CXFile file)
{
    const OrmSource *source = orm_sources_contents(clashes->sources, file);
    return source != NULL && g_hash_table_contains(clashes->members, source->absolute);
}

static gboolean is_about_previous(CXDiagnostic note)
{
    CXString spelling = clang_getDiagnosticSpelling(note);
    gboolean previous = g_str_has_prefix(clang_getCString(spelling), "previous ");
    clang_disposeString(spelling);
    return previous;
}

/* Where the compiler says that the name was declared before; NULL: it does not. */
static CXFile earlier_file(CXDiagnostic error)
{
    CXFile file = NULL;
    CXDiagnosticSet notes = clang_getChildDiagnostics(error);
    for (unsigned i = 0; i < clang_getNumDiagnosticsInSet(notes) && file == NULL; i++) {
        CXDiagnostic note = clang_getDiagnosticInSet(notes, i);
        if (is_about_previous(note))
            clang_getFileLocation(clang_getDiagnosticLocation(note), &file, NULL, NULL, NULL);
        clang_disposeDiagnostic(note);
    }
    clang_disposeDiagnosticSet(notes);
    return file;
}

OrmClash *orm_clashes_find(const OrmClashes *clashes, CXFile file, const char *name)
{
    const GPtrArray *same = g_hash_table_lookup(clashes->by_name, name);
    for (guint i = 0; same != NULL && i < same->len; i++)
        if (((OrmClash *)same->pdata[i])->file == file)
            return same->pdata[i];
    return NULL;
}

OrmClash *orm_clashes_add(GPtrArray *same, CXFile file)
{
    OrmClash *clash = g_new0(OrmClash, 1);
    clash->file = file;
    clash->first = clang_getNullCursor();
    g_ptr_array_add(same, clash);
    return clash;
}

gboolean orm_clashes_take(OrmClashes *clashes, CXDiagnostic error)
{
    CXString spelling = clang_getDiagnosticSpelling(error);
    g_autofree char *name = clashing_name(clang_getCString(spelling));
    clang_disposeString(spelling);
    if (name == NULL)
        return FALSE;
    CXFile file = NULL, earlier = earlier_file(error);
    unsigned offset = 0;
    clang_getFileLocation(clang_getDiagnosticLocation(error), &file, NULL, NULL, &offset);
    if (file == NULL || earlier == NULL || file == earlier || !orm_clashes_has(clashes, file) ||
        !orm_clashes_has(clashes, earlier))
        return FALSE;
    const char *known = orm_intern(name);
    if (!g_hash_table_contains(clashes->by_name, known))
        g_hash_table_insert(clashes->by_name, (gpointer)known, g_ptr_array_new_with_free_func(g_free));
    OrmClash *clash = orm_clashes_find(clashes, file, known);
    if (clash == NULL) {
        clash = orm_clashes_add(g_hash_table_lookup(clashes->by_name, known), file);
        clash->is_told = TRUE;
        clash->offset = offset;
    }
    return TRUE;
}
