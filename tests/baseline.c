/* SPDX-License-Identifier: MIT */
/* The baseline as users meet it. usage: baseline ORMLINT */
#include "tests/support/cli_run.h"

#define HEAD "#include <stdint.h>\n#include <ormlint/orm.h>\n"
#define LOGS "struct ORM_TABLE(logs) log_line { int64_t at; };\n" /* has no primary key */
#define NOTES "struct ORM_TABLE(notes) note { int64_t at; };\n"   /* nor has this */
#define USERS "struct ORM_TABLE(users) user { int64_t id ORM_COLUMN(primary_key); };\n"

static void test_create(void **state)
{
    (void)state;
    write_file("src/a.h", HEAD LOGS USERS);
    exits(1, "ormlint src");
    exits(0, "ormlint baseline create src");
    says(err, "1 finding recorded in ");
    assert_string_equal(out, "");
    g_autofree char *text = read_file(".ormlint-baseline.json");
    says(text, "\"rule\": \"missing-primary-key\", \"table\": \"logs\"");
    says(text, "\"file\": \"src/a.h\"");
    exits(0, "ormlint src");
    assert_string_equal(out, "");
    says(err, "0 errors, 0 warnings, 1 baselined; ");
    exits(0, "ormlint src -f json");
    says(out, "\"baselined\": 1");
    says_not(out, "missing-primary-key");
    exits(1, "ormlint src --no-baseline");
    says(out, "missing-primary-key");
    /* the same again gives the same file */
    exits(0, "ormlint baseline create src");
    g_autofree char *again = read_file(".ormlint-baseline.json");
    assert_string_equal(text, again);
}

/* Lines above, another file, another order: the finding is the same; a second one is not. */
static void test_survives(void **state)
{
    (void)state;
    write_file("src/a.h", HEAD LOGS USERS);
    exits(0, "ormlint baseline create");
    write_file("src/a.h", HEAD "\n\n\n" USERS "\n" LOGS);
    exits(0, "ormlint");
    says(err, "1 baselined");
    exits(0, "mkdir src/sub && mv src/a.h src/sub/b.h && ormlint");
    says(err, "1 baselined");
    write_file("src/c.h", HEAD NOTES);
    exits(1, "ormlint -f concise");
    says(out, "src/c.h:3:");
    says_not(out, "logs");
}

static void test_stale(void **state)
{
    (void)state;
    write_file("src/a.h", HEAD LOGS NOTES);
    write_file("src/b.h", HEAD USERS);
    exits(0, "ormlint baseline create");
    write_file("src/a.h", HEAD LOGS);
    exits(0, "ormlint");
    says_not(err, "prune");
    exits(0, "ormlint -v");
    says(err, ".ormlint-baseline.json:");
    says(err, "note: `missing-primary-key` of `notes` (table) in src/a.h is found no more: `ormlint baseline prune`");
    /* what was not looked at, was off or could not be read is not called stale */
    exits(0, "ormlint -v src/b.h");
    says_not(err, "prune");
    exits(0, "ormlint -v --ignore missing-primary-key");
    says_not(err, "prune");
    exits(0, "ormlint baseline prune src/b.h");
    says(err, "0 entries dropped");
    exits(0, "ormlint baseline prune");
    says(err, "dropped `missing-primary-key` of `notes` (table) in src/a.h");
    says(err, "1 entry dropped");
    exits(0, "ormlint -v");
    says_not(err, "prune");
    says(err, "1 baselined");
    exits(0, "rm src/a.h && ormlint baseline prune");
    says(err, "1 entry dropped");
}

static void test_configuration(void **state)
{
    (void)state;
    write_file("src/a.h", HEAD LOGS);
    write_file(".ormlint.yaml", "baseline: tools/known.json\n");
    exits(2, "ormlint");
    says(err, "tools/known.json");
    says(err, "`ormlint baseline create` writes one");
    exits(3, "ormlint baseline create");
    says(err, "cannot write the baseline");
    exits(0, "mkdir tools && ormlint baseline create && ormlint");
    exits(0, "cd src && ormlint");
    g_autofree char *text = read_file("tools/known.json");
    says(text, "/src/a.h");
    exits(1, "ormlint --no-baseline");
    exits(0, "ormlint baseline create --baseline other.json && test -f other.json");
    exits(0, "ormlint --isolated --baseline other.json src");
    exits(1, "ormlint --isolated src");
    exits(2, "ormlint --baseline other.json --no-baseline");
    says(err, "exclude each other");
    exits(2, "ormlint --baseline missing.json src");
    exits(0, "ormlint config show");
    says(out, "tools/known.json");
}

static void test_broken(void **state)
{
    (void)state;
    write_file("src/a.h", HEAD LOGS);
    write_file(".ormlint-baseline.json", "[{\"version\": 1}\n<<<<<<< ours\n]\n");
    exits(2, "ormlint src");
    assert_string_equal(out, "");
    says(err, "the baseline is broken: .ormlint-baseline.json:2:1: ");
    exits(2, "ormlint baseline prune");
    g_autofree char *kept = read_file(".ormlint-baseline.json");
    says(kept, "<<<<<<<");
    exits(1, "ormlint src --no-baseline");
    exits(0, "ormlint baseline create && ormlint src");
}

/* Nothing is half written, and nothing is recorded of what could not be read. */
static void test_not_written(void **state)
{
    (void)state;
    write_file("src/a.h", HEAD LOGS);
    write_file("locked/kept.json", "before\n");
    exits(3, "(ulimit -f 0; trap '' XFSZ; ormlint baseline create src --baseline locked/kept.json)");
    g_autofree char *kept = read_file("locked/kept.json");
    assert_string_equal(kept, "before\n");
    exits(0, "test \"$(ls -A locked)\" = kept.json");
    write_file("src/b.h", HEAD "#include \"missing.h\"\n" NOTES);
    exits(3, "ormlint baseline create src");
    says(err, "src/b.h:3:");
    says(err, "no baseline was written");
    exits(1, "test -e .ormlint-baseline.json");
    exits(0, "ormlint baseline create src --keep-going && ormlint src --keep-going");
    exits(3, "ormlint baseline prune src");
    exits(3, "mkdir empty && ormlint baseline create empty");
    exits(2, "ormlint baseline");
    exits(2, "ormlint baseline creat");
    says(err, "did you mean `create`?");
}

/* Two branches add, one drops; git merges the lines, and what it leaves is a baseline. */
static void test_merge(void **state)
{
    (void)state;
    write_file("src/a.h", HEAD "struct ORM_TABLE(t1) s1 { int64_t at; };\nstruct ORM_TABLE(t2) s2 { int64_t at; };\n"
                               "struct ORM_TABLE(t3) s3 { int64_t at; };\nstruct ORM_TABLE(t4) s4 { int64_t at; };\n");
    write_file(".gitattributes", ".ormlint-baseline.json merge=union\n");
    exits(0, "git init -q -b main && ormlint baseline create && git add -A && git commit -qm one && git branch other");
    write_file("src/b.h", HEAD LOGS);
    exits(0, "ormlint baseline create && git add -A && git commit -qm logs && git checkout -q other");
    write_file("src/c.h", HEAD NOTES);
    write_file("src/d.h", HEAD "struct ORM_TABLE(logs2) log2 { int64_t at; };\n");
    exits(0, "ormlint baseline create && git add -A && git commit -qm notes && git merge -q --no-edit main");
    exits(0, "ormlint");
    says(err, "7 baselined");
    exits(0, "cp .ormlint-baseline.json merged && ormlint baseline create && sort merged > a && sort "
             ".ormlint-baseline.json > b "
             "&& diff a b");
}

/* In-source suppressions go first; they need no entry. */
static void test_suppressed(void **state)
{
    (void)state;
    write_file("src/a.h",
               HEAD "struct ORM_TABLE(logs) ORM_ALLOW(missing-primary-key) log_line { int64_t at; };\n" NOTES);
    exits(0, "ormlint baseline create src");
    g_autofree char *text = read_file(".ormlint-baseline.json");
    says_not(text, "\"logs\"");
    exits(0, "ormlint src");
    says(err, "1 suppressed, 1 baselined");
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        IN_SCRATCH(test_create), IN_SCRATCH(test_survives),    IN_SCRATCH(test_stale), IN_SCRATCH(test_configuration),
        IN_SCRATCH(test_broken), IN_SCRATCH(test_not_written), IN_SCRATCH(test_merge), IN_SCRATCH(test_suppressed),
    };
    if (argc != 2) {
        g_printerr("usage: baseline ORMLINT\n");
        return 2;
    }
    use_program(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
