/* SPDX-License-Identifier: MIT */
/* A scratch folder to plan in, and a plan as text. Included by the tests of plans, each of which is one program. */
#ifndef ORM_TESTS_PLAN_SCRATCH_H
#define ORM_TESTS_PLAN_SCRATCH_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <gio/gio.h>
#include <glib/gstdio.h>

#include "analyzer/project/plan.h"

typedef struct {
    char *folder; /* real path; the working directory of the test */
    GPtrArray *paths, *databases, *flags, *include, *exclude, *prelude;
} Scratch;

static void run(const char *first, ...)
{
    g_autoptr(GPtrArray) words = g_ptr_array_new();
    va_list rest;
    va_start(rest, first);
    for (const char *word = first; word; word = va_arg(rest, const char *))
        g_ptr_array_add(words, (gpointer)word);
    va_end(rest);
    g_ptr_array_add(words, NULL);
    g_autofree char *output = NULL, *errors = NULL;
    int status = -1;
    gboolean done = g_spawn_sync(NULL, (char **)words->pdata, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, &errors,
                                 &status, NULL);
    if (!done || status != 0)
        fail_msg("%s failed: %s", first, errors);
}

static int scratch_setup(void **state)
{
    Scratch *scratch = g_new0(Scratch, 1);
    g_autofree char *made = g_dir_make_tmp("ormlint-plan-XXXXXX", NULL);
    assert_non_null(made);
    assert_int_equal(g_chdir(made), 0);
    g_unsetenv("PWD");
    scratch->folder = g_get_current_dir();
    GPtrArray **lists[] = {&scratch->paths,   &scratch->databases, &scratch->flags,
                           &scratch->include, &scratch->exclude,   &scratch->prelude};
    for (gsize i = 0; i < G_N_ELEMENTS(lists); i++)
        *lists[i] = g_ptr_array_new_with_free_func(g_free);
    *state = scratch;
    return 0;
}

static int scratch_teardown(void **state)
{
    Scratch *scratch = *state;
    GPtrArray *lists[] = {scratch->paths,   scratch->databases, scratch->flags,
                          scratch->include, scratch->exclude,   scratch->prelude};
    for (gsize i = 0; i < G_N_ELEMENTS(lists); i++)
        g_ptr_array_unref(lists[i]);
    assert_int_equal(g_chdir("/"), 0);
    run("rm", "-rf", scratch->folder, NULL);
    g_free(scratch->folder);
    g_free(scratch);
    return 0;
}

/* Writes a file, with the folders it lies in; `~` in the text stands for the scratch folder. */
static void put(const Scratch *scratch, const char *name, const char *text)
{
    g_autofree char *folder = g_path_get_dirname(name);
    g_auto(GStrv) parts = g_strsplit(text, "~", -1);
    g_autofree char *full = g_strjoinv(scratch->folder, parts);
    assert_int_equal(g_mkdir_with_parents(folder, 0755), 0);
    assert_true(g_file_set_contents(name, full, -1, NULL));
}

static G_GNUC_UNUSED void add(GPtrArray *list, const char *word)
{
    g_ptr_array_add(list, g_strdup(word));
}

static OrmPlan *plan(const Scratch *scratch)
{
    OrmPlanOptions options = {.paths = scratch->paths,
                              .compile_commands = scratch->databases,
                              .flags = scratch->flags,
                              .include = scratch->include,
                              .exclude = scratch->exclude,
                              .prelude = scratch->prelude,
                              .root = scratch->folder};
    return orm_plan_new(&options);
}

static void append_words(GString *text, const GPtrArray *words)
{
    for (guint i = 0; words && i < words->len; i++)
        g_string_append_printf(text, " %s", (const char *)g_ptr_array_index(words, i));
}

static char *shorten(const Scratch *scratch, GString *text)
{
    g_autofree char *whole = g_string_free(text, FALSE);
    g_auto(GStrv) parts = g_strsplit(whole, scratch->folder, -1);
    return g_strjoinv("@", parts);
}

/* The names of all files, each in a line; `*` before those with models. */
static G_GNUC_UNUSED char *show_files(const Scratch *scratch)
{
    g_autoptr(OrmPlan) made = plan(scratch);
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < made->files->len; i++) {
        const OrmPlanFile *file = g_ptr_array_index(made->files, i);
        g_string_append_printf(text, "%s%s\n", file->models ? "*" : "", file->file);
    }
    return shorten(scratch, text);
}

/* name: origin[, inferred]: arguments */
static G_GNUC_UNUSED char *show_commands(const Scratch *scratch)
{
    g_autoptr(OrmPlan) made = plan(scratch);
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < made->files->len; i++) {
        const OrmPlanFile *file = g_ptr_array_index(made->files, i);
        g_string_append_printf(text, "%s: %s%s:", file->file, file->origin, file->inferred ? ", inferred" : "");
        append_words(text, file->arguments);
        g_string_append_c(text, '\n');
    }
    return shorten(scratch, text);
}

/* directory (label): files: arguments | stand-ins */
static G_GNUC_UNUSED char *show_units(const Scratch *scratch)
{
    g_autoptr(OrmPlan) made = plan(scratch);
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < made->units->len; i++) {
        const OrmUnit *unit = g_ptr_array_index(made->units, i);
        g_string_append_printf(text, "%s (%s):", unit->directory, unit->label ? unit->label : "");
        append_words(text, unit->files);
        g_string_append(text, ":");
        append_words(text, unit->arguments);
        g_string_append(text, " |");
        append_words(text, unit->stand_ins);
        g_string_append_c(text, '\n');
    }
    return shorten(scratch, text);
}

/* level file:line: message */
static G_GNUC_UNUSED char *show_notices(const Scratch *scratch)
{
    static const char *const levels[] = {"error", "warning", "info"};
    g_autoptr(OrmPlan) made = plan(scratch);
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < made->notices->len; i++) {
        const OrmNotice *notice = g_ptr_array_index(made->notices, i);
        g_string_append_printf(text, "%s %s:%u: %s\n", levels[notice->level],
                               notice->place.file ? notice->place.file : "", notice->place.line, notice->message);
    }
    return shorten(scratch, text);
}

static G_GNUC_UNUSED void assert_shown(char *shown, const char *expected)
{
    g_autofree char *owned = shown;
    assert_string_equal(owned, expected);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, scratch_setup, scratch_teardown)

#endif
