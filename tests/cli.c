/* SPDX-License-Identifier: MIT */
/* The program as users and scripts meet it: exit codes, streams, formats, settings, verbs. usage: cli ORMLINT */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>

#include <cmocka.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/wait.h>

static char *scratch; /* the folder in which every command runs */

/* What the last command did. */
static int status;
static char *out, *err;

static void write_file(const char *name, const char *text)
{
    g_autofree char *path = g_build_filename(scratch, name, NULL), *folder = g_path_get_dirname(path);
    assert_int_equal(g_mkdir_with_parents(folder, 0700), 0);
    assert_true(g_file_set_contents(path, text, -1, NULL));
}

static char *read_file(const char *name)
{
    g_autofree char *path = g_build_filename(scratch, name, NULL);
    char *text = NULL;
    assert_true(g_file_get_contents(path, &text, NULL, NULL));
    return text;
}

/** Runs a shell command in the scratch folder; `ormlint` in it is the program under test. */
static int run(const char *command)
{
    char *const arguments[] = {(char *)"/bin/sh", (char *)"-c", (char *)command, NULL};
    g_autoptr(GError) error = NULL;
    int wait_status = 0;
    g_free(out);
    g_free(err);
    out = err = NULL;
    if (!g_spawn_sync(scratch, (char **)arguments, NULL, G_SPAWN_DEFAULT, NULL, NULL, &out, &err, &wait_status, &error))
        fail_msg("%s: %s", command, error->message);
    status = WIFEXITED(wait_status) ? WEXITSTATUS(wait_status) : 128;
    return status;
}

static void exits(int expected, const char *command)
{
    if (run(command) != expected)
        fail_msg("%s: exit code %d, not %d\n%s%s", command, status, expected, out, err);
}

static void says(const char *stream, const char *text)
{
    if (strstr(stream, text) == NULL)
        fail_msg("`%s` is missing in:\n%s", text, stream);
}

static void says_not(const char *stream, const char *text)
{
    if (strstr(stream, text) != NULL)
        fail_msg("`%s` stands in:\n%s", text, stream);
}

/* One model each: with one error, with none, in a file that does not parse, and no model at all. */
static int set_up(void **state)
{
    (void)state;
    scratch = g_dir_make_tmp("ormlint-cli-XXXXXX", NULL);
    write_file("faulty/faulty.h", "#include <ormlint/orm.h>\n"
                                  "struct ORM_TABLE(faults) ORM_ALLOW(no-such-rule) fault {\n"
                                  "    int id ORM_COLUMN(primary_key);\n"
                                  "};\n");
    write_file("clean/clean.h", "#include <ormlint/orm.h>\n"
                                "struct ORM_TABLE(cleans) clean {\n"
                                "    int id ORM_COLUMN(primary_key);\n"
                                "};\n");
    write_file("broken/broken.h", "#include <ormlint/orm.h>\n"
                                  "#include \"missing.h\"\n"
                                  "struct ORM_TABLE(breaks) broken {\n"
                                  "    int id ORM_COLUMN(primary_key);\n"
                                  "};\n");
    write_file("empty/plain.h", "struct plain { int id; };\n");
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    g_autofree char *command = g_strdup_printf("rm -rf '%s'", scratch);
    int failed = system(command);
    g_free(scratch);
    g_free(out);
    g_free(err);
    return failed;
}

static void test_clean_and_faulty(void **state)
{
    (void)state;
    exits(0, "ormlint clean");
    assert_string_equal(out, "");
    says(err, "0 errors, 0 warnings; 1 file, 1 model, 1 column in ");
    exits(1, "ormlint faulty");
    says(out, "error[unknown-rule]: ");
    says(out, "--> faulty/faulty.h:2:");
    says_not(out, "1 error");
    says(err, "1 error, 0 warnings");
    says_not(err, "unknown-rule");
    exits(1, "ormlint check faulty clean/clean.h");
    exits(1, "ormlint check -q faulty");
    assert_string_equal(err, "");
}

static void test_levels(void **state)
{
    (void)state;
    exits(0, "ormlint faulty --exit-zero");
    says(out, "unknown-rule");
    exits(0, "ormlint faulty --severity unknown-rule=warning");
    says(err, "0 errors, 1 warning");
    exits(1, "ormlint faulty --severity unknown-rule=warning --fail-on warning");
    exits(1, "ormlint faulty --severity unknown-rule=warning --fail-on info");
    exits(0, "ormlint faulty --severity unknown-rule=info --fail-on warning");
    exits(1, "ormlint faulty --severity unknown-rule=info --fail-on info");
    exits(1, "ormlint faulty --severity unknown-rule=warning --max-warnings 0");
    exits(0, "ormlint faulty --severity unknown-rule=warning --max-warnings 1");
    exits(0, "ormlint faulty --severity unknown-rule=warning --max-warnings 0 --exit-zero");
    exits(1, "ormlint faulty --set rules.unknown-rule=error");
    exits(0, "ormlint faulty --set rules.unknown-rule=warning");
    exits(1, "ormlint faulty --set rules.unknown-rule=warning --severity meta=error");
    /* the narrower name is stronger, in whatever order they stand */
    exits(0, "ormlint faulty --set 'rules={unknown-rule: warning, meta: error, all: error}'");
    exits(0, "ormlint faulty --set 'rules={all: error, meta: warning}'");
}

static void test_usage(void **state)
{
    (void)state;
    exits(2, "ormlint --selct all clean");
    assert_string_equal(out, "");
    says(err, "ormlint: error: unknown option `--selct`; did you mean `--select`?\n");
    exits(2, "ormlint --select unknwon-rule clean");
    says(err, "unknown rule or family `unknwon-rule`; did you mean `unknown-rule`?");
    exits(2, "ormlint -f text -f json clean");
    says(err, "two reports (text, json) go to standard output");
    exits(2, "ormlint -f text=x -f json=x clean");
    exits(2, "ormlint --isolated --config x clean");
    exits(2, "ormlint config");
    exits(2, "ormlint config shw");
    says(err, "did you mean `show`?");
    exits(2, "ormlint help chek");
    says(err, "did you mean `check`?");
    exits(2, "ormlint clean --set rulez.all=off");
    says(err, "1 | rulez.all=off");
}

static void test_incomplete(void **state)
{
    (void)state;
    exits(3, "ormlint broken");
    says(err, "broken/broken.h:2:");
    says(err, "error: ");
    exits(3, "ormlint broken faulty");
    says(out, "error[unknown-rule]");
    says(err, "1 error, 0 warnings");
    says(err, "incomplete");
    exits(3, "ormlint -f json broken");
    says(out, "\"complete\": false");
    exits(3, "ormlint no-such-folder");
    says(err, "no-such-folder");
    exits(3, "ormlint no-such-folder faulty");
    says(out, "error[unknown-rule]");
    exits(0, "ormlint broken clean --keep-going");
    exits(1, "ormlint broken faulty --keep-going");
    exits(3, "ormlint -q broken");
    says(err, "broken/broken.h:2:");
}

/* Names from the file system cannot steer the terminal. */
static void test_control_characters(void **state)
{
    (void)state;
    exits(3, "ormlint \"$(printf 'no\\033[31mthing')\"");
    says_not(err, "\033[31m");
    says(err, "[31mthing");
}

static void test_no_model(void **state)
{
    (void)state;
    exits(3, "ormlint empty");
    says(err, "looked at no model: no struct in empty is annotated");
    exits(0, "cd empty && ormlint");
    says(err, "looked at no model");
    exits(3, "ormlint empty --keep-going");
    exits(3, "ormlint bassline create");
    says(err, "did you mean `ormlint baseline`?");
    exits(3, "ormlint check bassline");
    assert_null(strstr(err, "did you mean"));
}

static void test_order(void **state)
{
    (void)state;
    exits(1, "ormlint -f json faulty clean");
    g_autofree char *first = g_strdup(out);
    exits(1, "ormlint -f json clean faulty");
    assert_string_equal(out, first);
    exits(1, "ormlint -f json clean/clean.h faulty/faulty.h clean");
    assert_string_equal(out, first);
}

static void test_files(void **state)
{
    (void)state;
    exits(1, "ormlint -f json=r.json -f concise=r.txt -f text faulty");
    says(out, "error[unknown-rule]");
    g_autofree char *json = read_file("r.json"), *concise = read_file("r.txt");
    says(json, "\"rule\": \"unknown-rule\"");
    says(concise, "error: ");
    exits(1, "ormlint -f json=r.json faulty");
    assert_string_equal(out, "");
    exits(1, "ormlint -f json faulty");
    assert_string_equal(out, json);
    exits(1, "ormlint -f json=- faulty");
    assert_string_equal(out, json);
    exits(1, "ln -sf r.json link && ormlint -f concise=link faulty && false || s=$?; test -L link && exit $s");
    g_autofree char *through_link = read_file("r.json");
    assert_string_equal(through_link, concise);
    exits(1, "echo before > added; ormlint -f json=/dev/stdout faulty >> added");
    g_autofree char *added = read_file("added"), *expected = g_strconcat("before\n", json, NULL);
    assert_string_equal(added, expected);
    exits(0, "mkfifo pipe; ormlint --exit-zero -f json=pipe faulty & cat pipe; wait");
    assert_string_equal(out, json);
}

/* What cannot be written makes exit code 3, says so, and leaves what was there. */
static void test_unwritable(void **state)
{
    (void)state;
    exits(3, "ormlint faulty > /dev/full");
    says(err, "cannot write the report (text) to standard output: No space left on device");
    exits(3, "ormlint -f json=/dev/full clean");
    says(err, "cannot write the report (json) to /dev/full: No space left on device");
    exits(0, "test -c /dev/full");
    exits(3, "ormlint -f json faulty >&-");
    exits(1, "ormlint -f json=closed.json faulty 2>&- >&-");
    g_autofree char *closed = read_file("closed.json");
    assert_true(g_str_has_prefix(closed, "{\"version\": 1"));
    exits(3, "ormlint -f json=nowhere/r.json -f text faulty");
    says(out, "error[unknown-rule]");
    says(err, "nowhere/r.json");
    exits(3, "ormlint --help > /dev/full");
    exits(3, "ormlint rule all > /dev/full");
    exits(3, "ormlint config show > /dev/full");
    exits(3, "ormlint --dump=graph clean > /dev/full");
    write_file("kept", "before\n");
    exits(3, "mkdir -p locked && cp kept locked && (ulimit -f 0; trap '' XFSZ; ormlint -f json=locked/kept clean)");
    g_autofree char *kept = read_file("locked/kept");
    assert_string_equal(kept, "before\n");
    exits(0, "test \"$(ls -A locked)\" = kept");
}

static gboolean colored(const char *command)
{
    run(command);
    return strstr(out, "\033[") != NULL;
}

static void test_color(void **state)
{
    (void)state;
    assert_false(colored("env -u NO_COLOR ormlint faulty"));
    assert_true(colored("env -u NO_COLOR CLICOLOR_FORCE=1 ormlint faulty"));
    assert_true(colored("env -u NO_COLOR FORCE_COLOR=1 ormlint faulty"));
    assert_false(colored("env -u NO_COLOR CLICOLOR_FORCE=0 ormlint faulty"));
    assert_true(colored("NO_COLOR= CLICOLOR_FORCE=1 ormlint faulty"));
    assert_false(colored("NO_COLOR=1 CLICOLOR_FORCE=1 ormlint faulty"));
    assert_true(colored("NO_COLOR=1 ormlint --color=always faulty"));
    assert_false(colored("env -u NO_COLOR CLICOLOR_FORCE=1 ormlint --color never faulty"));
    assert_false(colored("env -u NO_COLOR CLICOLOR_FORCE=1 ormlint -f json faulty"));
    assert_false(colored("env -u NO_COLOR CLICOLOR_FORCE=1 ormlint -f text=plain faulty; cat plain"));
    assert_true(colored("env -u NO_COLOR ormlint --color always -f text=plain faulty; cat plain"));
}

static void test_color_on_terminal(void **state)
{
    (void)state;
    assert_true(colored("env -u NO_COLOR TERM=xterm script -qec 'ormlint faulty' /dev/null"));
    assert_false(colored("env -u NO_COLOR TERM=dumb script -qec 'ormlint faulty' /dev/null"));
    assert_false(colored("env -u NO_COLOR TERM=xterm CLICOLOR=0 script -qec 'ormlint faulty' /dev/null"));
    assert_false(colored("NO_COLOR=1 TERM=xterm script -qec 'ormlint faulty' /dev/null"));
    assert_true(colored("env -u NO_COLOR TERM=xterm script -qec 'ormlint faulty --color auto' /dev/null"));
}

static void test_configuration(void **state)
{
    (void)state;
    write_file("project/.ormlint.yaml", "dialect: postgresql\nrules: {unknown-rule: warning}\nexclude: [\"skip/**\"]\n"
                                        "types: {key_t_: UUID}\nprelude: [tools/own.h]\n");
    write_file("project/tools/own.h", "typedef int key_t_;\n");
    write_file("project/skip/broken.h", "#include <ormlint/orm.h>\nstruct ORM_TABLE(x) x { nonsense y; };\n");
    write_file("project/src/a.h", "#include <ormlint/orm.h>\nstruct ORM_TABLE(a) ORM_ALLOW(no-such-rule) a {\n"
                                  "    key_t_ id ORM_COLUMN(primary_key);\n};\n");
    exits(0, "ormlint -f json project/src/a.h");
    says(out, "\"dialect\": \"postgresql\"");
    says(err, "0 errors, 1 warning");
    exits(0, "ormlint project");
    exits(0, "cd project/src && ormlint -f json . --dialect sqlite");
    says(out, "\"dialect\": \"sqlite\"");
    exits(0, "ormlint --dump=graph project/src");
    says(out, "UUID");
    exits(1, "ormlint project --set rules.unknown-rule=error");
    exits(1, "ormlint --isolated --set 'prelude=[project/tools/own.h]' project/src");
    exits(0, "ormlint -v project 2>&1");
    says(out, "configuration: project/.ormlint.yaml");
    exits(0, "ormlint config show project/src");
    says(out, "dialect: postgresql  # project/.ormlint.yaml:1\n");
    says(out, "root: false  # default\n");
    exits(0, "ormlint config show project/src --set dialect=mysql");
    says(out, "dialect: mysql  # command line (--set)\n");
    exits(0, "ormlint config verify project project/.ormlint.yaml");
    assert_string_equal(err, "");
}

/* What is extended and what overrides: in a run, and as `config show` tells it. */
static void test_layers_of_configuration(void **state)
{
    (void)state;
    static const char *const model = "#include <ormlint/orm.h>\nstruct ORM_TABLE(t%d) t%d { int n; };\n";
    const char *const files[] = {"layers/app/src/a.h", "layers/app/legacy/b.h"};
    for (guint i = 0; i < G_N_ELEMENTS(files); i++) {
        g_autofree char *text = g_strdup_printf(model, i, i);
        write_file(files[i], text);
    }
    write_file("layers/base.yaml", "rules: {missing-primary-key: warning}\n"
                                   "overrides: [{files: [app/legacy/**], rules: {missing-primary-key: \"off\"}}]\n");
    write_file("layers/app/.ormlint.yaml", "extends: [../base.yaml]\ndialect: ${ORM_CLI_DIALECT:-sqlite}\n");
    exits(0, "ormlint layers/app");
    says(err, "0 errors, 1 warning");
    exits(0, "cd layers/app/legacy && ormlint --select missing-primary-key .");
    says(err, "0 errors, 0 warnings");
    exits(1, "ormlint layers/app --severity missing-primary-key=error");
    says(err, "2 errors, 0 warnings");
    exits(1, "ormlint layers/app --set 'overrides=[{tables: [t1], rules: {missing-primary-key: error}}]'");
    says(err, "1 error, 1 warning");
    exits(0, "ORM_CLI_DIALECT=mysql ormlint config show layers/app");
    says(out, "# extended: layers/base.yaml\n");
    says(out, "dialect: mysql  # layers/app/.ormlint.yaml:2\n");
    says(out, "  missing-primary-key: warning  # layers/base.yaml:1\noverrides:\n  - {files: [\"");
    exits(0, "ormlint config show layers/app/legacy/b.h");
    says(out, "  missing-primary-key: off  # layers/base.yaml:2\noverrides: []");
    exits(0, "ormlint config show layers/app/legacy/b.h --set rules.missing-primary-key=info");
    says(out, "  missing-primary-key: info  # command line (--set)\noverrides: []");
    write_file("layers/ring.yaml", "extends: [ring.yaml]\n");
    exits(2, "ormlint config verify layers/ring.yaml");
    says(err, "error: `ring.yaml` extends itself\n --> layers/ring.yaml:1:11\n");
    says(err, "^^^^^^^^^ the ring is layers/ring.yaml");
}

static void assert_file(const char *name, const char *text)
{
    g_autofree char *path = g_build_filename(scratch, name, NULL), *found = NULL;
    assert_true(g_file_get_contents(path, &found, NULL, NULL));
    says(found, text);
}

/* What a fresh configuration says of a project, and that the tool itself accepts it. */
static void test_init(void **state)
{
    (void)state;
    static const struct {
        const char *name, *text, *says;
    } projects[] = {
        {"i1/src/db.c", "#include <libpq-fe.h>\n", "postgresql: libpq-fe.h, in src/db.c.\ndialect: postgresql\n"},
        {"i2/include/db.h", "#include \"sqlite3.h\"\n", "\ndialect: sqlite\n"},
        {"i3/Makefile", "LDLIBS = -lMySQLClient\n", "mysql: -lmysqlclient, in Makefile.\ndialect: mysql\n"},
        {"i4/db/schema.sql", "CREATE TABLE a (id BIGSERIAL);\n", "\ndialect: postgresql\n"},
        {"i5/a.c", "/* #include <sqlite3.h> */\n", "\n# dialect: postgresql\n"},
        {"i6/a b#c/d.h", "#include <ormlint/orm.h>\nstruct ORM_TABLE(a) a { int id; };\n", "# include: [\"src/**\"]"},
        {"i7/models/d.h", "#include <ormlint/orm.h>\nstruct ORM_TABLE(a) a { int id; };\n",
         "# include: [\"models/**\"]"},
        {"i8/vendor/x.c", "typedef struct { int id; } x_row;\n", "exclude: [\"vendor/**\"]\n"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(projects); i++) {
        g_autofree char *folder = g_strdup_printf("i%u", i + 1),
                        *file = g_build_filename(folder, ".ormlint.yaml", NULL);
        g_autofree char *command = g_strdup_printf("cd %s && ormlint init && ormlint config verify", folder);
        write_file(projects[i].name, projects[i].text);
        exits(0, command);
        says(out, "wrote .ormlint.yaml\n");
        assert_file(file, projects[i].says);
    }
    says(out, "  structs called `*_row`: in 1 file\n");
    write_file("i9/a.c", "#include <sqlite3.h>\n");
    write_file("i9/b.c", "#include <mysql.h>\n");
    exits(0, "cd i9 && ormlint init");
    says(out, "no clear sign");
    assert_file("i9/.ormlint.yaml", "# sqlite: sqlite3.h, in a.c.\n# mysql: mysql.h, in b.c.\n# dialect: postgresql\n");
}

static void test_init_overwrites_nothing(void **state)
{
    (void)state;
    write_file("keep/.ormlint.yaml", "mine");
    exits(2, "cd keep && ormlint init --copy-header");
    says(err, "there is a .ormlint.yaml already: nothing was written");
    assert_file("keep/.ormlint.yaml", "mine");
    exits(1, "test -e keep/ormlint");
    write_file("other/inc/ormlint/orm.h", "mine");
    exits(2, "cd other && ormlint init --copy-header inc");
    says(err, "inc/ormlint/orm.h is there already, and is not that of this version: nothing was written");
    exits(1, "test -e other/.ormlint.yaml");
    exits(0, "mkdir -p fresh/include && cd fresh && ormlint init --copy-header && rm .ormlint.yaml");
    says(out, "wrote include/ormlint/orm.h\n");
    exits(0, "cd fresh && ormlint init --copy-header include");
    says(out, "include/ormlint/orm.h is there already\nwrote .ormlint.yaml\n");
    exits(2, "cd fresh && ormlint init include");
    says(err, "only --copy-header takes a folder");
    exits(3, "mkdir -p full && cd full && trap '' XFSZ && ulimit -f 0 && ormlint init");
    says(err, "cannot write .ormlint.yaml: File too large");
    exits(1, "test -e full/.ormlint.yaml");
}

static void test_bad_configuration(void **state)
{
    (void)state;
    write_file("bad/.ormlint.yaml", "dialct: sqlite\nrules:\n  unknwn-rule: off\n  unknown-rule: eror\n");
    write_file("bad/a.h", "#include <ormlint/orm.h>\nstruct ORM_TABLE(a) a { int id ORM_COLUMN(primary_key); };\n");
    static const char *const all = "error: unknown key `dialct`\n"
                                   " --> bad/.ormlint.yaml:1:1\n"
                                   "  |\n"
                                   "1 | dialct: sqlite\n"
                                   "  | ^^^^^^ did you mean `dialect`?\n"
                                   "error: unknown rule or family `unknwn-rule`\n"
                                   " --> bad/.ormlint.yaml:3:3\n"
                                   "  |\n"
                                   "3 |   unknwn-rule: off\n"
                                   "  |   ^^^^^^^^^^^ did you mean `unknown-rule`?\n"
                                   "error: unknown level `eror`\n"
                                   " --> bad/.ormlint.yaml:4:17\n"
                                   "  |\n"
                                   "4 |   unknown-rule: eror\n"
                                   "  |                 ^^^^ did you mean `error`?\n";
    static const char *const commands[] = {"ormlint bad", "ormlint config verify bad/.ormlint.yaml",
                                           "ormlint --config bad/.ormlint.yaml clean", "ormlint config show bad"};
    for (guint i = 0; i < G_N_ELEMENTS(commands); i++) {
        exits(2, commands[i]);
        assert_string_equal(out, "");
        assert_string_equal(err, all);
    }
    exits(0, "ormlint --isolated bad");
    exits(2, "ormlint --config missing.yaml clean");
    says(err, "error: cannot be read: No such file or directory\n --> missing.yaml\n");
    exits(2, "ormlint config verify missing.yaml");
}

static void test_two_configurations(void **state)
{
    (void)state;
    write_file("one/.ormlint.yaml", "dialect: sqlite\n");
    write_file("two/.ormlint.yaml", "dialect: mysql\n");
    exits(0, "cp clean/clean.h one/ && cp clean/clean.h two/ && ormlint one");
    exits(2, "ormlint one two");
    says(err, "`one` has the configuration one/.ormlint.yaml, `two` has two/.ormlint.yaml");
    exits(0, "ormlint one two --isolated");
    exits(0, "ormlint one two --config one/.ormlint.yaml");
    /* a path without a configuration takes that of the others */
    exits(0, "ormlint clean one -f json");
    says(out, "\"dialect\": \"sqlite\"");
}

static void test_rule(void **state)
{
    (void)state;
    exits(0, "ormlint rule unknown-rule");
    says(out, "ORM_ALLOW");
    exits(0, "ormlint rule unknown-rule --format md");
    says(out, "# ");
    exits(0, "ormlint rule unknown-rule --format json");
    says(out, "\"name\": \"unknown-rule\"");
    exits(0, "ormlint rule all");
    g_autofree char *all = g_strdup(out);
    says(all, "unknown-rule");
    exits(0, "ormlint rule");
    assert_string_equal(out, all);
    exits(0, "ormlint rule all --format=json");
    assert_true(g_str_has_prefix(out, "["));
    exits(2, "ormlint rule unknwon-rule");
    says(err, "unknown rule `unknwon-rule`; did you mean `unknown-rule`?");
    exits(2, "ormlint rule unknown-rule all");
}

static void test_doctor(void **state)
{
    (void)state;
    exits(0, "ormlint doctor clean");
    says(out, "ok       libclang: version ");
    says(out, "ok       builtin headers: /");
    says(out, "ok       git: /");
    says(out, "ok       configuration: none, defaults hold");
    says(out, "ok       files: 1 C files, 1 with models");
    exits(1, "ormlint doctor broken");
    says(out, "problem  compile commands: no compile_commands.json");
    says(out, "cure: write them");
    says(out, "broken/broken.h line 2");
    write_file("db/compile_commands.json",
               "[{\"directory\": \".\", \"file\": \"a.c\", \"arguments\": [\"cc\", \"-c\", \"a.c\"]}]\n");
    write_file("db/a.c", "#include <ormlint/orm.h>\nstruct ORM_TABLE(a) a { int id ORM_COLUMN(primary_key); };\n");
    exits(0, "ormlint doctor db");
    says(out, "compile commands: db/compile_commands.json, 1 for C sources");
    exits(1, "ormlint doctor --config missing.yaml clean");
    says(out, "problem  configuration: cannot be used");
    exits(1, "ormlint doctor empty");
    says(out, "problem  files: 1 C files, 0 with models");
    says(out, "cure: map structs by their names");
}

static void test_stages(void **state)
{
    (void)state;
    exits(0, "ormlint --dump=facts clean");
    says(out, "\"clean\"");
    exits(0, "ormlint --dump=graph clean");
    says(out, "\"cleans\"");
    exits(3, "ormlint --dump=graph broken");
    exits(0, "ormlint --show-files clean empty -- -DX='a b'");
    says(out, "clean/clean.h: models, command from the command line\n");
    says(out, "'-DX=a b'");
    says(out, "empty/plain.h: no models\n");
    exits(1, "ormlint --statistics --timings faulty");
    says(err, "     1  error       unknown-rule\n");
    says(err, " ms  read (libclang)\n");
    says(err, " other rules\n");
    exits(1, "ormlint --timings --verbose faulty");
    says(err, " ms    unknown-rule\n");
    assert_null(strstr(err, " other rules\n"));
    exits(3, "ormlint --show-files no-such-folder");
}

static void test_selection(void **state)
{
    (void)state;
    exits(1, "ormlint --select unknown-rule faulty");
    exits(1, "ormlint --select meta --select all faulty");
    exits(1, "ormlint --select 'meta, unknown-rule' faulty");
    exits(0, "ormlint --select all clean");
}

/* A PATH may have the name of a verb. */
static void test_path_like_verb(void **state)
{
    (void)state;
    exits(1, "cp -r faulty rule && cp -r faulty check && ormlint ./rule");
    exits(1, "ormlint check rule");
    exits(1, "ormlint check check");
    exits(1, "ormlint faulty check");
}

static void test_help(void **state)
{
    (void)state;
    exits(0, "ormlint --version");
    says(out, "ormlint ");
    exits(0, "ormlint --help");
    says(out, "Exit codes:");
    g_autofree char *general = g_strdup(out);
    exits(0, "ormlint help");
    assert_string_equal(out, general);
    exits(0, "ormlint rule --help");
    says(out, "Usage: ormlint rule");
    g_autofree char *rule = g_strdup(out);
    exits(0, "ormlint help rule");
    assert_string_equal(out, rule);
    static const char *const absent[] = {"server", "watch"};
    for (guint i = 0; i < G_N_ELEMENTS(absent); i++) {
        g_autofree char *verb = g_strdup_printf("  %s ", absent[i]);
        says_not(general, verb);
    }
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_clean_and_faulty),
        cmocka_unit_test(test_levels),
        cmocka_unit_test(test_usage),
        cmocka_unit_test(test_incomplete),
        cmocka_unit_test(test_control_characters),
        cmocka_unit_test(test_no_model),
        cmocka_unit_test(test_order),
        cmocka_unit_test(test_files),
        cmocka_unit_test(test_unwritable),
        cmocka_unit_test(test_color),
        cmocka_unit_test(test_color_on_terminal),
        cmocka_unit_test(test_configuration),
        cmocka_unit_test(test_layers_of_configuration),
        cmocka_unit_test(test_init),
        cmocka_unit_test(test_init_overwrites_nothing),
        cmocka_unit_test(test_bad_configuration),
        cmocka_unit_test(test_two_configurations),
        cmocka_unit_test(test_rule),
        cmocka_unit_test(test_doctor),
        cmocka_unit_test(test_stages),
        cmocka_unit_test(test_selection),
        cmocka_unit_test(test_path_like_verb),
        cmocka_unit_test(test_help),
    };
    if (argc != 2) {
        g_printerr("usage: cli ORMLINT\n");
        return 2;
    }
    g_autofree char *program = g_canonicalize_filename(argv[1], NULL), *folder = g_path_get_dirname(program);
    g_autofree char *path = g_strconcat(folder, ":", g_getenv("PATH"), NULL);
    g_setenv("PATH", path, TRUE);
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
