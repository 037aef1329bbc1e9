/* SPDX-License-Identifier: MIT */
/* The ledgers agree with what they stand for: rules.def with files, fixtures and pages; reporters.def with files. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>

#include <cmocka.h>
#include <string.h>

#include "generated/rule_examples.h"
#include "reporters/reporter.h"
#include "rules/engine.h"

/* What a test found wrong, so that it can name all of it; each test starts with none. */
static GString *problems;

G_GNUC_PRINTF(1, 2) static void add_problem(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_string_append_vprintf(problems, format, arguments);
    g_string_append_c(problems, '\n');
    va_end(arguments);
}

static int set_up(void **state)
{
    (void)state;
    problems = g_string_new(NULL);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    g_string_free(problems, TRUE);
    return 0;
}

static void assert_no_problem(void)
{
    if (problems->len == 0)
        return;
    /* Not fail_msg, which cuts a message at a kilobyte. */
    g_printerr("%s", problems->str);
    fail();
}

static gboolean expect_file(const char *owner, const char *path)
{
    g_autofree char *full = g_build_filename(ORM_SOURCE_DIR, path, NULL);
    gboolean exists = g_file_test(full, G_FILE_TEST_EXISTS);
    if (!exists)
        add_problem("`%s` has no %s", owner, path);
    return exists;
}

static char *file_stem(const char *name)
{
    return g_strdelimit(g_strdup(name), "-", '_');
}

/* The names in a folder of the source tree; empty when there is none. */
static GPtrArray *list_folder(const char *folder)
{
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *full = g_build_filename(ORM_SOURCE_DIR, folder, NULL);
    g_autoptr(GDir) dir = g_dir_open(full, 0, NULL);
    for (const char *name = dir != NULL ? g_dir_read_name(dir) : NULL; name != NULL; name = g_dir_read_name(dir))
        g_ptr_array_add(names, g_strdup(name));
    return names;
}

static void test_names_are_kebab_case_and_unique(void **state)
{
    (void)state;
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; orm_rules[i] != NULL; i++) {
        const char *name = orm_rules[i]->name;
        if (!g_regex_match_simple("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", name, 0, 0))
            add_problem("`%s` is not kebab-case", name);
        OrmFamily family;
        if (!g_hash_table_add(seen, (gpointer)name) || orm_family_parse(name, &family) || strcmp(name, "all") == 0)
            add_problem("`%s` is a name twice", name);
    }
    assert_true(g_hash_table_size(seen) > 0);
    assert_no_problem();
}

static void test_each_rule_has_its_file(void **state)
{
    (void)state;
    for (guint i = 0; orm_rules[i] != NULL; i++) {
        const OrmRule *rule = orm_rules[i];
        g_autofree char *stem = file_stem(rule->name);
        g_autofree char *path = g_strdup_printf("rules/%s/%s.c", orm_family_name(rule->family), stem);
        if (!expect_file(rule->name, path))
            continue;
        g_autofree char *full = g_build_filename(ORM_SOURCE_DIR, path, NULL);
        g_autofree char *text = NULL, *definition = g_strdup_printf("const OrmRule orm_rule_%s = {", stem);
        assert_true(g_file_get_contents(full, &text, NULL, NULL));
        if (strstr(text, definition) == NULL)
            add_problem("%s does not define orm_rule_%s", path, stem);
    }
    assert_no_problem();
}

/* A file that defines a rule is in the ledger; others are helpers of their family. */
static void test_each_file_is_in_the_ledger(void **state)
{
    (void)state;
    g_autoptr(GRegex) definition =
        g_regex_new("^const OrmRule orm_rule_([a-z0-9_]+) = \\{", G_REGEX_MULTILINE, 0, NULL);
    for (int family = ORM_FAMILY_MAPPING; family <= ORM_FAMILY_META; family++) {
        g_autofree char *folder = g_build_filename("rules", orm_family_name((OrmFamily)family), NULL);
        g_autoptr(GPtrArray) files = list_folder(folder);
        for (guint i = 0; i < files->len; i++) {
            g_autofree char *path = g_build_filename(ORM_SOURCE_DIR, folder, files->pdata[i], NULL);
            g_autofree char *text = NULL;
            g_autoptr(GMatchInfo) match = NULL;
            assert_true(g_file_get_contents(path, &text, NULL, NULL));
            if (!g_regex_match(definition, text, 0, &match))
                continue;
            g_autofree char *stem = g_match_info_fetch(match, 1);
            g_autofree char *name = g_strdelimit(g_strdup(stem), "_", '-');
            if (orm_rule_find(name) == NULL)
                add_problem("%s/%s defines a rule that is not in rules.def", folder, (char *)files->pdata[i]);
        }
    }
    assert_no_problem();
}

static void test_each_rule_has_fixtures_and_a_page(void **state)
{
    (void)state;
    static const char *const paths[] = {"fixtures/%s/example", "fixtures/%s/ok_example", "docs/rules/%s.md"};
    for (guint i = 0; orm_rules[i] != NULL; i++)
        for (gsize p = 0; p < G_N_ELEMENTS(paths); p++) {
            g_auto(GStrv) parts = g_strsplit(paths[p], "%s", 2);
            g_autofree char *path = g_strjoin(orm_rules[i]->name, parts[0], parts[1], NULL);
            expect_file(orm_rules[i]->name, path);
        }
    assert_no_problem();
}

static void test_each_rule_has_two_cases_of_either_kind(void **state)
{
    (void)state;
    for (guint i = 0; orm_rules[i] != NULL; i++) {
        g_autofree char *folder = g_build_filename("fixtures", orm_rules[i]->name, NULL);
        g_autoptr(GPtrArray) cases = list_folder(folder);
        guint correct = 0;
        for (guint c = 0; c < cases->len; c++)
            correct += g_str_has_prefix(cases->pdata[c], "ok_") ? 1 : 0;
        if (correct < 2 || cases->len - correct < 2)
            add_problem("`%s` has %u faulty and %u correct cases", orm_rules[i]->name, cases->len - correct, correct);
    }
    assert_no_problem();
}

static void test_fixtures_and_pages_belong_to_rules(void **state)
{
    (void)state;
    g_autoptr(GPtrArray) fixtures = list_folder("fixtures");
    for (guint i = 0; i < fixtures->len; i++)
        if (strcmp(fixtures->pdata[i], "projects") != 0 && orm_rule_find(fixtures->pdata[i]) == NULL)
            add_problem("fixtures/%s belongs to no rule", (char *)fixtures->pdata[i]);
    g_autoptr(GPtrArray) pages = list_folder("docs/rules");
    for (guint i = 0; i < pages->len; i++) {
        g_auto(GStrv) parts = g_strsplit(pages->pdata[i], ".md", 2);
        if (strcmp(parts[0], "README") != 0 && orm_rule_find(parts[0]) == NULL)
            add_problem("docs/rules/%s belongs to no rule", (char *)pages->pdata[i]);
    }
    assert_no_problem();
}

static const OrmRuleExample *find_example(const char *rule)
{
    for (const OrmRuleExample *example = orm_rule_examples; example->rule != NULL; example++)
        if (strcmp(example->rule, rule) == 0)
            return example;
    return NULL;
}

static void test_each_page_is_complete(void **state)
{
    (void)state;
    for (guint i = 0; orm_rules[i] != NULL; i++) {
        const OrmRule *rule = orm_rules[i];
        const OrmRuleExample *example = find_example(rule->name);
        const char *const parts[] = {rule->summary, rule->why, rule->fix, example != NULL ? example->faulty : NULL,
                                     example != NULL ? example->correct : NULL};
        static const char *const names[] = {"summary", "why", "fix", "faulty example", "correct example"};
        for (gsize p = 0; p < G_N_ELEMENTS(parts); p++)
            if (parts[p] == NULL || parts[p][0] == '\0')
                add_problem("the page of `%s` has no %s", rule->name, names[p]);
        if (example != NULL && g_strcmp0(example->faulty, example->correct) == 0 &&
            g_strcmp0(example->faulty_schema, example->correct_schema) == 0)
            add_problem("the faulty example of `%s` is the correct one", rule->name);
        if (strchr(rule->summary, '\n') != NULL)
            add_problem("the summary of `%s` is more than one line", rule->name);
    }
    assert_no_problem();
}

static void test_each_reporter_has_its_file(void **state)
{
    (void)state;
    assert_non_null(orm_reporters[0]);
    for (guint i = 0; orm_reporters[i] != NULL; i++) {
        g_autofree char *stem = file_stem(orm_reporters[i]->name);
        g_autofree char *path = g_strdup_printf("reporters/%s.c", stem);
        expect_file(orm_reporters[i]->name, path);
    }
    assert_no_problem();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_names_are_kebab_case_and_unique, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_each_rule_has_its_file, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_each_file_is_in_the_ledger, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_each_rule_has_fixtures_and_a_page, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_each_rule_has_two_cases_of_either_kind, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_fixtures_and_pages_belong_to_rules, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_each_page_is_complete, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_each_reporter_has_its_file, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
