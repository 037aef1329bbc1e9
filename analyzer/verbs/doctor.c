/* SPDX-License-Identifier: MIT */
/* `ormlint doctor`: what was found on this machine, and what to do about what was not. */
#include <string.h>

#include "analyzer/verbs/message.h"
#include "analyzer/verbs/setup.h"
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
    const char *headers = orm_resource_directory();
    tell(examination, "libclang", NULL, "version %s", orm_libclang_version());
    if (headers != NULL)
        tell(examination, "builtin headers", NULL, "%s", headers);
    else
        tell(examination, "builtin headers",
             "install the package libclang-common-NN-dev of the same version as libclang",
             "stddef.h of libclang %s was not found", orm_libclang_version());
}

static void examine_git(Examination *examination)
{
    g_autofree char *git = g_find_program_in_path("git");
    if (git != NULL)
        tell(examination, "git", NULL, "%s", git);
    else
        tell(examination, "git", "install git; without it ignored files are looked at, too", "not found");
}

/** Where the commands of the files below the paths come from, with the number of files: "build/compile_commands.json
 * (12 files)". */
static void examine_commands(Examination *examination, const OrmPlan *plan)
{
    g_autoptr(GHashTable) counts = g_hash_table_new(g_str_hash, g_str_equal);
    guint with_models = 0, without_command = 0;
    for (guint i = 0; i < plan->files->len; i++) {
        const OrmPlanFile *file = plan->files->pdata[i];
        gboolean none = file->origin == NULL || strcmp(file->origin, "none") == 0;
        with_models += file->models;
        without_command += file->models && none;
        if (!none && !g_str_has_prefix(file->origin, "inferred"))
            g_hash_table_insert(counts, file->origin,
                                GUINT_TO_POINTER(GPOINTER_TO_UINT(g_hash_table_lookup(counts, file->origin)) + 1));
    }
    g_autoptr(GList) origins = g_list_sort(g_hash_table_get_keys(counts), (GCompareFunc)strcmp);
    for (GList *origin = origins; origin != NULL; origin = origin->next)
        tell(examination, "compile commands", NULL, "%s, used for %u files", (const char *)origin->data,
             GPOINTER_TO_UINT(g_hash_table_lookup(counts, origin->data)));
    if (origins == NULL && with_models > 0 && without_command > 0)
        tell(examination, "compile commands",
             "write one (CMake: -DCMAKE_EXPORT_COMPILE_COMMANDS=ON; make: bear -- make), name it with -p, or give "
             "flags after --",
             "no compile_commands.json was found");
    else if (origins == NULL)
        tell(examination, "compile commands", NULL, "none needed: no file with models has one or lacks one");
    tell(examination, "files", NULL, "%u C files, %u of them with models", plan->files->len, with_models);
}

static void examine_notices(Examination *examination, const OrmPlan *plan)
{
    for (guint i = 0; i < plan->notices->len; i++) {
        const OrmNotice *notice = plan->notices->pdata[i];
        if (notice->level == ORM_NOTICE_ERROR)
            tell(examination, notice->place.file != NULL ? notice->place.file : "files", "see the message", "%s",
                 notice->message);
    }
}

static void examine_project(Examination *examination, const OrmSetup *setup)
{
    tell(examination, "configuration", NULL, "%s",
         setup->config->file != NULL ? setup->config->file : "none, defaults hold");
    g_autoptr(OrmPlan) plan = orm_plan_new(&setup->plan);
    examine_commands(examination, plan);
    examine_notices(examination, plan);
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
