/* SPDX-License-Identifier: MIT */
/* --since and --from-patch over real repositories. usage: since ORMLINT */
#include "tests/support/cli_run.h"

#define HEAD "#include <stdint.h>\n#include <ormlint/orm.h>\n"
#define CUSTOMERS "struct ORM_TABLE(customers) customer {\n    int64_t id ORM_COLUMN(primary_key);\n};\n"
#define ORDERS                                                                    \
    "struct ORM_TABLE(orders) order {\n    int64_t id ORM_COLUMN(primary_key);\n" \
    "    int64_t customer_id ORM_FOREIGN_KEY(customers.id) ORM_COLUMN(index);\n};\n"
#define OLD_FAULT "struct ORM_TABLE(logs) log_line {\n    int64_t at;\n};\n"

/* A repository whose models have one old fault. */
static void start(void)
{
    write_file("src/customer.h", HEAD CUSTOMERS);
    write_file("src/order.h", HEAD "#include \"customer.h\"\n" ORDERS);
    write_file("src/log.h", HEAD OLD_FAULT);
    exits(0, "git init -q -b main && git add -A && git commit -qm one && git tag one");
}

static void test_old_faults_are_silent(void **state)
{
    (void)state;
    start();
    exits(1, "ormlint");
    exits(0, "ormlint --since HEAD");
    assert_string_equal(out, "");
    write_file("src/new.h", HEAD "struct ORM_TABLE(notes) note {\n    int64_t at;\n};\n");
    exits(1, "ormlint --since HEAD -f concise"); /* untracked, and all of it new */
    says(out, "src/new.h:3:");
    says_not(out, "log.h");
    exits(0, "git add -A && git commit -qm two && ormlint --since HEAD");
    exits(1, "ormlint --since HEAD~1 -f concise");
    says(out, "src/new.h:3:");
    exits(1, "cd src && ormlint --since one -f concise");
    says(out, "new.h:3:");
    says_not(out, "log.h");
    exits(0, "ormlint --since one src/log.h src/order.h src/customer.h");
}

static void test_changed_structs_speak(void **state)
{
    (void)state;
    start();
    /* a line above moves the struct, and leaves it as it was */
    write_file("src/log.h", HEAD "\n/* words */\n" OLD_FAULT);
    exits(0, "ormlint --since HEAD");
    write_file("src/log.h", HEAD "struct ORM_TABLE(logs) log_line {\n    int64_t at;\n    int64_t size;\n};\n");
    exits(1, "ormlint --since HEAD -f concise");
    says(out, "src/log.h:3:");
    exits(0, "git add -A && git commit -qm size");
    write_file("src/log.h", HEAD OLD_FAULT); /* a field less */
    exits(1, "ormlint --since HEAD -f concise");
    says(out, "src/log.h:3:");
}

/* A deleted struct, or a changed one, breaks one that nobody touched. */
static void test_effects_elsewhere(void **state)
{
    (void)state;
    start();
    write_file("src/customer.h", HEAD "struct customer { int64_t id; };\n");
    exits(1, "ormlint --since HEAD -f concise");
    says(out, "src/order.h:6:");
    says(out, "customers");
    says_not(out, "log.h");
    exits(0, "git checkout -q . && git mv src/customer.h src/client.h && sed -i s/customer.h/client.h/ src/order.h");
    exits(0, "ormlint --since HEAD");
    exits(0, "git reset -q --hard && git rm -q src/customer.h && sed -i /customer.h/d src/order.h");
    exits(1, "ormlint --since HEAD -f concise");
    says(out, "src/order.h:5:");
    says_not(out, "log.h");
}

/* A macro is in no struct: only the comparison with what was there sees it. */
static void test_macros(void **state)
{
    (void)state;
    write_file("src/types.h", "#include <stdint.h>\n#define KEY int64_t\n");
    write_file("src/models.h", "#include \"types.h\"\n#include <ormlint/orm.h>\n" OLD_FAULT
                               "struct ORM_TABLE(customers) customer {\n    int64_t id ORM_COLUMN(primary_key);\n};\n"
                               "struct ORM_TABLE(orders) order {\n    int64_t id ORM_COLUMN(primary_key);\n"
                               "    KEY customer_id ORM_FOREIGN_KEY(customers.id) ORM_COLUMN(index);\n};\n");
    exits(0, "git init -q && git add -A && git commit -qm one");
    write_file("src/types.h", "#include <stdint.h>\n#define KEY int32_t\n");
    exits(1, "ormlint --since HEAD -f concise");
    says(out, "[fk-type-mismatch]");
    says_not(out, "missing-primary-key");
    /* the same with compile commands in a build folder beside the sources, which name absolute paths */
    exits(1,
          "mkdir -p ../ormlint-b-$$ && printf '[{\"directory\": \"%s\", \"file\": \"src/a.c\", \"arguments\": [\"cc\", "
          "\"-I%s/src\", \"-c\", \"src/a.c\"]}]' \"$PWD\" \"$PWD\" > ../ormlint-b-$$/compile_commands.json && echo "
          "'#include "
          "<models.h>' > src/a.c && ormlint -p ../ormlint-b-$$ --since HEAD -f concise; s=$?; rm -r ../ormlint-b-$$; "
          "exit $s");
    says(out, "[fk-type-mismatch]");
    says_not(out, "missing-primary-key");
}

static void test_from_patch(void **state)
{
    (void)state;
    start();
    write_file("src/customer.h", HEAD "struct customer { int64_t id; };\n");
    exits(0, "git diff > ../patch-$$ && mv ../patch-$$ change.patch");
    exits(1, "ormlint --from-patch change.patch -f concise");
    says(out, "src/order.h:6:");
    says_not(out, "log.h");
    exits(1, "ormlint --from-patch - -f concise < change.patch");
    exits(1, "cd src && ormlint --from-patch ../change.patch -f concise");
    says(out, "order.h:6:");
    /* without git, and from diff */
    exits(1, "rm -rf .git && ormlint --from-patch change.patch -f concise");
    says(out, "src/order.h:6:");
    exits(1, "mkdir old && cp -r src old && git apply -R --directory=old change.patch 2>/dev/null || (cd old && patch "
             "-R -p1 < "
             "../change.patch >/dev/null); diff -ruN old/src src > d.patch; rm -r old; test -s d.patch && ormlint "
             "--from-patch d.patch");
    /* a patch that was not applied */
    write_file("src/customer.h", HEAD CUSTOMERS);
    exits(0, "ormlint --from-patch change.patch src/order.h src/customer.h");
    exits(2, "printf -- '--- a/x\\n+++ b/x\\n@@ -1,2 +1 @@\\n-a\\n' > bad.patch && ormlint --from-patch bad.patch");
    says(err, "bad.patch:5: the patch ends within a hunk");
    exits(2, "ormlint --from-patch missing.patch");
}

static void test_errors(void **state)
{
    (void)state;
    write_file("src/log.h", HEAD OLD_FAULT);
    exits(2, "ormlint --since HEAD");
    says(err, "`--since HEAD` needs git and a repository: fatal: not a git repository");
    assert_string_equal(out, "");
    exits(0, "git init -q && git add -A && git commit -qm one");
    exits(2, "ormlint --since nowhere");
    says(err, "`--since nowhere`: git knows no revision `nowhere`; a shallow clone");
    says(err, "fetch-depth: 0");
    exits(2, "ormlint --since --output=x");
    exits(2, "ormlint --since=--output=x");
    exits(2, "ormlint --since HEAD --from-patch x");
    exits(2, "mkdir bin && ln -s \"$(command -v ormlint)\" bin/ && PATH=$PWD/bin ormlint --since HEAD");
    says(err, "`--since HEAD` needs git and a repository: ");
}

/* With a baseline, and with a finding that was allowed before and is no longer. */
static void test_together(void **state)
{
    (void)state;
    start();
    exits(0, "ormlint baseline create && git add -A && git commit -qm baseline");
    write_file("src/new.h", HEAD "struct ORM_TABLE(notes) note {\n    int64_t at;\n};\n");
    exits(1, "ormlint --since HEAD");
    says(err, "1 error, 0 warnings, 1 baselined");
    write_file("src/new.h",
               HEAD "struct ORM_TABLE(notes) ORM_ALLOW(missing-primary-key) note {\n    int64_t at;\n};\n");
    exits(0, "git add -A && git commit -qm allowed && ormlint --since HEAD");
    write_file("src/new.h", HEAD "struct ORM_TABLE(notes) note {\n    int64_t at;\n};\n");
    exits(1, "ormlint --since HEAD");
    /* what was there before is removed */
    exits(1, "mkdir ../t-$$ && TMPDIR=$PWD/../t-$$ ormlint --since HEAD src/log.h src/new.h; s=$?; rmdir ../t-$$ && "
             "exit $s");
}

#define CREATE "CREATE TABLE customers (id bigint PRIMARY KEY);\nCREATE TABLE notes (id bigint PRIMARY KEY);\n"

/* Of migrations only the steps of new files are judged: those that ran cannot be changed any more. */
static void test_migrations(void **state)
{
    (void)state;
    write_file(".ormlint.yaml", "dialect: postgresql\nschema: migrations\n");
    write_file("src/customer.h", HEAD CUSTOMERS);
    write_file("migrations/001.sql", CREATE);
    write_file("migrations/002.sql", "ALTER TABLE notes ADD COLUMN old bigint NOT NULL;\n");
    write_file("migrations/002.down.sql", "ALTER TABLE notes ADD COLUMN down bigint NOT NULL;\n");
    exits(0, "git init -q && git add -A && git commit -qm one && git tag one");
    exits(1, "ormlint -f concise");
    says(out, "migrations/002.sql:1:30: error");
    exits(0, "ormlint --since HEAD");
    assert_string_equal(out, "");
    write_file("migrations/003.sql", "ALTER TABLE notes ADD COLUMN new bigint NOT NULL;\n");
    write_file("migrations/003.down.sql", "DROP TABLE notes;\n");
    exits(1, "ormlint --since HEAD -f concise"); /* untracked */
    says(out, "migrations/003.sql:1:30: error");
    says_not(out, "002");
    says_not(out, "down");
    exits(0, "git add -A && git commit -qm two && ormlint --since HEAD");
    exits(1, "cd src && ormlint --since one -f concise");
    says(out, "003.sql:1:30: error");
    says_not(out, "002");
    exits(1, "git diff one > three.patch && ormlint --from-patch three.patch -f concise");
    says(out, "migrations/003.sql:1:30: error");
    says_not(out, "002");
    /* what earlier files made is no object of the new one's, and a changed old file is no new one */
    write_file("migrations/002.sql",
               "ALTER TABLE notes ADD COLUMN old bigint NOT NULL, ADD COLUMN more int NOT NULL;\n");
    exits(1, "ormlint --since one -f concise");
    says(out, "migrations/003.sql:1:30: error");
    says_not(out, "002");
    /* nor is what allows a finding of an old file taken for unused */
    write_file("src/note.h", HEAD "struct ORM_TABLE(notes) ORM_ALLOW(migration-add-required-column) note {\n"
                                  "    int64_t id ORM_COLUMN(primary_key);\n};\n");
    exits(0, "ormlint --since HEAD -f concise --select unused-suppression,migration-add-required-column");
    assert_string_equal(out, "");
    exits(0, "rm src/note.h");
    write_file("migrations/004.sql", "DROP TABLE customers;\n");
    exits(1, "ormlint --since HEAD -f concise");
    says(out, "migrations/004.sql:1:12: error: the migration drops table `customers`");
    says_not(out, "003");
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        IN_SCRATCH(test_old_faults_are_silent),
        IN_SCRATCH(test_changed_structs_speak),
        IN_SCRATCH(test_effects_elsewhere),
        IN_SCRATCH(test_macros),
        IN_SCRATCH(test_from_patch),
        IN_SCRATCH(test_errors),
        IN_SCRATCH(test_together),
        IN_SCRATCH(test_migrations),
    };
    if (argc != 2) {
        g_printerr("usage: since ORMLINT\n");
        return 2;
    }
    use_program(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
