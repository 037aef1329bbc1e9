/* SPDX-License-Identifier: MIT */
#include "analyzer/extract/reading.h"
#include "analyzer/extract/arguments.h"
#include "analyzer/extract/builtin.h"
#include "analyzer/extract/clashes.h"
#include "analyzer/extract/dependencies.h"
#include "analyzer/extract/diagnostics.h"
#include "analyzer/extract/foreign_names.h"
#include "analyzer/extract/reader.h"
#include "analyzer/extract/source_text.h"

#include <string.h>

void orm_reading_free(OrmReading *reading)
{
    if (reading == NULL)
        return;
    orm_facts_free(reading->facts);
    g_hash_table_unref(reading->troubled);
    g_hash_table_unref(reading->declaring);
    g_clear_pointer(&reading->foreign, g_hash_table_unref);
    g_free(reading);
}

/* Ends what a header leaves open (`static`, an attribute): alone it would be an error, too. */
#define BARRIER "_Static_assert(1, \"\");\n"

/* What a source does to macros and warnings ends with it, as if it were read by itself. */
static void append_source(GString *text, const char *file, const OrmContents *contents)
{
    g_autoptr(GPtrArray) macros = orm_source_macros(contents);
    g_string_append(text, "#pragma clang diagnostic push\n");
    for (guint i = 0; i < macros->len; i++)
        g_string_append_printf(text, "#pragma push_macro(\"%s\")\n", (const char *)macros->pdata[i]);
    g_string_append_printf(text, "#include \"%s\"\n" BARRIER, file);
    for (guint i = 0; i < macros->len; i++)
        g_string_append_printf(text, "#pragma pop_macro(\"%s\")\n", (const char *)macros->pdata[i]);
    g_string_append(text, "#pragma clang diagnostic pop\n");
}

/* A source that includes each of the files; it exists only for libclang. */
static char *batch_source(const OrmExtraction *extraction, const OrmReadingFiles *what)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < what->files->len; i++) {
        const char *file = what->files->pdata[i];
        if (what->labels != NULL)
            append_source(text, file, orm_file_texts_find(extraction->naming.texts, file));
        else
            g_string_append_printf(text, "#include \"%s\"\n" BARRIER, file);
    }
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

static enum CXErrorCode parse(const OrmExtraction *extraction, const OrmUnit *unit, const OrmReadingFiles *what,
                              gboolean cautious, CXTranslationUnit *parsed)
{
    const GPtrArray *files = what->files;
    unsigned options = CXTranslationUnit_Incomplete | CXTranslationUnit_SkipFunctionBodies |
                       CXTranslationUnit_KeepGoing | CXTranslationUnit_IncludeAttributedTypes;
    g_autoptr(GArray) unsaved = given_files(extraction, files);
    g_autofree char *batch_name = NULL;
    g_autofree char *batch_text = NULL;
    const char *main_file = files->pdata[0];
    if (files->len > 1) {
        options |= CXTranslationUnit_DetailedPreprocessingRecord;
        batch_name = g_build_filename(unit->directory, ORM_BATCH_NAME, NULL);
        batch_text = batch_source(extraction, what);
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
static CXTranslationUnit parse_somehow(const OrmExtraction *extraction, const OrmUnit *unit,
                                       const OrmReadingFiles *what, OrmReading *reading)
{
    CXTranslationUnit parsed = NULL;
    enum CXErrorCode code = parse(extraction, unit, what, FALSE, &parsed);
    if (code == CXError_Success)
        return parsed;
    if (code != CXError_Crashed && parse(extraction, unit, what, TRUE, &parsed) == CXError_Success) {
        note_each(
            reading, extraction, what->files, ORM_NOTICE_INFO,
            "libclang does not understand the compile command; it was read without the options for standard, target "
            "and machine (-std, -target, -m..., -Xclang)");
        return parsed;
    }
    note_each(reading, extraction, what->files, ORM_NOTICE_ERROR,
              code == CXError_Crashed ? "libclang crashed while it read the file"
                                      : "libclang does not understand the compile command");
    reading->errors = TRUE;
    return NULL;
}

/* Those that would say something else alone are in trouble. */
static void add_troubled(OrmReading *reading, GHashTable *paths)
{
    GHashTableIter iterator;
    gpointer path = NULL;
    g_hash_table_iter_init(&iterator, paths);
    while (g_hash_table_iter_next(&iterator, &path, NULL)) {
        g_hash_table_add(reading->troubled, path);
        reading->conflicts = TRUE;
    }
}

typedef struct {
    OrmSources *sources;
    GHashTable *labels; /* of the members, see OrmReadingFiles */
    GHashTable *found;  /* interned reported path -> interned label, owned */
} Labels;

/* `stack` leads from where `included` is included to the main file. The first member to read a file gives its label. */
static void note_label(CXFile included, CXSourceLocation *stack, unsigned depth, CXClientData data)
{
    Labels *labels = data;
    CXFile member = included;
    if (depth == 0)
        return;
    if (depth > 1)
        clang_getFileLocation(stack[depth - 2], &member, NULL, NULL, NULL);
    const OrmSource *source = orm_sources_contents(labels->sources, member);
    const char *label = source == NULL ? NULL : g_hash_table_lookup(labels->labels, source->absolute);
    const char *path = orm_sources_file(labels->sources, included)->path;
    if (label != NULL && !g_hash_table_contains(labels->found, path))
        g_hash_table_insert(labels->found, (gpointer)path, (gpointer)label);
}

/* How what was read is told: sources under their own names, whatever else was read with them. */
static void set_labels(OrmReader *reader, const OrmUnit *unit, const OrmReadingFiles *what)
{
    if (what->labels == NULL) {
        reader->label = orm_intern(unit->label);
        return;
    }
    reader->label = g_hash_table_lookup(what->labels, orm_intern(what->files->pdata[0]));
    if (what->files->len == 1)
        return;
    Labels labels = {&reader->sources, what->labels, g_hash_table_new(NULL, NULL)};
    clang_getInclusions(reader->sources.unit, note_label, &labels);
    reader->labels = labels.found;
}

static void read_parsed(OrmReading *reading, OrmExtraction *extraction, OrmReader *reader, const OrmReadingFiles *what)
{
    gboolean batch = what->files->len > 1;
    g_autoptr(GArray) borrowings = g_array_new(FALSE, FALSE, sizeof(OrmBorrowing));
    const char *file = orm_reported_path(&extraction->naming, NULL, what->files->pdata[0]);
    g_autoptr(OrmClashes) clashes =
        batch && what->labels != NULL ? orm_clashes_new(&reader->sources, what->files) : NULL;
    OrmDiagnosis diagnosis = orm_read_diagnostics(&reader->sources, reading->facts, file, reading->troubled, clashes);
    reading->errors = diagnosis.errors;
    reading->conflicts = diagnosis.conflicts;
    reading->missing = diagnosis.missing;
    orm_note_dependencies(extraction, &reader->sources);
    reader->borrowings = batch ? borrowings : NULL;
    orm_reader_run(reader);
    if (!batch)
        return;
    reading->foreign = orm_files_with_foreign_names(&reader->sources, what->files, what->labels != NULL, borrowings);
    add_troubled(reading, reading->foreign);
    if (clashes != NULL)
        add_troubled(reading, orm_clashes_troubled(clashes));
}

OrmReading *orm_read_files(OrmExtraction *extraction, const OrmUnit *unit, const OrmReadingFiles *what)
{
    OrmReading *reading = g_new0(OrmReading, 1);
    reading->facts = orm_facts_new();
    reading->declaring = g_hash_table_new(NULL, NULL);
    reading->troubled = g_hash_table_new(NULL, NULL);
    g_debug("reads %u files at once", what->files->len);
    CXTranslationUnit parsed = parse_somehow(extraction, unit, what, reading);
    if (parsed == NULL)
        return reading;
    OrmReader reader;
    orm_reader_init(&reader, reading->facts, parsed, &extraction->naming, unit->directory);
    reader.structs = extraction->options->structs;
    if (what->ignored_file != NULL)
        reader.ignored_file = orm_reported_path(&extraction->naming, NULL, what->ignored_file);
    set_labels(&reader, unit, what);
    read_parsed(reading, extraction, &reader, what);
    g_hash_table_unref(reading->declaring);
    reading->declaring = g_hash_table_ref(reader.declaring);
    g_clear_pointer(&reader.labels, g_hash_table_unref);
    orm_reader_clear(&reader);
    clang_disposeTranslationUnit(parsed);
    return reading;
}
