/* SPDX-License-Identifier: MIT */
/* compile_commands.json: where it is found, what is taken from it, what is said about bad ones. */
#include "tests/support/plan_scratch.h"

#define ENTRY(file, command) "{\"directory\": \"~\", \"file\": \"" file "\", \"command\": \"" command "\"}"

/* What is left of one command. */
static void assert_reduced(Scratch *scratch, const char *command, const char *expected)
{
    g_autofree char *database =
        g_strdup_printf("[{\"directory\": \"~\", \"file\": \"a.c\", \"command\": \"%s\"}]", command);
    g_autofree char *line = g_strdup_printf("a.c: compile_commands.json:%s\n", expected);
    put(scratch, "a.c", "");
    put(scratch, "compile_commands.json", database);
    assert_shown(show_notices(scratch), "");
    assert_shown(show_commands(scratch), line);
}

static void test_what_is_kept(void **state)
{
    Scratch *scratch = *state;
    assert_reduced(scratch, "cc -Iinclude -I gen -isystem /opt/x -iquote q -idirafter z a.c",
                   " -Iinclude -Igen -isystem /opt/x -iquote q -idirafter z");
    assert_reduced(scratch, "cc -DX -D Y=1 '-DS=\\\"a b\\\"' -UZ -U W a.c", " -DX -DY=1 -DS=\"a b\" -UZ -UW");
    assert_reduced(scratch, "cc -std=c11 --std=gnu99 -ansi -include config.h -imacros m.h a.c",
                   " -std=c11 --std=gnu99 -ansi -include config.h -imacros m.h");
    assert_reduced(scratch,
                   "cc -m32 -mms-bitfields -fshort-enums -funsigned-char -fpack-struct=4 -pthread -nostdinc a.c",
                   " -m32 -mms-bitfields -fshort-enums -funsigned-char -fpack-struct=4 -pthread -nostdinc");
    assert_reduced(scratch, "clang --sysroot=/s -isysroot /t --target=arm-none-eabi -target x86_64-linux-gnu a.c",
                   " --sysroot=/s -isysroot /t --target=arm-none-eabi -target x86_64-linux-gnu");
}

static void test_what_is_left_out(void **state)
{
    Scratch *scratch = *state;
    assert_reduced(scratch, "ccache /usr/bin/gcc-12 -c -o a.o a.c", "");
    assert_reduced(scratch, "distcc sccache cc a.c -DX", " -DX");
    assert_reduced(scratch, "ccache -DX -c a.c", " -DX");
    assert_reduced(scratch, "cc -MD -MMD -MP -MF a.d -MT a.o -MQ a.o -MJ x.json -o a.o -oa.o -DX a.c", " -DX");
    assert_reduced(scratch, "cc -Wall -Werror -Wno-x -w -Wp,-MD,a.d -Wl,-z -pedantic -O2 -g3 -ggdb -pipe -DX a.c",
                   " -DX");
    assert_reduced(scratch,
                   "gcc -fno-tree-vectorize -fconserve-stack -mno-fp-ret-in-387 -mpreferred-stack-boundary=3 -DX a.c",
                   " -DX");
    assert_reduced(scratch, "gcc --param ssp-buffer-size=4 -Xclang -load -L /x -l m -specs=/x -fplugin=/x.so -DX a.c",
                   " -DX");
    assert_reduced(scratch, "cc -x c -DX -xc a.c -- b.c -DY", " -DX");
    assert_reduced(scratch, "cc -DX a.c -I", " -DX");
}

static void test_response_files(void **state)
{
    Scratch *scratch = *state;
    put(scratch, "flags/one.rsp", "-DA\n'-DB=a b'\n@flags/two.rsp -DD\n");
    put(scratch, "flags/two.rsp", "-DC \"-I a b\"");
    put(scratch, "empty.rsp", "\n");
    assert_reduced(scratch, "cc @flags/one.rsp @empty.rsp -DE a.c", " -DA -DB=a b -DC -I a b -DD -DE");
    put(scratch, "loop.rsp", "-DA @loop.rsp");
    put(scratch, "compile_commands.json", "[" ENTRY("a.c", "cc @loop.rsp @gone.rsp -DE a.c") "]");
    g_autofree char *notices = show_notices(scratch);
    assert_non_null(strstr(notices, "entry 1: the response file `loop.rsp` includes itself\n"));
    assert_non_null(strstr(notices, "entry 1: the response file `gone.rsp` cannot be read: "));
}

static void test_other_languages_and_old_entries(void **state)
{
    Scratch *scratch = *state;
    put(scratch, "a.c", "");
    put(scratch, "b.cpp", "");
    put(scratch, "compile_commands.json",
        "[" ENTRY("a.c", "g++ -x c++ -DCXX a.c") "," ENTRY("b.cpp", "g++ -DCXX b.cpp") "," ENTRY(
            "gone.c", "cc -DGONE gone.c") "]");
    assert_shown(show_commands(scratch), "a.c: none, inferred: -I.\n");
    assert_shown(show_notices(scratch), "");
}

static void test_relative_names(void **state)
{
    Scratch *scratch = *state;
    put(scratch, "src/a.c", "struct ORM_TABLE() a {};");
    put(scratch, "out/compile_commands.json",
        "[{\"directory\": \"obj\", \"file\": \"../../src/a.c\", \"arguments\": [\"cc\", \"-I../../include\", "
        "\"../../src/a.c\"]}]");
    assert_int_equal(g_mkdir("out/obj", 0755), 0);
    assert_shown(show_commands(scratch), "src/a.c: out/compile_commands.json: -I../../include\n");
    assert_shown(show_units(scratch), "@/out/obj (): src/a.c: -I../../include |\n");
}

static void test_search(void **state)
{
    Scratch *scratch = *state;
    put(scratch, "p/src/deep/a.c", "");
    put(scratch, "p/build-x/compile_commands.json",
        "[{\"directory\": \"~/p\", \"file\": \"src/deep/a.c\", \"command\": \"cc -DX\"}]");
    put(scratch, "compile_commands.json",
        "[{\"directory\": \"~/p\", \"file\": \"src/deep/a.c\", \"command\": \"cc -DTOP\"}]");
    add(scratch->paths, "p/src");
    assert_shown(show_commands(scratch), "p/src/deep/a.c: p/build-x/compile_commands.json: -DX\n");
    put(scratch, "p/out/compile_commands.json",
        "[{\"directory\": \"~/p\", \"file\": \"src/deep/a.c\", \"command\": \"cc -DA\"}]");
    assert_shown(show_commands(scratch), "p/src/deep/a.c: p/out/compile_commands.json: -DA\n");
    put(scratch, "p/compile_commands.json",
        "[{\"directory\": \"~/p\", \"file\": \"src/deep/a.c\", \"command\": \"cc -DP\"}]");
    assert_shown(show_commands(scratch), "p/src/deep/a.c: p/compile_commands.json: -DP\n");
    add(scratch->databases, "p/build-x");
    assert_shown(show_commands(scratch), "p/src/deep/a.c: p/build-x/compile_commands.json: -DX\n");
    add(scratch->databases, "compile_commands.json");
    assert_shown(show_commands(scratch), "p/src/deep/a.c: compile_commands.json: -DTOP\n");
}

static void test_search_ends_at_the_repository(void **state)
{
    Scratch *scratch = *state;
    put(scratch, "compile_commands.json", "[" ENTRY("p/a.c", "cc -DX") "]");
    put(scratch, "p/a.c", "");
    add(scratch->paths, "p");
    assert_shown(show_commands(scratch), "p/a.c: compile_commands.json: -DX\n");
    run("git", "init", "-q", "p", NULL);
    assert_shown(show_commands(scratch), "p/a.c: none, inferred: -I. -Ip\n");
}

static void test_missing_databases(void **state)
{
    Scratch *scratch = *state;
    assert_int_equal(g_mkdir("empty", 0755), 0);
    add(scratch->databases, "gone");
    add(scratch->databases, "empty");
    assert_shown(show_notices(scratch),
                 "error empty:0: the folder `empty` has no compile_commands.json\n"
                 "error gone:0: cannot read the compile commands `gone`: No such file or directory\n");
}

static void assert_complaint(Scratch *scratch, const char *database, const char *expected)
{
    g_autofree char *line = g_strconcat(expected, "\n", NULL);
    put(scratch, "compile_commands.json", database);
    assert_shown(show_notices(scratch), line);
}

static void test_bad_databases(void **state)
{
    Scratch *scratch = *state;
    put(scratch, "a.c", "");
    put(scratch, "compile_commands.json", "[\n{\"directory\": 1,\n]");
    g_autofree char *notices = show_notices(scratch);
    assert_true(g_str_has_prefix(notices,
                                 "error compile_commands.json:3: `compile_commands.json` holds no compile commands: "));
    assert_complaint(scratch, "{}",
                     "error compile_commands.json:1: `compile_commands.json` holds no compile commands: an array of "
                     "entries is expected");
    put(scratch, "compile_commands.json", "");
    g_autofree char *empty = show_notices(scratch);
    assert_true(
        g_str_has_prefix(empty, "error compile_commands.json:1: `compile_commands.json` holds no compile commands: "));
}

#define COMPLAINT "warning compile_commands.json:0: `compile_commands.json`, entry 1: "

static void test_bad_entries(void **state)
{
    Scratch *scratch = *state;
    put(scratch, "a.c", "");
    assert_complaint(scratch, "[3]", COMPLAINT "it is a number; an object is expected");
    assert_complaint(scratch, "[{\"file\": \"a.c\", \"command\": \"cc\"}]",
                     COMPLAINT "the key \"directory\" is missing");
    assert_complaint(scratch, "[{\"directory\": \"~\", \"command\": \"cc\"}]", COMPLAINT "the key \"file\" is missing");
    assert_complaint(scratch, "[{\"directory\": \"~\", \"file\": [], \"command\": \"cc\"}]",
                     COMPLAINT "\"file\" is an array; a string is expected");
    assert_complaint(scratch, "[{\"directory\": \"~\", \"file\": \"a.c\"}]",
                     COMPLAINT "neither \"arguments\" nor \"command\" is there");
    assert_complaint(scratch, "[{\"directory\": \"~\", \"file\": \"a.c\", \"command\": null}]",
                     COMPLAINT "\"command\" is null; a string is expected");
    assert_complaint(scratch, "[{\"directory\": \"~\", \"file\": \"a.c\", \"arguments\": \"cc\"}]",
                     COMPLAINT "\"arguments\" is a string; an array is expected");
    assert_complaint(scratch, "[{\"directory\": \"~\", \"file\": \"a.c\", \"arguments\": [\"cc\", true]}]",
                     COMPLAINT "\"arguments\" holds a boolean; strings are expected");
    put(scratch, "compile_commands.json", "[" ENTRY("a.c", "cc 'open") "," ENTRY("a.c", "cc -DX a.c") "]");
    g_autofree char *notices = show_notices(scratch);
    assert_true(g_str_has_prefix(notices, COMPLAINT "\"command\" is no shell command: "));
    assert_shown(show_commands(scratch), "a.c: compile_commands.json: -DX\n");
}

static void test_notices_are_in_order(void **state)
{
    Scratch *scratch = *state;
    put(scratch, "compile_commands.json", "[1, 1, {}, 1, 1, 1, 1, 1, 1, 1]");
    g_autofree char *notices = show_notices(scratch);
    g_auto(GStrv) lines = g_strsplit(notices, "\n", -1);
    for (guint i = 0; i < 10; i++) {
        g_autofree char *entry = g_strdup_printf(", entry %u: ", i + 1);
        assert_non_null(lines[i]);
        assert_non_null(strstr(lines[i], entry));
    }
}

static void test_nearest_source(void **state)
{
    Scratch *scratch = *state;
    put(scratch, "src/order/a.c", "");
    put(scratch, "src/order/order.c", "");
    put(scratch, "src/order2/z.c", "");
    put(scratch, "src/order/order.h", "");
    put(scratch, "src/order/x/y.h", "");
    put(scratch, "zzz.h", "");
    put(scratch, "compile_commands.json",
        "[" ENTRY("src/order/a.c", "cc -DA") "," ENTRY("src/order/order.c", "cc -DO") "," ENTRY("src/order2/z.c",
                                                                                                "cc -DZ") "]");
    add(scratch->flags, "-DFLAG");
    add(scratch->paths, "src/order");
    assert_shown(show_commands(scratch),
                 "src/order/a.c: compile_commands.json: -DA -DFLAG\n"
                 "src/order/order.c: compile_commands.json: -DO -DFLAG\n"
                 "src/order/order.h: inferred from src/order/order.c, inferred: -DO -DFLAG -I. -Isrc/order -Isrc\n"
                 "src/order/x/y.h: inferred from src/order/order.c, inferred: -DO -DFLAG -I. -Isrc/order -Isrc\n");
}

static void test_without_database(void **state)
{
    Scratch *scratch = *state;
    put(scratch, "app/models/a.h", "");
    put(scratch, "app/include/b.h", "");
    put(scratch, "src/string.h", "");
    add(scratch->paths, "app/models");
    assert_shown(show_commands(scratch), "app/models/a.h: none, inferred: -I. -Iapp/models -iquotesrc -Iapp/include\n");
    add(scratch->flags, "-DX=1");
    assert_shown(show_commands(scratch),
                 "app/models/a.h: command line, inferred: -DX=1 -I. -Iapp/models -iquotesrc -Iapp/include\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_what_is_kept),
        TEST(test_what_is_left_out),
        TEST(test_response_files),
        TEST(test_other_languages_and_old_entries),
        TEST(test_relative_names),
        TEST(test_search),
        TEST(test_search_ends_at_the_repository),
        TEST(test_missing_databases),
        TEST(test_bad_databases),
        TEST(test_bad_entries),
        TEST(test_notices_are_in_order),
        TEST(test_nearest_source),
        TEST(test_without_database),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
