/* SPDX-License-Identifier: MIT */
/* The reading of C source as text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "analyzer/project/scan.h"
#include "analyzer/project/wrappers.h"

static OrmDirectives *scan(const char *text)
{
    OrmDirectives *directives = orm_directives_new();
    orm_scan_directives(text, strlen(text), directives);
    return directives;
}

static gboolean annotated(const char *text)
{
    g_autoptr(OrmDirectives) directives = scan(text);
    return directives->annotated;
}

static void test_annotations_are_seen(void **state)
{
    (void)state;
    assert_true(annotated("struct ORM_TABLE(users) user { int id; };"));
    assert_true(annotated("int id\nORM_COLUMN"));
    assert_true(annotated("ORM_ON(user, table(users));"));
    assert_true(annotated("x = 1; /* a */ ORM_IGNORE() // b"));
    assert_true(annotated("'\"' ORM_EMBED() '\"'"));
    assert_true(annotated("int a = 1'000; ORM_EMBED()"));
    assert_true(annotated("#error don't\nORM_EMBED()"));
    assert_true(annotated("char *s = \"\\\\\"; ORM_CHECK(\"\")"));
    assert_true(annotated("CAT(ORM_, TABLE)(users)"));
}

static void test_what_is_no_annotation(void **state)
{
    (void)state;
    assert_false(annotated(""));
    assert_false(annotated("/* ORM_TABLE(users) */"));
    assert_false(annotated("/* ORM_TABLE"));
    assert_false(annotated("// ORM_TABLE \\\n ORM_COLUMN\nint x;"));
    assert_false(annotated("// ORM_TABLE \\\r\n ORM_COLUMN\r\nint x;"));
    assert_false(annotated("char *s = \"ORM_TABLE \\\" ORM_TABLE \\\n ORM_TABLE\";"));
    assert_false(annotated("int c = 'ORM_TABLE';"));
    assert_false(annotated("int XORM_TABLE, ORM_TABLES, orm_table, 0xORM_TABLE;"));
    assert_false(annotated("int ORM_DRIVER_MYSQL;"));
    assert_false(annotated("#define MODEL ORM_TABLE(x)\n"));
    assert_false(annotated("#define MODEL \\\n ORM_TABLE(x) /* \n ORM_TABLE */ ORM_TABLE\n"));
    assert_false(annotated("  # ifdef ORM_TABLE\n#undef ORM_TABLE\n#endif"));
    assert_false(annotated("/**/ # /**/ if defined(ORM_TABLE)\n"));
}

static void assert_include(const OrmDirectives *directives, guint index, const char *name, gboolean quoted)
{
    assert_true(index < directives->includes->len);
    const OrmInclude *include = g_ptr_array_index(directives->includes, index);
    assert_string_equal(include->name, name);
    assert_int_equal(include->quoted, quoted);
}

static void test_includes(void **state)
{
    (void)state;
    g_autoptr(OrmDirectives) directives = scan("#include \"a b.h\"\n"
                                               "  #  include <sys/b.h> // c\n"
                                               "#include_next <d.h>\n"
                                               "/* #include \"no.h\"\n*/ #include \"e.h\"\n"
                                               "// #include \"no.h\"\n"
                                               "#include MACRO\n#include \"open.h\n#include <>\n"
                                               "const char *s = \"\\\n#include \\\"no.h\\\"\\\n\";\n"
                                               "#include \"last.h\"");
    assert_include(directives, 0, "a b.h", TRUE);
    assert_include(directives, 1, "sys/b.h", FALSE);
    assert_include(directives, 2, "d.h", FALSE);
    assert_include(directives, 3, "e.h", TRUE);
    assert_include(directives, 4, "last.h", TRUE);
    assert_int_equal(directives->includes->len, 5);
}

/* Whether `use` counts as an annotation under the macros of `definitions`. */
static gboolean wraps(const char *definitions, const char *use)
{
    g_autoptr(OrmDirectives) directives = scan(definitions);
    g_autoptr(OrmNames) wrappers = orm_wrappers_find(directives->mentions);
    g_autoptr(GArray) uses = orm_scan_uses(use, strlen(use), wrappers);
    return uses != NULL;
}

static void test_wrappers(void **state)
{
    (void)state;
    assert_true(wraps("#define REFS(t) ORM_FOREIGN_KEY(t.id)\n", "int x REFS(users);"));
    assert_true(wraps("#define A(x) B(x)\n#define B(x) \\\n   C(x)\n#define C ORM_TABLE\n", "struct A(users) user {"));
    assert_true(wraps("#define A(x) \\\r\n  ORM_TABLE(x)\r\n", "A(x)"));
    assert_true(wraps("#define A A B\n#define B A ORM_TABLE(x)\n", "A"));
    assert_true(wraps("#define A(kind, ...) ORM_##kind(__VA_ARGS__)", "A(TABLE, users)"));
    assert_true(wraps("#define A(x)\n#define A(x) ORM_TABLE(x)\n", "A(x)"));
}

static void test_what_wraps_nothing(void **state)
{
    (void)state;
    assert_false(wraps("#define REFS(t) t\n", "int x REFS(users);"));
    assert_false(wraps("#define A(x) /* ORM_TABLE(x) */ \"ORM_TABLE\"\n", "A(x)"));
    assert_false(wraps("/*\n#define A(x) ORM_TABLE(x)\n*/\n", "A(x)"));
    assert_false(wraps("#define A ORM_TABLE(x)\n", "#define B A\n#ifdef A\n#endif\n// A\n\"A\" 'A'"));
    assert_false(wraps("#define A B\n#define B A\n", "A B"));
    assert_false(wraps("#define A ORM_TABLE", ""));
}

static void test_each_use_is_told_once(void **state)
{
    (void)state;
    static const char text[] = "A B A C B";
    g_autoptr(OrmNames) names = orm_names_new();
    orm_names_add(names, orm_name_hash("A", 1));
    orm_names_add(names, orm_name_hash("B", 1));
    g_autoptr(GArray) uses = orm_scan_uses(text, strlen(text), names);
    assert_non_null(uses);
    assert_int_equal(uses->len, 2);
    assert_true(g_array_index(uses, guint64, 0) == orm_name_hash("A", 1));
    assert_true(g_array_index(uses, guint64, 1) == orm_name_hash("B", 1));
}

/* No beginning of a text may be read beyond its end: each lies at the end of a heap block of its own. */
static void test_every_beginning_is_safe(void **state)
{
    (void)state;
    static const char text[] =
        "#define A \\\r\n B/**/ 'x\\'' \"\\\"\\\n\"\n#include <a.h>\n// c \\\n# include \"b\"\n0x1'f\\";
    for (gsize length = 0; length < sizeof text; length++) {
        g_autofree char *copy = length ? g_memdup2(text, length) : NULL;
        g_autoptr(OrmDirectives) directives = orm_directives_new();
        orm_scan_directives(copy, length, directives);
        g_autoptr(GArray) uses = orm_scan_uses(copy, length, orm_vocabulary_names());
        assert_null(uses);
        assert_true(directives->includes->len <= 2);
    }
}

/* The header and the list of names here must not drift apart. */
static void test_vocabulary_is_that_of_the_header(void **state)
{
    (void)state;
    g_autofree char *text = NULL;
    guint macros = 0;
    assert_true(g_file_get_contents(ORM_SOURCE_DIR "/include/ormlint/orm.h", &text, NULL, NULL));
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    for (char **line = lines; *line; line++) {
        char *at = g_strchug(*line);
        if (*at != '#' || !g_str_has_prefix(g_strchug(at + 1), "define ORM_"))
            continue;
        char *name = strstr(at + 1, "ORM_");
        gsize length = strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ_");
        gboolean macro = name[length] == '(' && name[length - 1] != '_';
        if (!macro || strstr(name, "__") == name + 3)
            continue;
        name[length] = '\0';
        if (!g_hash_table_add(seen, name))
            continue;
        macros++;
        if (!orm_names_contain(orm_vocabulary_names(), orm_name_hash(name, length)))
            fail_msg("%s is not known to the scan", name);
    }
    assert_int_equal(macros + 3, orm_names_count(orm_vocabulary_names()));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_annotations_are_seen),
        cmocka_unit_test(test_what_is_no_annotation),
        cmocka_unit_test(test_includes),
        cmocka_unit_test(test_wrappers),
        cmocka_unit_test(test_what_wraps_nothing),
        cmocka_unit_test(test_each_use_is_told_once),
        cmocka_unit_test(test_every_beginning_is_safe),
        cmocka_unit_test(test_vocabulary_is_that_of_the_header),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
