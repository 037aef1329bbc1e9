/* SPDX-License-Identifier: MIT */
/* How many threads read the text of a project. */
#include "tests/support/plan_scratch.h"

/* Threads of a pool outlive it for a while. */
static guint threads_here(void)
{
    g_autoptr(GDir) tasks = g_dir_open("/proc/self/task", 0, NULL);
    assert_non_null(tasks);
    guint count = 0;
    while (g_dir_read_name(tasks) != NULL)
        count++;
    return count;
}

static void make_plan(const Scratch *scratch, guint threads)
{
    OrmPlanOptions options = {
        .paths = scratch->paths, .compile_commands = scratch->databases, .threads = threads, .root = scratch->folder};
    g_autoptr(OrmPlan) made = orm_plan_new(&options);
    assert_int_equal(made->files->len, 200);
}

static void test_no_more_threads_than_allowed(void **state)
{
    const Scratch *scratch = *state;
    for (guint i = 0; i < 200; i++) {
        g_autofree char *name = g_strdup_printf("%u.h", i);
        put(scratch, name, "struct ORM_TABLE(users) user { int id; };");
    }
    make_plan(scratch, 1);
    assert_int_equal(threads_here(), 1);
    make_plan(scratch, 2);
    assert_in_range(threads_here(), 2, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_no_more_threads_than_allowed, scratch_setup, scratch_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
