/* SPDX-License-Identifier: MIT */
/*
 * The whole of the facts of one header, byte for byte: the same with every version of libclang. After a wanted change,
 * run with ORMLINT_ACCEPT=1 to rewrite what is expected.
 */
#include "tests/support/scratch.h"
#include "analyzer/facts/facts_json.h"

#define FOLDER ORM_SOURCE_DIR "/tests/extract"

static void test_sample(void **state)
{
    (void)state;
    assert_int_equal(g_chdir(FOLDER), 0);
    g_autoptr(OrmFacts) facts = scratch_extract("sample.h", "-std=gnu17 --target=x86_64-pc-linux-gnu");
    g_autofree char *actual = orm_facts_dump(facts);
    if (g_getenv("ORMLINT_ACCEPT") != NULL)
        assert_true(g_file_set_contents("sample.json", actual, -1, NULL));
    g_autofree char *expected = NULL;
    assert_true(g_file_get_contents("sample.json", &expected, NULL, NULL));
    assert_string_equal(actual, expected);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_sample)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
