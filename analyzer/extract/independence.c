/* SPDX-License-Identifier: MIT */
#include "analyzer/extract/independence.h"
#include "analyzer/facts/intern.h"

#include <string.h>

typedef struct {
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

static gboolean continues_identifier(char byte)
{
    return g_ascii_isalnum(byte) || byte == '_';
}

/* Takes the next identifier before `end`; NULL when there is none. */
static char *next_identifier(const char **text, const char *end)
{
    const char *start = *text;
    while (start < end && !g_ascii_isalpha(*start) && *start != '_') {
        /* Numbers are skipped whole: 1L holds no name. */
        gboolean number = g_ascii_isdigit(*start);
        for (start++; number && start < end && continues_identifier(*start);)
            start++;
    }
    const char *stop = start;
    while (stop < end && continues_identifier(*stop))
        stop++;
    *text = stop;
    return stop > start ? g_strndup(start, (gsize)(stop - start)) : NULL;
}

/* What follows `#`: a definition names its macro first; a condition may ask for any number. */
static void scan_directive(OrmMacroScan *scan, const char *file, const char *text, const char *end)
{
    static const char *const conditions[] = {"if", "ifdef", "ifndef", "elif", "elifdef", "elifndef", NULL};
    g_autofree char *directive = next_identifier(&text, end);
    if (directive == NULL)
        return;
    gboolean definition = strcmp(directive, "define") == 0 || strcmp(directive, "undef") == 0;
    if (!definition && !g_strv_contains(conditions, directive))
        return;
    GHashTable *asked = g_hash_table_lookup(scan->conditions, file);
    for (char *name; (name = next_identifier(&text, end)) != NULL; g_free(name)) {
        if (!definition) {
            g_hash_table_add(asked, (gpointer)orm_intern(name));
            continue;
        }
        note_definition(scan, file, orm_intern(name));
        g_free(name);
        return;
    }
}

/* The end of the line, lines joined by a backslash counted as one. */
static const char *end_of_line(const char *line)
{
    const char *end = strchr(line, '\n');
    while (end != NULL && end > line && (end[-1] == '\\' || (end[-1] == '\r' && end - line > 1 && end[-2] == '\\')))
        end = strchr(end + 1, '\n');
    return end == NULL ? line + strlen(line) : end;
}

static void scan_file(OrmMacroScan *scan, const char *file, const OrmContents *contents)
{
    g_hash_table_insert(scan->conditions, (gpointer)file, g_hash_table_new(NULL, NULL));
    if (contents == NULL)
        return;
    for (const char *line = contents->text; *line != '\0';) {
        const char *end = end_of_line(line);
        line += strspn(line, " \t");
        if (*line == '#')
            scan_directive(scan, file, line + 1, end);
        line = *end == '\0' ? end : end + 1;
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

GHashTable *orm_entangled_files(const GPtrArray *files, const OrmFileTexts *texts)
{
    GHashTable *entangled = g_hash_table_new(NULL, NULL);
    OrmMacroScan scan = {
        .definers = g_hash_table_new(NULL, NULL),
        .conditions = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_hash_table_unref),
    };
    for (guint i = 0; i < files->len; i++)
        scan_file(&scan, files->pdata[i], orm_file_texts_find(texts, files->pdata[i]));
    for (guint i = 0; i < files->len; i++) {
        if (is_entangled(&scan, files->pdata[i]))
            g_hash_table_add(entangled, files->pdata[i]);
    }
    g_hash_table_unref(scan.definers);
    g_hash_table_unref(scan.conditions);
    return entangled;
}
