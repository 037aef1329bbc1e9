/* SPDX-License-Identifier: MIT */
/*
 * The fixture runner: one test per case of fixtures/ and per project, and one per rule for the set of its cases. With
 * --accept it rewrites the expectations instead. usage: fixtures --ormlint PROGRAM --fixtures FOLDER [--accept]
 * [RULE[/CASE]]
 */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>

#include <cmocka.h>
#include <string.h>

#include "tests/support/expectation.h"

static char *program, *root;
static gboolean accept_all;

static GOptionEntry options[] = {
    {"ormlint", 0, 0, G_OPTION_ARG_FILENAME, &program, "the program under test", "PROGRAM"},
    {"fixtures", 0, 0, G_OPTION_ARG_FILENAME, &root, "the folder of fixtures", "FOLDER"},
    {"accept", 0, 0, G_OPTION_ARG_NONE, &accept_all, "rewrite the expectations", NULL},
    G_OPTION_ENTRY_NULL,
};

typedef struct {
    const OrmFixture *fixture;
    OrmCommandRun *run;
} Case;

static void run_case(gpointer data, gpointer unused)
{
    (void)unused;
    Case *one = data;
    one->run = orm_fixture_run(one->fixture, program);
}

/* Runs all cases, as many at a time as there are processors. */
static Case *run_cases(GPtrArray *fixtures)
{
    Case *cases = g_new0(Case, fixtures->len);
    GThreadPool *pool = g_thread_pool_new(run_case, NULL, (int)g_get_num_processors(), FALSE, NULL);
    for (guint i = 0; i < fixtures->len; i++) {
        cases[i].fixture = fixtures->pdata[i];
        g_thread_pool_push(pool, &cases[i], NULL);
    }
    g_thread_pool_free(pool, FALSE, TRUE);
    return cases;
}

static void test_case(void **state)
{
    const Case *one = *state;
    g_autofree char *difference = orm_expectation_check(one->fixture, one->run);
    if (difference != NULL) {
        /* Not fail_msg, which cuts a message at a kilobyte. */
        g_printerr("%s\n%s\n", one->fixture->label, difference);
        g_clear_pointer(&difference, g_free); /* fail jumps */
        fail();
    }
}

/* A rule needs two cases at least of either kind, and those its page shows. */
static void test_rule(void **state)
{
    const OrmFixture *first = *state;
    g_autoptr(GPtrArray) cases = orm_fixtures_find(root, first->rule, NULL);
    assert_non_null(cases);
    guint faulty = 0, clean = 0, examples = 0;
    for (guint i = 0; i < cases->len; i++) {
        const OrmFixture *fixture = cases->pdata[i];
        *(fixture->clean ? &clean : &faulty) += 1;
        examples += strcmp(fixture->name, "example") == 0 || strcmp(fixture->name, "ok_example") == 0;
    }
    if (faulty < 2 || clean < 2 || examples != 2)
        fail_msg(
            "fixtures/%s needs two faulty and two ok_ cases, `example` and `ok_example` among them; it has %u and %u",
            first->rule, faulty, clean);
}

static int test_cases(GPtrArray *fixtures, Case *cases, gboolean whole_rules)
{
    g_autofree struct CMUnitTest *tests = g_new0(struct CMUnitTest, 2 * fixtures->len);
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    size_t count = 0;
    for (guint i = 0; i < fixtures->len; i++) {
        OrmFixture *fixture = fixtures->pdata[i];
        if (fixture->first && !fixture->project && whole_rules) {
            g_ptr_array_add(names, g_strdup_printf("%s: its cases", fixture->rule));
            tests[count++] = (struct CMUnitTest){names->pdata[names->len - 1], test_rule, NULL, NULL, fixture};
        }
        tests[count++] = (struct CMUnitTest){fixture->label, test_case, NULL, NULL, &cases[i]};
    }
    return _cmocka_run_group_tests("fixtures", tests, count, NULL, NULL) != 0;
}

static int accept_cases(GPtrArray *fixtures, Case *cases)
{
    int refused = 0;
    for (guint i = 0; i < fixtures->len; i++) {
        g_autofree char *problem = orm_expectation_accept(cases[i].fixture, cases[i].run);
        if (problem == NULL)
            continue;
        g_printerr("%s: %s", cases[i].fixture->label, problem);
        refused++;
    }
    return refused > 0;
}

int main(int argc, char **argv)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GOptionContext) context = g_option_context_new("[RULE[/CASE]]");
    g_option_context_add_main_entries(context, options, NULL);
    if (!g_option_context_parse(context, &argc, &argv, &error) || program == NULL || root == NULL || argc > 2) {
        g_printerr("%s\n", error != NULL ? error->message
                                         : "usage: fixtures --ormlint PROGRAM --fixtures FOLDER [RULE[/CASE]]");
        return 2;
    }
    const char *filter = argc == 2 ? argv[1] : NULL;
    g_autoptr(GPtrArray) fixtures = orm_fixtures_find(root, filter, &error);
    if (fixtures == NULL || fixtures->len == 0) {
        g_printerr("%s\n", error != NULL ? error->message : "no such fixture");
        return 2;
    }
    Case *cases = run_cases(fixtures);
    gboolean whole_rules = filter == NULL || strchr(filter, '/') == NULL;
    int status = accept_all ? accept_cases(fixtures, cases) : test_cases(fixtures, cases, whole_rules);
    for (guint i = 0; i < fixtures->len; i++)
        orm_command_run_free(cases[i].run);
    g_free(cases);
    g_free(program);
    g_free(root);
    return status;
}
