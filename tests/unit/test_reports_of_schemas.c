/* SPDX-License-Identifier: MIT */
/* Findings in a file of SQL, and in a database, which has neither files nor lines, in every format. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <glib/gstdio.h>
#include <jansson.h>

#include "reporters/reporter.h"

#define DATABASE "postgresql://localhost/shop"

typedef struct {
    char *folder;
    OrmReport report;
} Fixture;

static OrmPlace place(const char *file, guint line, guint column, guint end_column)
{
    return (OrmPlace){orm_intern(file), line, column, line, end_column};
}

static OrmFinding *add(Fixture *fixture, const char *rule, OrmPlace where, const char *message)
{
    OrmFinding *finding =
        orm_finding_new(orm_intern(rule), ORM_SEVERITY_ERROR, where, (OrmObject){"orders", "note", "column"});
    g_free(finding->message);
    finding->message = g_strdup(message);
    g_ptr_array_add(fixture->report.findings, finding);
    return finding;
}

static int set_up(void **state)
{
    Fixture *fixture = g_new0(Fixture, 1);
    fixture->folder = g_dir_make_tmp("ormlint-schemas-XXXXXX", NULL);
    assert_int_equal(g_chdir(fixture->folder), 0);
    assert_true(g_file_set_contents("shop.sql", "CREATE TABLE orders (\n  note text);\n", -1, NULL));
    fixture->report = (OrmReport){.tool_version = "0.1.0",
                                  .libclang_version = "14.0.6",
                                  .dialect = "postgresql",
                                  .schemas = g_ptr_array_new(),
                                  .findings = g_ptr_array_new_with_free_func((GDestroyNotify)orm_finding_free),
                                  .notices = g_ptr_array_new(),
                                  .complete = TRUE};
    g_ptr_array_add(fixture->report.schemas, DATABASE);
    OrmFinding *finding = add(fixture, "drift-extra-column", place(DATABASE, 0, 0, 0), "no field has `orders.note`");
    finding->actual = g_strdup("TEXT");
    finding = add(fixture, "drift-type", place("shop.sql", 2, 8, 12), "`orders.note` is TEXT");
    orm_finding_related(finding, place(DATABASE, 0, 0, 0), "as it is there");
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    Fixture *fixture = *state;
    g_unlink("shop.sql");
    assert_int_equal(g_chdir("/"), 0);
    g_rmdir(fixture->folder);
    g_ptr_array_unref(fixture->report.findings);
    g_ptr_array_unref(fixture->report.notices);
    g_ptr_array_unref(fixture->report.schemas);
    g_free(fixture->folder);
    g_free(fixture);
    return 0;
}

/* As a service would ask for it that has the repository in the working directory. */
static char *run(const Fixture *fixture, const char *format)
{
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);
    OrmReporterOptions options = {.environment = {.github_workspace = fixture->folder,
                                                  .gitlab_project = fixture->folder,
                                                  .azure_sources = fixture->folder}};
    g_autoptr(GError) error = NULL;
    assert_true(orm_reporter_find(format)->write(&fixture->report, &options, out, &error));
    fclose(out);
    char *copy = g_strndup(text, length);
    free(text);
    return copy;
}

static void assert_report(const Fixture *fixture, const char *format, const char *expected)
{
    g_autofree char *text = run(fixture, format);
    assert_string_equal(text, expected);
}

static void assert_holds(const Fixture *fixture, const char *format, const char *part)
{
    g_autofree char *text = run(fixture, format);
    if (strstr(text, part) == NULL)
        fail_msg("%s lacks %s:\n%s", format, part, text);
}

static void test_for_people(void **state)
{
    const Fixture *fixture = *state;
    assert_report(fixture, "text",
                  "error[drift-extra-column]: no field has `orders.note`\n"
                  " --> " DATABASE "\n"
                  "  = actual: TEXT\n"
                  "  = rule: drift-extra-column (ormlint rule drift-extra-column)\n\n"
                  "error[drift-type]: `orders.note` is TEXT\n"
                  " --> shop.sql:2:8\n"
                  "  |\n"
                  "2 |   note text);\n"
                  "  |        ^^^^\n"
                  " ::: " DATABASE ": as it is there\n"
                  "  = rule: drift-type (ormlint rule drift-type)\n\n");
    assert_report(fixture, "concise",
                  DATABASE ": error: no field has `orders.note` [drift-extra-column]\n"
                           "shop.sql:2:8: error: `orders.note` is TEXT [drift-type]\n");
    assert_holds(fixture, "markdown", "| `" DATABASE "` | no field has `orders.note` |\n");
    assert_holds(fixture, "markdown", "\nas it is there: `" DATABASE "`\n");
    assert_holds(fixture, "markdown", "```sql\n  |\n2 |   note text);\n");
    assert_holds(fixture, "html", "<span class=\"place\">" DATABASE "</span>");
    assert_holds(fixture, "html", "as it is there <span class=\"place\">" DATABASE "</span>");
}

static void test_for_services(void **state)
{
    const Fixture *fixture = *state;
    assert_report(fixture, "github",
                  "::error title=ormlint%3A drift-extra-column::no field has `orders.note` (in " DATABASE ")\n"
                  "::error file=shop.sql,line=2,endLine=2,col=8,endColumn=12,title=ormlint%3A drift-type::"
                  "`orders.note` is TEXT\n");
    assert_report(fixture, "azure",
                  "##vso[task.logissue type=error;code=drift-extra-column;]no field has `orders.note` (in " DATABASE
                  ")\n##vso[task.logissue type=error;sourcepath=shop.sql;linenumber=2;columnnumber=8;code=drift-type;]"
                  "`orders.note` is TEXT\n");
    assert_holds(fixture, "gitlab", "\"location\": {\"path\": \".\", \"lines\": {\"begin\": 1}}");
    assert_holds(fixture, "gitlab", "no field has `orders.note` (in " DATABASE ")\"");
    assert_holds(fixture, "gitlab", "\"location\": {\"path\": \"shop.sql\", \"lines\": {\"begin\": 2}}");
    assert_holds(fixture, "rdjson", "\"location\": {\"path\": \"" DATABASE "\"}, \"severity\"");
}

static void test_xml(void **state)
{
    const Fixture *fixture = *state;
    assert_holds(fixture, "checkstyle", "<file name=\"" DATABASE "\">\n    <error line=\"0\" severity=\"error\"");
    assert_holds(fixture, "junit", "<testcase name=\"drift-extra-column\" classname=\"orders\">\n");
    assert_holds(fixture, "junit", ">" DATABASE ": no field has `orders.note`</failure>");
    assert_holds(fixture, "junit", "<testcase name=\"drift-type\" classname=\"orders\" file=\"shop.sql\" line=\"2\">");
}

static void test_json(void **state)
{
    g_autofree char *text = run(*state, "json");
    json_t *report = json_loads(text, 0, NULL), *found = json_object_get(report, "diagnostics");
    const json_t *first = json_array_get(found, 0), *second = json_array_get(found, 1);
    assert_string_equal(json_string_value(json_object_get(first, "file")), DATABASE);
    assert_true(json_is_null(json_object_get(first, "line")));
    assert_true(json_is_null(json_object_get(first, "end_column")));
    const json_t *related = json_array_get(json_object_get(second, "related"), 0);
    assert_string_equal(json_string_value(json_object_get(related, "file")), DATABASE);
    assert_true(json_is_null(json_object_get(related, "line")));
    json_decref(report);
    assert_holds(*state, "jsonl", "\"file\": \"" DATABASE "\", \"line\": null");
}

/* Code scanning takes places in files only. */
static void test_sarif(void **state)
{
    g_autofree char *text = run(*state, "sarif");
    json_error_t fault;
    json_t *log = json_loads(text, 0, &fault), *results, *first, *second;
    assert_non_null(log);
    results = json_object_get(json_array_get(json_object_get(log, "runs"), 0), "results");
    first = json_array_get(results, 0);
    second = json_array_get(results, 1);
    const char *uri, *message, *related_uri, *related;
    assert_int_equal(json_unpack(first, "{s: [{s: {s: {s: s}}}], s: {s: s}}", "locations", "physicalLocation",
                                 "artifactLocation", "uri", &uri, "message", "text", &message),
                     0);
    assert_string_equal(uri, ".");
    assert_string_equal(message, "no field has `orders.note` (in " DATABASE ").");
    assert_null(json_object_get(json_object_get(first, "partialFingerprints"), "primaryLocationLineHash"));
    assert_int_equal(json_unpack(second, "{s: [{s: {s: {s: s}}, s: {s: s}}]}", "relatedLocations", "physicalLocation",
                                 "artifactLocation", "uri", &related_uri, "message", "text", &related),
                     0);
    assert_string_equal(related_uri, ".");
    assert_string_equal(related, "as it is there (in " DATABASE ")");
    json_decref(log);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_for_people), TEST(test_for_services), TEST(test_xml), TEST(test_json), TEST(test_sarif),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
