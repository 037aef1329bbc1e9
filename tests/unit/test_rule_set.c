/* SPDX-License-Identifier: MIT */
/* Levels, over rules of our own in place of the ledger's. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "rules/run.h"

static const OrmRule plain = {.name = "plain", .family = ORM_FAMILY_KEY, .severity = ORM_SEVERITY_ERROR};
static const OrmRule mild = {.name = "mild-rule", .family = ORM_FAMILY_KEY, .severity = ORM_SEVERITY_WARNING};
static const OrmRule opt_in = {
    .name = "opt-in-rule", .family = ORM_FAMILY_KEY, .severity = ORM_SEVERITY_INFO, .enabled = ORM_RULE_OPT_IN};
static const OrmRuleOption options[] = {{"most", ORM_RULE_OPTION_NUMBER, "3", "n", NULL},
                                        {"columns", ORM_RULE_OPTION_LIST, "a,b", "c", NULL},
                                        {"none", ORM_RULE_OPTION_LIST, "", "c", NULL},
                                        {"utf8", ORM_RULE_OPTION_FLAG, "true", "c", NULL},
                                        {NULL, ORM_RULE_OPTION_FLAG, NULL, NULL, NULL}};
static const OrmRule other = {
    .name = "other", .family = ORM_FAMILY_MAPPING, .severity = ORM_SEVERITY_ERROR, .options = options};
static const OrmRule always = {
    .name = "always", .family = ORM_FAMILY_META, .severity = ORM_SEVERITY_ERROR, .enabled = ORM_RULE_ALWAYS};
const OrmRule *const orm_rules[] = {&plain, &mild, &opt_in, &other, &always, NULL};

/* The severities of the rules in order, a letter each, after the settings "name=level name=level". */
static void assert_levels(const char *settings, const char *expected)
{
    g_autoptr(OrmRuleSet) set = orm_rule_set_new();
    g_auto(GStrv) parts = g_strsplit(settings, " ", -1);
    for (guint i = 0; parts[i] != NULL; i++) {
        g_auto(GStrv) pair = g_strsplit(parts[i], "=", 2);
        if (*parts[i] != '\0')
            assert_true(orm_rule_set_level(set, pair[0], pair[1]));
    }
    char found[G_N_ELEMENTS(orm_rules)] = "";
    for (guint i = 0; orm_rules[i] != NULL; i++)
        found[i] = "-iwe"[orm_rule_set_severity(set, orm_rules[i])];
    if (strcmp(found, expected) != 0)
        fail_msg("%s: %s, not %s", settings, found, expected);
}

static void test_defaults(void **state)
{
    (void)state;
    assert_levels("", "ew-ee");
    assert_levels("all=error plain=off all=default", "ew-ee");
}

static void test_rules_by_name(void **state)
{
    (void)state;
    assert_levels("plain=off", "-w-ee");
    assert_levels("plain=info", "iw-ee");
    assert_levels("opt-in-rule=on", "ewiee");
    assert_levels("opt-in-rule=error", "eweee");
    assert_levels("plain=off plain=warning", "ww-ee");
    assert_levels("plain=warning plain=default", "ew-ee");
}

static void test_families_and_all(void **state)
{
    (void)state;
    assert_levels("key=off", "---ee");
    assert_levels("key=on", "ewiee");
    assert_levels("all=on", "ewiee");
    assert_levels("key=warning", "ww-ee");
    assert_levels("all=info", "ii-ii");
    assert_levels("all=off key=error", "ee--e");
    assert_levels("all=off all=error", "ee-ee");
    assert_levels("key=off key=default", "ew-ee");
}

static void test_always_stays_on(void **state)
{
    (void)state;
    assert_levels("all=off", "----e");
    assert_levels("meta=off always=off", "ew-ee");
    assert_levels("always=warning all=off", "----w");
}

static void test_selection(void **state)
{
    (void)state;
    assert_levels("all=off opt-in-rule=on", "--i-e");
    assert_levels("all=off key=on", "ewi-e");
    /* A severity of the configuration outlives the selection. */
    assert_levels("plain=info all=off plain=on", "i---e");
    assert_levels("key=warning all=off opt-in-rule=on", "--w-e");
    assert_levels("all=off key=on plain=off", "-wi-e");
}

static void test_wide_severity_respects_narrow_off(void **state)
{
    (void)state;
    assert_levels("plain=off key=warning", "-w-ee");
    assert_levels("plain=off all=warning", "-w-ww");
    assert_levels("key=off all=warning", "---ww");
    assert_levels("plain=off key=warning plain=on", "ww-ee");
}

static void test_severity_of_a_single_finding(void **state)
{
    (void)state;
    const struct {
        const char *name, *level;
        OrmSeverity wanted, expected;
    } cases[] = {
        {"other", "on", ORM_SEVERITY_INFO, ORM_SEVERITY_INFO},
        {"mild-rule", "on", ORM_SEVERITY_ERROR, ORM_SEVERITY_ERROR},
        {"mild-rule", "info", ORM_SEVERITY_ERROR, ORM_SEVERITY_INFO},
        {"mild-rule", "error", ORM_SEVERITY_INFO, ORM_SEVERITY_ERROR},
        {"key", "warning", ORM_SEVERITY_ERROR, ORM_SEVERITY_WARNING},
        {"key", "error", ORM_SEVERITY_INFO, ORM_SEVERITY_INFO},
        {"all", "error", ORM_SEVERITY_INFO, ORM_SEVERITY_INFO},
        {"mild-rule", "off", ORM_SEVERITY_ERROR, ORM_SEVERITY_OFF},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(OrmRuleSet) set = orm_rule_set_new();
        assert_true(orm_rule_set_level(set, cases[i].name, cases[i].level));
        assert_int_equal(orm_rule_set_severity_as(set, &mild, NULL, cases[i].wanted), cases[i].expected);
    }
}

/* The severity of a rule for what is in a file and about a table. */
static OrmSeverity severity_at(const OrmRuleSet *set, const OrmRule *rule, const char *file, const char *table)
{
    OrmRuleSubject subject = {.file = file, .table = table};
    return orm_rule_set_severity_as(set, rule, &subject, rule->severity);
}

static GPtrArray *patterns(const char *list)
{
    GPtrArray *all = g_ptr_array_new_with_free_func(g_free);
    g_auto(GStrv) words = g_strsplit(list, " ", -1);
    for (guint i = 0; words[i] != NULL; i++)
        g_ptr_array_add(all, g_strdup(words[i]));
    return all;
}

static void test_files_and_tables(void **state)
{
    (void)state;
    g_autofree char *here = g_get_current_dir(), *elsewhere = g_build_filename(here, "other", "x.h", NULL);
    g_autoptr(OrmRuleSet) set = orm_rule_set_new();
    g_autoptr(GPtrArray) files = patterns("legacy/** one.h");
    g_autoptr(GPtrArray) tables = patterns("audit_* pg_catalog.pg_class");
    const OrmRuleWhere *legacy = orm_rule_set_where(set, files, NULL, here);
    const OrmRuleWhere *audit = orm_rule_set_where(set, NULL, tables, here);
    const OrmRuleWhere *both = orm_rule_set_where(set, files, tables, here);
    assert_true(orm_rule_set_level_where(set, legacy, "plain", "off"));
    assert_true(orm_rule_set_level_where(set, audit, "key", "warning"));
    assert_true(orm_rule_set_level_where(set, both, "opt-in-rule", "on"));
    assert_false(orm_rule_set_level_where(set, both, "unknown", "on"));
    assert_int_equal(severity_at(set, &plain, "legacy/a/b.h", "t"), ORM_SEVERITY_OFF);
    assert_int_equal(severity_at(set, &plain, "one.h", NULL), ORM_SEVERITY_OFF);
    assert_int_equal(severity_at(set, &plain, "two.h", "t"), ORM_SEVERITY_ERROR);
    assert_int_equal(severity_at(set, &plain, elsewhere, "t"), ORM_SEVERITY_ERROR);
    assert_int_equal(severity_at(set, &plain, NULL, "t"), ORM_SEVERITY_ERROR);
    assert_int_equal(severity_at(set, &plain, "x.h", "public.audit_log"), ORM_SEVERITY_WARNING);
    assert_int_equal(severity_at(set, &plain, "x.h", "pg_catalog.pg_class"), ORM_SEVERITY_WARNING);
    /* Off in the file, narrower than the family's warning. */
    assert_int_equal(severity_at(set, &plain, "one.h", "audit_log"), ORM_SEVERITY_OFF);
    /* On only where both hold. */
    assert_int_equal(severity_at(set, &opt_in, "one.h", "audit_log"), ORM_SEVERITY_WARNING);
    assert_int_equal(severity_at(set, &opt_in, "one.h", "t"), ORM_SEVERITY_OFF);
    assert_int_equal(severity_at(set, &opt_in, "x.h", "audit_log"), ORM_SEVERITY_OFF);
    assert_int_equal(orm_rule_set_severity(set, &opt_in), ORM_SEVERITY_OFF);
    assert_true(orm_rule_set_somewhere(set, &opt_in));
    assert_true(orm_rule_set_level_where(set, legacy, "always", "off"));
    assert_int_equal(severity_at(set, &always, "one.h", NULL), ORM_SEVERITY_ERROR);
}

/* The order of statements counts, whatever part they are about. */
static void test_later_statements_win(void **state)
{
    (void)state;
    g_autoptr(OrmRuleSet) set = orm_rule_set_new();
    g_autoptr(GPtrArray) wide = patterns("a/**");
    g_autoptr(GPtrArray) narrow = patterns("a/b/**");
    g_autoptr(GPtrArray) names = patterns("plain opt-in-rule");
    const OrmRuleWhere *outer = orm_rule_set_where(set, wide, NULL, ".");
    const OrmRuleWhere *inner = orm_rule_set_where(set, narrow, NULL, ".");
    orm_rule_set_level_where(set, outer, "plain", "off");
    orm_rule_set_level_where(set, inner, "plain", "warning");
    assert_int_equal(severity_at(set, &plain, "a/x.h", NULL), ORM_SEVERITY_OFF);
    assert_int_equal(severity_at(set, &plain, "a/b/x.h", NULL), ORM_SEVERITY_WARNING);
    orm_rule_set_select(set, names);
    assert_int_equal(severity_at(set, &plain, "a/x.h", NULL), ORM_SEVERITY_OFF);
    assert_int_equal(severity_at(set, &plain, "a/b/x.h", NULL), ORM_SEVERITY_WARNING);
    assert_int_equal(severity_at(set, &plain, "x.h", NULL), ORM_SEVERITY_ERROR);
    assert_int_equal(severity_at(set, &opt_in, "a/x.h", NULL), ORM_SEVERITY_INFO);
    assert_int_equal(severity_at(set, &mild, "a/b/x.h", NULL), ORM_SEVERITY_OFF);
    assert_int_equal(severity_at(set, &always, "x.h", NULL), ORM_SEVERITY_ERROR);
    orm_rule_set_level(set, "plain", "info");
    assert_int_equal(severity_at(set, &plain, "a/x.h", NULL), ORM_SEVERITY_INFO);
}

static void test_options(void **state)
{
    (void)state;
    g_autoptr(OrmRuleSet) set = orm_rule_set_new();
    const char *const values[] = {"x", "y", NULL}, *const number[] = {"7", NULL};
    assert_string_equal(orm_rule_set_values(set, &other, "most")[0], "3");
    assert_string_equal(orm_rule_set_values(set, &other, "columns")[1], "b");
    assert_null(orm_rule_set_values(set, &other, "columns")[2]);
    assert_null(orm_rule_set_values(set, &other, "none")[0]);
    assert_true(orm_rule_set_option(set, "other", "columns", values));
    assert_true(orm_rule_set_option(set, "other", "most", number));
    assert_false(orm_rule_set_option(set, "other", "least", number));
    assert_false(orm_rule_set_option(set, "plain", "most", number));
    assert_string_equal(orm_rule_set_values(set, &other, "columns")[0], "x");
    OrmRun run = {.set = set, .rule = &other};
    assert_int_equal(orm_run_number(&run, "most"), 7);
    assert_true(orm_run_flag(&run, "utf8"));
    assert_string_equal(orm_run_list(&run, "columns")[1], "y");
}

static void test_unknown_names_and_levels_change_nothing(void **state)
{
    (void)state;
    g_autoptr(OrmRuleSet) set = orm_rule_set_new();
    const char *const bad[][2] = {{"plane", "off"}, {"Plain", "off"}, {"", "off"},        {"ALL", "off"},
                                  {"plain", "no"},  {"plain", ""},    {"plain", "Error"}, {"all", "fatal"}};
    for (guint i = 0; i < G_N_ELEMENTS(bad); i++)
        assert_false(orm_rule_set_level(set, bad[i][0], bad[i][1]));
    assert_int_equal(orm_rule_set_severity(set, &plain), ORM_SEVERITY_ERROR);
}

static void test_names(void **state)
{
    (void)state;
    assert_ptr_equal(orm_rule_find("mild-rule"), &mild);
    assert_null(orm_rule_find("mild_rule"));
    assert_null(orm_rule_find(NULL));
    assert_string_equal(orm_rule_nearest("mild-rules"), "mild-rule");
    assert_string_equal(orm_rule_nearest("relationships"), "relationship");
    assert_string_equal(orm_rule_nearest_rule("opt-in-rul"), "opt-in-rule");
    assert_null(orm_rule_nearest_rule("relationships"));
    assert_null(orm_rule_nearest("something-else-entirely"));
    OrmFamily family = ORM_FAMILY_META;
    for (int i = ORM_FAMILY_MAPPING; i <= ORM_FAMILY_META; i++) {
        assert_true(orm_family_parse(orm_family_name((OrmFamily)i), &family));
        assert_int_equal(family, i);
    }
    assert_false(orm_family_parse("all", &family));
    assert_false(orm_family_parse(NULL, &family));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_defaults),
        cmocka_unit_test(test_rules_by_name),
        cmocka_unit_test(test_families_and_all),
        cmocka_unit_test(test_always_stays_on),
        cmocka_unit_test(test_selection),
        cmocka_unit_test(test_wide_severity_respects_narrow_off),
        cmocka_unit_test(test_severity_of_a_single_finding),
        cmocka_unit_test(test_files_and_tables),
        cmocka_unit_test(test_later_statements_win),
        cmocka_unit_test(test_options),
        cmocka_unit_test(test_unknown_names_and_levels_change_nothing),
        cmocka_unit_test(test_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
