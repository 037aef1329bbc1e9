/* SPDX-License-Identifier: MIT */
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
#include "reporters/source_line.h"
#include "reporters/terminal.h"

/* A report over files in a folder of its own, which is the working directory while a test runs. */
typedef struct {
    char *folder, *before;
    OrmReport report;
} Fixture;

static int set_up(void **state)
{
    Fixture *fixture = g_new0(Fixture, 1);
    fixture->before = g_get_current_dir();
    fixture->folder = g_dir_make_tmp("ormlint-reporters-XXXXXX", NULL);
    assert_non_null(fixture->folder);
    assert_int_equal(g_chdir(fixture->folder), 0);
    fixture->report = (OrmReport){.tool_version = "0.1.0",
                                  .libclang_version = "14.0.6",
                                  .dialect = "postgresql",
                                  .schemas = g_ptr_array_new(),
                                  .findings = g_ptr_array_new_with_free_func((GDestroyNotify)orm_finding_free),
                                  .notices = g_ptr_array_new(),
                                  .files = 41,
                                  .models = 128,
                                  .columns = 612,
                                  .complete = TRUE,
                                  .seconds = 0.0801};
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    Fixture *fixture = *state;
    GDir *folder = g_dir_open(".", 0, NULL);
    for (const char *name; (name = g_dir_read_name(folder)) != NULL;)
        g_unlink(name);
    g_dir_close(folder);
    assert_int_equal(g_chdir(fixture->before), 0);
    g_rmdir(fixture->folder);
    g_ptr_array_unref(fixture->report.findings);
    g_ptr_array_unref(fixture->report.notices);
    g_ptr_array_unref(fixture->report.schemas);
    g_free(fixture->folder);
    g_free(fixture->before);
    g_free(fixture);
    return 0;
}

static void put_bytes(const char *file, const char *text, gssize length)
{
    assert_true(g_file_set_contents(file, text, length, NULL));
}

static void put(const char *file, const char *text)
{
    put_bytes(file, text, -1);
}

static OrmPlace place(const char *file, guint line, guint column, guint end_line, guint end_column)
{
    return (OrmPlace){orm_intern(file), line, column, end_line, end_column};
}

static OrmFinding *add(Fixture *fixture, OrmSeverity severity, OrmPlace where, const char *message)
{
    OrmFinding *finding = orm_finding_new("a-rule", severity, where, (OrmObject){"orders", "customer_id", "column"});
    g_free(finding->message);
    finding->message = g_strdup(message);
    g_ptr_array_add(fixture->report.findings, finding);
    return finding;
}

static char *run(const Fixture *fixture, const char *format, gboolean color)
{
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);
    OrmReporterOptions options = {.color = color};
    g_autoptr(GError) error = NULL;
    assert_true(orm_reporter_find(format)->write(&fixture->report, &options, out, &error));
    assert_null(error);
    fclose(out);
    char *copy = g_strndup(text, length);
    free(text);
    return copy;
}

static void assert_report(const Fixture *fixture, const char *format, const char *expected)
{
    g_autofree char *text = run(fixture, format, FALSE);
    assert_string_equal(text, expected);
}

/* What stands between a finding's place and its rule: the frame, or nothing. */
static void assert_frame(Fixture *fixture, OrmPlace where, const char *expected)
{
    g_ptr_array_set_size(fixture->report.findings, 0);
    add(fixture, ORM_SEVERITY_ERROR, where, "m");
    g_autofree char *text = run(fixture, "text", FALSE);
    const char *frame = strchr(strstr(text, "-->"), '\n') + 1, *end = strstr(frame, "= rule:");
    while (end[-1] != '\n')
        end--;
    g_autofree char *found = g_strndup(frame, (gsize)(end - frame));
    assert_string_equal(found, expected);
}

static void test_the_documented_example(void **state)
{
    Fixture *fixture = *state;
    put("order.h", "\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n    int64_t customer_id ORM_FOREIGN_KEY(customer.id);\n");
    put("client.h", "\n\n\n\n\nstruct ORM_TABLE(customers) client {\n");
    OrmFinding *finding =
        add(fixture, ORM_SEVERITY_ERROR, place("order.h", 18, 41, 18, 49), "table `customer` is unknown");
    orm_finding_help(finding, "did you mean `customers`?");
    orm_finding_related(finding, place("client.h", 6, 18, 6, 27), "mapped here");
    assert_report(fixture, "text",
                  "error[a-rule]: table `customer` is unknown\n"
                  "  --> order.h:18:41\n"
                  "   |\n"
                  "18 |     int64_t customer_id ORM_FOREIGN_KEY(customer.id);\n"
                  "   |                                         ^^^^^^^^ did you mean `customers`?\n"
                  "  ::: client.h:6:18\n"
                  "   |\n"
                  " 6 | struct ORM_TABLE(customers) client {\n"
                  "   |                  --------- mapped here\n"
                  "   = rule: a-rule (ormlint rule a-rule)\n"
                  "\n");
}

static void test_tabs(void **state)
{
    put("a.h", "\tint\tid;\n");
    assert_frame(*state, place("a.h", 1, 6, 1, 8),
                 "  |\n"
                 "1 |     int id;\n"
                 "  |         ^^\n");
    assert_frame(*state, place("a.h", 1, 1, 1, 5),
                 "  |\n"
                 "1 |     int id;\n"
                 "  | ^^^^^^^\n");
}

static void test_display_width(void **state)
{
    put("a.h", "é 漢字 x\n");
    /* é: bytes 1-2; 漢: 4-6; 字: 7-9; x: 11 */
    assert_frame(*state, place("a.h", 1, 11, 1, 12),
                 "  |\n"
                 "1 | é 漢字 x\n"
                 "  |        ^\n");
    assert_frame(*state, place("a.h", 1, 4, 1, 10),
                 "  |\n"
                 "1 | é 漢字 x\n"
                 "  |   ^^^^\n");
    /* A place that ends within a character covers it whole. */
    assert_frame(*state, place("a.h", 1, 5, 1, 8),
                 "  |\n"
                 "1 | é 漢字 x\n"
                 "  |   ^^^^\n");
}

static void test_combining_characters(void **state)
{
    put("a.h", "e\xcc\x81x y\n");
    assert_frame(*state, place("a.h", 1, 4, 1, 5),
                 "  |\n"
                 "1 | e\xcc\x81x y\n"
                 "  |  ^\n");
    assert_frame(*state, place("a.h", 1, 1, 1, 4),
                 "  |\n"
                 "1 | e\xcc\x81x y\n"
                 "  | ^\n");
}

static void test_line_ends(void **state)
{
    put("a.h", "int a;\r\nint b;\rint c;\n\nint d;");
    assert_frame(*state, place("a.h", 2, 5, 2, 6),
                 "  |\n"
                 "2 | int b;\n"
                 "  |     ^\n");
    assert_frame(*state, place("a.h", 3, 5, 3, 6),
                 "  |\n"
                 "3 | int c;\n"
                 "  |     ^\n");
    assert_frame(*state, place("a.h", 5, 5, 5, 6),
                 "  |\n"
                 "5 | int d;\n"
                 "  |     ^\n");
}

static void test_end_of_file(void **state)
{
    put("a.h", "int a\n");
    assert_frame(*state, place("a.h", 1, 6, 1, 6),
                 "  |\n"
                 "1 | int a\n"
                 "  |      ^\n");
    assert_frame(*state, place("a.h", 2, 1, 2, 1),
                 "  |\n"
                 "2 |\n"
                 "  | ^\n");
    assert_frame(*state, place("a.h", 3, 1, 3, 2), "");
    assert_frame(*state, place("a.h", 1, 7, 1, 8), "");
    put("a.h", "");
    assert_frame(*state, place("a.h", 1, 1, 1, 2),
                 "  |\n"
                 "1 |\n"
                 "  | ^\n");
}

static void test_several_lines(void **state)
{
    put("a.h", "int a FOO(1,   \n\n\n    2, b);\nint c;\n");
    assert_frame(*state, place("a.h", 1, 7, 4, 9),
                 "  |\n"
                 "1 | int a FOO(1,   \n"
                 "  |       ^^^^^^\n"
                 "...\n"
                 "4 |     2, b);\n"
                 "  |     ^^^^\n");
    assert_frame(*state, place("a.h", 4, 8, 5, 4),
                 "  |\n"
                 "4 |     2, b);\n"
                 "  |        ^^^\n"
                 "5 | int c;\n"
                 "  | ^^^\n");
    /* An end at a line's begin belongs to the line before. */
    assert_frame(*state, place("a.h", 5, 5, 6, 1),
                 "  |\n"
                 "5 | int c;\n"
                 "  |     ^^\n");
    /* The last line is gone: the file has changed. */
    assert_frame(*state, place("a.h", 5, 5, 9, 3), "");
}

static void test_unreadable_and_unknown_places(void **state)
{
    Fixture *fixture = *state;
    assert_frame(fixture, place("absent.h", 1, 1, 1, 2), "");
    assert_frame(fixture, place(".", 1, 1, 1, 2), "");
    g_ptr_array_set_size(fixture->report.findings, 0);
    OrmFinding *finding = add(fixture, ORM_SEVERITY_WARNING, ORM_PLACE_UNKNOWN, "nowhere");
    orm_finding_help(finding, "look");
    orm_finding_related(finding, place("absent.h", 3, 4, 3, 5), "gone");
    add(fixture, ORM_SEVERITY_INFO, place("absent.h", 0, 0, 0, 0), "whole file");
    assert_report(fixture, "text",
                  "warning[a-rule]: nowhere\n"
                  " ::: absent.h:3:4: gone\n"
                  "  = help: look\n"
                  "  = rule: a-rule (ormlint rule a-rule)\n"
                  "\n"
                  "info[a-rule]: whole file\n"
                  " --> absent.h\n"
                  "  = rule: a-rule (ormlint rule a-rule)\n"
                  "\n");
    assert_report(fixture, "concise",
                  "ormlint: warning: nowhere; look [a-rule]\n"
                  "absent.h: info: whole file [a-rule]\n");
}

static void test_invalid_and_control_characters(void **state)
{
    Fixture *fixture = *state;
    put_bytes("a.h", "\xff\x1b[2J\x7f\xc2\x9b\xe2\x80\xae\xe6\xbc x\0y", 17);
    assert_frame(fixture, place("a.h", 1, 15, 1, 16),
                 "  |\n"
                 "1 | �␛[2J␡���� x␀y\n"
                 "  |            ^\n");
    g_ptr_array_set_size(fixture->report.findings, 0);
    OrmFinding *finding = add(fixture, ORM_SEVERITY_ERROR, place("\x1b]x.h", 1, 1, 1, 2), "a\nb\x1b[0m\xff");
    orm_finding_help(finding, "h\r");
    assert_report(fixture, "concise", "␛]x.h:1:1: error: a␊b␛[0m�; h␍ [a-rule]\n");
    g_autofree char *text = run(fixture, "text", FALSE);
    assert_null(strchr(text, '\x1b'));
    assert_null(strchr(text, '\r'));
}

/* 200 columns of "0123456789", marks at a place of ours. */
static void test_long_lines(void **state)
{
    g_autoptr(GString) line = g_string_new(NULL);
    for (guint i = 0; i < 20; i++)
        g_string_append(line, "0123456789");
    put("a.h", line->str);
    g_autofree char *left = g_strdup_printf("  |\n1 | %.119s…\n  |     ^^^\n", line->str);
    assert_frame(*state, place("a.h", 1, 5, 1, 8), left);
    /* Byte 120 is marked: 40 columns before it begin the window, which ends before the line does. */
    g_autoptr(GString) window = g_string_new(NULL);
    g_string_printf(window, "  |\n1 | …%.118s…\n  | %41s^^^\n", line->str + 80, "");
    assert_frame(*state, place("a.h", 1, 121, 1, 124), window->str);
    /* At the line's end nothing is cut on the right. */
    g_string_printf(window, "  |\n1 | …%s\n  | %41s^^^\n", line->str + 157, "");
    assert_frame(*state, place("a.h", 1, 198, 1, 201), window->str);
    /* Marks wider than the window end with it. */
    g_string_printf(window, "  |\n1 | %.119s…\n  | ", line->str);
    for (guint i = 0; i < 119; i++)
        g_string_append_c(window, '^');
    g_string_append_c(window, '\n');
    assert_frame(*state, place("a.h", 1, 1, 1, 201), window->str);
}

static void test_long_lines_of_wide_characters(void **state)
{
    g_autoptr(GString) line = g_string_new(NULL), shown = g_string_new("  |\n1 | …");
    for (guint i = 0; i < 100; i++)
        g_string_append(line, "漢");
    put("a.h", line->str);
    for (guint i = 0; i < 20 + 10; i++) /* 40 columns before the mark, and the ten that are left */
        g_string_append(shown, "漢");
    g_string_append_printf(shown, "\n  | %41s^^\n", "");
    assert_frame(*state, place("a.h", 1, 90 * 3 + 1, 1, 91 * 3 + 1), shown->str);
}

/* Whatever the bytes and wherever the place: valid UTF-8 without control characters, no line wider than the window and
 * its gutter. */
static void test_any_place_in_any_bytes(void **state)
{
    Fixture *fixture = *state;
    static const char *const pieces[] = {"a",
                                         " ",
                                         "\t",
                                         "\n",
                                         "\r\n",
                                         "\r",
                                         "é",
                                         "漢",
                                         "e\xcc\x81",
                                         "\xff",
                                         "\xe6\xbc",
                                         "\x1b",
                                         "\xe2\x80\xae",
                                         "int id ORM_COLUMN(primary_key);",
                                         "{",
                                         "\xf0\x9f\x98\x80",
                                         "\xc2\x9b"};
    g_autoptr(GRand) random = g_rand_new_with_seed(20);
    for (guint round = 0; round < 500; round++) {
        g_autoptr(GString) bytes = g_string_new(NULL);
        for (gint i = g_rand_int_range(random, 0, 300); i > 0; i--)
            g_string_append(bytes, pieces[g_rand_int_range(random, 0, G_N_ELEMENTS(pieces))]);
        g_autofree char *file = g_strdup_printf("%u.h", round);
        put(file, bytes->str);
        g_ptr_array_set_size(fixture->report.findings, 0);
        for (guint i = 0; i < 4; i++)
            add(fixture, ORM_SEVERITY_ERROR,
                place(file, (guint)g_rand_int_range(random, 0, 20), (guint)g_rand_int_range(random, 0, 60),
                      (guint)g_rand_int_range(random, 0, 20), (guint)g_rand_int_range(random, 0, 200)),
                "m");
        g_autofree char *text = run(fixture, "text", FALSE);
        assert_true(g_utf8_validate(text, -1, NULL));
        g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
        for (guint i = 0; lines[i] != NULL; i++) {
            assert_true(orm_terminal_width(lines[i]) <= ORM_FRAME_WIDTH + strlen("12 | "));
            g_autoptr(GString) shown = g_string_new(NULL);
            orm_terminal_append(shown, lines[i]);
            assert_string_equal(shown->str, lines[i]);
        }
    }
}

static void test_long_help_has_its_own_line(void **state)
{
    Fixture *fixture = *state;
    put("a.h", "int a;\n");
    OrmFinding *finding = add(fixture, ORM_SEVERITY_ERROR, place("a.h", 1, 5, 1, 6), "m");
    orm_finding_help(finding, "this text is longer than what can stand beside the marks at ease");
    finding->expected = g_strdup("BIGINT");
    finding->actual = g_strdup("INTEGER");
    assert_report(fixture, "text",
                  "error[a-rule]: m\n"
                  " --> a.h:1:5\n"
                  "  |\n"
                  "1 | int a;\n"
                  "  |     ^\n"
                  "  = expected: BIGINT\n"
                  "  = actual: INTEGER\n"
                  "  = help: this text is longer than what can stand beside the marks at ease\n"
                  "  = rule: a-rule (ormlint rule a-rule)\n"
                  "\n");
}

static void test_colors(void **state)
{
    Fixture *fixture = *state;
    put("a.h", "int a;\n");
    orm_finding_help(add(fixture, ORM_SEVERITY_WARNING, place("a.h", 1, 5, 1, 6), "m"), "h");
    g_autofree char *text = run(fixture, "text", TRUE);
    assert_string_equal(text, "\033[1;33mwarning[a-rule]\033[0m\033[1m: m\033[0m\n"
                              "\033[34m -->\033[0m a.h:1:5\n"
                              "\033[34m  |\033[0m\n"
                              "\033[34m1 |\033[0m int a;\n"
                              "\033[34m  |\033[0m     \033[1;33m^ h\033[0m\n"
                              "\033[34m  =\033[0m rule: a-rule (ormlint rule a-rule)\n"
                              "\n");
    g_autofree char *concise = run(fixture, "concise", TRUE);
    assert_string_equal(concise, "a.h:1:5: \033[1;33mwarning:\033[0m m; h [a-rule]\n");
}

static void test_suppressed_findings(void **state)
{
    Fixture *fixture = *state;
    add(fixture, ORM_SEVERITY_ERROR, place("a.h", 1, 1, 1, 2), "m")->suppressed = g_strdup("");
    assert_report(fixture, "text", "");
    assert_report(fixture, "concise", "");
}

static void assert_summary(const Fixture *fixture, const char *expected)
{
    g_autofree char *line = orm_report_summary(&fixture->report);
    assert_string_equal(line, expected);
}

static void test_summary(void **state)
{
    Fixture *fixture = *state;
    add(fixture, ORM_SEVERITY_ERROR, ORM_PLACE_UNKNOWN, "m");
    assert_summary(fixture, "1 error, 0 warnings; 41 files, 128 models, 612 columns in 0.08 s");
    add(fixture, ORM_SEVERITY_ERROR, ORM_PLACE_UNKNOWN, "m");
    add(fixture, ORM_SEVERITY_WARNING, ORM_PLACE_UNKNOWN, "m");
    add(fixture, ORM_SEVERITY_INFO, ORM_PLACE_UNKNOWN, "m");
    add(fixture, ORM_SEVERITY_INFO, ORM_PLACE_UNKNOWN, "m")->suppressed = g_strdup("r");
    fixture->report.files = fixture->report.models = fixture->report.columns = 1;
    fixture->report.complete = FALSE;
    assert_summary(
        fixture,
        "2 errors, 1 warning, 1 info, 1 suppressed; 1 file, 1 model, 1 column in 0.08 s; the analysis is incomplete");
}

static void assert_keys(json_t *object, const char *expected)
{
    g_autoptr(GString) keys = g_string_new(NULL);
    const char *key = NULL;
    json_t *value = NULL;
    json_object_foreach(object, key, value) g_string_append_printf(keys, "%s%s", keys->len > 0 ? " " : "", key);
    assert_string_equal(keys->str, expected);
}

static json_t *parse_report(const Fixture *fixture)
{
    g_autofree char *text = run(fixture, "json", FALSE);
    json_error_t error;
    json_t *root = json_loads(text, JSON_REJECT_DUPLICATES, &error);
    if (root == NULL)
        fail_msg("%s: %s", error.text, text);
    return root;
}

static void assert_json(json_t *value, const char *expected)
{
    char *text = json_dumps(value, JSON_ENCODE_ANY);
    assert_string_equal(text, expected);
    free(text);
}

static void test_json_keys(void **state)
{
    Fixture *fixture = *state;
    OrmFinding *finding = add(fixture, ORM_SEVERITY_ERROR, place("order.h", 18, 29, 18, 37), "a \"message\"\x01");
    orm_finding_help(finding, "did you mean `customers`?");
    orm_finding_related(finding, place("client.h", 6, 8, 6, 9), "mapped here");
    finding->suppressed = g_strdup("known");
    OrmNotice notice = {ORM_NOTICE_ERROR, place("bad.h", 3, 7, 3, 8), "expected ';'"};
    g_ptr_array_add(fixture->report.notices, &notice);
    g_ptr_array_add(fixture->report.schemas, "postgresql://localhost/shop");
    json_t *root = parse_report(fixture), *diagnostic = json_array_get(json_object_get(root, "diagnostics"), 0);
    assert_keys(root, "version tool dialect schemas summary diagnostics notices");
    assert_json(json_object_get(root, "version"), "1");
    assert_json(json_object_get(root, "tool"),
                "{\"name\": \"ormlint\", \"version\": \"0.1.0\", \"libclang\": \"14.0.6\"}");
    assert_json(json_object_get(root, "dialect"), "\"postgresql\"");
    assert_json(json_object_get(root, "schemas"), "[\"postgresql://localhost/shop\"]");
    assert_json(json_object_get(root, "summary"),
                "{\"files\": 41, \"models\": 128, \"columns\": 612, \"errors\": 0, \"warnings\": 0, \"infos\": 0, "
                "\"suppressed\": 1, \"baselined\": 0, \"complete\": true}");
    g_autofree char *fingerprint = orm_finding_fingerprint(finding);
    g_autofree char *expected = g_strdup_printf(
        "{\"rule\": \"a-rule\", \"severity\": \"error\", \"message\": \"a \\\"message\\\"\\u0001\", "
        "\"help\": \"did you mean `customers`?\", \"file\": \"order.h\", \"line\": 18, \"column\": 29, "
        "\"end_line\": 18, \"end_column\": 37, "
        "\"object\": {\"table\": \"orders\", \"name\": \"customer_id\", \"kind\": \"column\"}, "
        "\"expected\": null, \"actual\": null, "
        "\"related\": [{\"file\": \"client.h\", \"line\": 6, \"column\": 8, \"message\": \"mapped here\"}], "
        "\"fix\": null, \"fingerprint\": \"%s\", \"suppressed\": {\"kind\": \"inSource\", \"reason\": \"known\"}}",
        fingerprint);
    assert_json(diagnostic, expected);
    assert_json(
        json_object_get(root, "notices"),
        "[{\"level\": \"error\", \"file\": \"bad.h\", \"line\": 3, \"column\": 7, \"message\": \"expected ';'\"}]");
    json_decref(root);
}

static void test_json_of_what_is_not_known(void **state)
{
    Fixture *fixture = *state;
    OrmFinding *finding = add(fixture, ORM_SEVERITY_INFO, ORM_PLACE_UNKNOWN, "caf\xe9");
    finding->object = (OrmObject){0};
    finding->expected = g_strdup("é");
    finding->suppressed = g_strdup("");
    add(fixture, ORM_SEVERITY_WARNING, place("a.h", 2, 3, 0, 0), "m");
    json_t *root = parse_report(fixture), *diagnostics = json_object_get(root, "diagnostics");
    json_t *first = json_array_get(diagnostics, 0), *second = json_array_get(diagnostics, 1);
    assert_json(json_object_get(first, "message"), "\"caf�\"");
    assert_json(json_object_get(first, "expected"), "\"é\"");
    assert_json(json_object_get(first, "help"), "null");
    const char *const nulls[] = {"file", "line", "column", "end_line", "end_column"};
    for (guint i = 0; i < G_N_ELEMENTS(nulls); i++)
        assert_true(json_is_null(json_object_get(first, nulls[i])));
    assert_json(json_object_get(first, "object"), "{\"table\": null, \"name\": null, \"kind\": null}");
    assert_json(json_object_get(first, "suppressed"), "{\"kind\": \"inSource\", \"reason\": null}");
    assert_json(json_object_get(second, "end_line"), "2");
    assert_json(json_object_get(second, "end_column"), "3");
    assert_json(json_object_get(second, "suppressed"), "null");
    json_decref(root);
}

static void test_json_layout(void **state)
{
    Fixture *fixture = *state;
    assert_report(fixture, "json",
                  "{\"version\": 1,\n"
                  " \"tool\": {\"name\": \"ormlint\", \"version\": \"0.1.0\", \"libclang\": \"14.0.6\"},\n"
                  " \"dialect\": \"postgresql\", \"schemas\": [],\n"
                  " \"summary\": {\"files\": 41, \"models\": 128, \"columns\": 612, \"errors\": 0, \"warnings\": 0, "
                  "\"infos\": 0, \"suppressed\": 0, \"baselined\": 0, \"complete\": true},\n"
                  " \"diagnostics\": [],\n"
                  " \"notices\": []}\n");
}

static void test_json_is_the_same_whatever_the_order_of_notices(void **state)
{
    Fixture *fixture = *state;
    OrmNotice first = {ORM_NOTICE_WARNING, ORM_PLACE_UNKNOWN, "a"},
              second = {ORM_NOTICE_ERROR, place("a.h", 1, 1, 1, 1), "b"},
              third = {ORM_NOTICE_ERROR, place("a.h", 1, 1, 1, 1), "c"};
    OrmNotice *const orders[2][3] = {{&first, &second, &third}, {&third, &first, &second}};
    g_autofree char *texts[2] = {NULL, NULL};
    for (guint i = 0; i < 2; i++) {
        g_ptr_array_set_size(fixture->report.notices, 0);
        for (guint j = 0; j < 3; j++)
            g_ptr_array_add(fixture->report.notices, orders[i][j]);
        texts[i] = run(fixture, "json", FALSE);
    }
    assert_string_equal(texts[0], texts[1]);
    g_free(texts[1]);
}

/* A device that is always full: every reporter says so, for a report that fits the buffer and for one that does not. */
static void test_full_disk(void **state)
{
    Fixture *fixture = *state;
    for (guint round = 0; round < 2; round++) {
        for (guint i = 0; i < (round == 0 ? 1u : 2000u); i++)
            add(fixture, ORM_SEVERITY_ERROR, place("a.h", 1, 1, 1, 2), "m");
        for (guint i = 0; orm_reporters[i] != NULL; i++) {
            FILE *full = fopen("/dev/full", "w");
            assert_non_null(full);
            OrmReporterOptions options = {0};
            g_autoptr(GError) error = NULL;
            assert_false(orm_reporters[i]->write(&fixture->report, &options, full, &error));
            assert_true(g_error_matches(error, G_FILE_ERROR, G_FILE_ERROR_NOSPC));
            assert_non_null(strstr(error->message, "cannot write the report"));
            fclose(full);
        }
    }
}

static void test_ledger(void **state)
{
    (void)state;
    assert_string_equal(orm_reporters[0]->name, "text");
    for (guint i = 0; orm_reporters[i] != NULL; i++) {
        assert_ptr_equal(orm_reporter_find(orm_reporters[i]->name), orm_reporters[i]);
        assert_true(strlen(orm_reporters[i]->summary) > 0);
    }
    assert_null(orm_reporter_find("telegram"));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_the_documented_example),
        TEST(test_tabs),
        TEST(test_display_width),
        TEST(test_combining_characters),
        TEST(test_line_ends),
        TEST(test_end_of_file),
        TEST(test_several_lines),
        TEST(test_unreadable_and_unknown_places),
        TEST(test_invalid_and_control_characters),
        TEST(test_long_lines),
        TEST(test_long_lines_of_wide_characters),
        TEST(test_any_place_in_any_bytes),
        TEST(test_long_help_has_its_own_line),
        TEST(test_colors),
        TEST(test_suppressed_findings),
        TEST(test_summary),
        TEST(test_json_keys),
        TEST(test_json_of_what_is_not_known),
        TEST(test_json_layout),
        TEST(test_json_is_the_same_whatever_the_order_of_notices),
        TEST(test_full_disk),
        TEST(test_ledger),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
