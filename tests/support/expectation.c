/* SPDX-License-Identifier: MIT */
#include "tests/support/expectation.h"

#include <jansson.h>
#include <string.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(json_t, json_decref)

static char *expectation_path(const OrmFixture *fixture)
{
    return g_build_filename(fixture->folder, "expect.json", NULL);
}

/* The case's expectation as an object, whatever its form; NULL with `problem` set when there is none or it cannot be
 * read. */
static json_t *load_expectation(const OrmFixture *fixture, char **problem)
{
    g_autofree char *path = expectation_path(fixture);
    if (!g_file_test(path, G_FILE_TEST_EXISTS)) {
        if (fixture->clean)
            return json_pack("{s:[]}", "diagnostics");
        *problem = g_strdup("the case has no expect.json (scripts/accept writes it)\n");
        return NULL;
    }
    json_error_t error;
    g_autoptr(json_t) found = json_load_file(path, 0, &error);
    if (found == NULL) {
        *problem = g_strdup_printf("%s:%d: %s\n", path, error.line, error.text);
        return NULL;
    }
    json_t *expectation = json_is_array(found) ? json_pack("{s:O}", "diagnostics", found) : json_incref(found);
    if (fixture->clean && json_array_size(json_object_get(expectation, "diagnostics")) > 0) {
        *problem = g_strdup("a case called `ok_` cannot expect diagnostics\n");
        g_clear_pointer(&expectation, json_decref);
    }
    return expectation;
}

static void append_json(GString *text, const char *title, json_t *value)
{
    g_autofree char *pretty = json_dumps(value, JSON_INDENT(2) | JSON_ENCODE_ANY);
    g_string_append_printf(text, "%s\n%s\n", title, pretty != NULL ? pretty : "(nothing)");
}

static gboolean array_contains(json_t *array, json_t *wanted)
{
    size_t i;
    json_t *value;
    json_array_foreach(array, i, value)
    {
        if (json_equal(value, wanted))
            return TRUE;
    }
    return FALSE;
}

static void append_absent(GString *text, const char *title, json_t *from, json_t *in)
{
    size_t i;
    json_t *value;
    json_array_foreach(from, i, value)
    {
        if (!array_contains(in, value))
            append_json(text, title, value);
    }
}

static void compare_arrays(GString *text, const char *what, json_t *expected, json_t *actual)
{
    if (json_equal(expected, actual))
        return;
    g_string_append_printf(text, "%s differ: %zu expected, %zu given\n", what, json_array_size(expected),
                           json_array_size(actual));
    gsize before = text->len;
    append_absent(text, "- expected, not given:", expected, actual);
    append_absent(text, "+ given, not expected:", actual, expected);
    if (text->len == before)
        append_json(text, "the same ones in another order or number; given:", actual);
}

static void check_notices(GString *text, json_t *expected, json_t *actual)
{
    if (expected != NULL) {
        compare_arrays(text, "notices", expected, actual);
        return;
    }
    size_t i;
    json_t *notice;
    json_array_foreach(actual, i, notice)
    {
        if (g_strcmp0(json_string_value(json_object_get(notice, "level")), "error") == 0)
            append_json(text, "+ unexpected notice:", notice);
    }
}

/* The report on standard output; an empty object when the run stopped before it could report, as on a bad
 * configuration. */
static json_t *parse_report(const OrmCommandRun *run, GString *text)
{
    if (run->out[0] == '\0' && run->exit == 2)
        return json_pack("{s:[], s:[]}", "diagnostics", "notices");
    json_error_t error;
    json_t *report = json_loads(run->out, 0, &error);
    if (report == NULL)
        g_string_append_printf(text, "the report is no JSON (line %d: %s):\n%s\n", error.line, error.text, run->out);
    else if (!json_is_array(json_object_get(report, "diagnostics")) ||
             !json_is_array(json_object_get(report, "notices")))
        append_json(text, "the report lacks `diagnostics` or `notices`:", report);
    return report;
}

/* The diagnostics that the user sees. The caller owns the array. */
static json_t *unsuppressed(json_t *diagnostics)
{
    json_t *seen = json_array();
    size_t i;
    json_t *diagnostic;
    json_array_foreach(diagnostics, i, diagnostic)
    {
        if (!json_is_object(json_object_get(diagnostic, "suppressed")))
            json_array_append(seen, diagnostic);
    }
    return seen;
}

static void check_report(GString *text, const OrmFixture *fixture, json_t *expectation, const OrmCommandRun *run)
{
    g_autoptr(json_t) report = parse_report(run, text);
    if (text->len > 0)
        return;
    g_autoptr(json_t) none = json_array();
    json_t *diagnostics = json_object_get(expectation, "diagnostics");
    g_autoptr(json_t) seen = unsuppressed(json_object_get(report, "diagnostics"));
    compare_arrays(text, "diagnostics", diagnostics != NULL ? diagnostics : none,
                   fixture->clean ? seen : json_object_get(report, "diagnostics"));
    check_notices(text, json_object_get(expectation, "notices"), json_object_get(report, "notices"));

    json_t *stated = json_object_get(expectation, "exit");
    int exit = stated != NULL ? (int)json_integer_value(stated) : json_array_size(seen) > 0;
    if (run->exit != exit)
        g_string_append_printf(text, "exit code %d expected, %d given\n", exit, run->exit);
    const char *words = json_string_value(json_object_get(expectation, "stderr"));
    if (words != NULL && strstr(run->err, words) == NULL)
        g_string_append_printf(text, "standard error lacks: %s\n", words);
}

char *orm_expectation_check(const OrmFixture *fixture, const OrmCommandRun *run)
{
    char *problem = NULL;
    g_autoptr(json_t) expectation = load_expectation(fixture, &problem);
    if (expectation == NULL)
        return problem;
    g_autoptr(GString) text = g_string_new(NULL);
    check_report(text, fixture, expectation, run);
    if (text->len == 0)
        return NULL;
    g_string_append_printf(text, "in %s:\n%s\n%s", fixture->folder, run->command, run->err);
    return g_string_free(g_steal_pointer(&text), FALSE);
}

/* The new expectation in the form the old one has; NULL with `problem` set where the run cannot be accepted. */
static json_t *make_expectation(const OrmFixture *fixture, json_t *old, const OrmCommandRun *run, char **problem)
{
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(json_t) report = parse_report(run, text);
    if (text->len > 0) {
        *problem = g_strdup_printf("%s%s", text->str, run->err);
        return NULL;
    }
    json_t *diagnostics = json_object_get(report, "diagnostics");
    g_autoptr(json_t) seen = unsuppressed(diagnostics);
    if (fixture->clean)
        diagnostics = seen;
    if (json_is_object(old)) {
        json_t *expectation = json_copy(old);
        json_object_set(expectation, "diagnostics", diagnostics);
        json_object_set(expectation, "notices", json_object_get(report, "notices"));
        json_object_set_new(expectation, "exit", json_integer(run->exit));
        return expectation;
    }
    check_notices(text, NULL, json_object_get(report, "notices"));
    if (text->len > 0 || run->exit != (json_array_size(seen) > 0)) {
        *problem = g_strdup_printf("%sexit code %d: to expect a run that fails, write {} to expect.json first\n%s",
                                   text->str, run->exit, run->err);
        return NULL;
    }
    return json_incref(diagnostics);
}

char *orm_expectation_accept(const OrmFixture *fixture, const OrmCommandRun *run)
{
    g_autofree char *path = expectation_path(fixture);
    g_autoptr(json_t) old = json_load_file(path, 0, NULL);
    char *problem = NULL;
    g_autoptr(json_t) expectation = make_expectation(fixture, old, run, &problem);
    if (expectation == NULL)
        return problem;
    gsize reported =
        json_array_size(json_is_object(expectation) ? json_object_get(expectation, "diagnostics") : expectation);
    if (fixture->clean && reported > 0) {
        g_autofree char *pretty = json_dumps(expectation, JSON_INDENT(2));
        return g_strdup_printf("a correct case must give nothing, but gives:\n%s\n", pretty);
    }
    if (!fixture->clean && !fixture->project && reported == 0 && !json_is_object(expectation))
        return g_strdup("a faulty case must give something; is it a case for `ok_`?\n");
    if ((fixture->clean && !json_is_object(expectation)) || (old != NULL && json_equal(old, expectation)))
        return NULL;
    g_autofree char *pretty = json_dumps(expectation, JSON_INDENT(2));
    g_autofree char *content = g_strconcat(pretty, "\n", NULL);
    g_autoptr(GError) error = NULL;
    return g_file_set_contents(path, content, -1, &error) ? NULL : g_strdup(error->message);
}
