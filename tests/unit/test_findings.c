/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "analyzer/findings/finding.h"

static OrmFinding *make(const char *rule, const char *file, guint line, guint column, const char *message)
{
    OrmPlace place = {orm_intern(file), line, column, line, column + 1};
    OrmFinding *finding = orm_finding_new(rule, ORM_SEVERITY_ERROR, place, (OrmObject){"orders", "id", "column"});
    g_free(finding->message);
    finding->message = g_strdup(message);
    return finding;
}

static GPtrArray *new_findings(void)
{
    return g_ptr_array_new_with_free_func((GDestroyNotify)orm_finding_free);
}

static const OrmFinding *at(GPtrArray *findings, guint index)
{
    return g_ptr_array_index(findings, index);
}

static void test_severity_names(void **state)
{
    (void)state;
    OrmSeverity severity = ORM_SEVERITY_OFF;
    for (int i = ORM_SEVERITY_OFF; i <= ORM_SEVERITY_ERROR; i++) {
        assert_true(orm_severity_parse(orm_severity_name((OrmSeverity)i), &severity));
        assert_int_equal(severity, i);
    }
    assert_string_equal(orm_severity_name(ORM_SEVERITY_INFO), "info");
    severity = ORM_SEVERITY_WARNING;
    assert_false(orm_severity_parse("Error", &severity));
    assert_false(orm_severity_parse("", &severity));
    assert_false(orm_severity_parse(NULL, &severity));
    assert_int_equal(severity, ORM_SEVERITY_WARNING);
}

static void test_help_and_related(void **state)
{
    (void)state;
    g_autoptr(OrmFinding) finding = make("a-rule", "a.h", 1, 1, "message");
    assert_null(finding->help);
    orm_finding_help(finding, "did you mean `%s`?", "user");
    orm_finding_help(finding, "did you mean `%s`?", "users");
    assert_string_equal(finding->help, "did you mean `users`?");
    orm_finding_related(finding, ORM_PLACE_UNKNOWN, "nowhere");
    assert_int_equal(finding->related->len, 0);
    orm_finding_related(finding, finding->place, "%d here", 1);
    const OrmRelated *related = g_ptr_array_index(finding->related, 0);
    assert_string_equal(related->message, "1 here");
    assert_ptr_equal(related->place.file, finding->place.file);
}

static char *fingerprint(const char *rule, const char *table, const char *name, const char *kind, guint line)
{
    OrmPlace place = {orm_intern("a.h"), line, 1, line, 2};
    g_autoptr(OrmFinding) finding = orm_finding_new(rule, ORM_SEVERITY_INFO, place, (OrmObject){table, name, kind});
    return orm_finding_fingerprint(finding);
}

static void test_fingerprint(void **state)
{
    (void)state;
    g_autofree char *first = fingerprint("r", "orders", "id", "column", 3);
    g_autofree char *elsewhere = fingerprint("r", "orders", "id", "column", 30);
    assert_string_equal(first, elsewhere);
    assert_int_equal(strlen(first), 16);
    assert_int_equal(strspn(first, "0123456789abcdef"), 16);
    const char *const others[][4] = {
        {"s", "orders", "id", "column"},   {"r", "order", "id", "column"},  {"r", "orders", "i", "column"},
        {"r", "orders", "id", "index"},    {"r", "orders", NULL, "column"}, {"r", "orders", "", "column"},
        {"r", NULL, "ordersid", "column"}, {"r", "orders", "id", NULL},     {"rorders", "", "id", "column"}};
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_hash_table_add(seen, g_strdup(first));
    for (guint i = 0; i < G_N_ELEMENTS(others); i++)
        assert_true(g_hash_table_add(seen, fingerprint(others[i][0], others[i][1], others[i][2], others[i][3], 3)));
}

/* Baselines keep fingerprints: the value itself is a promise. */
static void test_fingerprint_stays(void **state)
{
    (void)state;
    g_autofree char *value = fingerprint("fk-unknown-target", "orders", "customer_id", "column", 18);
    assert_string_equal(value, "a40e941555ba19dd");
}

static void test_sort_order(void **state)
{
    (void)state;
    g_autoptr(GPtrArray) findings = new_findings();
    g_ptr_array_add(findings, make("b", "b.h", 1, 1, "m"));
    g_ptr_array_add(findings, make("b", "a.h", 10, 1, "m"));
    g_ptr_array_add(findings, make("b", "a.h", 9, 5, "n"));
    g_ptr_array_add(findings, make("b", "a.h", 9, 5, "m"));
    g_ptr_array_add(findings, make("a", "a.h", 9, 5, "z"));
    g_ptr_array_add(findings, make("z", "a.h", 9, 2, "m"));
    g_ptr_array_add(findings, make("z", NULL, 0, 0, "m"));
    orm_findings_sort(findings);
    const char *const expected[] = {"z:0:0:m", "z:9:2:m", "a:9:5:z", "b:9:5:m", "b:9:5:n", "b:10:1:m", "b:1:1:m"};
    assert_int_equal(findings->len, G_N_ELEMENTS(expected));
    for (guint i = 0; i < findings->len; i++) {
        const OrmFinding *finding = at(findings, i);
        g_autofree char *text =
            g_strdup_printf("%s:%u:%u:%s", finding->rule, finding->place.line, finding->place.column, finding->message);
        assert_string_equal(text, expected[i]);
    }
}

static void test_sort_drops_equals(void **state)
{
    (void)state;
    g_autoptr(GPtrArray) findings = new_findings();
    for (guint i = 0; i < 3; i++) {
        g_ptr_array_add(findings, make("b", "a.h", 2, 1, "m"));
        g_ptr_array_add(findings, make("a", "a.h", 1, 1, "m"));
    }
    g_ptr_array_add(findings, make("c", "a.h", 3, 1, "m"));
    orm_findings_sort(findings);
    assert_int_equal(findings->len, 3);
    assert_string_equal(at(findings, 0)->rule, "a");
    assert_string_equal(at(findings, 1)->rule, "b");
    assert_string_equal(at(findings, 2)->rule, "c");
}

/* An inherited field can be allowed in one table only: the finding for the other one stays. */
static void test_sort_keeps_the_unsuppressed(void **state)
{
    (void)state;
    for (guint suppressed = 0; suppressed < 2; suppressed++) {
        g_autoptr(GPtrArray) findings = new_findings();
        g_ptr_array_add(findings, make("a", "a.h", 1, 1, "m"));
        g_ptr_array_add(findings, make("a", "a.h", 1, 1, "m"));
        ((OrmFinding *)findings->pdata[suppressed])->suppressed = g_strdup("because");
        orm_findings_sort(findings);
        assert_int_equal(findings->len, 1);
        assert_null(at(findings, 0)->suppressed);
    }
}

static void test_sort_of_nothing(void **state)
{
    (void)state;
    g_autoptr(GPtrArray) findings = new_findings();
    orm_findings_sort(findings);
    assert_int_equal(findings->len, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_severity_names),
        cmocka_unit_test(test_help_and_related),
        cmocka_unit_test(test_fingerprint),
        cmocka_unit_test(test_fingerprint_stays),
        cmocka_unit_test(test_sort_order),
        cmocka_unit_test(test_sort_drops_equals),
        cmocka_unit_test(test_sort_keeps_the_unsuppressed),
        cmocka_unit_test(test_sort_of_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
