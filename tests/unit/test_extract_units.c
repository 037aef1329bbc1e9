/* SPDX-License-Identifier: MIT */
/* Units: batches, compile errors, arguments, headers that are found or not. */
#include "tests/support/scratch.h"

#include <stdlib.h>

/* libclang does not free the in-memory files of a command that it refuses. */
const char *__lsan_default_suppressions(void);

const char *__lsan_default_suppressions(void)
{
    return "leak:getNewUninitMemBuffer\n";
}

static OrmFacts *extract_through(const char *files, const char *arguments, const char *stand_ins)
{
    OrmUnit *unit = scratch_unit(files, arguments);
    unit->stand_ins = g_ptr_array_new_with_free_func(g_free);
    g_auto(GStrv) names = g_strsplit(stand_ins, " ", -1);
    for (guint i = 0; names[i] != NULL; i++)
        g_ptr_array_add(unit->stand_ins, g_strdup(names[i]));
    return scratch_extract_unit(unit, NULL);
}

static void assert_same_structs(const OrmFacts *left, const OrmFacts *right)
{
    assert_int_equal(left->structs->len, right->structs->len);
    for (guint i = 0; i < left->structs->len; i++) {
        const OrmStruct *one = left->structs->pdata[i];
        const OrmStruct *other = right->structs->pdata[i];
        assert_true(orm_struct_equal(one, other));
        assert_int_equal(orm_place_compare(&one->place, &other->place), 0);
        assert_ptr_equal(one->unit, other->unit);
    }
}

/* Reads the files as a batch and one by one, and expects the same. */
static void assert_batch_shows_nothing(const char *files, const char *arguments, guint structs)
{
    g_autoptr(OrmFacts) batch = scratch_extract(files, arguments);
    g_autoptr(GPtrArray) units = g_ptr_array_new_with_free_func((GDestroyNotify)orm_unit_free);
    g_auto(GStrv) names = g_strsplit(files, " ", -1);
    for (guint i = 0; names[i] != NULL; i++)
        g_ptr_array_add(units, scratch_unit(names[i], arguments));
    g_autoptr(OrmFacts) single = orm_extract(units, NULL);
    orm_facts_normalize(single);
    assert_int_equal(batch->structs->len, structs);
    assert_same_structs(batch, single);
    assert_int_equal(batch->notices->len, single->notices->len);
    for (guint i = 0; i < batch->notices->len; i++) {
        assert_ptr_equal(get_notice(batch, i)->message, get_notice(single, i)->message);
        assert_int_equal(orm_place_compare(&get_notice(batch, i)->place, &get_notice(single, i)->place), 0);
    }
    assert_int_equal(batch->files->len, g_strv_length(names));
}

static void test_batch(void **state)
{
    (void)state;
    scratch_write("a.h",
                  "#ifndef A_H\n#define A_H\n#include <stdint.h>\nstruct ORM_TABLE() a { int64_t id; };\n#endif\n");
    scratch_write("b.h", "#include \"a.h\"\nstruct ORM_TABLE() b { struct a *a ORM_RELATIONSHIP(); };\n");
    scratch_write("sub/c.h", "struct ORM_TABLE() c { struct a *a; };\n");
    assert_batch_shows_nothing("a.h b.h sub/c.h", "", 3);
}

static void test_batch_without_guards(void **state)
{
    (void)state;
    scratch_write("a.h", "struct ORM_TABLE() a { int id; };\n");
    scratch_write("b.h", "#include \"a.h\"\nstruct ORM_TABLE() b { int id; };\n");
    assert_batch_shows_nothing("a.h b.h", "", 2);
    assert_batch_shows_nothing("b.h a.h", "", 2);
}

static void test_batch_with_one_guard_for_two(void **state)
{
    (void)state;
    scratch_write("a.h", "#ifndef MODEL_H\n#define MODEL_H\nstruct ORM_TABLE() a { int id; };\n#endif\n");
    scratch_write("b.h", "#ifndef MODEL_H\n#define MODEL_H\nstruct ORM_TABLE() b { int id; };\n#endif\n");
    assert_batch_shows_nothing("a.h b.h", "", 2);
}

static void test_batch_with_one_macro_for_two(void **state)
{
    (void)state;
    scratch_write("a.h", "#define LENGTH 10\nstruct ORM_TABLE() a { char name[LENGTH]; };\n");
    scratch_write("b.h", "#define LENGTH 20\nstruct ORM_TABLE() b { char name[LENGTH]; };\n");
    scratch_write("c.h", "#ifndef LENGTH\n#define LENGTH 30\n#endif\nstruct ORM_TABLE() c { char name[LENGTH]; };\n");
    assert_batch_shows_nothing("a.h b.h c.h", "", 3);
}

static void test_batch_with_errors(void **state)
{
    (void)state;
    scratch_write("good.h", "struct ORM_TABLE() good { int id; };\n");
    scratch_write("broken.h",
                  "struct ORM_TABLE() broken { int id; unknown_t x; };\nstruct ORM_TABLE() rest { int id; };\n");
    assert_batch_shows_nothing("broken.h good.h", "", 3);
    g_autoptr(OrmFacts) facts = scratch_extract("broken.h good.h", "");
    assert_int_equal(facts->notices->len, 1);
    const OrmNotice *notice = get_notice(facts, 0);
    assert_int_equal(notice->level, ORM_NOTICE_ERROR);
    assert_string_equal(notice->message, "unknown type name 'unknown_t'");
    assert_place(notice->place, "broken.h:1:37-1:46");
    assert_true(get_field(get_struct(facts, "broken"), "x")->type->incomplete);
    assert_false(get_field(get_struct(facts, "broken"), "id")->type->incomplete);
}

static void test_batch_with_broken_shared_header(void **state)
{
    (void)state;
    scratch_write("shared.h", "#ifndef SHARED_H\n#define SHARED_H\nunknown_t nothing;\n#endif\n");
    scratch_write("deep.h", "#include \"shared.h\"\n");
    scratch_write("a.h", "#include \"shared.h\"\nstruct ORM_TABLE() a { int id; };\n");
    scratch_write("b.h", "#include \"deep.h\"\nstruct ORM_TABLE() b { int id; };\n");
    scratch_write("c.h", "struct ORM_TABLE() c { int id; };\n");
    assert_batch_shows_nothing("a.h b.h c.h", "", 3);
    assert_batch_shows_nothing("c.h b.h a.h", "-include shared.h", 3);
    assert_batch_shows_nothing("c.h b.h a.h", "-include gone.h", 3);
}

static void test_batch_with_condition(void **state)
{
    (void)state;
    scratch_write("a.h", "#define WIDE 1\nstruct ORM_TABLE() a { int id; };\n");
    scratch_write("b.h",
                  "struct ORM_TABLE() b {\n  # if \\\n defined(WIDE)\n  long id;\n#else\n  int id;\n#endif\n};\n");
    scratch_write("c.h", "#ifndef SIZE\n#define SIZE 3\n#endif\nstruct ORM_TABLE() c { char id[SIZE]; };\n");
    scratch_write("d.h", "#undef WIDE\n#define SIZE 4\nstruct ORM_TABLE() d { char id[SIZE]; };\n");
    assert_batch_shows_nothing("a.h b.h c.h d.h", "", 4);
    assert_batch_shows_nothing("d.h b.h a.h c.h", "", 4);
}

static void test_odd_file_names(void **state)
{
    (void)state;
    scratch_write("a\"b.h", "struct ORM_TABLE() a { int id; };\n");
    scratch_write("c'd\\.h", "struct ORM_TABLE() b { int id; };\n");
    scratch_write("\xc3\xa9.h", "struct ORM_TABLE() c { int id; };\n");
    assert_batch_shows_nothing("a\"b.h c'd\\.h \xc3\xa9.h", "", 3);
}

static void test_missing_include(void **state)
{
    (void)state;
    scratch_write("t.h", "#include \"gone.h\"\n  #include <gone/too.h>\nstruct ORM_TABLE() t { int id; };\n");
    g_autoptr(OrmFacts) facts = scratch_extract("t.h", "");
    assert_int_equal(facts->notices->len, 2);
    assert_string_equal(get_notice(facts, 0)->message, "'gone.h' file not found");
    assert_place(get_notice(facts, 0)->place, "t.h:1:10-1:18");
    assert_string_equal(get_notice(facts, 1)->message, "'gone/too.h' file not found");
    assert_place(get_notice(facts, 1)->place, "t.h:2:12-2:24");
    assert_non_null(find_struct(facts, "t"));
}

static void test_many_errors(void **state)
{
    (void)state;
    g_autoptr(GString) text = g_string_new("struct ORM_TABLE() t {\n");
    for (int i = 0; i < 50; i++)
        g_string_append_printf(text, "unknown%d_t f%d;\n", i, i);
    g_string_append(text, "};\n");
    scratch_write("t.h", text->str);
    g_autoptr(OrmFacts) facts = scratch_extract("t.h", "-ferror-limit=1 -Wfatal-errors");
    assert_int_equal(facts->notices->len, 21);
    assert_string_equal(get_notice(facts, 0)->message, "… and 30 more");
    assert_int_equal(get_notice(facts, 0)->place.line, 0);
    assert_int_equal(get_notice(facts, 20)->place.line, 21);
    assert_int_equal(get_struct(facts, "t")->fields->len, 50);
}

static void test_redefinition(void **state)
{
    (void)state;
    scratch_write("t.h", "struct ORM_TABLE() t { int id; };\nstruct ORM_TABLE() t { int id; };\n");
    g_autoptr(OrmFacts) facts = scratch_extract("t.h", "");
    assert_int_equal(facts->structs->len, 1);
    assert_string_equal(get_notice(facts, 0)->message, "redefinition of 't'");
}

static void test_unreadable(void **state)
{
    (void)state;
    scratch_write("good.h", "struct ORM_TABLE() good { int id; };\n");
    assert_int_equal(g_mkdir("folder.h", 0700), 0);
    g_autoptr(OrmFacts) facts = scratch_extract("gone.h good.h folder.h", "");
    assert_int_equal(facts->notices->len, 2);
    assert_place(get_notice(facts, 0)->place, "folder.h:0:0-0:0");
    assert_string_equal(get_notice(facts, 0)->message, "cannot be read: Is a directory");
    assert_place(get_notice(facts, 1)->place, "gone.h:0:0-0:0");
    assert_string_equal(get_notice(facts, 1)->message, "cannot be read: No such file or directory");
    assert_int_equal(facts->files->len, 1);
    assert_non_null(find_struct(facts, "good"));
}

static void test_warnings(void **state)
{
    (void)state;
    scratch_write("t.h",
                  "#warning not an error\nstruct ORM_TABLE() t { int id; struct {}; };\n#define X 1\n#define X 2\n");
    g_autoptr(OrmFacts) facts =
        scratch_extract("t.h", "-Wall -Wextra -Werror -Werror=macro-redefined -pedantic-errors");
    assert_int_equal(facts->notices->len, 0);
}

static void test_stand_in(void **state)
{
    (void)state;
    scratch_write("t.h", "struct ORM_TABLE() t { id_t_ id; };\n");
    scratch_write("u.h", "struct ORM_TABLE() u { id_t_ id; };\n");
    scratch_write("good.h", "struct ORM_TABLE() good { int id; };\n");
    scratch_write("bad.c", "typedef int id_t_;\n#include \"t.h\"\nunknown x;\n");
    scratch_write("not.c", "int nothing;\n");
    scratch_write("ok.c",
                  "typedef short id_t_;\n#include \"t.h\"\n#include \"u.h\"\nstruct ORM_TABLE() own { int id; };\n"
                  "ORM_ON(_, index(id));\nint f(void) { return 1 }\n");
    g_autoptr(OrmFacts) facts = extract_through("t.h good.h u.h", "", "bad.c gone.c not.c ok.c");
    assert_int_equal(facts->notices->len, 0);
    assert_int_equal(facts->structs->len, 3); /* the source's own models are not asked for */
    assert_int_equal(facts->ons->len, 0);
    assert_int_equal(get_field(get_struct(facts, "t"), "id")->type->bits, 16);
    assert_int_equal(get_field(get_struct(facts, "u"), "id")->type->bits, 16);
    assert_int_equal(facts->files->len, 3);

    g_autoptr(OrmFacts) without = extract_through("t.h", "", "bad.c not.c");
    assert_int_equal(without->notices->len, 1);
    assert_place(get_notice(without, 0)->place, "t.h:1:24-1:29");
}

static void test_function_bodies(void **state)
{
    (void)state;
    scratch_write("t.c", "struct ORM_TABLE() t { int id; };\nint f(void) { return this is no C; }\n");
    g_autoptr(OrmFacts) facts = scratch_extract("t.c", "");
    assert_int_equal(facts->notices->len, 0);
    assert_non_null(find_struct(facts, "t"));
}

static void test_builtin_header(void **state)
{
    (void)state;
    scratch_write("angle.h", "#include <ormlint/orm.h>\nstruct ORM_TABLE() angle { int id; };\n");
    scratch_write("quote.h",
                  "#include \"ormlint/orm.h\"\n#include <ormlint/orm.h>\nstruct ORM_TABLE() quote { int id; };\n");
    scratch_write("none.h", "#ifndef __ORMLINT__\n#error\n#endif\nstruct ORM_TABLE() none { int id; };\n");
    scratch_write("include/ormlint/orm.h", "#error not the built-in one\n");
    g_autoptr(OrmFacts) facts = scratch_extract("angle.h quote.h none.h", "-Iinclude -isystem include");
    assert_int_equal(facts->notices->len, 0);
    assert_int_equal(facts->structs->len, 3);
}

static void test_project_copy_of_header(void **state)
{
    (void)state;
    g_autofree char *header = NULL;
    assert_true(g_file_get_contents(ORM_SOURCE_DIR "/include/ormlint/orm.h", &header, NULL, NULL));
    scratch_write("vendor/orm.h", header);
    scratch_write("t.h", "#include \"vendor/orm.h\"\nstruct ORM_TABLE() t { int id; };\nORM_ON(_, index(id));\n");
    g_autoptr(OrmFacts) facts = scratch_extract("t.h", "");
    assert_int_equal(facts->notices->len, 0);
    assert_int_equal(get_struct(facts, "t")->annotations->len, 1);
    assert_int_equal(facts->ons->len, 1);
}

static void test_prelude(void **state)
{
    (void)state;
    scratch_write("prelude.h", "#define MODEL(t) struct ORM_TABLE(t) t\n");
    scratch_write("t.h", "MODEL(users) { int id; };\n");
    g_autofree char *path = g_canonicalize_filename("prelude.h", NULL);
    g_autoptr(GPtrArray) prelude = g_ptr_array_new();
    g_ptr_array_add(prelude, path);
    OrmExtractOptions options = {.prelude = prelude};
    g_autoptr(OrmFacts) facts = scratch_extract_unit(scratch_unit("t.h", "-include t2.h"), &options);
    assert_int_equal(facts->notices->len, 1); /* t2.h */
    scratch_write("t2.h", "MODEL(more) { int id; };\n");
    g_autoptr(OrmFacts) again = scratch_extract_unit(scratch_unit("t.h", "-include t2.h"), &options);
    assert_int_equal(again->notices->len, 0);
    const OrmStruct *users = get_struct(again, "users");
    assert_place(get_annotation(users->annotations, 0)->place, "t.h:1:1-1:13");
    assert_place(users->place, "t.h:1:7-1:12");
    assert_non_null(find_struct(again, "more"));
}

static void test_builtin_headers_of_clang(void **state)
{
    (void)state;
    const char *directory = orm_resource_directory();
    assert_non_null(directory);
    g_autofree char *stddef = g_build_filename(directory, "include", "stddef.h", NULL);
    assert_true(g_file_test(stddef, G_FILE_TEST_IS_REGULAR));
    assert_true(g_ascii_isdigit(orm_libclang_version()[0]));

    scratch_write("t.h", "#include <stddef.h>\n#include <stdarg.h>\nstruct ORM_TABLE() t { size_t n; };\n");
    g_autoptr(OrmFacts) facts = scratch_extract("t.h", "-resource-dir /nonexistent -resource-dir=/gone");
    assert_int_equal(facts->notices->len, 0);
    assert_int_equal(get_field(get_struct(facts, "t"), "n")->type->bits, 64);

    g_autoptr(OrmFacts) without = scratch_extract("t.h", "-nostdinc");
    assert_string_equal(get_notice(without, 0)->message, "'stddef.h' file not found");
    assert_place(get_notice(without, 0)->place, "t.h:1:10-1:20");
    assert_int_equal(get_notice(without, 0)->level, ORM_NOTICE_ERROR);
}

static void test_directory(void **state)
{
    (void)state;
    scratch_write("build/inc/dep.h", "typedef short dep_t;\n");
    scratch_write("src/t.h", "#include \"dep.h\"\n#include \"../lib/x.h\"\nstruct ORM_TABLE() t { dep_t d; };\n");
    scratch_write("lib/x.h", "struct ORM_TABLE() x { int id; };\n");
    scratch_write("src/u.h", "#include \"dep.h\"\nstruct ORM_TABLE() u { dep_t d; };\n");
    g_autofree char *build = g_canonicalize_filename("build", NULL);
    OrmUnit *unit = scratch_unit("src/t.h src/u.h", "-Iinc");
    g_free(unit->directory);
    unit->directory = g_strdup(build);
    g_autoptr(OrmFacts) facts = scratch_extract_unit(unit, NULL);
    assert_int_equal(facts->notices->len, 0);
    assert_place(get_struct(facts, "t")->place, "src/t.h:3:20-3:21");
    assert_place(get_struct(facts, "x")->place, "lib/x.h:1:20-1:21");
}

static void test_reported_paths(void **state)
{
    (void)state;
    scratch_write("work/t.h", "#include \"../outside.h\"\nstruct ORM_TABLE() t { int id; };\n");
    scratch_write("outside.h", "struct ORM_TABLE() outside { int id; };\n");
    assert_int_equal(symlink("work", "link"), 0);
    g_autofree char *outside = realpath("outside.h", NULL);
    g_autofree char *absolute = g_canonicalize_filename("work/t.h", NULL);
    assert_int_equal(g_chdir("link"), 0);
    g_autoptr(OrmFacts) facts = scratch_extract(absolute, "");
    assert_string_equal(get_struct(facts, "t")->place.file, "t.h");
    assert_string_equal(get_struct(facts, "outside")->place.file, outside);
    assert_string_equal(facts->files->pdata[0], "t.h");
    g_autoptr(OrmFacts) dotted = scratch_extract("./../link/t.h", "");
    assert_string_equal(get_struct(dotted, "t")->place.file, "t.h");
}

static void test_definitions_and_labels(void **state)
{
    (void)state;
    scratch_write("t.h", "struct ORM_TABLE() t {\n#ifdef WIDE\n  long id;\n#else\n  int id;\n#endif\n};\n");
    g_autoptr(GPtrArray) units = g_ptr_array_new_with_free_func((GDestroyNotify)orm_unit_free);
    static const char *const arguments[] = {"-DWIDE=1", "", "-DOTHER"};
    static const char *const labels[] = {"t.h with -DWIDE=1", "t.h", "t.h with -DOTHER"};
    for (gsize i = 0; i < G_N_ELEMENTS(arguments); i++) {
        OrmUnit *unit = scratch_unit("t.h", arguments[i]);
        unit->label = g_strdup(labels[i]);
        g_ptr_array_add(units, unit);
    }
    g_autoptr(OrmFacts) facts = orm_extract(units, NULL);
    orm_facts_normalize(facts);
    assert_int_equal(facts->structs->len, 2);
    assert_int_equal(facts->files->len, 1);
    const OrmStruct *first = facts->structs->pdata[0];
    const OrmStruct *second = facts->structs->pdata[1];
    assert_false(orm_struct_equal(first, second));
    const OrmStruct *wide = get_field(first, "id")->type->bits == 64 ? first : second;
    assert_string_equal(wide->unit, "t.h with -DWIDE=1");
    assert_string_equal((wide == first ? second : first)->unit, "t.h");
}

static void test_same_struct_in_two_units(void **state)
{
    (void)state;
    scratch_write("t.h", "struct other;\nstruct ORM_TABLE() t { struct other *o; };\nORM_ON(_, index(o));\n");
    scratch_write("a.c", "#include \"t.h\"\n");
    scratch_write("b.c", "struct other { int id; };\n#include \"t.h\"\ntypedef struct t t_t;\n");
    g_autoptr(GPtrArray) units = g_ptr_array_new_with_free_func((GDestroyNotify)orm_unit_free);
    g_ptr_array_add(units, scratch_unit("a.c", ""));
    g_ptr_array_add(units, scratch_unit("b.c", ""));
    g_autoptr(OrmFacts) facts = orm_extract(units, NULL);
    orm_facts_normalize(facts);
    assert_int_equal(facts->structs->len, 1);
    assert_int_equal(facts->ons->len, 1);
    const OrmStruct *record = get_struct(facts, "t");
    assert_int_equal(record->typedefs->len, 1);
    assert_true(get_field(record, "o")->type->inner->incomplete); /* in both: the facts do not depend on what else is seen */
}

static void test_foreign_options(void **state)
{
    (void)state;
    scratch_write("t.h", "struct ORM_TABLE() t { int id; };\n");
    static const char *const harmless[] = {
        "-Wp,-MMD,t.d -MMD -MFt.d",
        "-fconserve-stack -fno-allow-store-data-races -mpreferred-stack-boundary=3 -fno-var-tracking-assignments",
        "-std=gnu23",
        "-std=c23",
        "-std=gnu17 -c -o t.o -MD -MF t.d",
        "-mcpu=cortex-m4 -mthumb",
        "--param foo=1 -Wa,--x"};
    for (gsize i = 0; i < G_N_ELEMENTS(harmless); i++) {
        g_autoptr(OrmFacts) facts = scratch_extract("t.h", harmless[i]);
        assert_int_equal(facts->notices->len, 0);
        assert_non_null(find_struct(facts, "t"));
    }
    static const char *const refused[] = {"-march=foo",      "-std=gnu99x", "-Xclang -foo",
                                          "-target no-such", "other.c",     "@gone"};
    for (gsize i = 0; i < G_N_ELEMENTS(refused); i++) {
        g_autofree char *arguments = g_strconcat(refused[i], " -DKEPT=1 -m32", NULL);
        g_autoptr(OrmFacts) facts = scratch_extract("t.h", arguments);
        assert_int_equal(facts->notices->len, 1);
        assert_int_equal(get_notice(facts, 0)->level, ORM_NOTICE_INFO);
        assert_place(get_notice(facts, 0)->place, "t.h:0:0-0:0");
        assert_non_null(find_struct(facts, "t"));
    }
    assert_false(g_file_test("t.d", G_FILE_TEST_EXISTS));
}

static void test_no_units(void **state)
{
    (void)state;
    g_autoptr(GPtrArray) units = g_ptr_array_new();
    g_autoptr(OrmFacts) facts = orm_extract(units, NULL);
    assert_int_equal(facts->structs->len + facts->notices->len + facts->files->len, 0);
}

int main(void)
{
#define TEST(function) cmocka_unit_test_setup_teardown(function, scratch_open, scratch_close)
    const struct CMUnitTest tests[] = {
        TEST(test_batch),
        TEST(test_batch_without_guards),
        TEST(test_batch_with_one_guard_for_two),
        TEST(test_batch_with_one_macro_for_two),
        TEST(test_batch_with_errors),
        TEST(test_batch_with_broken_shared_header),
        TEST(test_batch_with_condition),
        TEST(test_odd_file_names),
        TEST(test_missing_include),
        TEST(test_many_errors),
        TEST(test_redefinition),
        TEST(test_unreadable),
        TEST(test_warnings),
        TEST(test_stand_in),
        TEST(test_function_bodies),
        TEST(test_builtin_header),
        TEST(test_project_copy_of_header),
        TEST(test_prelude),
        TEST(test_builtin_headers_of_clang),
        TEST(test_directory),
        TEST(test_reported_paths),
        TEST(test_definitions_and_labels),
        TEST(test_same_struct_in_two_units),
        TEST(test_foreign_options),
        TEST(test_no_units),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
