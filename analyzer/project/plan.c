/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE /* strverscmp */
#include "analyzer/project/plan.h"

#include <string.h>

#include "analyzer/project/compile_commands.h"
#include "analyzer/project/files.h"
#include "analyzer/project/guess.h"
#include "analyzer/project/includes.h"
#include "analyzer/project/models.h"
#include "analyzer/project/readings.h"
#include "analyzer/project/units.h"

static void plan_file_free(gpointer data)
{
    OrmPlanFile *file = data;
    g_free(file->file);
    g_free(file->origin);
    g_ptr_array_unref(file->arguments);
    g_free(file);
}

static GPtrArray *read_commands(const OrmPlanOptions *options, const OrmProjectFiles *project, OrmPaths *paths,
                                GPtrArray *notices)
{
    GPtrArray *commands = g_ptr_array_new_with_free_func((GDestroyNotify)orm_command_free);
    g_autoptr(GPtrArray) databases =
        orm_compile_commands_find(options->compile_commands, project->folders, paths, notices);
    for (guint i = 0; i < databases->len; i++)
        orm_compile_commands_read(g_ptr_array_index(databases, i), paths, commands, notices);
    orm_compile_commands_sort(commands);
    return commands;
}

/* Where the command of a file is from, in words. */
static char *origin_of(const OrmText *text, const OrmCommand *command, const OrmPlanOptions *options,
                       const OrmPaths *paths)
{
    if (!command)
        return g_strdup(options->flags && options->flags->len ? "command line" : "none");
    if (g_str_equal(command->file, text->path))
        return g_strdup(command->origin);
    g_autofree char *source = orm_paths_report(paths, command->file);
    return g_strconcat("inferred from ", source, NULL);
}

static OrmPlanFile *describe(const OrmText *text, const OrmReading *reading, const OrmPlanOptions *options,
                             const OrmCompletion *completion)
{
    const OrmCommand *command = reading->commands->len ? g_ptr_array_index(reading->commands, 0) : NULL;
    OrmPlanFile *file = g_new0(OrmPlanFile, 1);
    file->file = g_strdup(text->name);
    file->models = text->models;
    file->inferred = !command || !g_str_equal(command->file, text->path);
    file->origin = origin_of(text, command, options, completion->paths);
    file->arguments = orm_complete_arguments(completion, command, reading->inferred);
    return file;
}

static int compare_files(gconstpointer left, gconstpointer right)
{
    return strcmp((*(OrmPlanFile *const *)left)->file, (*(OrmPlanFile *const *)right)->file);
}

static int compare_notices(gconstpointer left, gconstpointer right)
{
    const OrmNotice *a = *(OrmNotice *const *)left, *b = *(OrmNotice *const *)right;
    int order = orm_place_compare(&a->place, &b->place);
    return order ? order : strverscmp(a->message, b->message); /* entry 9 before entry 10 */
}

static void plan_texts(OrmPlan *plan, OrmIncludes *includes, const GPtrArray *commands, const OrmPlanOptions *options,
                       const OrmCompletion *completion)
{
    g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
    g_autoptr(GPtrArray) model_readings = g_ptr_array_new();
    for (guint i = 0; i < includes->texts->len; i++) {
        OrmText *text = g_ptr_array_index(includes->texts, i);
        /* a prelude may annotate structs from outside (ORM_ON) where no file of the project says a word */
        if (!text->in_project && !(text->prelude && text->models))
            continue;
        GPtrArray *readings = orm_readings_new(includes, text, commands);
        g_ptr_array_add(all, readings);
        g_ptr_array_add(plan->files, describe(text, g_ptr_array_index(readings, 0), options, completion));
        for (guint j = 0; text->models && j < readings->len; j++)
            g_ptr_array_add(model_readings, g_ptr_array_index(readings, j));
    }
    g_ptr_array_sort(plan->files, compare_files);
    plan->units = orm_units_new(model_readings, completion);
}

/* Where includes are searched whatever the command: -I after `--`, and the guessed folders. Of char *. */
static GPtrArray *include_folders(const OrmPlanOptions *options, const GPtrArray *guessed, const OrmPaths *paths)
{
    GPtrArray *folders = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(OrmCommand) flags =
        options->flags ? orm_command_new("", paths->working_directory, options->flags, "") : NULL;
    for (guint i = 0; flags && i < flags->folders->len; i++)
        g_ptr_array_add(folders, g_strdup(g_ptr_array_index(flags->folders, i)));
    for (guint i = 0; i < guessed->len; i++)
        g_ptr_array_add(folders, g_strdup(((const OrmGuessedFolder *)g_ptr_array_index(guessed, i))->folder));
    return folders;
}

static gboolean is_of(const OrmCommand *command, GPtrArray *files)
{
    return g_ptr_array_find_with_equal_func(files, command->file, g_str_equal, NULL);
}

/* Where any command is one of the files' own, it leaves only such: to read one source of many must not cost more. */
static void keep_own_commands(GPtrArray *commands, GPtrArray *files)
{
    guint own = 0;
    for (guint i = 0; i < commands->len; i++)
        own += is_of(commands->pdata[i], files) ? 1 : 0;
    for (guint i = commands->len; own > 0 && i > 0; i--)
        if (!is_of(commands->pdata[i - 1], files))
            g_ptr_array_remove_index(commands, i - 1);
}

static void mark_all(OrmIncludes *includes)
{
    for (guint i = 0; i < includes->texts->len; i++) {
        OrmText *text = includes->texts->pdata[i];
        text->models = text->models || text->in_project;
    }
}

OrmPlan *orm_plan_new(const OrmPlanOptions *options)
{
    OrmPlan *plan = g_new0(OrmPlan, 1);
    plan->files = g_ptr_array_new_with_free_func(plan_file_free);
    plan->notices = g_ptr_array_new_with_free_func(g_free);
    plan->sums = orm_file_sums_new();
    g_autoptr(OrmPaths) paths = orm_paths_new();
    g_autoptr(OrmProjectFiles) project = orm_project_files_find(options, paths, plan->notices);
    g_autoptr(GPtrArray) commands = read_commands(options, project, paths, plan->notices);
    if (options->whole)
        keep_own_commands(commands, project->files);
    g_autoptr(GPtrArray) guessed = orm_guess_folders(project->folders, paths);
    g_autoptr(GPtrArray) folders = include_folders(options, guessed, paths);
    g_autoptr(OrmIncludes) includes =
        orm_includes_new(project->files, commands, folders, options, paths, plan->notices);
    for (guint i = 0; i < includes->texts->len; i++) {
        const OrmText *text = includes->texts->pdata[i];
        if (text->sum.known)
            orm_file_sums_put(plan->sums, text->path, text->sum);
    }
    OrmCompletion completion = {.paths = paths, .flags = options->flags, .folders = guessed};
    orm_models_mark(includes, options->structs);
    if (options->whole)
        mark_all(includes);
    plan_texts(plan, includes, commands, options, &completion);
    g_ptr_array_sort(plan->notices, compare_notices);
    return plan;
}

void orm_plan_free(OrmPlan *plan)
{
    if (!plan)
        return;
    g_ptr_array_unref(plan->files);
    g_ptr_array_unref(plan->units);
    g_ptr_array_unref(plan->notices);
    orm_file_sums_free(plan->sums);
    g_free(plan);
}
