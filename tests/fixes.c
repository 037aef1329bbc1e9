/* SPDX-License-Identifier: MIT */
/*
 * The fixes of every rule, over all fixtures: one test per case that has any, one per rule. A case is copied and fixed
 * (unsafe fixes too). The findings with a fix are then gone, no default rule says anything new, what compiled before
 * does so still, a second run changes nothing, and the diff makes the same of the files. A rule marked `edit` offers a
 * fix in some case, another rule in none. usage: fixes --ormlint PROGRAM --fixtures FOLDER [RULE[/CASE]]
 */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>

#include <cmocka.h>
#include <glib/gstdio.h>
#include <jansson.h>
#include <string.h>

#include "tests/support/fixture.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC(json_t, json_decref)

#define MOST_RUNS 5 /* until fixes that overlap are all made */

static char *program, *root;

static GOptionEntry entries[] = {
    {"ormlint", 0, 0, G_OPTION_ARG_FILENAME, &program, "the program under test", "PROGRAM"},
    {"fixtures", 0, 0, G_OPTION_ARG_FILENAME, &root, "the folder of fixtures", "FOLDER"},
    G_OPTION_ENTRY_NULL,
};

static const char *const as_json[] = {"--format", "json", NULL};
/* A fix that declares a key, or uniqueness, brings rules about indexes into play: what they say was so before. */
static const char *const as_json_of_all[] = {"--format", "json", "--ignore", "index", NULL};
static const char *const as_diff[] = {"--diff", "--unsafe-fixes", NULL};
static const char *const fixing[] = {"--format", "json", "--fix", "--unsafe-fixes", NULL};

/* One case at work. */
typedef struct {
    const OrmFixture *fixture;
    char *base;       /* a folder of its own: `fixed` and `patched` are copies of the case in it */
    OrmFixture copy;  /* the case as it is copied to `fixed` */
    GString *trouble; /* what is wrong; empty: nothing */
    guint fixable;    /* findings that have a fix */
    guint files;      /* sources that were compiled */
} Case;

static void complain(Case *one, const char *format, ...) G_GNUC_PRINTF(2, 3);
static void complain(Case *one, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_string_append_vprintf(one->trouble, format, arguments);
    va_end(arguments);
    g_string_append_c(one->trouble, '\n');
}

static OrmCommandRun *command(const char *folder, const char *first, const char *second, const char *third,
                              const char *fourth)
{
    const char *const arguments[] = {first, second, third, fourth, NULL};
    return orm_command_run(folder, arguments);
}

static void copy_case(const Case *one, const char *name)
{
    g_autofree char *target = g_build_filename(one->base, name, NULL);
    g_autoptr(OrmCommandRun) run = command(NULL, "cp", "-R", one->fixture->folder, target);
    assert_int_equal(run->exit, 0);
}

/* The diagnostics of a report; empty, with a complaint, when there is none. */
static json_t *diagnostics(Case *one, const OrmCommandRun *run)
{
    json_t *report = json_loads(run->out, 0, NULL);
    json_t *found = json_incref(json_object_get(report, "diagnostics"));
    json_decref(report);
    if (found == NULL)
        complain(one, "no report: %s\n%s%s", run->command, run->out, run->err);
    return found != NULL ? found : json_array();
}

static json_t *check(Case *one, gboolean all_rules, const char *const *options)
{
    g_autoptr(OrmCommandRun) run = orm_fixture_run_with(&one->copy, program, all_rules, options);
    return diagnostics(one, run);
}

static gboolean has_fix(json_t *finding)
{
    return json_is_object(json_object_get(finding, "fix")) && json_is_null(json_object_get(finding, "suppressed"));
}

static const char *text_of(json_t *finding, const char *key)
{
    return json_string_value(json_object_get(finding, key));
}

/* Whether a finding of `before` says the same. */
static gboolean known(json_t *before, json_t *finding)
{
    size_t i;
    json_t *other;
    json_array_foreach(before, i, other)
    {
        if (g_strcmp0(text_of(other, "rule"), text_of(finding, "rule")) == 0 &&
            g_strcmp0(text_of(other, "message"), text_of(finding, "message")) == 0)
            return TRUE;
    }
    return FALSE;
}

/* Whether a finding of `after` says the same of the same line: no fix changes the number of lines. */
static gboolean is_at_line(json_t *after, json_t *finding)
{
    size_t i;
    json_t *other;
    json_array_foreach(after, i, other)
    {
        if (json_equal(json_object_get(other, "line"), json_object_get(finding, "line")) &&
            g_strcmp0(text_of(other, "file"), text_of(finding, "file")) == 0 &&
            g_strcmp0(text_of(other, "message"), text_of(finding, "message")) == 0)
            return TRUE;
    }
    return FALSE;
}

static void check_left(Case *one, json_t *before, json_t *after)
{
    size_t i;
    json_t *finding;
    json_array_foreach(after, i, finding)
    {
        if (has_fix(finding))
            complain(one, "still there, with a fix: %s", text_of(finding, "message"));
    }
    json_array_foreach(before, i, finding)
    {
        if (has_fix(finding) && is_at_line(after, finding))
            complain(one, "still there: %s", text_of(finding, "message"));
    }
}

/* What a fix adds to the models has to be made in the actual schema, too: that drift is the truth. */
static gboolean is_drift(json_t *finding)
{
    return g_str_has_prefix(text_of(finding, "rule"), "drift-");
}

static void check_new(Case *one, json_t *before, json_t *after)
{
    size_t i;
    json_t *finding;
    json_array_foreach(after, i, finding)
    {
        if (!known(before, finding) && !is_drift(finding))
            complain(one, "new: %s: %s", text_of(finding, "rule"), text_of(finding, "message"));
    }
}

/* Whether the file compiles with gcc and, as the analyzer sees it, with clang (where there is one): two bits. */
static guint compile(const char *folder, const char *file)
{
    static const char *const compilers[][3] = {{"gcc", "-DORM_TEST", NULL}, {"clang", "-D__ORMLINT__", NULL}};
    guint result = 0;
    for (guint i = 0; i < G_N_ELEMENTS(compilers); i++) {
        const char *const arguments[] = {compilers[i][0],
                                         compilers[i][1],
                                         "-fsyntax-only",
                                         "-w",
                                         "-xc",
                                         "-I",
                                         ORM_SOURCE_DIR "/include",
                                         file,
                                         NULL};
        g_autoptr(OrmCommandRun) run = orm_command_run(folder, arguments);
        result |= (guint)(run->exit == 0) << i;
    }
    return result;
}

static void check_compiles(Case *one)
{
    g_autoptr(GDir) dir = g_dir_open(one->copy.folder, 0, NULL);
    for (const char *name = g_dir_read_name(dir); name != NULL; name = g_dir_read_name(dir)) {
        if (!g_str_has_suffix(name, ".h") && !g_str_has_suffix(name, ".c"))
            continue;
        guint before = compile(one->fixture->folder, name), after = compile(one->copy.folder, name);
        if ((before & ~after) != 0)
            complain(one, "%s compiled before and does not now", name);
        one->files += before != 0;
    }
}

static void compare_folders(Case *one, const char *left, const char *right, const char *what)
{
    g_autoptr(OrmCommandRun) run = command(one->base, "diff", "-ru", left, right);
    if (run->exit != 0)
        complain(one, "%s:\n%s%s", what, run->out, run->err);
}

/* The diff, which must write nothing, applied to a second copy by git. */
static void make_patched(Case *one)
{
    g_autoptr(OrmCommandRun) diff = orm_fixture_run_with(&one->copy, program, FALSE, as_diff);
    g_autofree char *patch = g_build_filename(one->base, "patch", NULL),
                    *patched = g_build_filename(one->base, "patched", NULL);
    if (diff->exit != (one->fixable > 0))
        complain(one, "--diff exits with %d:\n%s%s", diff->exit, diff->out, diff->err);
    copy_case(one, "patched");
    compare_folders(one, "fixed", "patched", "--diff wrote something");
    if (one->fixable == 0)
        return;
    assert_true(g_file_set_contents(patch, diff->out, -1, NULL));
    g_autoptr(OrmCommandRun) apply = command(patched, "git", "apply", "--whitespace=error-all", patch);
    if (apply->exit != 0)
        complain(one, "git does not take the diff: %s\n%s", apply->err, diff->out);
}

static void fix(Case *one)
{
    gboolean more = TRUE;
    for (guint i = 0; i < MOST_RUNS && more; i++) {
        g_autoptr(json_t) left = check(one, FALSE, fixing);
        size_t k;
        json_t *finding;
        if (i == 0)
            compare_folders(one, "patched", "fixed", "--diff and --fix differ");
        more = FALSE;
        json_array_foreach(left, k, finding)
        {
            more = more || has_fix(finding);
        }
    }
    json_decref(check(one, FALSE, fixing)); /* which must change nothing any more */
}

/* Whether the case is expected to give a finding with a fix: the test of fixtures holds the tool to it. */
static gboolean is_expected_to_be_fixable(const OrmFixture *fixture)
{
    g_autofree char *file = g_build_filename(fixture->folder, "expect.json", NULL);
    g_autoptr(json_t) expected = json_load_file(file, 0, NULL);
    json_t *findings = json_is_object(expected) ? json_object_get(expected, "diagnostics") : expected, *finding;
    size_t i;
    json_array_foreach(findings, i, finding)
    {
        if (has_fix(finding))
            return TRUE;
    }
    return FALSE;
}

static void run_case(gpointer data, gpointer unused)
{
    (void)unused;
    Case *one = data;
    one->copy = *one->fixture;
    one->copy.folder = g_build_filename(one->base, "fixed", NULL);
    copy_case(one, "fixed");
    g_autoptr(json_t) before = check(one, FALSE, as_json);
    size_t i;
    json_t *finding;
    json_array_foreach(before, i, finding)
    {
        one->fixable += has_fix(finding);
    }
    if (one->fixable > 0) {
        g_autoptr(json_t) all_before = check(one, TRUE, as_json_of_all);
        make_patched(one);
        fix(one);
        g_autoptr(json_t) after = check(one, FALSE, as_json), all_after = check(one, TRUE, as_json_of_all);
        check_left(one, before, after);
        check_new(one, all_before, all_after);
        check_compiles(one);
        if (one->trouble->len > 0)
            compare_folders(one, one->fixture->folder, "fixed", "the fix");
    }
    g_free(one->copy.folder);
}

static Case *run_cases(GPtrArray *fixtures, const char *scratch)
{
    Case *cases = g_new0(Case, fixtures->len);
    GThreadPool *pool = g_thread_pool_new(run_case, NULL, (int)g_get_num_processors(), FALSE, NULL);
    for (guint i = 0; i < fixtures->len; i++) {
        g_autofree char *name = g_strdup_printf("%u", i);
        cases[i].fixture = fixtures->pdata[i];
        cases[i].trouble = g_string_new(NULL);
        cases[i].base = g_build_filename(scratch, name, NULL);
        assert_int_equal(g_mkdir(cases[i].base, 0700), 0);
        if (!cases[i].fixture->clean && !cases[i].fixture->project && is_expected_to_be_fixable(cases[i].fixture))
            g_thread_pool_push(pool, &cases[i], NULL);
    }
    g_thread_pool_free(pool, FALSE, TRUE);
    return cases;
}

static void test_case(void **state)
{
    const Case *one = *state;
    if (one->trouble->len > 0) {
        g_printerr("%s\n%s\n", one->fixture->label, one->trouble->str);
        fail();
    }
}

static Case *all_cases;
static guint case_count;

/* Whether a rule offers fixes is as its page says. */
static void test_rule(void **state)
{
    const Case *first = *state;
    g_autoptr(OrmCommandRun) run = command(NULL, program, "rule", "--format=json", first->fixture->rule);
    g_autoptr(json_t) rule = json_loads(run->out, 0, NULL);
    const json_t *entry = json_is_array(rule) ? json_array_get(rule, 0) : rule;
    const char *kind = json_string_value(json_object_get(entry, "fix_kind"));
    guint fixable = 0, files = 0;
    for (guint i = 0; i < case_count; i++) {
        if (strcmp(all_cases[i].fixture->rule, first->fixture->rule) != 0)
            continue;
        fixable += all_cases[i].fixable;
        files += all_cases[i].files;
    }
    assert_non_null(kind);
    if ((strcmp(kind, "edit") == 0) != (fixable > 0))
        fail_msg("%s has fix_kind %s and %u findings with a fix", first->fixture->rule, kind, fixable);
    if (fixable > 0 && files == 0)
        fail_msg("none of the sources of %s compiles", first->fixture->rule);
}

static int test_cases(gboolean whole_rules)
{
    g_autofree struct CMUnitTest *tests = g_new0(struct CMUnitTest, 2 * case_count);
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    size_t count = 0;
    for (guint i = 0; i < case_count; i++) {
        Case *one = &all_cases[i];
        if (one->fixture->first && !one->fixture->project && whole_rules) {
            g_ptr_array_add(names, g_strdup_printf("%s: its fixes", one->fixture->rule));
            tests[count++] = (struct CMUnitTest){names->pdata[names->len - 1], test_rule, NULL, NULL, one};
        }
        if (one->fixable > 0 || one->trouble->len > 0)
            tests[count++] = (struct CMUnitTest){one->fixture->label, test_case, NULL, NULL, one};
    }
    return _cmocka_run_group_tests("fixes", tests, count, NULL, NULL) != 0;
}

int main(int argc, char **argv)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GOptionContext) context = g_option_context_new("[RULE[/CASE]]");
    g_option_context_add_main_entries(context, entries, NULL);
    if (!g_option_context_parse(context, &argc, &argv, &error) || program == NULL || root == NULL || argc > 2) {
        g_printerr("%s\n",
                   error != NULL ? error->message : "usage: fixes --ormlint PROGRAM --fixtures FOLDER [RULE[/CASE]]");
        return 2;
    }
    const char *filter = argc == 2 ? argv[1] : NULL;
    g_autoptr(GPtrArray) fixtures = orm_fixtures_find(root, filter, &error);
    g_autofree char *scratch = g_dir_make_tmp("ormlint-fixes-XXXXXX", NULL);
    if (fixtures == NULL || fixtures->len == 0 || scratch == NULL) {
        g_printerr("%s\n", error != NULL ? error->message : "no such fixture");
        return 2;
    }
    all_cases = run_cases(fixtures, scratch);
    case_count = fixtures->len;
    int status = test_cases(filter == NULL || strchr(filter, '/') == NULL);
    for (guint i = 0; i < case_count; i++) {
        g_free(all_cases[i].base);
        g_string_free(all_cases[i].trouble, TRUE);
    }
    g_free(all_cases);
    orm_command_run_free(command(NULL, "rm", "-rf", "--", scratch));
    g_free(program);
    g_free(root);
    return status;
}
