/* SPDX-License-Identifier: MIT */
/* Commands in a scratch folder, as users type them. A test program includes it once. */
#ifndef ORM_TESTS_SUPPORT_CLI_RUN_H
#define ORM_TESTS_SUPPORT_CLI_RUN_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>

#include <cmocka.h>
#include <glib.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

static char *scratch; /* the folder in which every command of a test runs; empty at first */

/* What the last command did. */
static int status;
static char *out, *err;

static G_GNUC_UNUSED void write_file(const char *name, const char *text)
{
    g_autofree char *path = g_build_filename(scratch, name, NULL), *folder = g_path_get_dirname(path);
    assert_int_equal(g_mkdir_with_parents(folder, 0700), 0);
    assert_true(g_file_set_contents(path, text, -1, NULL));
}

static G_GNUC_UNUSED char *read_file(const char *name)
{
    g_autofree char *path = g_build_filename(scratch, name, NULL);
    char *text = NULL;
    if (!g_file_get_contents(path, &text, NULL, NULL))
        fail_msg("%s cannot be read", name);
    return text;
}

/** Runs a shell command; `ormlint` in it is the program under test. */
static G_GNUC_UNUSED int run(const char *command)
{
    char *const arguments[] = {(char *)"/bin/sh", (char *)"-c", (char *)command, NULL};
    g_autoptr(GError) error = NULL;
    int wait_status = 0;
    g_clear_pointer(&out, g_free);
    g_clear_pointer(&err, g_free);
    if (!g_spawn_sync(scratch, (char **)arguments, NULL, G_SPAWN_DEFAULT, NULL, NULL, &out, &err, &wait_status, &error))
        fail_msg("%s: %s", command, error->message);
    status = WIFEXITED(wait_status) ? WEXITSTATUS(wait_status) : 128;
    return status;
}

static G_GNUC_UNUSED void exits(int expected, const char *command)
{
    if (run(command) != expected)
        fail_msg("%s: exit code %d, not %d\n%s%s", command, status, expected, out, err);
}

static G_GNUC_UNUSED void says(const char *stream, const char *text)
{
    if (strstr(stream, text) == NULL)
        fail_msg("`%s` is missing in:\n%s", text, stream);
}

static G_GNUC_UNUSED void says_not(const char *stream, const char *text)
{
    if (strstr(stream, text) != NULL)
        fail_msg("`%s` stands in:\n%s", text, stream);
}

static int scratch_make(void **state)
{
    (void)state;
    scratch = g_dir_make_tmp("ormlint-test-XXXXXX", NULL);
    return scratch == NULL;
}

static int scratch_remove(void **state)
{
    (void)state;
    g_autofree char *command = g_strdup_printf("rm -rf '%s'", scratch);
    int failed = system(command);
    g_clear_pointer(&scratch, g_free);
    g_clear_pointer(&out, g_free);
    g_clear_pointer(&err, g_free);
    return failed;
}

/** Finds `ormlint` beside the program under test, and keeps git from the settings of this machine. */
static void use_program(const char *path)
{
    g_autofree char *program = g_canonicalize_filename(path, NULL), *folder = g_path_get_dirname(program);
    g_autofree char *search = g_strconcat(folder, ":", g_getenv("PATH"), NULL);
    g_setenv("PATH", search, TRUE);
    g_setenv("GIT_CONFIG_GLOBAL", "/dev/null", TRUE);
    g_setenv("GIT_CONFIG_SYSTEM", "/dev/null", TRUE);
    static const char *const people[] = {"GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME",
                                         "GIT_COMMITTER_EMAIL"};
    for (gsize i = 0; i < G_N_ELEMENTS(people); i++)
        g_setenv(people[i], "test@example.org", TRUE);
}

#define IN_SCRATCH(function) cmocka_unit_test_setup_teardown(function, scratch_make, scratch_remove)

#endif
