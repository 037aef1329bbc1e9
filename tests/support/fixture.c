/* SPDX-License-Identifier: MIT */
#include "tests/support/fixture.h"

#include <jansson.h>
#include <string.h>

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
    fixture->project = strcmp(rule, "projects") == 0;
    fixture->clean = !fixture->project && g_str_has_prefix(name, "ok_");
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
        if (parts != NULL && !g_pattern_match_simple(parts[0], rule))
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

static void add_all(GPtrArray *arguments, const char *const *words, gsize count)
{
    for (gsize i = 0; i < count; i++)
        g_ptr_array_add(arguments, g_strdup(words[i]));
}

static void add_strings(GPtrArray *arguments, json_t *strings)
{
    size_t i;
    json_t *value;
    json_array_foreach(strings, i, value)
    {
        g_ptr_array_add(arguments, g_strdup(json_string_value(value)));
    }
}

/* Which rules are on: the fixture's own, and those that expect.json names because the rule judges what they find. */
static void add_selection(GPtrArray *arguments, const OrmFixture *fixture)
{
    g_autofree char *path = g_build_filename(fixture->folder, "expect.json", NULL);
    json_t *expectation = json_load_file(path, 0, NULL), *names = json_object_get(expectation, "select");
    size_t i;
    json_t *name;
    const char *select[] = {"--select", fixture->rule};
    add_all(arguments, select, G_N_ELEMENTS(select));
    json_array_foreach(names, i, name)
    {
        g_ptr_array_add(arguments, g_strdup("--select"));
        g_ptr_array_add(arguments, g_strdup(json_string_value(name)));
    }
    json_decref(expectation);
}

/* Adds the `paths` and the compiler's `flags` that expect.json states; without paths, the folder itself. */
static void add_paths(GPtrArray *arguments, const OrmFixture *fixture)
{
    g_autofree char *path = g_build_filename(fixture->folder, "expect.json", NULL);
    json_t *expectation = json_load_file(path, 0, NULL);
    json_t *paths = json_object_get(expectation, "paths"), *flags = json_object_get(expectation, "flags");
    add_strings(arguments, paths);
    if (json_array_size(paths) == 0)
        g_ptr_array_add(arguments, g_strdup("."));
    if (flags != NULL)
        g_ptr_array_add(arguments, g_strdup("--"));
    add_strings(arguments, flags);
    json_decref(expectation);
}

/*
 * A program of many names makes GLib grow its table of interned strings, which is a leak that it means
 * (tests/lsan.supp). The sanitizer can tell it from others only if it unwinds slowly, too slowly for every case.
 */
static void add_sanitizer_options(GPtrArray *arguments, const OrmFixture *fixture)
{
    const char *options = g_getenv("ASAN_OPTIONS");
    if (options == NULL || !fixture->project)
        return;
    g_ptr_array_add(arguments, g_strdup("env"));
    g_ptr_array_add(arguments, g_strconcat("ASAN_OPTIONS=", options, ":fast_unwind_on_malloc=0", NULL));
}

/* The actual schema: `schema.sql`, a folder `migrations`, or `linted_schema.sql`, whose own tables are judged too. */
static void add_schema(GPtrArray *arguments, const OrmFixture *fixture)
{
    static const char *const names[] = {"schema.sql", "migrations", "linted_schema.sql"};
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        const char *option[] = {"--schema", names[i]};
        if (!fixture->project && has_file(fixture, names[i]))
            add_all(arguments, option, G_N_ELEMENTS(option));
    }
    if (!fixture->project && has_file(fixture, "linted_schema.sql"))
        g_ptr_array_add(arguments, g_strdup("--lint-schema"));
}

static GPtrArray *make_arguments(const OrmFixture *fixture, const char *ormlint, gboolean all_rules,
                                 const char *const *options)
{
    /* Without -p the tool would search the parents, and find the compile commands of its own build. */
    const char *begin[] = {ormlint, "check"};
    const char *compile_commands = has_file(fixture, "compile_commands.json") ? "compile_commands.json" : NO_COMMANDS;
    const char *fixed[] = {"--fail-on", "info", "-p", compile_commands};
    const char *configuration[] = {"--config", ".ormlint.yaml"};
    GPtrArray *arguments = g_ptr_array_new_with_free_func(g_free);
    add_sanitizer_options(arguments, fixture);
    add_all(arguments, begin, G_N_ELEMENTS(begin));
    add_all(arguments, options, g_strv_length((char **)options));
    add_all(arguments, fixed, G_N_ELEMENTS(fixed));
    if (!fixture->project && !all_rules)
        add_selection(arguments, fixture);
    if (has_file(fixture, ".ormlint.yaml"))
        add_all(arguments, configuration, G_N_ELEMENTS(configuration));
    else
        g_ptr_array_add(arguments, g_strdup("--isolated"));
    add_schema(arguments, fixture);
    add_paths(arguments, fixture);
    g_ptr_array_add(arguments, NULL);
    return arguments;
}

OrmCommandRun *orm_fixture_run(const OrmFixture *fixture, const char *ormlint)
{
    static const char *const options[] = {"--format", "json", NULL};
    return orm_fixture_run_with(fixture, ormlint, FALSE, options);
}

OrmCommandRun *orm_fixture_run_with(const OrmFixture *fixture, const char *ormlint, gboolean all_rules,
                                    const char *const *options)
{
    g_autoptr(GPtrArray) arguments = make_arguments(fixture, ormlint, all_rules, options);
    return orm_command_run(fixture->folder, (const char *const *)arguments->pdata);
}
