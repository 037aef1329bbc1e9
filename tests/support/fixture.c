/* SPDX-License-Identifier: MIT */
#include "tests/support/fixture.h"

#include <string.h>
#include <sys/wait.h>

#define NO_COMMANDS ORM_SOURCE_DIR "/tests/support/no-commands/compile_commands.json"

void orm_fixture_free(OrmFixture *fixture)
{
    g_free(fixture->rule);
    g_free(fixture->name);
    g_free(fixture->folder);
    g_free(fixture->label);
    g_free(fixture);
}

static OrmFixture *fixture_new(const char *root, const char *rule, const char *name)
{
    OrmFixture *fixture = g_new0(OrmFixture, 1);
    fixture->rule = g_strdup(rule);
    fixture->name = g_strdup(name);
    fixture->folder = g_build_filename(root, rule, name, NULL);
    fixture->label = g_strdup_printf("%s/%s", rule, name);
    fixture->clean = g_str_has_prefix(name, "ok_");
    return fixture;
}

static int compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The names of the folders below `folder`, sorted; NULL with `error` set when it cannot be read. */
static GPtrArray *list_folders(const char *folder, GError **error)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, error);
    if (dir == NULL)
        return NULL;
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    for (const char *name = g_dir_read_name(dir); name != NULL; name = g_dir_read_name(dir)) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        if (g_file_test(path, G_FILE_TEST_IS_DIR))
            g_ptr_array_add(names, g_strdup(name));
    }
    g_ptr_array_sort(names, compare_names);
    return names;
}

static gboolean add_cases(GPtrArray *fixtures, const char *root, const char *rule, const char *wanted, GError **error)
{
    g_autofree char *folder = g_build_filename(root, rule, NULL);
    g_autoptr(GPtrArray) names = list_folders(folder, error);
    if (names == NULL)
        return FALSE;
    gboolean first = TRUE;
    for (guint i = 0; i < names->len; i++) {
        const char *name = names->pdata[i];
        if (wanted != NULL && strcmp(wanted, name) != 0)
            continue;
        OrmFixture *fixture = fixture_new(root, rule, name);
        fixture->first = first;
        first = FALSE;
        g_ptr_array_add(fixtures, fixture);
    }
    return TRUE;
}

GPtrArray *orm_fixtures_find(const char *root, const char *filter, GError **error)
{
    g_autoptr(GPtrArray) rules = list_folders(root, error);
    if (rules == NULL)
        return NULL;
    g_auto(GStrv) parts = filter != NULL ? g_strsplit(filter, "/", 2) : NULL;
    g_autoptr(GPtrArray) fixtures = g_ptr_array_new_with_free_func((GDestroyNotify)orm_fixture_free);
    for (guint i = 0; i < rules->len; i++) {
        const char *rule = rules->pdata[i];
        if (strcmp(rule, "projects") == 0 || (parts != NULL && strcmp(parts[0], rule) != 0))
            continue;
        if (!add_cases(fixtures, root, rule, parts != NULL ? parts[1] : NULL, error))
            return NULL;
    }
    return g_steal_pointer(&fixtures);
}

static gboolean has_file(const OrmFixture *fixture, const char *name)
{
    g_autofree char *path = g_build_filename(fixture->folder, name, NULL);
    return g_file_test(path, G_FILE_TEST_EXISTS);
}

static GPtrArray *make_arguments(const OrmFixture *fixture, const char *ormlint)
{
    const char *fixed[] = {ormlint, "check", "--select", fixture->rule, "--format", "json", "--fail-on", "info"};
    GPtrArray *arguments = g_ptr_array_new();
    for (gsize i = 0; i < G_N_ELEMENTS(fixed); i++)
        g_ptr_array_add(arguments, (char *)fixed[i]);
    if (has_file(fixture, ".ormlint.yaml")) {
        g_ptr_array_add(arguments, (char *)"--config");
        g_ptr_array_add(arguments, (char *)".ormlint.yaml");
    } else {
        g_ptr_array_add(arguments, (char *)"--isolated");
    }
    /* Without -p the tool would search the parents, and find those of its own build. */
    g_ptr_array_add(arguments, (char *)"-p");
    g_ptr_array_add(arguments,
                    has_file(fixture, "compile_commands.json") ? (char *)"compile_commands.json" : (char *)NO_COMMANDS);
    g_ptr_array_add(arguments, (char *)".");
    g_ptr_array_add(arguments, NULL);
    return arguments;
}

OrmFixtureRun *orm_fixture_run(const OrmFixture *fixture, const char *ormlint)
{
    OrmFixtureRun *run = g_new0(OrmFixtureRun, 1);
    g_autoptr(GPtrArray) arguments = make_arguments(fixture, ormlint);
    g_autoptr(GError) error = NULL;
    int status = 0;
    run->command = g_strjoinv(" ", (char **)arguments->pdata);
    run->exit = -1;
    if (!g_spawn_sync(fixture->folder, (char **)arguments->pdata, NULL, G_SPAWN_DEFAULT, NULL, NULL, &run->out,
                      &run->err, &status, &error)) {
        run->out = g_strdup("");
        run->err = g_strdup(error->message);
    } else if (WIFEXITED(status)) {
        run->exit = WEXITSTATUS(status);
    }
    return run;
}

void orm_fixture_run_free(OrmFixtureRun *run)
{
    if (run == NULL)
        return;
    g_free(run->command);
    g_free(run->out);
    g_free(run->err);
    g_free(run);
}
