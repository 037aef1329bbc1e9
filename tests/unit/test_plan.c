/* SPDX-License-Identifier: MIT */
/* Which files hold models, and what is given to libclang. */
#include "tests/support/plan_scratch.h"

#define ENTRY(file, arguments) \
    "{\"directory\": \"~\", \"file\": \"" file "\", \"command\": \"cc " arguments " -c " file "\"}"
#define MODEL "struct ORM_TABLE() t { int id; };\n"

static void test_only_models_are_read(void **state)
{
    Scratch *scratch = *state;
    put(scratch, "model.h", "#include <ormlint/orm.h>\n" MODEL);
    put(scratch, "model.c", "#include \"model.h\"\n" MODEL);
    put(scratch, "user.c", "#include \"model.h\"\nint x;\n");
    put(scratch, "other.h", "// ORM_TABLE\nint y;\n");
    assert_shown(show_files(scratch), "*model.c\n*model.h\nother.h\nuser.c\n");
    assert_shown(show_units(scratch), "@ (): model.c: -I. |\n"
                                      "@ (): model.h: -I. | model.c user.c\n");
}

static void test_wrapper_macros(void **state)
{
    Scratch *scratch = *state;
    put(scratch, "wrap.h", "#define MODEL(x) \\\n  TAB(x)\n#define TAB(x) ORM_TABLE(x)\n#define PLAIN(x) x\n");
    put(scratch, "a.h", "#include \"wrap.h\"\nstruct MODEL(users) user { int id; };");
    put(scratch, "b.h", "#include \"wrap.h\"\nint PLAIN(x); // MODEL\n");
    put(scratch, "through.h", "#include \"a.h\"\nstruct TAB(x) x { int id; };");
    put(scratch, "alike.h", "enum { MODEL, TAB };\n");
    assert_shown(show_files(scratch), "*a.h\nalike.h\nb.h\n*through.h\nwrap.h\n");
}

static void test_wrapper_from_the_includer(void **state)
{
    Scratch *scratch = *state;
    put(scratch, "wrap.h", "#define MODEL(x) ORM_TABLE(x)\n");
    put(scratch, "a.h", "struct MODEL(users) user { int id; };");
    put(scratch, "a.c", "#include \"wrap.h\"\n#include \"a.h\"\n");
    put(scratch, "generated.h", "#include \"not/there/yet.h\"\nstruct MODEL(users) user { int id; };");
    assert_shown(show_files(scratch), "a.c\n*a.h\n*generated.h\nwrap.h\n");
}

static void test_wrapper_outside_of_the_paths(void **state)
{
    Scratch *scratch = *state;
    put(scratch, "lib/include/lib/wrap.h", "#include \"more.h\"\n");
    put(scratch, "lib/include/lib/more.h", "#define MODEL(x) ORM_TABLE(x)\n");
    put(scratch, "app/beside.h", "#define OTHER(x) ORM_TABLE(x)\n");
    put(scratch, "app/models/a.h", "#include <lib/wrap.h>\nstruct MODEL(users) user { int id; };");
    put(scratch, "app/models/b.h", "#include \"../beside.h\"\nstruct OTHER(users) user { int id; };");
    add(scratch->paths, "app/models");
    assert_shown(show_files(scratch), "app/models/a.h\n*app/models/b.h\n");
    add(scratch->flags, "-Ilib/include");
    assert_shown(show_files(scratch), "*app/models/a.h\n*app/models/b.h\n");
}

static void test_prelude(void **state)
{
    Scratch *scratch = *state;
    put(scratch, "tools/adapter.h", "#include \"parts.h\"\n#define CATALOG(name, oid) PART(name)\n");
    put(scratch, "tools/parts.h", "#define PART(name) typedef struct ORM_TABLE(name) name\n");
    put(scratch, "catalog/genbki.h", "#define CATALOG(name, oid) typedef struct name\n");
    put(scratch, "catalog/pg_class.h", "#include \"catalog/genbki.h\"\nCATALOG(pg_class,1259) { int oid; } x;\n");
    put(scratch, "catalog/none.h", "int catalog; /* CATALOG( */\n");
    add(scratch->paths, "catalog");
    assert_shown(show_files(scratch), "catalog/genbki.h\ncatalog/none.h\ncatalog/pg_class.h\n");
    g_ptr_array_add(scratch->prelude, g_build_filename(scratch->folder, "tools/adapter.h", NULL));
    assert_shown(show_files(scratch), "catalog/genbki.h\ncatalog/none.h\n*catalog/pg_class.h\n");
}

static void test_prelude_that_annotates(void **state)
{
    Scratch *scratch = *state;
    put(scratch, "tools/map.h", "#include \"../src/user.h\"\nORM_ON(user, table(users));\n");
    put(scratch, "src/user.h", "struct user { int id; };\n");
    add(scratch->paths, "src");
    assert_shown(show_files(scratch), "src/user.h\n");
    g_ptr_array_add(scratch->prelude, g_build_filename(scratch->folder, "tools/map.h", NULL));
    assert_shown(show_files(scratch), "src/user.h\n*tools/map.h\n");
}

static void test_source_that_decides(void **state)
{
    Scratch *scratch = *state;
    put(scratch, "model.h", "#ifdef WIDE\nint wide;\n#endif\n" MODEL);
    put(scratch, "other.h", "#include \"model.h\"\n");
    put(scratch, "wide.c", "#define WIDE\n#include \"other.h\"\n");
    put(scratch, "narrow.c", "#undef WIDE\n#include \"model.h\"\n");
    put(scratch, "plain.c", "#define OTHER\n#include \"model.h\"\nint x = WIDE;\n");
    assert_shown(show_files(scratch), "*model.h\n*narrow.c\nother.h\nplain.c\n*wide.c\n");
}

static void test_source_with_two_commands(void **state)
{
    Scratch *scratch = *state;
    put(scratch, "a.c", MODEL);
    put(scratch, "b.c", MODEL);
    put(scratch, "compile_commands.json",
        "[" ENTRY("a.c", "-DX=2 -Wall") "," ENTRY("a.c", "-DX=1 -O2") "," ENTRY("a.c", "-DX=1 -O3") "," ENTRY(
            "a.c", "-Iinc -DX=2") "," ENTRY("b.c",
                                            "-O1 -DA -DB") "," ENTRY("b.c",
                                                                     "-DB -UA -DA") "," ENTRY("b.c",
                                                                                              "-Ix -DA -DB") "]");
    assert_shown(show_units(scratch), "@ (with -DX=1): a.c: -DX=1 |\n"
                                      "@ (with -DX=2): a.c: -DX=2 |\n"
                                      "@ (): b.c: -DA -DB |\n");
}

static void test_header_under_two_settings(void **state)
{
    Scratch *scratch = *state;
    put(scratch, "inc/model.h", MODEL);
    put(scratch, "inc/all.h", "#include \"model.h\"\n");
    put(scratch, "a.c", "#include <all.h>\n");
    put(scratch, "b.c", "#include <model.h>\n");
    put(scratch, "c.c", "#include <all.h>\n");
    put(scratch, "d.c", "int d;\n");
    put(scratch, "compile_commands.json",
        "[" ENTRY("c.c", "-Iinc -std=c99") "," ENTRY("b.c", "-Iinc -DX=2 -std=c99") "," ENTRY(
            "a.c", "-Iinc -DX=2 -std=c99 -O2") "," ENTRY("d.c", "-DD") "]");
    assert_shown(show_units(scratch), "@ (with -DX=2): inc/model.h: -Iinc -DX=2 -std=c99 | b.c a.c\n"
                                      "@ (without -DX=2): inc/model.h: -Iinc -std=c99 | c.c\n");
    add(scratch->paths, "inc");
    assert_shown(show_units(scratch), "@ (with -DX=2): inc/model.h: -Iinc -DX=2 -std=c99 | b.c a.c\n"
                                      "@ (without -DX=2): inc/model.h: -Iinc -std=c99 | c.c\n");
}

static void test_labels(void **state)
{
    Scratch *scratch = *state;
    put(scratch, "a.c", MODEL);
    put(scratch, "compile_commands.json",
        "[" ENTRY("a.c", "-DX -DN=1 -DY") "," ENTRY("a.c", "-DX -DN=10") "," ENTRY("a.c", "-DX") "]");
    assert_shown(show_units(scratch), "@ (with -DN=1 -DY): a.c: -DX -DN=1 -DY |\n"
                                      "@ (with -DN=10): a.c: -DX -DN=10 |\n"
                                      "@ (without -DN=1 -DY -DN=10): a.c: -DX |\n");
}

static void test_headers_share_a_command(void **state)
{
    Scratch *scratch = *state;
    put(scratch, "a.h", MODEL);
    put(scratch, "b.h", MODEL);
    put(scratch, "c.h", MODEL);
    put(scratch, "lonely.h", MODEL);
    put(scratch, "1.c", "#include \"a.h\"\n");
    put(scratch, "2.c", "#include \"a.h\"\n#include \"b.h\"\n#include \"c.h\"\n");
    put(scratch, "3.c", "#include \"c.h\"\n");
    put(scratch, "compile_commands.json", "[" ENTRY("1.c", "-I1") "," ENTRY("2.c", "-I2") "," ENTRY("3.c", "-I3") "]");
    assert_shown(show_units(scratch), "@ (): a.h b.h c.h: -I2 | 2.c\n"
                                      "@ (): lonely.h: -I3 -I. |\n");
}

static void test_sources_share_a_command(void **state)
{
    Scratch *scratch = *state;
    put(scratch, "a.c", MODEL);
    put(scratch, "b.c", MODEL);
    put(scratch, "c.c", MODEL);
    put(scratch, "d.c", MODEL);
    put(scratch, "part.c", MODEL);
    put(scratch, "all.c", "#include \"part.c\"\n");
    put(scratch, "compile_commands.json",
        "[" ENTRY("a.c", "-DA -O2") "," ENTRY("b.c", "-DB") "," ENTRY("c.c", "-DA -g") "," ENTRY("all.c", "-DA") "]");
    assert_shown(show_units(scratch), "@ (): a.c c.c: -DA |\n"
                                      "@ (): b.c: -DB |\n"
                                      "@ (): d.c: -DA -I. |\n"
                                      "@ (): part.c: -DA | all.c\n");
}

/* <time.h> is the C library's, and does not make the project's own a header of that source. */
static void test_namesakes_of_library_headers(void **state)
{
    Scratch *scratch = *state;
    put(scratch, "models/time.h", MODEL);
    put(scratch, "models/sub/user.h", MODEL);
    put(scratch, "a.c", "#include <time.h>\n");
    put(scratch, "b.c", "#include <sub/user.h>\n");
    put(scratch, "compile_commands.json", "[" ENTRY("a.c", "-DA") "," ENTRY("b.c", "-DB") "]");
    assert_shown(show_units(scratch), "@ (): models/sub/user.h: -DB | b.c\n"
                                      "@ (): models/time.h: -DB -I. |\n");
}

static void test_include_folders_of_all_commands(void **state)
{
    Scratch *scratch = *state;
    put(scratch, "one/wrap.h", "#define ONE ORM_TABLE()\n");
    put(scratch, "two/other.h", "#define TWO ORM_TABLE()\n");
    put(scratch, "src/a.c", "#include <wrap.h>\nstruct ONE a { int id; };\n");
    put(scratch, "src/b.c", "#include <other.h>\nstruct TWO b { int id; };\n");
    put(scratch, "compile_commands.json",
        "[" ENTRY("src/a.c", "-Ione") "," ENTRY("src/b.c", "-Inone") "," ENTRY("src/b.c", "-Itwo -DX") "]");
    add(scratch->paths, "src");
    assert_shown(show_files(scratch), "*src/a.c\n*src/b.c\n");
}

static void test_forced_include(void **state)
{
    Scratch *scratch = *state;
    put(scratch, "model.h", MODEL);
    put(scratch, "a.c", "int x;\n");
    put(scratch, "compile_commands.json", "[" ENTRY("a.c", "-DX -include model.h") "]");
    assert_shown(show_units(scratch), "@ (): model.h: -DX -include model.h | a.c\n");
}

static void test_very_many_settings(void **state)
{
    Scratch *scratch = *state;
    g_autoptr(GString) database = g_string_new("[");
    put(scratch, "model.h", MODEL);
    for (guint i = 0; i < 40; i++) {
        g_autofree char *name = g_strdup_printf("s%02u.c", i);
        put(scratch, name, "#include \"model.h\"\n");
        g_string_append_printf(database, "%s{\"directory\": \"~\", \"file\": \"%s\", \"command\": \"cc -DN=%02u\"}",
                               i ? "," : "", name, i);
    }
    g_string_append(database, "]");
    put(scratch, "compile_commands.json", database->str);
    g_autoptr(OrmPlan) made = plan(scratch);
    assert_int_equal(made->units->len, 16);
    assert_shown(
        show_notices(scratch),
        "info model.h:0: `model.h` is compiled under 40 different settings; it is read under the first 16 of them\n");
}

static void test_batches_are_limited(void **state)
{
    Scratch *scratch = *state;
    for (guint i = 0; i < 450; i++) {
        g_autofree char *name = g_strdup_printf("m%03u.h", i);
        put(scratch, name, MODEL);
    }
    g_autoptr(OrmPlan) made = plan(scratch);
    assert_int_equal(made->units->len, 3);
    for (guint i = 0, file = 0; i < made->units->len; i++) {
        const OrmUnit *unit = g_ptr_array_index(made->units, i);
        assert_int_equal(unit->files->len, i < 2 ? 200 : 50);
        for (guint j = 0; j < unit->files->len; j++, file++) {
            g_autofree char *name = g_strdup_printf("m%03u.h", file);
            assert_string_equal(g_ptr_array_index(unit->files, j), name);
        }
    }
}

static void test_order_of_paths_and_databases(void **state)
{
    Scratch *scratch = *state;
    put(scratch, "x/a.h", MODEL);
    put(scratch, "y/b.h", "#include \"../x/a.h\"\n" MODEL);
    put(scratch, "y/c.c", "#include \"b.h\"\n" MODEL);
    put(scratch, "one.json", "[" ENTRY("y/c.c", "-DX=1") "," ENTRY("y/c.c", "-DX=2") "]");
    put(scratch, "two.json", "[" ENTRY("y/c.c", "-DX=3") "," ENTRY("y/c.c", "-DX=1") "]");
    add(scratch->paths, "x");
    add(scratch->paths, "y");
    add(scratch->databases, "one.json");
    add(scratch->databases, "two.json");
    g_autofree char *units = show_units(scratch), *commands = show_commands(scratch);
    GPtrArray *lists[] = {scratch->paths, scratch->databases};
    for (gsize i = 0; i < G_N_ELEMENTS(lists); i++) {
        gpointer first = g_ptr_array_steal_index(lists[i], 0);
        g_ptr_array_add(lists[i], first);
    }
    assert_shown(show_units(scratch), units);
    assert_shown(show_commands(scratch), commands);
    assert_non_null(strstr(units, "(with -DX=3): y/c.c:"));
}

static void test_nothing_to_read(void **state)
{
    Scratch *scratch = *state;
    assert_shown(show_files(scratch), "");
    put(scratch, "empty.h", "");
    assert_shown(show_files(scratch), "empty.h\n");
    assert_shown(show_units(scratch), "");
    assert_shown(show_notices(scratch), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_only_models_are_read),
        TEST(test_wrapper_macros),
        TEST(test_wrapper_from_the_includer),
        TEST(test_wrapper_outside_of_the_paths),
        TEST(test_prelude),
        TEST(test_prelude_that_annotates),
        TEST(test_source_that_decides),
        TEST(test_source_with_two_commands),
        TEST(test_header_under_two_settings),
        TEST(test_labels),
        TEST(test_headers_share_a_command),
        TEST(test_sources_share_a_command),
        TEST(test_namesakes_of_library_headers),
        TEST(test_include_folders_of_all_commands),
        TEST(test_forced_include),
        TEST(test_very_many_settings),
        TEST(test_batches_are_limited),
        TEST(test_order_of_paths_and_databases),
        TEST(test_nothing_to_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
