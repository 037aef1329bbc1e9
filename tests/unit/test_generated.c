/* SPDX-License-Identifier: MIT */
/* What the build makes of other files holds every byte of them. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>

#include <cmocka.h>
#include <glib.h>
#include <string.h>

#include "generated/orm_h.h"
#include "generated/rule_examples.h"

static void test_header_is_the_file(void **state)
{
    (void)state;
    g_autofree char *text = NULL;
    gsize length = 0;
    assert_true(g_file_get_contents(ORM_SOURCE_DIR "/include/ormlint/orm.h", &text, &length, NULL));
    assert_int_equal(orm_h_length, length);
    assert_memory_equal(orm_h_text, text, length + 1);
}

/* Whether `text` is one of the sources of a case. */
static gboolean is_source_of(const char *text, const char *rule, const char *name)
{
    g_autofree char *folder = g_build_filename(ORM_SOURCE_DIR, "fixtures", rule, name, NULL);
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    for (const char *file = dir != NULL ? g_dir_read_name(dir) : NULL; file != NULL; file = g_dir_read_name(dir)) {
        g_autofree char *path = g_build_filename(folder, file, NULL), *source = NULL;
        if ((g_str_has_suffix(file, ".h") || g_str_has_suffix(file, ".c")) &&
            g_file_get_contents(path, &source, NULL, NULL) && strcmp(source, text) == 0)
            return TRUE;
    }
    return FALSE;
}

static void test_examples_are_fixtures(void **state)
{
    (void)state;
    assert_non_null(orm_rule_examples[0].rule);
    for (const OrmRuleExample *example = orm_rule_examples; example->rule != NULL; example++) {
        if (example->faulty != NULL && !is_source_of(example->faulty, example->rule, "example"))
            fail_msg("the faulty example of `%s` is not in its fixture", example->rule);
        if (example->correct != NULL && !is_source_of(example->correct, example->rule, "ok_example"))
            fail_msg("the correct example of `%s` is not in its fixture", example->rule);
    }
}

/* In the order of strcmp, each rule once. */
static void test_examples_are_sorted(void **state)
{
    (void)state;
    for (const OrmRuleExample *example = orm_rule_examples; example->rule != NULL && example[1].rule != NULL; example++)
        assert_true(strcmp(example[0].rule, example[1].rule) < 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_header_is_the_file),
        cmocka_unit_test(test_examples_are_fixtures),
        cmocka_unit_test(test_examples_are_sorted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
