/* SPDX-License-Identifier: MIT */
#include "analyzer/extract/source_text.h"
#include "analyzer/extract/name_scan.h"

#include <string.h>

typedef struct {
    GString *lines; /* all directives so far */
    gsize changes;  /* up to the end of the last that is no include */
    gsize opening;  /* the same as it was at the last include */
    gboolean alone;
} Opening;

/* Those that say nothing about what follows, or that the batch itself ends (`diagnostic`). */
static gboolean is_harmless_pragma(const char *pragma)
{
    static const char *const harmless[] = {"once", "omp", "region", "endregion", "mark", "message", "STDC"};
    g_auto(GStrv) words = g_strsplit_set(pragma, " \t", -1);
    g_autoptr(GPtrArray) filled = g_ptr_array_new();
    for (guint i = 0; words[i] != NULL; i++)
        if (*words[i] != '\0')
            g_ptr_array_add(filled, words[i]);
    if (filled->len == 0)
        return TRUE;
    for (guint i = 0; i < G_N_ELEMENTS(harmless); i++)
        if (strcmp(filled->pdata[0], harmless[i]) == 0)
            return TRUE;
    gboolean compiler = strcmp(filled->pdata[0], "GCC") == 0 || strcmp(filled->pdata[0], "clang") == 0;
    return compiler && filled->len > 1 && strcmp(filled->pdata[1], "diagnostic") == 0;
}

/* The directive's name; the rest of the line begins at `rest`. */
static char *directive_name(const char *line, const char **rest)
{
    const char *start = line + strspn(line, " \t");
    gsize length = strspn(start, "abcdefghijklmnopqrstuvwxyz_");
    *rest = start + length + strspn(start + length, " \t");
    return g_strndup(start, length);
}

static gboolean is_known_directive(const char *name)
{
    static const char *const known[] = {"define",   "undef",   "if",     "ifdef", "ifndef", "elif",     "elifdef",
                                        "elifndef", "else",    "endif",  "error", "line",   "pragma",   "ident",
                                        "warning",  "include", "import", "sccs",  "assert", "unassert", NULL};
    return g_strv_contains(known, name);
}

/* Up to the end of the macro that a #define or #undef names; `rest` itself when none follows at once. */
static const char *end_of_macro(const char *rest)
{
    while (g_ascii_isalnum(*rest) || *rest == '_' || *rest == '$' || (*rest & 0x80) != 0)
        rest++;
    return rest;
}

static gboolean is_definition(const char *name)
{
    return g_str_equal(name, "define") || g_str_equal(name, "undef");
}

/* Written in a way that nobody uses: with a comment or a joined line before the words that count. */
static gboolean is_odd(const char *name, const char *rest)
{
    if (is_definition(name))
        return end_of_macro(rest) == rest || *end_of_macro(rest) == '\\';
    return *name == '\0' ? *rest != '\0' : !is_known_directive(name);
}

static void note_line(const char *text, gsize length, gpointer data)
{
    Opening *opening = data;
    const char *rest = NULL;
    g_autofree char *line = g_strndup(text, length);
    g_autofree char *name = directive_name(line, &rest);
    g_strchomp(line);
    g_string_append_printf(opening->lines, "%s\n", line);
    if (g_str_equal(name, "include") || g_str_equal(name, "import")) {
        opening->opening = opening->changes;
        opening->alone = opening->alone || (*rest != '"' && *rest != '<');
        return;
    }
    opening->alone = opening->alone || is_odd(name, rest) || (g_str_equal(name, "pragma") && !is_harmless_pragma(rest));
    opening->changes = opening->lines->len;
}

char *orm_source_opening(const OrmContents *contents)
{
    Opening opening = {.lines = g_string_new(NULL)};
    if (contents == NULL || strlen(contents->text) != contents->length || strstr(contents->text, "_Pragma") != NULL)
        opening.alone = TRUE;
    else
        orm_scan_directive_lines(contents->text, contents->length, note_line, &opening);
    g_string_truncate(opening.lines, opening.opening);
    return g_string_free(opening.lines, opening.alone);
}

static void note_macro(const char *text, gsize length, gpointer data)
{
    GPtrArray *macros = data;
    const char *rest = NULL;
    g_autofree char *line = g_strndup(text, length);
    g_autofree char *name = directive_name(line, &rest);
    if (!is_definition(name))
        return;
    g_autofree char *macro = g_strndup(rest, (gsize)(end_of_macro(rest) - rest));
    if (*macro != '\0' && !g_ptr_array_find_with_equal_func(macros, macro, g_str_equal, NULL))
        g_ptr_array_add(macros, g_steal_pointer(&macro));
}

GPtrArray *orm_source_macros(const OrmContents *contents)
{
    GPtrArray *macros = g_ptr_array_new_with_free_func(g_free);
    if (contents != NULL)
        orm_scan_directive_lines(contents->text, contents->length, note_macro, macros);
    return macros;
}
