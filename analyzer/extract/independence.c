/* SPDX-License-Identifier: MIT */
#include "analyzer/extract/independence.h"

#include <string.h>

typedef struct {
    GRegex *directive; /* 1: its name, 2: the rest of the (joined) line */
    GRegex *identifier;
    GHashTable *definers;   /* interned macro name -> file that defines it, or `several` */
    GHashTable *conditions; /* file -> set of interned names it asks for, owned */
} OrmMacroScan;

static const char several[] = "";

static void note_definition(OrmMacroScan *scan, const char *file, const char *name)
{
    const char *known = g_hash_table_lookup(scan->definers, name);
    gboolean other = known != NULL && known != file;
    g_hash_table_insert(scan->definers, (gpointer)name, (gpointer)(other ? several : file));
}

/* A definition names its macro first; a condition may ask for any number. */
static void scan_directive(OrmMacroScan *scan, const char *file, const char *directive, const char *rest)
{
    gboolean definition = strcmp(directive, "define") == 0 || strcmp(directive, "undef") == 0;
    GHashTable *asked = g_hash_table_lookup(scan->conditions, file);
    g_autoptr(GMatchInfo) match = NULL;
    for (g_regex_match(scan->identifier, rest, 0, &match); g_match_info_matches(match);
         g_match_info_next(match, NULL)) {
        g_autofree char *word = g_match_info_fetch(match, 0);
        const char *name = g_intern_string(word);
        if (definition) {
            note_definition(scan, file, name);
            return;
        }
        g_hash_table_add(asked, (gpointer)name);
    }
}

static void scan_file(OrmMacroScan *scan, const char *file)
{
    g_hash_table_insert(scan->conditions, (gpointer)file, g_hash_table_new(NULL, NULL));
    g_autofree char *text = NULL;
    if (!g_file_get_contents(file, &text, NULL, NULL))
        return;
    g_autoptr(GMatchInfo) match = NULL;
    for (g_regex_match(scan->directive, text, 0, &match); g_match_info_matches(match); g_match_info_next(match, NULL)) {
        g_autofree char *directive = g_match_info_fetch(match, 1);
        g_autofree char *rest = g_match_info_fetch(match, 2);
        scan_directive(scan, file, directive, rest);
    }
}

static gboolean is_entangled(const OrmMacroScan *scan, const char *file)
{
    GHashTableIter iterator;
    gpointer name;
    g_hash_table_iter_init(&iterator, g_hash_table_lookup(scan->conditions, file));
    while (g_hash_table_iter_next(&iterator, &name, NULL)) {
        const char *definer = g_hash_table_lookup(scan->definers, name);
        if (definer != NULL && definer != file)
            return TRUE;
    }
    return FALSE;
}

GHashTable *orm_entangled_files(const GPtrArray *files)
{
    GHashTable *entangled = g_hash_table_new(NULL, NULL);
    OrmMacroScan scan = {
        .directive = g_regex_new(
            "^[ \\t]*#[ \\t]*(define|undef|if|ifdef|ifndef|elif|elifdef|elifndef)\\b((?:\\\\\\r?\\n|[^\\n])*)",
            G_REGEX_RAW | G_REGEX_MULTILINE | G_REGEX_OPTIMIZE, 0, NULL),
        .identifier = g_regex_new("\\b[A-Za-z_]\\w*", G_REGEX_RAW | G_REGEX_OPTIMIZE, 0, NULL),
        .definers = g_hash_table_new(NULL, NULL),
        .conditions = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_hash_table_unref),
    };
    for (guint i = 0; i < files->len; i++)
        scan_file(&scan, files->pdata[i]);
    for (guint i = 0; i < files->len; i++) {
        if (is_entangled(&scan, files->pdata[i]))
            g_hash_table_add(entangled, files->pdata[i]);
    }
    g_regex_unref(scan.directive);
    g_regex_unref(scan.identifier);
    g_hash_table_unref(scan.definers);
    g_hash_table_unref(scan.conditions);
    return entangled;
}
