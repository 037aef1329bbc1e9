/* SPDX-License-Identifier: MIT */
/* Structs chosen by name: the pattern itself, which texts seem to define such a struct, and what extraction records. */
#include "analyzer/facts/struct_pattern.h"
#include "analyzer/project/definitions.h"
#include "tests/support/scratch.h"

static char *fill(const char *pattern, const char *table, const char *name)
{
    OrmStar star;
    return orm_star_match(pattern, name, strlen(name), &star) ? orm_star_fill(table, star) : NULL;
}

static void test_star(void **state)
{
    (void)state;
    static const char *const cases[][4] = {
        {"*_row", "*s", "user_row", "users"}, {"FormData_*", "*", "FormData_pg_class", "pg_class"},
        {"*", "t_*", "user", "t_user"},       {"a*b", "*", "ab", ""},
        {"a*b", "<*>", "a*b", "<*>"},         {"user", "*s", "user", "users"},
        {"user", "people", "user", "people"}, {"*_row", "x", "row", NULL},
        {"ab*ba", "x", "aba", NULL},          {"user", "x", "users", NULL},
        {"User*", "x", "user_a", NULL},       {"*_row", "x", "user_rows", NULL},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *found = fill(cases[i][0], cases[i][1], cases[i][2]);
        if (g_strcmp0(found, cases[i][3]) != 0)
            fail_msg("%s, %s, %s: %s", cases[i][0], cases[i][1], cases[i][2], found);
    }
}

static OrmStructPattern *pattern_of(const char *name, const char *file, const char *exclude)
{
    g_autoptr(GPtrArray) files = g_ptr_array_new();
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    g_ptr_array_add(files, (gpointer)file);
    g_ptr_array_add(names, (gpointer)exclude);
    return orm_struct_pattern_new(name, file != NULL ? files : NULL, exclude != NULL ? names : NULL, ".");
}

static void test_files_and_exclusion(void **state)
{
    (void)state;
    OrmStructPattern *pattern = pattern_of("*_row", "src/**", "tmp_?_row");
    assert_true(orm_struct_pattern_names(pattern, "user_row", 8, NULL));
    assert_false(orm_struct_pattern_names(pattern, "tmp_1_row", 9, NULL));
    assert_true(orm_struct_pattern_names(pattern, "tmp_12_row", 10, NULL));
    g_autofree char *here = g_get_current_dir(), *inside = g_build_filename(here, "src", "a", "b.h", NULL);
    assert_true(orm_struct_pattern_covers(pattern, "src/a.h"));
    assert_true(orm_struct_pattern_covers(pattern, inside));
    assert_false(orm_struct_pattern_covers(pattern, "lib/src/a.h"));
    assert_false(orm_struct_pattern_covers(pattern, NULL));
    orm_struct_pattern_free(pattern);
}

static void assert_defines(const char *text, gboolean expected)
{
    g_autoptr(GPtrArray) patterns = g_ptr_array_new_with_free_func((GDestroyNotify)orm_struct_pattern_free);
    g_ptr_array_add(patterns, pattern_of("*_row", NULL, "no_row"));
    g_ptr_array_add(patterns, pattern_of("Form_*", NULL, NULL));
    if (orm_defines_struct(text, strlen(text), patterns) != expected)
        fail_msg("%s: %s", expected ? "not seen" : "seen", text);
}

static void test_definitions(void **state)
{
    (void)state;
    static const char *const defining[] = {
        "struct a_row { int i; };",
        "struct\na_row\n{",
        "struct a_row /* ; */ {",
        "typedef struct a_row {",
        "struct PACKED a_row {",
        "struct __attribute__((packed)) a_row PACKED {",
        "union u { struct a_row { int i; } x; };",
        "typedef struct { int i; } a_row;",
        "typedef struct x { int i; } PACKED a_row;",
        "typedef struct { int i; } b, *a, Form_x;",
        "CATALOG(x,1) { int i; } Form_x;",
        "struct a_row\n#if X\n{ int i; }\n#endif\n;",
        "int f(struct a_row *r) { return 0; } struct b_row { int i; };",
    };
    static const char *const others[] = {
        "",
        "struct a_row;",
        "struct a_row *next;",
        "int f(struct a_row *row) { return row->i; }",
        "struct a_row f(void) { }",
        "void f(void) { a_row x; } int i;",
        "struct x { struct a_row *row; };",
        "struct x { struct a_row row; };",
        "struct no_row { int i; };",
        "struct x { int a_row; };",
        "// struct a_row {\nint i;",
        "/* struct a_row { */ const char *s = \"struct a_row {\";",
        "#define X struct a_row {\nint i;",
        "struct a_row x = { 0 };",
        "enum a_row_kind { A };",
    };
    for (guint i = 0; i < G_N_ELEMENTS(defining); i++)
        assert_defines(defining[i], TRUE);
    for (guint i = 0; i < G_N_ELEMENTS(others); i++)
        assert_defines(others[i], FALSE);
}

/* The names of the structs that are recorded, in order. */
static char *recorded(const char *name, const char *file)
{
    g_autoptr(GPtrArray) patterns = g_ptr_array_new_with_free_func((GDestroyNotify)orm_struct_pattern_free);
    g_ptr_array_add(patterns, pattern_of(name, file, "skip_*"));
    OrmExtractOptions options = {.structs = patterns};
    g_autoptr(OrmFacts) facts = scratch_extract_unit(scratch_unit("t.c", ""), &options);
    GString *names = g_string_new(NULL);
    for (guint i = 0; i < facts->structs->len; i++)
        g_string_append_printf(names, "%s%s", i > 0 ? " " : "",
                               ((OrmStruct *)g_ptr_array_index(facts->structs, i))->name);
    return g_string_free(names, FALSE);
}

static void assert_recorded(const char *name, const char *file, const char *expected)
{
    g_autofree char *names = recorded(name, file);
    assert_string_equal(names, expected);
}

static void test_extraction(void **state)
{
    (void)state;
    scratch_write("sys/sys.h", "#pragma GCC system_header\nstruct sys_row { int i; };\n");
    scratch_write("inc.h", "struct inner { int j; };\nstruct inc_row { struct inner by_value; struct other *p; };\n");
    scratch_write("t.c", "#include \"sys/sys.h\"\n#include \"inc.h\"\n"
                         "typedef struct { int i; } a_row;\nstruct tagged { int i; };\ntypedef struct tagged b_row;\n"
                         "struct skip_row { int i; };\nunion u_row { int i; };\nenum e_row { E };\n"
                         "struct c_row;\nstruct plain { struct { int k; } n_row; };\n");
    assert_recorded("*_row", NULL, "inner inc_row a_row tagged");
    assert_recorded("*_row", "inc.h", "inner inc_row");
    assert_recorded("b_row", NULL, "tagged");
    assert_recorded("none", NULL, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_star),
        cmocka_unit_test(test_files_and_exclusion),
        cmocka_unit_test(test_definitions),
        cmocka_unit_test_setup_teardown(test_extraction, scratch_open, scratch_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
