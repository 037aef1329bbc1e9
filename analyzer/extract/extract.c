/* SPDX-License-Identifier: MIT */
#include "analyzer/extract/extract.h"
#include "analyzer/extract/allow_comments.h"
#include "analyzer/extract/arguments.h"
#include "analyzer/extract/clang_support.h"
#include "analyzer/extract/dependencies.h"
#include "analyzer/extract/independence.h"
#include "analyzer/extract/reading.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* A unit while it is read. */
typedef struct {
    OrmExtraction *extraction;
    const OrmUnit *unit;
    OrmFacts *facts;
    GPtrArray *stand_ins; /* of OrmReading *: those that gave no error, their facts taken */
} OrmUnitReading;

static void take_facts(OrmUnitReading *reading, OrmReading *from)
{
    orm_facts_merge(reading->facts, g_steal_pointer(&from->facts));
}

static OrmReading *read_one(OrmUnitReading *reading, const char *file, const char *ignored_file)
{
    g_autoptr(GPtrArray) files = g_ptr_array_new();
    g_ptr_array_add(files, (gpointer)file);
    return orm_read_files(reading->extraction, reading->unit, files, ignored_file);
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
        g_autoptr(OrmReading) candidate = read_one(reading, source, source);
        if (candidate->errors || !g_hash_table_contains(candidate->declaring, reported))
            continue;
        take_facts(reading, candidate);
        g_ptr_array_add(reading->stand_ins, g_steal_pointer(&candidate));
        return TRUE;
    }
    return FALSE;
}

static void read_alone(OrmUnitReading *reading, const char *file)
{
    g_autoptr(OrmReading) alone = read_one(reading, file, NULL);
    if (!alone->errors || !read_through_stand_in(reading, file))
        take_facts(reading, alone);
}

/* Whether the name can stand in an #include. */
static gboolean can_be_included(const char *file)
{
    return strpbrk(file, "\"\n\r") == NULL;
}

static void read_each(OrmUnitReading *reading, const GPtrArray *files)
{
    for (guint i = 0; i < files->len; i++)
        read_alone(reading, files->pdata[i]);
}

/* A file of which nothing was seen may have been shut out by something in another. */
static void take_together(OrmUnitReading *reading, OrmReading *together, const GPtrArray *files)
{
    const OrmNaming *naming = &reading->extraction->naming;
    take_facts(reading, together);
    for (guint i = 0; i < files->len; i++) {
        if (!g_hash_table_contains(together->declaring, orm_reported_path(naming, NULL, files->pdata[i])))
            read_alone(reading, files->pdata[i]);
    }
}

/* After so many readings in vain the rest is read one by one. */
#define ROUNDS 4

/*
 * All at once where that gives what one by one would. Otherwise those in trouble are read alone and the rest is tried
 * again: one broken header among thousands must not cost thousands of readings.
 */
static void read_together(OrmUnitReading *reading, GPtrArray *files, guint round)
{
    if (files->len < 2 || round == ROUNDS || reading->extraction->options->one_by_one) {
        read_each(reading, files);
        return;
    }
    const OrmNaming *naming = &reading->extraction->naming;
    g_autoptr(OrmReading) together = orm_read_files(reading->extraction, reading->unit, files, NULL);
    if (!together->errors && !together->conflicts) {
        take_together(reading, together, files);
        return;
    }
    g_autoptr(GPtrArray) rest = g_ptr_array_new();
    g_autoptr(GPtrArray) troubled = g_ptr_array_new();
    for (guint i = 0; i < files->len; i++) {
        gboolean trouble = g_hash_table_contains(together->troubled, orm_reported_path(naming, NULL, files->pdata[i]));
        g_ptr_array_add(trouble ? troubled : rest, files->pdata[i]);
    }
    read_together(reading, rest, troubled->len == 0 ? ROUNDS : round + 1);
    read_each(reading, troubled);
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

static void read_unit(OrmUnitReading *reading)
{
    g_autoptr(GPtrArray) files = readable_files(reading);
    g_autoptr(GPtrArray) preludes = g_ptr_array_new_with_free_func(g_free);
    set_preludes_apart(reading, files, preludes);
    g_autoptr(GHashTable) entangled =
        files->len > 1 ? orm_entangled_files(files, reading->extraction->naming.texts) : NULL;
    g_autoptr(GPtrArray) together = g_ptr_array_new();
    g_autoptr(GPtrArray) apart = g_ptr_array_new();
    for (guint i = 0; i < files->len; i++) {
        char *file = files->pdata[i];
        gboolean alone = !can_be_included(file) || (entangled != NULL && g_hash_table_contains(entangled, file));
        g_ptr_array_add(alone ? apart : together, file);
    }
    read_together(reading, together, 0);
    read_each(reading, apart);
    if (files->len == 0)
        read_each(reading, preludes);
}

static void extraction_init(OrmExtraction *extraction, const OrmExtractOptions *options)
{
    static const OrmExtractOptions none = {.prelude = NULL};
    g_autofree char *current = g_get_current_dir();
    char *real = realpath(current, NULL);
    const OrmExtractOptions *known = options == NULL ? &none : options;
    *extraction = (OrmExtraction){
        .index = clang_createIndex(0, 0),
        .options = known,
        .naming = {orm_intern(real == NULL ? current : real), known->as_named, known->prefix_maps,
                   g_hash_table_new(NULL, NULL), g_hash_table_new(NULL, NULL), orm_paths_new(), orm_file_texts_new()},
        .dependencies = g_hash_table_new_full(NULL, NULL, NULL, g_free),
    };
    free(real);
}

static void extraction_clear(OrmExtraction *extraction)
{
    clang_disposeIndex(extraction->index);
    g_hash_table_unref(extraction->dependencies);
    g_hash_table_unref(extraction->naming.origins);
    g_hash_table_unref(extraction->naming.reported);
    orm_paths_free(extraction->naming.paths);
    orm_file_texts_free(extraction->naming.texts);
}

static void extract_unit(OrmExtraction *extraction, const OrmUnit *unit, OrmFacts *facts)
{
    OrmUnitReading reading = {extraction, unit, orm_facts_new(), NULL};
    reading.stand_ins = g_ptr_array_new_with_free_func((GDestroyNotify)orm_reading_free);
    read_unit(&reading);
    orm_allow_comments_read(reading.facts, extraction->naming.origins, extraction->naming.texts);
    orm_facts_merge(facts, reading.facts);
    g_ptr_array_unref(reading.stand_ins);
}

OrmFacts *orm_extract(GPtrArray *units, const OrmExtractOptions *options)
{
    OrmFacts *facts = orm_facts_new();
    OrmExtraction extraction;
    extraction_init(&extraction, options);
    for (guint i = 0; i < units->len; i++)
        extract_unit(&extraction, units->pdata[i], facts);
    extraction_clear(&extraction);
    return facts;
}

OrmAnswer *orm_extract_unit(OrmUnit *unit, const OrmExtractOptions *options)
{
    OrmAnswer *answer = orm_answer_new();
    g_autoptr(OrmFacts) facts = orm_facts_new();
    OrmExtraction extraction;
    extraction_init(&extraction, options);
    if (extraction.options->as_named && unit->label != NULL) {
        g_free(unit->label);
        unit->label = g_strdup(orm_reported_path(&extraction.naming, NULL, unit->files->pdata[0]));
    }
    extract_unit(&extraction, unit, facts);
    orm_facts_normalize(facts);
    answer->facts = orm_facts_encode(facts);
    answer->libclang = orm_intern(orm_libclang_version());
    answer->incomplete = extraction.incomplete;
    orm_take_dependencies(&extraction, answer->dependencies);
    extraction_clear(&extraction);
    return answer;
}
