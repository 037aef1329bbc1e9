/* SPDX-License-Identifier: MIT */
#include "analyzer/extract/diagnostics.h"

#include <string.h>

#define NOTICES_PER_UNIT 20

/* Options of another compiler say nothing about the models; the driver reports them without a place. */
static gboolean is_about_options(CXDiagnostic diagnostic, const char *message)
{
    CXFile file = NULL;
    clang_getFileLocation(clang_getDiagnosticLocation(diagnostic), &file, NULL, NULL, NULL);
    return file == NULL && (g_str_has_prefix(message, "unknown argument") || g_str_has_prefix(message, "unsupported "));
}

static gboolean has_option(CXDiagnostic diagnostic, const char *option)
{
    CXString enabling = clang_getDiagnosticOption(diagnostic, NULL);
    gboolean same = g_strcmp0(clang_getCString(enabling), option) == 0;
    clang_disposeString(enabling);
    return same;
}

/* `<stdint.h>` is one thing here, though no token elsewhere. */
static void extend_over_header(OrmSources *sources, CXDiagnostic diagnostic, OrmPlace *place)
{
    OrmPosition at = orm_sources_position(sources, clang_getDiagnosticLocation(diagnostic));
    CXString spelling = clang_getDiagnosticSpelling(diagnostic);
    gboolean missing = g_str_has_suffix(clang_getCString(spelling), "file not found");
    clang_disposeString(spelling);
    if (!missing || at.source == NULL || at.source->contents.text == NULL || at.offset >= at.source->contents.length ||
        at.source->contents.text[at.offset] != '<')
        return;
    const char *text = at.source->contents.text + at.offset;
    gsize available = at.source->contents.length - at.offset;
    gsize length = 1;
    while (length < available && text[length - 1] != '>' && text[length] != '\n')
        length++;
    place->end_column = at.column + (guint)length;
}

static OrmPlace place_of(OrmSources *sources, CXDiagnostic diagnostic, const char *file)
{
    OrmPlace place = orm_sources_token(sources, clang_getDiagnosticLocation(diagnostic));
    extend_over_header(sources, diagnostic, &place);
    return orm_place_known(&place) ? place : (OrmPlace){.file = file};
}

/* `ORM_TABLE(users) struct user {...};`: the compiler only warns that the annotation is lost. */
static void note_lost_annotation(OrmFacts *facts, OrmPlace place, const char *message)
{
    if (strstr(message, "'annotate'") != NULL)
        orm_facts_notice(
            facts, ORM_NOTICE_WARNING, place,
            "this annotation has no effect: it belongs between `struct` and the tag, or right after the closing brace");
}

typedef struct {
    OrmSources *sources;
    OrmFacts *facts;
    const char *file;
    OrmDiagnosis diagnosis;
    guint errors;
    GHashTable *places;   /* set of interned paths of files with an error or conflict */
    GHashTable *troubled; /* see the header */
    OrmClashes *clashes;
} OrmDiagnosticVisit;

static void note_missing(OrmDiagnosis *diagnosis, const OrmPlace *place, const char *message)
{
    if (diagnosis->missing != NULL || !g_str_has_suffix(message, "file not found"))
        return;
    g_autofree char *text = g_strdup_printf("%s:%u", place->file, place->line);
    diagnosis->missing = orm_intern(text);
}

static void read_diagnostic(OrmDiagnosticVisit *visit, CXDiagnostic diagnostic)
{
    const char *message = orm_clang_intern(clang_getDiagnosticSpelling(diagnostic));
    OrmPlace place = place_of(visit->sources, diagnostic, visit->file);
    if (clang_getDiagnosticSeverity(diagnostic) >= CXDiagnostic_Error) {
        if (is_about_options(diagnostic, message) ||
            (visit->clashes != NULL && orm_clashes_take(visit->clashes, diagnostic)))
            return;
        visit->diagnosis.errors = TRUE;
        note_missing(&visit->diagnosis, &place, message);
        g_hash_table_add(visit->places, (gpointer)place.file);
        if (visit->errors++ < NOTICES_PER_UNIT)
            orm_facts_notice(visit->facts, ORM_NOTICE_ERROR, place, "%s", message);
    } else if (has_option(diagnostic, "-Wmacro-redefined")) {
        visit->diagnosis.conflicts = TRUE;
        g_hash_table_add(visit->places, (gpointer)place.file);
    } else if (has_option(diagnostic, "-Wignored-attributes")) {
        note_lost_annotation(visit->facts, place, message);
    }
}

/* `stack` leads from where `included` is included to the main file. */
static void trace_inclusion(CXFile included, CXSourceLocation *stack, unsigned depth, CXClientData data)
{
    OrmDiagnosticVisit *visit = data;
    const OrmSource *source = orm_sources_file(visit->sources, included);
    if (depth == 0 || source == NULL || !g_hash_table_contains(visit->places, source->path))
        return;
    if (depth > 1)
        source = orm_sources_position(visit->sources, stack[depth - 2]).source;
    if (source != NULL)
        g_hash_table_add(visit->troubled, (gpointer)source->path);
}

OrmDiagnosis orm_read_diagnostics(OrmSources *sources, OrmFacts *facts, const char *file, GHashTable *troubled,
                                  OrmClashes *clashes)
{
    OrmDiagnosticVisit visit = {
        .sources = sources, .facts = facts, .file = file, .troubled = troubled, .clashes = clashes};
    visit.places = g_hash_table_new(NULL, NULL);
    unsigned count = clang_getNumDiagnostics(sources->unit);
    for (unsigned i = 0; i < count; i++) {
        CXDiagnostic diagnostic = clang_getDiagnostic(sources->unit, i);
        read_diagnostic(&visit, diagnostic);
        clang_disposeDiagnostic(diagnostic);
    }
    if (visit.errors > NOTICES_PER_UNIT)
        orm_facts_notice(facts, ORM_NOTICE_ERROR, (OrmPlace){.file = file}, "… and %u more",
                         visit.errors - NOTICES_PER_UNIT);
    if (visit.diagnosis.errors || visit.diagnosis.conflicts)
        clang_getInclusions(sources->unit, trace_inclusion, &visit);
    g_hash_table_unref(visit.places);
    return visit.diagnosis;
}
