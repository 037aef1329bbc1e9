/* SPDX-License-Identifier: MIT */
/* The baseline's file: what is written, what is read, and what is said of a broken one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "analyzer/findings/baseline.h"

static OrmFinding *finding(const char *rule, const char *table, const char *name, guint line)
{
    OrmPlace place = {orm_intern("a.h"), line, 1, line, 2};
    OrmObject object = {orm_intern(table), orm_intern(name), name == NULL ? "table" : "column"};
    return orm_finding_new(rule, ORM_SEVERITY_ERROR, place, object);
}

static OrmBaseline *parse(const char *text, char **message)
{
    g_autoptr(GError) error = NULL;
    OrmBaseline *baseline = orm_baseline_parse("b.json", text, strlen(text), &error);
    assert_int_equal(baseline == NULL, error != NULL);
    *message = error == NULL ? NULL : g_strdup(error->message);
    return baseline;
}

static void test_round_trip(void **state)
{
    (void)state;
    g_autoptr(OrmFinding) one = finding("rule-a", "users", "email", 3);
    g_autoptr(OrmFinding) two = finding("rule-b", "users", NULL, 4);
    g_autoptr(OrmFinding) moved = finding("rule-a", "users", "email", 30);
    g_autoptr(OrmFinding) other = finding("rule-a", "users", "name", 3);
    g_autoptr(OrmBaseline) baseline = orm_baseline_new();
    orm_baseline_add(baseline, one, "src/a.h");
    orm_baseline_add(baseline, two, "src/a.h");
    orm_baseline_add(baseline, moved, "src/b.h");
    g_autofree char *text = orm_baseline_to_string(baseline);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    assert_int_equal(g_strv_length(lines), 5); /* header, two entries, `]`, nothing */
    assert_true(g_str_has_prefix(lines[1], ",{\"fingerprint\": \"") &&
                g_str_has_prefix(lines[2], ",{\"fingerprint\": \""));
    assert_true(strcmp(lines[1], lines[2]) < 0);
    assert_non_null(strstr(
        text, "\"rule\": \"rule-a\", \"table\": \"users\", \"object\": \"column email\", \"file\": \"src/a.h\""));
    assert_non_null(strstr(text, "\"rule\": \"rule-b\", \"table\": \"users\", \"object\": \"table\""));

    g_autofree char *message = NULL;
    g_autoptr(OrmBaseline) again = parse(text, &message);
    assert_non_null(again);
    assert_true(orm_baseline_meet(again, moved));
    assert_false(orm_baseline_meet(again, other));
    guint met = 0;
    for (guint i = 0; i < again->entries->len; i++)
        met += ((OrmBaselineEntry *)again->entries->pdata[i])->met ? 1 : 0;
    assert_int_equal(met, 1);
}

/* What a merge leaves: another order, a line twice, other blanks, a byte order mark. */
static void test_tolerated(void **state)
{
    (void)state;
    g_autofree char *message = NULL;
    g_autoptr(OrmBaseline) baseline =
        parse("\xEF\xBB\xBF [ {\"version\":1}\r\n,{\"fingerprint\": \"ffffffffffffffff\"}\r\n"
              ",{\"fingerprint\":\n\"0123456789abcdef\", \"unknown\": [1]},\n"
              "{\"fingerprint\": \"ffffffffffffffff\"}]\n\n",
              &message);
    assert_non_null(baseline);
    assert_int_equal(baseline->entries->len, 3);
    assert_int_equal(((OrmBaselineEntry *)baseline->entries->pdata[1])->line, 3);
    g_autofree char *text = orm_baseline_to_string(baseline);
    assert_null(strstr(strstr(text, "ffffffffffffffff") + 1, "ffffffffffffffff"));
}

static void test_broken(void **state)
{
    (void)state;
    static const struct {
        const char *text, *message;
    } cases[] = {
        {"", "b.json:1:1: expected `[`: this is no baseline"},
        {"  {}", "b.json:1:3: expected `[`: this is no baseline"},
        {"[", "b.json:1:2: bad JSON"},
        {"[]", "b.json:1:"},
        {"[{\"version\": 1}\n<<<<<<< ours\n]", "b.json:2:1: expected `,` and a further entry, or `]`"},
        {"[{\"version\": 1}\n,{\"fingerprint\": \"0123456789abcdef\"}", "b.json:2:37: expected `,`"},
        {"[{\"version\": 1}\n,{\"fingerprint\": \"0123\"}]", "b.json:2:2: the entry has no `fingerprint`"},
        {"[{\"version\": 1}\n,  3]", "b.json:2:5: bad JSON"},
        {"[{\"version\": 1}\n, {\"fingerprint\" 3}]", "b.json:2:19: bad JSON"},
        {"[{\"version\": 2}]", "b.json:1:2: this version of the format is not known"},
        {"[{\"version\": \"1\"}]", "b.json:1:2: `version` is not a number"},
        {"[{\"fingerprint\": \"0123456789abcdef\"}]", "b.json:1:38: the entry with the `version` is missing"},
        {"[{\"version\": 1}] x", "b.json:1:18: something follows the closing `]`"},
        {"[{\"version\": 1},\n]", "b.json:2:"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *message = NULL;
        g_autoptr(OrmBaseline) baseline = parse(cases[i].text, &message);
        assert_null(baseline);
        if (!g_str_has_prefix(message, cases[i].message))
            fail_msg("%s: %s, not %s", cases[i].text, message, cases[i].message);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_round_trip),
        cmocka_unit_test(test_tolerated),
        cmocka_unit_test(test_broken),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
