/* SPDX-License-Identifier: MIT */
#include "analyzer/extract/unit_reading_internal.h"
#include "analyzer/extract/arguments.h"
#include "analyzer/extract/independence.h"
#include "analyzer/extract/source_text.h"

#include <errno.h>
#include <string.h>

void orm_take_facts(OrmUnitReading *reading, OrmReading *from)
{
    orm_facts_merge(reading->facts, g_steal_pointer(&from->facts));
}

static const char *label_of(const OrmUnitReading *reading, const char *file)
{
    return reading->labels == NULL ? NULL : g_hash_table_lookup(reading->labels, orm_intern(file));
}

static OrmReading *read_one(OrmUnitReading *reading, const char *file, const char *ignored_file)
{
    g_autoptr(GPtrArray) files = g_ptr_array_new();
    g_ptr_array_add(files, (gpointer)file);
    OrmReadingFiles what = {files, reading->labels, ignored_file};
    return orm_read_files(reading->extraction, reading->unit, &what);
}

/* Whether a source that includes the file was read without an error; its facts are then in place. */
static gboolean read_through_stand_in(OrmUnitReading *reading, const char *file)
{
    const OrmNaming *naming = &reading->extraction->naming;
    const char *reported = orm_reported_path(naming, NULL, file);
    for (guint i = 0; i < reading->stand_ins->len; i++) {
        OrmReading *known = reading->stand_ins->pdata[i];
        if (g_hash_table_contains(known->declaring, reported))
            return TRUE;
    }
    const GPtrArray *candidates = reading->unit->stand_ins;
    for (guint i = 0; candidates != NULL && i < candidates->len; i++) {
        g_autofree char *source = g_canonicalize_filename(candidates->pdata[i], naming->root);
        if (reading->labels != NULL)
            g_hash_table_insert(reading->labels, (gpointer)orm_intern(source), (gpointer)label_of(reading, file));
        g_autoptr(OrmReading) candidate = read_one(reading, source, source);
        if (candidate->errors || !g_hash_table_contains(candidate->declaring, reported))
            continue;
        orm_take_facts(reading, candidate);
        g_ptr_array_add(reading->stand_ins, g_steal_pointer(&candidate));
        return TRUE;
    }
    return FALSE;
}

void orm_read_alone(OrmUnitReading *reading, const char *file)
{
    g_autoptr(OrmReading) alone = read_one(reading, file, NULL);
    if (!alone->errors || !read_through_stand_in(reading, file))
        orm_take_facts(reading, alone);
}

/* Whether the name can stand in an #include. */
static gboolean can_be_included(const char *file)
{
    return strpbrk(file, "\"\n\r") == NULL;
}

void orm_read_each(OrmUnitReading *reading, const GPtrArray *files)
{
    for (guint i = 0; i < files->len; i++)
        orm_read_alone(reading, files->pdata[i]);
}

static int by_label(gconstpointer left, gconstpointer right, gpointer data)
{
    return g_strcmp0(label_of(data, *(char *const *)left), label_of(data, *(char *const *)right));
}

/* Those that begin alike are read together. */
static void read_sources(OrmUnitReading *reading, GPtrArray *files)
{
    g_autoptr(GHashTable) batches =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
    g_ptr_array_sort_with_data(files, by_label, reading);
    for (guint i = 0; i < files->len; i++) {
        const OrmContents *contents = orm_file_texts_find(reading->extraction->naming.texts, files->pdata[i]);
        g_autofree char *opening = orm_source_opening(contents);
        GPtrArray *batch = opening == NULL ? NULL : g_hash_table_lookup(batches, opening);
        if (opening == NULL || !can_be_included(files->pdata[i])) {
            orm_read_alone(reading, files->pdata[i]);
            continue;
        }
        if (batch == NULL) {
            batch = g_ptr_array_new();
            g_hash_table_insert(batches, g_steal_pointer(&opening), batch);
        }
        g_ptr_array_add(batch, files->pdata[i]);
    }
    GHashTableIter iterator;
    gpointer batch = NULL;
    g_hash_table_iter_init(&iterator, batches);
    while (g_hash_table_iter_next(&iterator, NULL, &batch))
        orm_read_together(reading, batch, 0);
}

/* Interned. */
static const char *make_label(const OrmUnitReading *reading, guint number, const char *reported)
{
    const OrmUnit *unit = reading->unit;
    const char *name = unit->files->pdata[number];
    if (reading->extraction->options->as_named)
        return reported;
    g_autofree char *label = unit->label != NULL ? g_strdup_printf("%s %s", name, unit->label) : g_strdup(name);
    return orm_intern(label);
}

/* The unit's files that can be read, as absolute paths; the others get a notice. */
static GPtrArray *readable_files(OrmUnitReading *reading)
{
    const OrmNaming *naming = &reading->extraction->naming;
    GPtrArray *files = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < reading->unit->files->len; i++) {
        g_autofree char *file = g_canonicalize_filename(reading->unit->files->pdata[i], naming->root);
        const char *reported = orm_reported_path(naming, NULL, file);
        if (!orm_file_texts_read(naming->texts, file)) {
            orm_facts_notice(reading->facts, ORM_NOTICE_ERROR, (OrmPlace){.file = reported}, "cannot be read: %s",
                             g_strerror(errno));
            reading->extraction->incomplete = TRUE;
            continue;
        }
        g_ptr_array_add(reading->facts->files, (gpointer)reported);
        if (reading->labels != NULL)
            g_hash_table_insert(reading->labels, (gpointer)orm_intern(file),
                                (gpointer)make_label(reading, i, reported));
        g_ptr_array_add(files, g_steal_pointer(&file));
    }
    return files;
}

/* Moves the preludes from `files` to `preludes` (borrowed): they stand in front of every unit and entangle nothing. */
static void set_preludes_apart(const OrmUnitReading *reading, GPtrArray *files, GPtrArray *preludes)
{
    for (guint i = files->len; i-- > 0;) {
        if (orm_is_prelude(reading->extraction->options, files->pdata[i]))
            g_ptr_array_add(preludes, g_ptr_array_steal_index(files, i));
    }
}

/* Headers that ask for one another's macros are read alone. */
static void read_headers(OrmUnitReading *reading, GPtrArray *files)
{
    g_autoptr(GHashTable) entangled =
        files->len > 1 ? orm_entangled_files(files, reading->extraction->naming.texts) : NULL;
    g_autoptr(GPtrArray) together = g_ptr_array_new();
    g_autoptr(GPtrArray) apart = g_ptr_array_new();
    for (guint i = 0; i < files->len; i++) {
        char *file = files->pdata[i];
        gboolean alone = !can_be_included(file) || (entangled != NULL && g_hash_table_contains(entangled, file));
        g_ptr_array_add(alone ? apart : together, file);
    }
    orm_read_together(reading, together, 0);
    orm_read_each(reading, apart);
}

static void read_files_of_unit(OrmUnitReading *reading)
{
    g_autoptr(GPtrArray) files = readable_files(reading);
    g_autoptr(GPtrArray) preludes = g_ptr_array_new_with_free_func(g_free);
    set_preludes_apart(reading, files, preludes);
    if (reading->labels != NULL)
        read_sources(reading, files);
    else
        read_headers(reading, files);
    if (files->len == 0)
        orm_read_each(reading, preludes);
}

OrmFacts *orm_read_unit(OrmExtraction *extraction, const OrmUnit *unit)
{
    OrmUnitReading reading = {.extraction = extraction, .unit = unit, .facts = orm_facts_new()};
    reading.labels = unit->sources ? g_hash_table_new(NULL, NULL) : NULL;
    reading.stand_ins = g_ptr_array_new_with_free_func((GDestroyNotify)orm_reading_free);
    read_files_of_unit(&reading);
    g_ptr_array_unref(reading.stand_ins);
    g_clear_pointer(&reading.labels, g_hash_table_unref);
    return reading.facts;
}
