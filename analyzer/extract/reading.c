/* SPDX-License-Identifier: MIT */
#include "analyzer/extract/reading.h"
#include "analyzer/extract/arguments.h"
#include "analyzer/extract/builtin.h"
#include "analyzer/extract/diagnostics.h"
#include "analyzer/extract/reader.h"

#include <string.h>

void orm_reading_free(OrmReading *reading)
{
    if (reading == NULL)
        return;
    orm_facts_free(reading->facts);
    g_hash_table_unref(reading->declaring);
    g_free(reading);
}

/* A source that includes each of the files; it exists only for libclang. */
static char *batch_source(const GPtrArray *files)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < files->len; i++)
        g_string_append_printf(text, "#include \"%s\"\n", (const char *)files->pdata[i]);
    return g_string_free(text, FALSE);
}

static enum CXErrorCode parse(const OrmExtraction *extraction, const OrmUnit *unit, const GPtrArray *files,
                              CXTranslationUnit *parsed)
{
    const unsigned options = CXTranslationUnit_Incomplete | CXTranslationUnit_SkipFunctionBodies |
                             CXTranslationUnit_KeepGoing | CXTranslationUnit_IncludeAttributedTypes;
    struct CXUnsavedFile unsaved[2] = {orm_builtin_header()};
    unsigned unsaved_count = 1;
    g_autofree char *batch_name = NULL;
    g_autofree char *batch_text = NULL;
    const char *main_file = files->pdata[0];
    if (files->len > 1) {
        batch_name = g_build_filename(unit->directory, "ormlint-batch.c", NULL);
        batch_text = batch_source(files);
        unsaved[unsaved_count++] = (struct CXUnsavedFile){batch_name, batch_text, strlen(batch_text)};
        main_file = batch_name;
    }
    g_autoptr(GPtrArray) arguments = orm_arguments_new(unit, extraction->options, files->pdata[0]);
    return clang_parseTranslationUnit2(extraction->index, main_file, (const char *const *)arguments->pdata,
                                       (int)arguments->len, unsaved, unsaved_count, options, parsed);
}

OrmReading *orm_read_files(const OrmExtraction *extraction, const OrmUnit *unit, GPtrArray *files,
                           const char *ignored_file)
{
    OrmReading *reading = g_new0(OrmReading, 1);
    reading->facts = orm_facts_new();
    reading->declaring = g_hash_table_new(NULL, NULL);
    const char *file = orm_reported_path(extraction->root, extraction->root, files->pdata[0]);
    CXTranslationUnit parsed = NULL;
    enum CXErrorCode code = parse(extraction, unit, files, &parsed);
    if (code != CXError_Success || parsed == NULL) {
        OrmPlace place = {.file = file};
        orm_facts_notice(reading->facts, ORM_NOTICE_ERROR, place,
                         "libclang cannot read the file with its compile command (%s)",
                         code == CXError_Crashed ? "it crashed" : "the arguments are not understood");
        reading->errors = TRUE;
        return reading;
    }
    OrmReader reader;
    orm_reader_init(&reader, reading->facts, unit->label != NULL ? unit->label : file, parsed, extraction->root,
                    unit->directory);
    if (ignored_file != NULL)
        reader.ignored_file = orm_reported_path(extraction->root, extraction->root, ignored_file);
    OrmDiagnosis diagnosis = orm_read_diagnostics(&reader.sources, reading->facts, file);
    reading->errors = diagnosis.errors;
    reading->conflicts = diagnosis.conflicts;
    orm_reader_run(&reader);
    g_hash_table_unref(reading->declaring);
    reading->declaring = g_hash_table_ref(reader.declaring);
    orm_reader_clear(&reader);
    clang_disposeTranslationUnit(parsed);
    return reading;
}
