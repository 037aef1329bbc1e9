/* SPDX-License-Identifier: MIT */
/* Pages of rules and their layout. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "rules/page.h"
#include "rules/wrap.h"

static const OrmRule first = {.name = "first-rule",
                              .family = ORM_FAMILY_KEY,
                              .severity = ORM_SEVERITY_WARNING,
                              .enabled = ORM_RULE_OPT_IN,
                              .fix_kind = ORM_FIX_HINT,
                              .summary = "a key is `a|b`",
                              .why = "Because.",
                              .fix = "Do it."};
static const OrmRule second = {.name = "always-rule",
                               .family = ORM_FAMILY_META,
                               .severity = ORM_SEVERITY_ERROR,
                               .enabled = ORM_RULE_ALWAYS,
                               .summary = "something is wrong."};
const OrmRule *const orm_rules[] = {&second, &first, NULL};

static void assert_page(const OrmRule *rule, OrmPageFormat format, const char *expected)
{
    g_autofree char *page = orm_rule_page(rule, format);
    assert_string_equal(page, expected);
}

static void test_text_page(void **state)
{
    (void)state;
    assert_page(&first, ORM_PAGE_TEXT,
                "first-rule\n"
                "    a key is `a|b`.\n"
                "\n"
                "    Family key, severity warning, off until it is selected or configured.\n"
                "\n"
                "Why\n"
                "    Because.\n"
                "\n"
                "Fix\n"
                "    Do it.\n"
                "\n"
                "Suppress\n"
                "    ORM_ALLOW(first-rule, reason=\"...\")   /* on the struct or on the field */\n"
                "\n"
                "Configure (.ormlint.yaml)\n"
                "    rules:\n"
                "      first-rule: on   # on, off, default, error, warning or info\n");
}

static void test_markdown_page(void **state)
{
    (void)state;
    assert_page(&second, ORM_PAGE_MARKDOWN,
                "# always-rule\n"
                "\n"
                "something is wrong.\n"
                "\n"
                "Family `meta`, severity `error`, always on.\n"
                "\n"
                "## Suppress\n"
                "\n"
                "This rule is always on: it can neither be switched off nor allowed.\n"
                "\n"
                "## Configure (.ormlint.yaml)\n"
                "\n"
                "```yaml\n"
                "rules:\n"
                "  always-rule: warning   # default, error, warning or info\n"
                "```\n");
}

static void test_catalogue(void **state)
{
    (void)state;
    g_autofree char *text = orm_rule_catalogue(ORM_PAGE_TEXT);
    assert_string_equal(text, "Rules; `ormlint rule NAME` explains one\n"
                              "\n"
                              "Keys and foreign keys (key)\n"
                              "  first-rule   warning  opt-in  a key is `a|b`\n"
                              "\n"
                              "The linter itself (meta)\n"
                              "  always-rule  error    always  something is wrong.\n");
    g_autofree char *markdown = orm_rule_catalogue(ORM_PAGE_MARKDOWN);
    assert_non_null(strstr(markdown, "## Keys and foreign keys (`key`)\n"));
    assert_non_null(strstr(markdown, "| [first-rule](first-rule.md) | warning | opt-in | a key is `a\\|b` |\n"));
}

static void test_json(void **state)
{
    (void)state;
    json_t *json = orm_rule_to_json(&first);
    char *text = json_dumps(json, 0);
    assert_string_equal(text, "{\"name\": \"first-rule\", \"family\": \"key\", \"severity\": \"warning\", "
                              "\"enabled\": \"opt-in\", \"fix_kind\": \"hint\", \"summary\": \"a key is `a|b`\", "
                              "\"why\": \"Because.\", \"fix\": \"Do it.\", "
                              "\"options\": [], "
                              "\"example\": {\"faulty\": null, \"faulty_schema\": null, \"correct\": null, "
                              "\"correct_schema\": null}}");
    free(text);
    json_decref(json);
    json = orm_rule_to_json(&second);
    assert_non_null(json);
    assert_true(json_is_null(json_object_get(json, "why")));
    json_decref(json);
}

static void assert_wrapped(const char *text, guint indent, const char *expected)
{
    g_autoptr(GString) out = g_string_new(NULL);
    orm_wrap(out, text, indent);
    assert_string_equal(out->str, expected);
}

static void test_wrap(void **state)
{
    (void)state;
    assert_wrapped("one two", 2, "  one two\n");
    assert_wrapped("one\ntwo\n\nthree\n\n", 2, "  one two\n\n  three\n");
    assert_wrapped("a:\n- one\n  more\n- two\n\nend", 1, " a:\n - one more\n - two\n\n end\n");
    assert_wrapped("see:\n```c\nint  a;\n\nint b;\n```\nend", 2, "  see:\n  int  a;\n\n  int b;\n  end\n");
    assert_wrapped("see:\n\n    int  a;\nend", 2, "  see:\n\n      int  a;\n  end\n");
    assert_wrapped("", 2, "");
}

static void test_wrap_at_the_margin(void **state)
{
    (void)state;
    g_autofree char *word = g_strnfill(38, 'x'), *longer = g_strnfill(39, 'x'), *huge = g_strnfill(100, 'x');
    g_autofree char *fits = g_strdup_printf("%s %s", longer, word), *fitted = g_strdup_printf("  %s\n", fits);
    assert_wrapped(fits, 2, fitted);
    g_autofree char *over = g_strdup_printf("- %s %s é", longer, longer);
    g_autofree char *broken = g_strdup_printf("  - %s\n    %s é\n", longer, longer);
    assert_wrapped(over, 2, broken);
    g_autofree char *whole = g_strdup_printf("  %s\n  a\n", huge), *text = g_strdup_printf("%s a", huge);
    assert_wrapped(text, 2, whole);
}

static void test_indent(void **state)
{
    (void)state;
    g_autoptr(GString) out = g_string_new(NULL);
    orm_indent(out, "a\n\n  b\n\n", 4);
    assert_string_equal(out->str, "    a\n\n      b\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text_page), cmocka_unit_test(test_markdown_page),
        cmocka_unit_test(test_catalogue), cmocka_unit_test(test_json),
        cmocka_unit_test(test_wrap),      cmocka_unit_test(test_wrap_at_the_margin),
        cmocka_unit_test(test_indent),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
