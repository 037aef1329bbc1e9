/* SPDX-License-Identifier: MIT */
/*
 * The graphs of whole programs (fixtures/projects/NAME): each must be the project's graph.json; that of PostgreSQL's
 * catalogs is compared with the package's own system_fk_info.h. (What the rules say of these programs the fixture
 * runner looks at.) usage: projects ORMLINT FOLDER [--accept]     --accept rewrites the graphs
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "tests/support/command.h"

#define CATALOG_FOLDER "/usr/include/postgresql/15/server"

static const char *ormlint, *projects;
static gboolean accepting;

static OrmCommandRun *run_check(const char *project, const char *const *more)
{
    g_autofree char *folder = g_build_filename(projects, project, NULL);
    g_autoptr(GPtrArray) arguments = g_ptr_array_new();
    const char *fixed[] = {
        ormlint, "check", "-p", ORM_SOURCE_DIR "/tests/support/no-commands/compile_commands.json", "--fail-on", "info"};
    for (gsize i = 0; i < G_N_ELEMENTS(fixed); i++)
        g_ptr_array_add(arguments, (gpointer)fixed[i]);
    for (; *more != NULL; more++)
        g_ptr_array_add(arguments, (gpointer)*more);
    g_ptr_array_add(arguments, NULL);
    return orm_command_run(folder, (const char *const *)arguments->pdata);
}

/* Compares text with a file of the project, or makes it that file. */
static void assert_file(const char *project, const char *name, const char *text)
{
    g_autofree char *path = g_build_filename(projects, project, name, NULL);
    g_autofree char *expected = NULL;
    if (accepting) {
        assert_true(g_file_set_contents(path, text, -1, NULL));
        return;
    }
    assert_true(g_file_get_contents(path, &expected, NULL, NULL));
    if (strcmp(expected, text) != 0)
        fail_msg("%s is no longer what ormlint gives:\n%s\n(accept with scripts/accept projects)", path, text);
}

static void keeps_its_graph(void **state)
{
    const char *const dump[] = {"--dump", "graph", ".", NULL};
    g_autoptr(OrmCommandRun) run = run_check(*state, dump);
    assert_int_equal(run->exit, 0);
    assert_file(*state, "graph.json", run->out);
}

static gboolean is_true(const json_t *object, const char *key)
{
    return json_is_true(json_object_get(object, key));
}

/* "{a,b}" as the package writes a list of columns. */
static char *column_list(const json_t *names)
{
    GString *list = g_string_new("{");
    for (size_t i = 0; i < json_array_size(names); i++)
        g_string_append_printf(list, "%s%s", i > 0 ? "," : "", json_string_value(json_array_get(names, i)));
    g_string_append_c(list, '}');
    return g_string_free(list, FALSE);
}

static void add_row(GPtrArray *rows, const char *child, const char *parent, const char *columns, const char *targets,
                    gboolean array)
{
    g_ptr_array_add(rows, g_strdup_printf("%s%s -> %s%s%s", child, columns, parent, targets, array ? " array" : ""));
}

static int compare_rows(gconstpointer left, gconstpointer right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

/* The rows of system_fk_info.h: `{ / * child * / OID, / * parent * / OID, "{columns}", "{targets}", array, optional},`.
 */
static GPtrArray *package_rows(void)
{
    GPtrArray *rows = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *text = NULL;
    assert_true(g_file_get_contents(CATALOG_FOLDER "/catalog/system_fk_info.h", &text, NULL, NULL));
    g_autoptr(GRegex) row = g_regex_new(
        "\\{ /\\* (\\w+) \\*/ \\d+, /\\* (\\w+) \\*/ \\d+, \"([^\"]+)\", \"([^\"]+)\", (\\w+), \\w+\\}", 0, 0, NULL);
    g_autoptr(GMatchInfo) match = NULL;
    g_regex_match(row, text, 0, &match);
    for (; g_match_info_matches(match); g_match_info_next(match, NULL)) {
        g_auto(GStrv) cells = g_match_info_fetch_all(match);
        g_auto(GStrv) columns = g_strsplit(cells[3], ", ", -1), targets = g_strsplit(cells[4], ", ", -1);
        g_autofree char *plain_columns = g_strjoinv(",", columns), *plain_targets = g_strjoinv(",", targets);
        add_row(rows, cells[1], cells[2], plain_columns, plain_targets, strcmp(cells[5], "true") == 0);
    }
    g_ptr_array_sort(rows, compare_rows);
    return rows;
}

static GPtrArray *graph_rows(const json_t *tables)
{
    GPtrArray *rows = g_ptr_array_new_with_free_func(g_free);
    size_t i, k;
    const json_t *table, *key;
    json_array_foreach(tables, i, table)
    {
        json_array_foreach(json_object_get(table, "foreign_keys"), k, key)
        {
            g_autofree char *columns = column_list(json_object_get(key, "columns"));
            g_autofree char *targets = column_list(json_object_get(key, "parent_columns"));
            const char *parent = json_string_value(json_object_get(key, "parent"));
            assert_true(g_str_has_prefix(parent, "pg_catalog."));
            assert_false(is_true(key, "unresolved"));
            add_row(rows, json_string_value(json_object_get(table, "name")), strchr(parent, '.') + 1, columns, targets,
                    is_true(key, "array"));
        }
    }
    g_ptr_array_sort(rows, compare_rows);
    return rows;
}

static json_t *catalog_tables(json_t **graph)
{
    const char *const dump[] = {"--config", ".ormlint.yaml",     "--dump", "graph", CATALOG_FOLDER "/catalog",
                                "--",       "-I" CATALOG_FOLDER, NULL};
    g_autoptr(OrmCommandRun) run = run_check("postgresql-catalogs", dump);
    *graph = json_loads(run->out, 0, NULL);
    if (*graph == NULL)
        fail_msg("%s: no graph (exit %d)\n%s", run->command, run->exit, run->err);
    return json_object_get(*graph, "tables");
}

static void catalogs_have_the_packages_foreign_keys(void **state)
{
    (void)state;
    json_t *graph;
    g_autoptr(GPtrArray) found = graph_rows(catalog_tables(&graph));
    g_autoptr(GPtrArray) expected = package_rows();
    json_decref(graph);
    assert_int_equal(expected->len, 219);
    assert_int_equal(found->len, 219);
    for (guint i = 0; i < expected->len; i++)
        assert_string_equal(g_ptr_array_index(found, i), g_ptr_array_index(expected, i));
}

static void catalogs_have_all_tables_columns_and_indexes(void **state)
{
    (void)state;
    json_t *graph, *tables = catalog_tables(&graph);
    guint columns = 0, not_null = 0, indexes = 0, unique = 0, primary = 0;
    size_t i, k;
    const json_t *table, *object;
    json_array_foreach(tables, i, table)
    {
        json_array_foreach(json_object_get(table, "columns"), k, object)
        {
            columns++;
            not_null += strcmp(json_string_value(json_object_get(object, "nullable")), "no") == 0;
        }
        json_array_foreach(json_object_get(table, "indexes"), k, object)
        {
            indexes++;
            unique += is_true(object, "unique");
            primary += is_true(object, "primary_key");
        }
    }
    assert_int_equal(json_array_size(tables), 64);
    assert_int_equal(columns, 588);
    assert_int_equal(not_null, 504);
    assert_int_equal(indexes, 122);
    assert_int_equal(unique, 109);
    assert_int_equal(primary, 62);
    json_decref(graph);
}

/*
 * What all rules together say, opt-in ones included, but for three that ask for a project's own policy
 * (missing-comment, required-column, fk-name-style). Each line was read and is true: the projects state text without a
 * length, defaults that a struct of zeros does not have, composite keys, foreign keys without a name or an ON DELETE,
 * as any program may; the catalogs are PostgreSQL's (see their README).
 */
static void all_rules_say_what_is_known(void **state)
{
    static const char *const fixed[] = {
        "--select", "all",     "--ignore", "missing-comment,required-column,fk-name-style",
        "--format", "concise", "--quiet"};
    gboolean catalogs = g_str_equal(*state, "postgresql-catalogs");
    static const char *const plain[] = {".", NULL};
    static const char *const with_flags[] = {"--config", ".ormlint.yaml",     CATALOG_FOLDER "/catalog",
                                             "--",       "-I" CATALOG_FOLDER, NULL};
    g_autoptr(GPtrArray) arguments = g_ptr_array_new();
    for (gsize i = 0; i < G_N_ELEMENTS(fixed); i++)
        g_ptr_array_add(arguments, (gpointer)fixed[i]);
    for (const char *const *more = catalogs ? with_flags : plain; *more != NULL; more++)
        g_ptr_array_add(arguments, (gpointer)*more);
    g_ptr_array_add(arguments, NULL);
    g_autoptr(OrmCommandRun) run = run_check(*state, (const char *const *)arguments->pdata);
    assert_int_equal(run->exit, 1);
    assert_file(*state, "all-rules.txt", run->out);
}

int main(int argc, char **argv)
{
    if (argc < 3) {
        g_printerr("usage: projects ORMLINT FOLDER [--accept]\n");
        return 2;
    }
    ormlint = argv[1];
    projects = argv[2];
    accepting = argc > 3 && strcmp(argv[3], "--accept") == 0;
    const struct CMUnitTest tests[] = {
        {"graph of the seed", keeps_its_graph, NULL, NULL, (void *)"seed"},
        {"graph of the tutorial", keeps_its_graph, NULL, NULL, (void *)"tutorial"},
        {"graph of structs mapped by convention", keeps_its_graph, NULL, NULL, (void *)"by-convention"},
        {"graph of the shop", keeps_its_graph, NULL, NULL, (void *)"shop"},
        {"graph of the shop on SQLite", keeps_its_graph, NULL, NULL, (void *)"shop-sqlite"},
        {"graph of the shop on MySQL", keeps_its_graph, NULL, NULL, (void *)"shop-mysql"},
        cmocka_unit_test(catalogs_have_all_tables_columns_and_indexes),
        cmocka_unit_test(catalogs_have_the_packages_foreign_keys),
        {"all rules over the seed", all_rules_say_what_is_known, NULL, NULL, (void *)"seed"},
        {"all rules over the tutorial", all_rules_say_what_is_known, NULL, NULL, (void *)"tutorial"},
        {"all rules over structs mapped by convention", all_rules_say_what_is_known, NULL, NULL,
         (void *)"by-convention"},
        {"all rules over the shop", all_rules_say_what_is_known, NULL, NULL, (void *)"shop"},
        {"all rules over the shop on SQLite", all_rules_say_what_is_known, NULL, NULL, (void *)"shop-sqlite"},
        {"all rules over the shop on MySQL", all_rules_say_what_is_known, NULL, NULL, (void *)"shop-mysql"},
        {"all rules over PostgreSQL's catalogs", all_rules_say_what_is_known, NULL, NULL,
         (void *)"postgresql-catalogs"},
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
