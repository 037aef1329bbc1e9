/* SPDX-License-Identifier: MIT */
/* Many files at once, and what is done when that does not give what one by one would. */
#include "analyzer/extract/unit_reading_internal.h"

/* A file of which nothing was seen may have been shut out by something in another. */
static void take_together(OrmUnitReading *reading, OrmReading *together, const GPtrArray *files)
{
    const OrmNaming *naming = &reading->extraction->naming;
    orm_take_facts(reading, together);
    for (guint i = 0; i < files->len; i++) {
        if (!g_hash_table_contains(together->declaring, orm_reported_path(naming, NULL, files->pdata[i])))
            orm_read_alone(reading, files->pdata[i]);
    }
}

/* After so many readings in vain the rest is read one by one. */
#define ROUNDS 4
/* So many times longer does a source take that is read alone. */
#define WORTH_IT 8

/* What is left of a batch: of paths, borrowed. */
typedef struct {
    GPtrArray *rest;     /* not in trouble */
    GPtrArray *troubled; /* nothing says what with */
    GHashTable *alike;   /* the others in trouble, by the reason: GPtrArray *, owned */
} OrmRemains;

static void add_to_alike(GHashTable *alike, gpointer reason, gpointer file)
{
    GPtrArray *files = g_hash_table_lookup(alike, reason);
    if (files == NULL) {
        files = g_ptr_array_new();
        g_hash_table_insert(alike, reason, files);
    }
    g_ptr_array_add(files, file);
}

static OrmRemains sort_out(const OrmUnitReading *reading, const OrmReading *together, const GPtrArray *files)
{
    OrmRemains remains = {g_ptr_array_new(), g_ptr_array_new(),
                          g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_ptr_array_unref)};
    for (guint i = 0; i < files->len; i++) {
        const char *path = orm_reported_path(&reading->extraction->naming, NULL, files->pdata[i]);
        gpointer reason = together->foreign == NULL ? NULL : g_hash_table_lookup(together->foreign, path);
        if (!g_hash_table_contains(together->troubled, path))
            g_ptr_array_add(remains.rest, files->pdata[i]);
        else if (reading->labels != NULL && GPOINTER_TO_UINT(reason) > 1)
            add_to_alike(remains.alike, reason, files->pdata[i]);
        else
            g_ptr_array_add(remains.troubled, files->pdata[i]);
    }
    return remains;
}

/*
 * Those in trouble are read alone and the rest is tried again: one broken header among thousands must not cost
 * thousands of readings. Sources mostly are in trouble because they define the same names, and are tried again among
 * themselves as long as that helps enough of them; or because their headers find other macros defined, and then those
 * belong together that find the same.
 */
static void read_remains(OrmUnitReading *reading, OrmRemains *remains, guint count, guint round)
{
    gboolean again = reading->labels != NULL && remains->rest->len * WORTH_IT >= count;
    GHashTableIter iterator;
    gpointer alike = NULL;
    orm_read_together(reading, remains->rest, remains->rest->len == count ? ROUNDS : round + 1);
    orm_read_together(reading, remains->troubled, again ? round : ROUNDS);
    g_hash_table_iter_init(&iterator, remains->alike);
    while (g_hash_table_iter_next(&iterator, NULL, &alike))
        orm_read_together(reading, alike, round + 1);
    g_ptr_array_unref(remains->rest);
    g_ptr_array_unref(remains->troubled);
    g_hash_table_unref(remains->alike);
}

/* All at once where that gives what one by one would. */
void orm_read_together(OrmUnitReading *reading, GPtrArray *files, guint round)
{
    if (files->len < 2 || round >= ROUNDS || reading->extraction->options->one_by_one) {
        orm_read_each(reading, files);
        return;
    }
    OrmReadingFiles what = {files, reading->labels, NULL};
    g_autoptr(OrmReading) together = orm_read_files(reading->extraction, reading->unit, &what);
    if (!together->errors && !together->conflicts) {
        take_together(reading, together, files);
        return;
    }
    /* Behind the include guard only the first is to blame, and the others would be in turn. */
    if (together->missing != NULL && together->missing == reading->missing) {
        orm_read_each(reading, files);
        return;
    }
    reading->missing = together->missing;
    OrmRemains remains = sort_out(reading, together, files);
    read_remains(reading, &remains, files->len, round);
}
