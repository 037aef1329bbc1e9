/* SPDX-License-Identifier: MIT */
/* --add-allow: what is written, what is not, and that the next run is silent. usage: allow ORMLINT */
#include "tests/support/cli_run.h"

#define HEAD "#include <stdint.h>\n#include <ormlint/orm.h>\n"
#define COMPILES \
    "for f in *.h; do cc -std=c17 -Wall -Werror -fsyntax-only -I'" ORM_SOURCE_DIR "/include' -x c $f || exit 9; done"

static void test_structs_and_fields(void **state)
{
    (void)state;
    write_file("a.h", HEAD "struct ORM_TABLE(logs) log_line {\r\n\tint64_t at; /* when */\r\n};\r\n"
                           "typedef struct {\n    int64_t at;\n} ORM_TABLE(notes) note_t;\n"
                           "struct ORM_TABLE(users) user {\n    int64_t id ORM_COLUMN(primary_key);\n"
                           "    void (*callback)(int, char);\n    int (*grid)[3] ORM_COLUMN(nulable, uniqe);\n};\n");
    exits(1, "ormlint a.h");
    exits(0, "ormlint --add-allow='old \"quoted\" \\ code' a.h");
    says(err, "ORM_ALLOW written at ");
    g_autofree char *text = read_file("a.h");
    says(text, "struct ORM_TABLE(logs) ORM_ALLOW(missing-primary-key, reason=\"old \\\"quoted\\\" \\\\ code\") "
               "log_line {\r\n\tint64_t at; /* when */\r\n};\r\n");
    says(text, "} ORM_TABLE(notes) ORM_ALLOW(missing-primary-key, reason=\"old \\\"quoted\\\" \\\\ code\") note_t;\n");
    says(text, "void (*callback)(int, char) ORM_ALLOW(c-unsupported-field, ");
    exits(0, COMPILES);
    exits(0, "ormlint a.h -f json");
    says(out, "\"reason\": \"old \\\"quoted\\\" \\\\ code\"");
    exits(0, "ormlint --fail-on warning a.h");
    /* again: nothing to do, nothing twice */
    exits(0, "ormlint --add-allow=again a.h");
    says(err, "ORM_ALLOW written at 0 places");
    g_autofree char *same = read_file("a.h");
    assert_string_equal(text, same);
}

/* Several findings about one field are allowed in one. */
static void test_merged(void **state)
{
    (void)state;
    write_file("a.h", HEAD
               "struct ORM_TABLE(users) user {\n    int32_t id ORM_COLUMN(primary_key, server_default=\"1\");\n};\n");
    exits(1, "ormlint --select key --fail-on info a.h -f concise");
    exits(0, "ormlint --select key --fail-on info --add-allow=old a.h");
    says(err, "ORM_ALLOW written at ");
    exits(0, COMPILES);
    exits(0, "ormlint --select key --fail-on info a.h && test \"$(grep -o 'ORM_ALLOW' a.h | wc -l)\" = 1 && grep -q "
             "'ORM_ALLOW([a-z-]*, [a-z-]*, reason=' a.h");
}

static void test_what_cannot_be_written(void **state)
{
    (void)state;
    write_file("a.h",
               HEAD "#define MODEL(name) struct ORM_TABLE(name) name\n#define FIELD(type, name) type name\n"
                    "MODEL(logs) { int64_t at; };\n"
                    "struct ORM_TABLE(users) ORM_ALLOW(no-such-rule) user {\n    int64_t id ORM_COLUMN(primary_key);\n"
                    "    FIELD(struct user *, boss);\n};\n");
    g_autofree char *before = read_file("a.h");
    exits(1, "ormlint --add-allow=old a.h -f concise");
    says(err, "no ORM_ALLOW(unknown-rule) was written: the rule is always on");
    says(err, "no ORM_ALLOW(missing-primary-key) was written: it is declared through a macro");
    says(err, "no ORM_ALLOW(unmapped-field) was written: it is declared through a macro");
    says(out, "[missing-primary-key]");
    g_autofree char *after = read_file("a.h");
    assert_string_equal(before, after);
    write_file("own.h", "#include <ormlint/orm.h>\n#define TABLE ORM_TABLE()\n");
    write_file("b.h", "#include \"own.h\"\nstruct TABLE log2 { long at; };\n");
    exits(1, "ormlint --add-allow=old b.h own.h");
    says(err, "the file does not use ORM_* by name");
}

static void test_git(void **state)
{
    (void)state;
    write_file("a.h", HEAD "struct ORM_TABLE(logs) log_line { int64_t at; };\n");
    write_file("b.h", HEAD "struct ORM_TABLE(notes) note { int64_t at; };\n");
    exits(0, "chmod 640 a.h && git init -q && git add -A && git commit -qm one && echo >> b.h");
    exits(2, "ormlint --add-allow=old");
    says(err, "b.h has uncommitted changes: commit them first, or give --allow-dirty");
    exits(0, "test \"$(git status --porcelain)\" = ' M b.h'");
    exits(0, "ormlint --add-allow=old a.h && test \"$(stat -c %a a.h)\" = 640");
    exits(1, "ormlint b.h");
    exits(0, "ormlint --add-allow=old --allow-dirty && ormlint");
    exits(0, COMPILES);
    exits(2, "ormlint --add-allow=' '");
    exits(2, "ormlint --add-allow='two\nlines'");
    write_file("c/c.h", HEAD "struct ORM_TABLE(untracked) untracked { int64_t at; };\n");
    exits(2, "ormlint --add-allow=old c");
}

/* What cannot be written is left as it was. */
static void test_unwritable(void **state)
{
    (void)state;
    write_file("a.h", HEAD "struct ORM_TABLE(logs) log_line { int64_t at; };\n");
    g_autofree char *before = read_file("a.h");
    exits(3, "(ulimit -f 0; trap '' XFSZ; ormlint -q --add-allow=old a.h)");
    g_autofree char *after = read_file("a.h");
    assert_string_equal(before, after);
    exits(0, "test \"$(ls -A)\" = a.h");
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        IN_SCRATCH(test_structs_and_fields),
        IN_SCRATCH(test_merged),
        IN_SCRATCH(test_what_cannot_be_written),
        IN_SCRATCH(test_git),
        IN_SCRATCH(test_unwritable),
    };
    if (argc != 2) {
        g_printerr("usage: allow ORMLINT\n");
        return 2;
    }
    use_program(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
