/* SPDX-License-Identifier: MIT */
#include "analyzer/extract/reading.h"
#include "analyzer/extract/arguments.h"
#include "analyzer/extract/builtin.h"
#include "analyzer/extract/dependencies.h"
#include "analyzer/extract/diagnostics.h"
#include "analyzer/extract/foreign_names.h"
#include "analyzer/extract/reader.h"

#include <string.h>

void orm_reading_free(OrmReading *reading)
{
    if (reading == NULL)
        return;
    orm_facts_free(reading->facts);
    g_hash_table_unref(reading->troubled);
    g_hash_table_unref(reading->declaring);
    g_free(reading);
}

/* Ends what a header leaves open (`static`, an attribute): alone it would be an error, too. */
#define BARRIER "_Static_assert(1, \"\");\n"

/* A source that includes each of the files; it exists only for libclang. */
static char *batch_source(const GPtrArray *files)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < files->len; i++)
        g_string_append_printf(text, "#include \"%s\"\n" BARRIER, (const char *)files->pdata[i]);
    return g_string_free(text, FALSE);
}

/* What libclang need not read itself: what is brought along, and the files as they were read for all that looks at
 * their text. */
static GArray *given_files(const OrmExtraction *extraction, const GPtrArray *files)
{
    GArray *given = g_array_new(FALSE, FALSE, sizeof(struct CXUnsavedFile));
    struct CXUnsavedFile builtin = orm_builtin_header();
    g_array_append_val(given, builtin);
    for (guint i = 0; i < files->len; i++) {
        const OrmContents *contents = orm_file_texts_find(extraction->naming.texts, files->pdata[i]);
        struct CXUnsavedFile file = {.Filename = files->pdata[i]};
        if (contents == NULL)
            continue;
        file.Contents = contents->text;
        file.Length = contents->length;
        g_array_append_val(given, file);
    }
    return given;
}

static enum CXErrorCode parse(const OrmExtraction *extraction, const OrmUnit *unit, const GPtrArray *files,
                              gboolean cautious, CXTranslationUnit *parsed)
{
    const unsigned options = CXTranslationUnit_Incomplete | CXTranslationUnit_SkipFunctionBodies |
                             CXTranslationUnit_KeepGoing | CXTranslationUnit_IncludeAttributedTypes;
    g_autoptr(GArray) unsaved = given_files(extraction, files);
    g_autofree char *batch_name = NULL;
    g_autofree char *batch_text = NULL;
    const char *main_file = files->pdata[0];
    if (files->len > 1) {
        batch_name = g_build_filename(unit->directory, ORM_BATCH_NAME, NULL);
        batch_text = batch_source(files);
        struct CXUnsavedFile batch = {batch_name, batch_text, strlen(batch_text)};
        g_array_append_val(unsaved, batch);
        main_file = batch_name;
    }
    g_autoptr(GPtrArray) arguments = orm_arguments_new(unit, extraction->options, files->pdata[0], cautious);
    return clang_parseTranslationUnit2(extraction->index, main_file, (const char *const *)arguments->pdata,
                                       (int)arguments->len, (struct CXUnsavedFile *)unsaved->data, unsaved->len,
                                       options, parsed);
}

static void note_each(OrmReading *reading, const OrmExtraction *extraction, const GPtrArray *files,
                      OrmNoticeLevel level, const char *message)
{
    for (guint i = 0; i < files->len; i++) {
        OrmPlace place = {.file = orm_reported_path(&extraction->naming, NULL, files->pdata[i])};
        orm_facts_notice(reading->facts, level, place, "%s", message);
    }
}

/* NULL when libclang refuses; the reading then says so. */
static CXTranslationUnit parse_somehow(const OrmExtraction *extraction, const OrmUnit *unit, const GPtrArray *files,
                                       OrmReading *reading)
{
    CXTranslationUnit parsed = NULL;
    enum CXErrorCode code = parse(extraction, unit, files, FALSE, &parsed);
    if (code == CXError_Success)
        return parsed;
    if (code != CXError_Crashed && parse(extraction, unit, files, TRUE, &parsed) == CXError_Success) {
        note_each(
            reading, extraction, files, ORM_NOTICE_INFO,
            "libclang does not understand the compile command; it was read without the options for standard, target "
            "and machine (-std, -target, -m..., -Xclang)");
        return parsed;
    }
    note_each(reading, extraction, files, ORM_NOTICE_ERROR,
              code == CXError_Crashed ? "libclang crashed while it read the file"
                                      : "libclang does not understand the compile command");
    reading->errors = TRUE;
    return NULL;
}

/* Those that would say something else alone are in trouble. */
static void find_foreign_names(OrmReading *reading, OrmSources *sources)
{
    g_autoptr(GHashTable) foreign = orm_files_with_foreign_names(sources);
    GHashTableIter iterator;
    gpointer path = NULL;
    g_hash_table_iter_init(&iterator, foreign);
    while (g_hash_table_iter_next(&iterator, &path, NULL)) {
        g_hash_table_add(reading->troubled, path);
        reading->conflicts = TRUE;
    }
}

OrmReading *orm_read_files(OrmExtraction *extraction, const OrmUnit *unit, GPtrArray *files, const char *ignored_file)
{
    OrmReading *reading = g_new0(OrmReading, 1);
    reading->facts = orm_facts_new();
    reading->declaring = g_hash_table_new(NULL, NULL);
    reading->troubled = g_hash_table_new(NULL, NULL);
    CXTranslationUnit parsed = parse_somehow(extraction, unit, files, reading);
    if (parsed == NULL)
        return reading;
    OrmReader reader;
    orm_reader_init(&reader, reading->facts, unit->label, parsed, &extraction->naming, unit->directory);
    reader.structs = extraction->options->structs;
    if (ignored_file != NULL)
        reader.ignored_file = orm_reported_path(&extraction->naming, NULL, ignored_file);
    const char *file = orm_reported_path(&extraction->naming, NULL, files->pdata[0]);
    OrmDiagnosis diagnosis = orm_read_diagnostics(&reader.sources, reading->facts, file, reading->troubled);
    reading->errors = diagnosis.errors;
    reading->conflicts = diagnosis.conflicts;
    orm_note_dependencies(extraction, &reader.sources);
    if (files->len > 1)
        find_foreign_names(reading, &reader.sources);
    orm_reader_run(&reader);
    g_hash_table_unref(reading->declaring);
    reading->declaring = g_hash_table_ref(reader.declaring);
    orm_reader_clear(&reader);
    clang_disposeTranslationUnit(parsed);
    return reading;
}
