/* SPDX-License-Identifier: MIT */
/* Comments that allow rules: which text is one, what it says, and of which lines it speaks. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "analyzer/extract/allow_comments.h"
#include "analyzer/facts/facts_json.h"

/* Each comment as "lines rules (reason) !fault", the file-wide ones with `*` for lines. */
static char *scan(const char *text, gsize length)
{
    g_autoptr(GPtrArray) comments = g_ptr_array_new_with_free_func((GDestroyNotify)orm_allow_comment_free);
    orm_allow_comments_scan("t.h", text, length, comments);
    GString *shown = g_string_new(NULL);
    for (guint i = 0; i < comments->len; i++) {
        const OrmAllowComment *comment = g_ptr_array_index(comments, i);
        if (comment->whole_file)
            g_string_append(shown, "*");
        else
            g_string_append_printf(shown, "%u-%u", comment->first_line, comment->last_line);
        for (guint j = 0; j < comment->rules->len; j++)
            g_string_append_printf(shown, " %s", g_array_index(comment->rules, OrmAllowedRule, j).name);
        if (comment->reason != NULL)
            g_string_append_printf(shown, " (%s)", comment->reason);
        if (comment->fault != NULL)
            g_string_append_printf(shown, " !%u:%u %s", comment->fault_place.line, comment->fault_place.column,
                                   comment->fault);
        g_string_append_c(shown, '\n');
    }
    return g_string_free(shown, FALSE);
}

static void assert_scan(const char *text, const char *expected)
{
    g_autofree char *shown = scan(text, strlen(text));
    assert_string_equal(shown, expected);
    /* The same with the line ends of other systems. */
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    g_autofree char *windows = g_strjoinv("\r\n", lines);
    g_autofree char *again = scan(windows, strlen(windows));
    assert_string_equal(again, expected);
}

static void test_lines(void **state)
{
    (void)state;
    assert_scan("int a; // ormlint: allow rule -- why\nint b;\n", "1-1 rule (why)\n");
    assert_scan("// ormlint: allow rule\nint b;\nint c;\n", "1-2 rule\n");
    assert_scan("/* ormlint: allow rule */ int a;\nint b;\n", "1-1 rule\n");
    assert_scan("int a; /* ormlint: allow rule */ int b;\nint c;\n", "1-1 rule\n");
    assert_scan("// ormlint: allow one\n// ormlint: allow two\n\n// some words\nint a;\n", "1-3 one\n2-3 two\n");
    assert_scan("// ormlint: allow one\n/* some\n words */\nint a;\n", "1-4 one\n");
    assert_scan("// ormlint: allow one\n\nint a;\n", "1-2 one\n");
    assert_scan("int a; // ormlint: allow one\n// ormlint: allow two\nint b;\n", "1-1 one\n2-3 two\n");
    assert_scan("/*\n * ormlint: allow one\n * ormlint: allow two -- b\n */\nint a;", "1-5 one\n1-5 two (b)\n");
    assert_scan("int a; /* words\n ormlint: allow one */\nint b;", "1-2 one\n");
    assert_scan("// ormlint: allow last", "1-2 last\n");
}

static void test_words(void **state)
{
    (void)state;
    assert_scan("// ormlint: allow a-b, c ,d-- one -- two \n", "1-2 a-b c d (one -- two)\n");
    assert_scan("//ormlint:allow a\n", "1-2 a\n");
    assert_scan("///  ormlint: allow a -- \n", "1-2 a\n");
    assert_scan("int x; ///< ormlint: allow a\n", "1-1 a\n");
    assert_scan("/** ormlint: allow a -- long * story **/\n", "1-2 a (long * story *)\n");
    assert_scan("// ormlint: allow-file a, b -- all of it\nint a;\n", "* a b (all of it)\n");
    assert_scan("// ormlint: allow a, \\\n   b -- why\nint a;\n", "1-3 a b (why)\n");
    assert_scan("// ormlint: allow a --- why\n", "1-2 a (why)\n");
    assert_scan("// ormlint: allow a -- \xe6\xbc\xa2\xff\n", "1-2 a (\xe6\xbc\xa2\xef\xbf\xbd)\n");
}

static void test_faults(void **state)
{
    (void)state;
    assert_scan("// ormlint: allow\n", "1-2 !1:18 the name of the rule to allow is missing\n");
    assert_scan("/* ormlint: allow -- why */\n", "1-2 !1:19 the name of the rule to allow is missing\n");
    assert_scan("// ormlint: allow a,\n", "1-2 a !1:21 the name of a rule is missing after `,`\n");
    assert_scan("// ormlint: allow a b\n", "1-2 a !1:21 expected `,` and a further rule, or `--` and the reason\n");
    assert_scan("// ormlint: allow-next-line a\n", "1-2 !1:13 `allow-next-line` is neither `allow` nor `allow-file`\n");
    assert_scan("// ormlint: ignore a\n", "1-2 !1:13 `ignore` is neither `allow` nor `allow-file`\n");
    assert_scan("// ormlint: Allow a\n", "1-2 !1:13 `Allow` is neither `allow` nor `allow-file`\n");
}

static void test_what_is_none(void **state)
{
    (void)state;
    assert_scan("const char *a = \"// ormlint: allow a\";\n", "");
    assert_scan("const char *a = \"\\\"/* ormlint: allow a */\";\n", "");
    assert_scan("int a = '\"'; // ormlint: allow a\n", "1-1 a\n");
    assert_scan("#error don't\nint a; // ormlint: allow a\n", "2-2 a\n");
    assert_scan("int a = 1'000; // ormlint: allow a\n", "1-1 a\n");
    assert_scan("// see ormlint: allow a\n// // ormlint: allow b\n", "");
    assert_scan("// ormlint: see the manual\n// ormlint checks this\n// ormlint:\n", "");
    assert_scan("int a = b / c; // ormlint: allow a\n", "1-1 a\n");
    assert_scan("/* open: ormlint: allow a", "");
    assert_scan("/* ormlint: allow a", "1-2 a\n");
    static const char nul[] = "// ormlint: allow a -- b\0c\n\0// ormlint: allow b\n";
    g_autofree char *shown = scan(nul, sizeof nul - 1);
    assert_true(g_str_has_prefix(shown, "1-2 a ("));
}

static void test_places(void **state)
{
    (void)state;
    static const char text[] = "int a;\n  /* ormlint: allow one, two -- why */\n";
    g_autoptr(OrmFacts) facts = orm_facts_new();
    orm_allow_comments_scan("t.h", text, strlen(text), facts->allows);
    orm_allow_comments_scan("t.h", text, strlen(text), facts->allows);
    orm_facts_normalize(facts);
    assert_int_equal(facts->allows->len, 1);
    g_autofree char *dump = orm_facts_dump(facts);
    assert_non_null(strstr(dump, "\"place\": \"t.h:2:6-2:37\""));
    assert_non_null(strstr(dump, "\"name\": \"one\",\n          \"place\": \"t.h:2:21-2:24\""));
    assert_non_null(strstr(dump, "\"name\": \"two\",\n          \"place\": \"t.h:2:26-2:29\""));
}

static void test_covers(void **state)
{
    (void)state;
    g_autoptr(GPtrArray) comments = g_ptr_array_new_with_free_func((GDestroyNotify)orm_allow_comment_free);
    static const char text[] = "// ormlint: allow one\nint a;\n// ormlint: allow-file two\n";
    orm_allow_comments_scan("t.h", text, strlen(text), comments);
    const OrmAllowComment *one = comments->pdata[0], *two = comments->pdata[1];
    OrmPlace place = {orm_intern("t.h"), 2, 1, 2, 2};
    assert_true(orm_allow_comment_covers(one, &place));
    place.line = 3;
    assert_false(orm_allow_comment_covers(one, &place));
    assert_true(orm_allow_comment_covers(two, &place));
    place.file = orm_intern("u.h");
    assert_false(orm_allow_comment_covers(two, &place));
    assert_false(orm_allow_comment_covers(two, &ORM_PLACE_UNKNOWN));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines),        cmocka_unit_test(test_words),  cmocka_unit_test(test_faults),
        cmocka_unit_test(test_what_is_none), cmocka_unit_test(test_places), cmocka_unit_test(test_covers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
