/* SPDX-License-Identifier: MIT */
/* `ormlint doctor`: what was found on this machine, and what to do about what was not. */
#include <string.h>

#include "analyzer/project/compile_commands.h"
#include "analyzer/verbs/actual.h"
#include "analyzer/verbs/message.h"
#include "analyzer/verbs/analysis.h"
#include "analyzer/verbs/verb.h"

typedef struct {
    GString *out;
    gboolean color;
    gboolean problem;
} Examination;

/** One line: "ok       libclang: 14.0.6"; a problem has its cure on the next. */
static void tell(Examination *examination, const char *what, const char *cure, const char *format, ...)
    G_GNUC_PRINTF(4, 5);
static void tell(Examination *examination, const char *what, const char *cure, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    const char *begin = !examination->color ? "" : cure != NULL ? "\033[1;31m" : "\033[1;32m";
    g_string_append_printf(examination->out, "%s%-8s%s %s: %s\n", begin, cure != NULL ? "problem" : "ok",
                           examination->color ? "\033[0m" : "", what, text);
    if (cure != NULL)
        g_string_append_printf(examination->out, "         cure: %s\n", cure);
    examination->problem = examination->problem || cure != NULL;
}

static void examine_libclang(Examination *examination)
{
    static const OrmWorkerOptions usual = {.count = 1};
    g_autoptr(GError) error = NULL;
    g_autoptr(OrmWorkerAbout) about = orm_worker_about(&usual, &error);
    if (about == NULL) {
        tell(examination, "libclang", "install ormlint as a whole, and the libclang it was built with", "%s",
             error->message);
        return;
    }
    tell(examination, "libclang", NULL, "version %s", about->version);
    if (about->headers != NULL)
        tell(examination, "builtin headers", NULL, "%s", about->headers);
    else
        tell(examination, "builtin headers",
             "install the package libclang-common-NN-dev of the same version as libclang",
             "stddef.h of libclang %s was not found", about->version);
}

static void examine_git(Examination *examination)
{
    g_autofree char *git = g_find_program_in_path("git");
    if (git != NULL)
        tell(examination, "git", NULL, "%s", git);
    else
        tell(examination, "git", "install git; without it ignored files are looked at, too", "not found");
}

/** The real folders of the paths, a file standing for its folder: where compile commands are searched from. */
static GPtrArray *search_folders(GPtrArray *named, OrmPaths *paths)
{
    GPtrArray *folders = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < MAX(named->len, 1); i++) {
        char *real = orm_paths_real(paths, NULL, named->len > 0 ? named->pdata[i] : ".");
        if (real != NULL && !g_file_test(real, G_FILE_TEST_IS_DIR)) {
            char *folder = g_path_get_dirname(real);
            g_free(real);
            real = folder;
        }
        if (real != NULL)
            g_ptr_array_add(folders, real);
    }
    return folders;
}

/** Tells which databases of compile commands there are; returns their number. */
static guint examine_commands(Examination *examination, const OrmPlanOptions *options)
{
    g_autoptr(OrmPaths) paths = orm_paths_new();
    g_autoptr(GPtrArray) folders = search_folders(options->paths, paths);
    g_autoptr(GPtrArray) notices = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) databases = orm_compile_commands_find(options->compile_commands, folders, paths, notices);
    for (guint i = 0; i < databases->len; i++) {
        g_autoptr(GPtrArray) commands = g_ptr_array_new_with_free_func((GDestroyNotify)orm_command_free);
        g_autofree char *shown = orm_paths_report(paths, databases->pdata[i]);
        orm_compile_commands_read(databases->pdata[i], paths, commands, notices);
        tell(examination, "compile commands", NULL, "%s, %u for C sources", shown, commands->len);
    }
    return databases->len;
}

/** Reads the files as `check` does. A project without compile commands is fine as long as its files can be read so. */
static void examine_files(Examination *examination, const OrmSetup *setup, guint databases)
{
    static const char *const write_commands =
        "write them (CMake: -DCMAKE_EXPORT_COMPILE_COMMANDS=ON; make: bear -- make), name them with -p, or give the "
        "compiler's flags after --";
    g_autoptr(OrmAnalysis) analysis = orm_analysis_new(setup);
    const OrmNotice *first = NULL;
    guint models = 0, inferred = 0, errors = 0;
    for (guint i = 0; i < analysis->plan->files->len; i++) {
        const OrmPlanFile *file = analysis->plan->files->pdata[i];
        models += file->models;
        inferred += file->models && file->inferred;
    }
    for (guint i = analysis->notices->len; i > 0; i--) {
        const OrmNotice *notice = analysis->notices->pdata[i - 1];
        if (notice->level == ORM_NOTICE_ERROR) {
            first = notice;
            errors++;
        }
    }
    if (databases == 0)
        tell(examination, "compile commands", errors > 0 ? write_commands : NULL,
             "no compile_commands.json here, in build*/ or out/, or in a folder above");
    tell(examination, "files",
         models > 0 ? NULL : "map structs by their names (`map` in .ormlint.yaml), or annotate them with ormlint/orm.h",
         "%u C files, %u with models, %u of these read under an inferred command", analysis->plan->files->len, models,
         inferred);
    if (first != NULL)
        tell(examination, "reading", "mend the cause that `ormlint check` tells for each",
             "%u errors, the first in %s line %u: %s", errors,
             first->place.file != NULL ? first->place.file : "no file", first->place.line, first->message);
}

/** Reads the actual schema, if there is one, as `check` does. */
static void examine_schema(Examination *examination, const OrmSetup *setup)
{
    g_autoptr(OrmActual) actual = orm_actual_read(setup);
    if (actual == NULL)
        return;
    const OrmCatalog *catalog = actual->catalog;
    if (catalog->faults->len == 0) {
        tell(examination, "schema", NULL, "%s: %u tables, %s", catalog->label, catalog->tables->len,
             orm_dialect_name(catalog->dialect));
        return;
    }
    const OrmCatalogFault *first = g_ptr_array_index(catalog->faults, 0);
    if (first->place.line > 0)
        tell(examination, "schema", "mend what `ormlint check` tells for each",
             "%u faults, the first in %s line %u: %s", catalog->faults->len, first->place.file, first->place.line,
             first->message);
    else
        tell(examination, "schema", "mend `schema` in .ormlint.yaml, or --schema", "%s", first->message);
}

static void examine_project(Examination *examination, const OrmSetup *setup)
{
    tell(examination, "configuration", NULL, "%s",
         setup->config->file != NULL ? setup->config->file : "none, defaults hold");
    examine_schema(examination, setup);
    examine_files(examination, setup, examine_commands(examination, &setup->plan));
}

int orm_verb_doctor(const OrmArguments *arguments)
{
    g_autoptr(GString) out = g_string_new(NULL);
    Examination examination = {.out = out, .color = orm_use_color(arguments, 1)};
    g_string_append_printf(out, "ormlint %s\n", ORMLINT_VERSION);
    examine_libclang(&examination);
    examine_git(&examination);
    g_autoptr(OrmSetup) setup = orm_setup_new(arguments);
    if (setup != NULL)
        examine_project(&examination, setup);
    else
        tell(&examination, "configuration", "mend what is told above", "cannot be used");
    if (!orm_print(out->str))
        return ORM_EXIT_INCOMPLETE;
    return examination.problem ? ORM_EXIT_FINDINGS : ORM_EXIT_CLEAN;
}
