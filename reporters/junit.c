/* SPDX-License-Identifier: MIT */
/*
 * JUnit's XML: a suite for each table whose models were judged, in it a case for each rule that ran. So the passes are
 * visible, too, and a case has the same name from run to run.
 */
#include "reporters/output.h"
#include "reporters/path.h"
#include "reporters/selection.h"
#include "reporters/xml.h"

/* With more cases than this, a table without findings has one for all rules. */
#define MOST_CASES 100000
/* The suite of findings about no table. */
#define NO_TABLE "ormlint"

typedef struct {
    const char *name;
    OrmPlace place;
    GPtrArray *findings; /* of const OrmFinding *, owned array */
} Suite;

typedef struct {
    GPtrArray *suites;   /* of Suite *, owned, by name */
    GHashTable *by_name; /* the same */
    GPtrArray *rules;    /* of const char *: those that ran */
    gboolean terse;      /* one case for a suite without findings */
} Suites;

static void suite_free(gpointer data)
{
    Suite *suite = data;
    g_ptr_array_unref(suite->findings);
    g_free(suite);
}

static Suite *suite_for(Suites *suites, const char *name, OrmPlace place)
{
    Suite *suite = g_hash_table_lookup(suites->by_name, name);
    if (suite == NULL) {
        suite = g_new0(Suite, 1);
        *suite = (Suite){.name = name, .place = place, .findings = g_ptr_array_new()};
        g_ptr_array_add(suites->suites, suite);
        g_hash_table_insert(suites->by_name, (char *)name, suite);
    }
    return suite;
}

static gint compare_suites(gconstpointer left, gconstpointer right)
{
    return g_strcmp0((*(const Suite *const *)left)->name, (*(const Suite *const *)right)->name);
}

static void collect(Suites *suites, const OrmReport *report)
{
    suites->suites = g_ptr_array_new_with_free_func(suite_free);
    suites->by_name = g_hash_table_new(g_str_hash, g_str_equal);
    suites->rules = g_ptr_array_new();
    for (guint i = 0; report->tables != NULL && i < report->tables->len; i++) {
        const OrmReportTable *table = &g_array_index(report->tables, OrmReportTable, i);
        suite_for(suites, table->name, table->place);
    }
    for (guint i = 0; i < report->findings->len; i++) {
        OrmFinding *finding = report->findings->pdata[i];
        const char *table = finding->object.table != NULL ? finding->object.table : NO_TABLE;
        g_ptr_array_add(suite_for(suites, table, finding->place)->findings, finding);
    }
    for (guint i = 0; report->rules != NULL && i < report->rules->len; i++) {
        const OrmReportRule *rule = &g_array_index(report->rules, OrmReportRule, i);
        if (rule->severity != ORM_SEVERITY_OFF)
            g_ptr_array_add(suites->rules, (char *)rule->name);
    }
    g_ptr_array_sort(suites->suites, compare_suites);
    suites->terse = (guint64)suites->suites->len * suites->rules->len > MOST_CASES;
}

static void clear(Suites *suites)
{
    g_ptr_array_unref(suites->suites);
    g_hash_table_unref(suites->by_name);
    g_ptr_array_unref(suites->rules);
}

static void append_case(GString *text, const Suite *suite, const char *rule, const OrmPlace *place,
                        const OrmReporterOptions *options)
{
    g_string_append(text, "    <testcase");
    orm_xml_attribute(text, "name", rule);
    orm_xml_attribute(text, "classname", suite->name);
    if (!orm_place_known(place) || orm_place_in_database(place))
        return;
    g_autofree char *path = orm_report_path(options, NULL, place->file);
    orm_xml_attribute(text, "file", path);
    if (place->line > 0)
        orm_xml_number(text, "line", place->line);
}

static void append_failure(GString *text, const OrmFinding *finding, const OrmReporterOptions *options)
{
    g_autofree char *line = orm_finding_line(finding);
    g_string_append(text, "      <failure");
    orm_xml_attribute(text, "type", orm_severity_name(finding->severity));
    orm_xml_attribute(text, "message", line);
    g_string_append_c(text, '>');
    if (orm_place_known(&finding->place)) {
        g_autofree char *path = orm_report_path(options, NULL, finding->place.file);
        orm_xml_text(text, path);
        if (finding->place.line > 0)
            g_string_append_printf(text, ":%u:%u", finding->place.line, finding->place.column);
        g_string_append(text, ": ");
    }
    orm_xml_text(text, line);
    g_string_append(text, "</failure>\n");
}

/* The case of a rule: passed, failed with every finding, or, when all of them are suppressed, skipped. */
static void append_rule(GString *text, const Suite *suite, const char *rule, const OrmReporterOptions *options)
{
    const OrmFinding *suppressed = NULL, *first = NULL;
    for (guint i = 0; i < suite->findings->len; i++) {
        const OrmFinding *finding = suite->findings->pdata[i];
        if (g_strcmp0(finding->rule, rule) != 0)
            continue;
        if (finding->suppressed != NULL)
            suppressed = finding;
        else if (first == NULL)
            first = finding;
    }
    append_case(text, suite, rule, first != NULL ? &first->place : &suite->place, options);
    if (first == NULL && suppressed == NULL) {
        g_string_append(text, "/>\n");
        return;
    }
    g_string_append(text, ">\n");
    for (guint i = 0; first != NULL && i < suite->findings->len; i++) {
        const OrmFinding *finding = suite->findings->pdata[i];
        if (g_strcmp0(finding->rule, rule) == 0 && finding->suppressed == NULL)
            append_failure(text, finding, options);
    }
    if (first == NULL) {
        g_string_append(text, "      <skipped");
        orm_xml_attribute(text, "message", *suppressed->suppressed != '\0' ? suppressed->suppressed : "suppressed");
        g_string_append(text, "/>\n");
    }
    g_string_append(text, "    </testcase>\n");
}

static gint compare_names(gconstpointer left, gconstpointer right)
{
    return g_strcmp0(*(const char *const *)left, *(const char *const *)right);
}

/* The rules that have a case in the suite, each once: those that ran, and those with findings. Owned array. */
static GPtrArray *rules_of(const Suites *suites, const Suite *suite)
{
    GPtrArray *rules = g_ptr_array_new();
    if (!suites->terse)
        g_ptr_array_extend(rules, suites->rules, NULL, NULL);
    for (guint i = 0; i < suite->findings->len; i++) {
        const char *rule = ((const OrmFinding *)suite->findings->pdata[i])->rule;
        if (!g_ptr_array_find_with_equal_func(rules, rule, g_str_equal, NULL))
            g_ptr_array_add(rules, (char *)rule);
    }
    g_ptr_array_sort(rules, compare_names);
    if (rules->len == 0)
        g_ptr_array_add(rules, (char *)"all rules");
    return rules;
}

typedef struct {
    guint tests, failures, skipped;
} Counts;

/* A case counts once, however many findings it has. */
static Counts count_cases(const Suite *suite, GPtrArray *rules)
{
    Counts counts = {.tests = rules->len};
    for (guint i = 0; i < rules->len; i++) {
        gboolean failed = FALSE, suppressed = FALSE;
        for (guint j = 0; j < suite->findings->len; j++) {
            const OrmFinding *finding = suite->findings->pdata[j];
            gboolean same = g_strcmp0(finding->rule, rules->pdata[i]) == 0;
            failed = failed || (same && finding->suppressed == NULL);
            suppressed = suppressed || same;
        }
        counts.failures += failed ? 1 : 0;
        counts.skipped += suppressed && !failed ? 1 : 0;
    }
    return counts;
}

static void append_counts(GString *text, Counts counts)
{
    orm_xml_number(text, "tests", counts.tests);
    orm_xml_number(text, "failures", counts.failures);
    orm_xml_number(text, "errors", 0);
}

static void append_suite(GString *text, const Suites *suites, const Suite *suite, const OrmReporterOptions *options)
{
    g_autoptr(GPtrArray) rules = rules_of(suites, suite);
    g_string_append(text, "  <testsuite");
    orm_xml_attribute(text, "name", suite->name);
    Counts counts = count_cases(suite, rules);
    append_counts(text, counts);
    orm_xml_number(text, "skipped", counts.skipped);
    g_string_append(text, ">\n");
    for (guint i = 0; i < rules->len; i++)
        append_rule(text, suite, rules->pdata[i], options);
    g_string_append(text, "  </testsuite>\n");
}

static gboolean write_suites(const Suites *suites, const OrmReporterOptions *options, FILE *out, GError **error)
{
    g_autoptr(GString) text = g_string_new(ORM_XML_DECLARATION "<testsuites name=\"ormlint\"");
    Counts all = {0};
    for (guint i = 0; i < suites->suites->len; i++) {
        g_autoptr(GPtrArray) rules = rules_of(suites, suites->suites->pdata[i]);
        Counts counts = count_cases(suites->suites->pdata[i], rules);
        all.tests += counts.tests;
        all.failures += counts.failures;
    }
    append_counts(text, all); /* schemas know no `skipped` here */
    g_string_append(text, ">\n");
    for (guint i = 0; i < suites->suites->len; i++) {
        append_suite(text, suites, suites->suites->pdata[i], options);
        if (!orm_output_write(out, text, error))
            return FALSE;
    }
    g_string_append(text, "</testsuites>\n");
    return orm_output_write(out, text, error) && orm_output_finish(out, error);
}

static gboolean write_junit(const OrmReport *report, const OrmReporterOptions *options, FILE *out, GError **error)
{
    Suites suites = {0};
    collect(&suites, report);
    gboolean written = write_suites(&suites, options, out, error);
    clear(&suites);
    return written;
}

const OrmReporter orm_reporter_junit = {
    .name = "junit",
    .summary = "JUnit's XML: a suite per table, a case per rule that ran",
    .write = write_junit,
};
