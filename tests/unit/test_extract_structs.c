/* SPDX-License-Identifier: MIT */
/* Which structs are recorded, what they and their fields are called, and their annotations with places. */
#include "tests/support/scratch.h"

static void test_names(void **state)
{
    (void)state;
    g_autoptr(OrmFacts) facts = scratch_extract_text("struct ORM_TABLE() tagged { int a; };\n"
                                                     "typedef struct tagged tagged_t, other_t, *pointer_t;\n"
                                                     "typedef struct ORM_TABLE() { int a; } user_t, person_t;\n"
                                                     "typedef struct both { int a; } ORM_TABLE() both_t;\n"
                                                     "typedef struct ORM_TABLE() { int a; } *handle;\n"
                                                     "extern struct ORM_TABLE() { int a; } global;\n"
                                                     "typedef struct ORM_TABLE() same { int a; } same;\n");
    assert_int_equal(facts->structs->len, 6);

    const OrmStruct *tagged = get_struct(facts, "tagged");
    assert_true(tagged->has_tag);
    assert_int_equal(tagged->typedefs->len, 2);
    assert_string_equal(tagged->typedefs->pdata[0], "other_t");
    assert_string_equal(tagged->typedefs->pdata[1], "tagged_t");
    assert_place(tagged->place, "t.h:1:20-1:26");
    assert_string_equal(tagged->unit, "t.h");

    const OrmStruct *user = get_struct(facts, "user_t");
    assert_false(user->has_tag);
    assert_int_equal(user->typedefs->len, 2);
    assert_string_equal(user->typedefs->pdata[0], "person_t");
    assert_place(user->place, "t.h:3:39-3:45");
    assert_int_equal(user->annotations->len, 1);
    assert_int_equal(user->fields->len, 1);

    assert_place(get_struct(facts, "both")->place, "t.h:4:16-4:20");
    assert_false(get_struct(facts, "handle")->has_tag);
    assert_place(get_struct(facts, "handle")->place, "t.h:5:40-5:46");
    assert_place(get_struct(facts, "global")->place, "t.h:6:38-6:44");
    assert_true(get_struct(facts, "same")->has_tag);
}

static void test_inner(void **state)
{
    (void)state;
    g_autoptr(OrmFacts) facts = scratch_extract_text("struct ORM_TABLE() outer {\n"
                                                     "    struct { int street; } home ORM_EMBED(prefix = \"home_\");\n"
                                                     "    struct { int x; } ORM_EMBED() work;\n"
                                                     "    struct { int u; };\n"
                                                     "    union { int k; float f; } ORM_IGNORE();\n"
                                                     "    struct inner { int deep; struct { int z; } below; } tagged;\n"
                                                     "};\n");
    const OrmStruct *outer = get_struct(facts, "outer");
    assert_int_equal(outer->fields->len, 5);

    const OrmField *home = get_field(outer, "home");
    assert_string_equal(home->type->tag, "outer.home");
    assert_string_equal(get_annotation(home->annotations, 0)->kind, "embed");
    const OrmStruct *home_struct = get_struct(facts, "outer.home");
    assert_place(home_struct->place, "t.h:2:28-2:32");
    assert_int_equal(home_struct->annotations->len, 0);

    /* After the brace of a struct without a name the field is meant, and the field alone. */
    assert_int_equal(get_field(outer, "work")->annotations->len, 1);
    assert_int_equal(get_struct(facts, "outer.work")->annotations->len, 0);

    const OrmField *unnamed = outer->fields->pdata[2];
    assert_null(unnamed->name);
    assert_string_equal(unnamed->type->tag, "outer.(unnamed)");
    assert_place(unnamed->place, "t.h:4:5-4:22");
    assert_non_null(get_field(get_struct(facts, "outer.(unnamed)"), "u"));

    const OrmField *unnamed_union = outer->fields->pdata[3];
    assert_null(unnamed_union->name);
    assert_int_equal(unnamed_union->type->kind, ORM_C_UNION);
    assert_string_equal(get_annotation(unnamed_union->annotations, 0)->kind, "ignore");
    assert_true(get_struct(facts, "outer.(unnamed 2)")->is_union);

    assert_string_equal(get_field(outer, "tagged")->type->tag, "inner");
    assert_true(get_struct(facts, "inner")->has_tag);
    assert_non_null(get_struct(facts, "inner.below"));
}

static void test_recorded(void **state)
{
    (void)state;
    g_autoptr(OrmFacts) facts =
        scratch_extract_text("#include <time.h>\n"
                             "struct plain { int a; };\n"
                             "struct by_field { int a ORM_COLUMN(unique); };\n"
                             "struct by_inner_field { struct { int a ORM_COLUMN(unique); } in; };\n"
                             "struct value { int a; };\n"
                             "struct base { int id; };\n"
                             "struct target { int id; };\n"
                             "struct named_target { int id; };\n"
                             "struct pointee { int id; };\n"
                             "union choice { int id; };\n"
                             "struct ORM_TABLE() ORM_INHERITS(base, joined) model {\n"
                             "    struct value v; struct value w[2]; union choice c;\n"
                             "    struct target **t ORM_RELATIONSHIP();\n"
                             "    void *n ORM_RELATIONSHIP(named_target);\n"
                             "    struct pointee *p; struct timespec ts; struct tm e ORM_EMBED();\n"
                             "};\n"
                             "static inline int f(void) { struct ORM_TABLE() local { int a; } x; return x.a; }\n");
    static const char *const recorded[] = {
        "by_field", "by_inner_field", "by_inner_field.in", "value", "base", "target", "named_target", "choice", "model",
        "tm"};
    for (gsize i = 0; i < G_N_ELEMENTS(recorded); i++)
        get_struct(facts, recorded[i]);
    assert_int_equal(facts->structs->len, G_N_ELEMENTS(recorded));
    assert_true(get_struct(facts, "choice")->is_union);
}

static void test_annotation_positions(void **state)
{
    (void)state;
    g_autoptr(OrmFacts) facts =
        scratch_extract_text("struct ORM_TABLE(first) both { int a; } ORM_INDEX(a) ORM_CHECK(\"a > 0\");\n"
                             "struct ORM_TABLE() t {\n"
                             "    ORM_COLUMN(a) int x ORM_COLUMN(b), *y ORM_COLUMN(c);\n"
                             "    int const ORM_COLUMN(d) z;\n"
                             "};\n");
    const OrmStruct *both = get_struct(facts, "both");
    assert_int_equal(both->annotations->len, 3);
    assert_string_equal(get_annotation(both->annotations, 0)->kind, "table");
    assert_string_equal(get_annotation(both->annotations, 1)->kind, "index");
    assert_string_equal(get_annotation(both->annotations, 2)->kind, "check");
    assert_place(get_annotation(both->annotations, 1)->place, "t.h:1:41-1:53");

    const OrmStruct *record = get_struct(facts, "t");
    const OrmField *x = get_field(record, "x");
    assert_int_equal(x->annotations->len, 2);
    assert_place(get_annotation(x->annotations, 0)->place, "t.h:3:5-3:18");
    assert_place(get_annotation(x->annotations, 1)->place, "t.h:3:25-3:38");
    const OrmField *y = get_field(record, "y");
    assert_int_equal(y->annotations->len, 2);
    assert_place(get_annotation(y->annotations, 0)->place, "t.h:3:5-3:18");
    assert_place(get_annotation(y->annotations, 1)->place, "t.h:3:43-3:56");
    assert_place(y->place, "t.h:3:41-3:42");
    assert_int_equal(get_field(record, "z")->annotations->len, 1);
}

static void test_argument_places(void **state)
{
    (void)state;
    g_autoptr(OrmFacts) facts = scratch_extract_text(
        "struct ORM_TABLE() t {\n"
        "    int a ORM_FOREIGN_KEY(users.id,\n"
        "                          ondelete = cascade); /* \xc3\xa9 */ int \xc3\xa9 ORM_COLUMN(unique);\n"
        "};\n");
    const OrmStruct *record = get_struct(facts, "t");
    const OrmAnnotation *key = get_annotation(get_field(record, "a")->annotations, 0);
    assert_place(key->place, "t.h:2:11-3:46");
    const OrmArgument *ondelete = key->arguments->pdata[1];
    assert_string_equal(ondelete->key, "ondelete");
    assert_place(ondelete->key_place, "t.h:3:27-3:35");
    assert_place(ondelete->value->place, "t.h:3:38-3:45");
}

static void test_wrappers(void **state)
{
    (void)state;
    g_autoptr(OrmFacts) facts = scratch_extract_text("#define REFS(t) ORM_FOREIGN_KEY(t.id)\n"
                                                     "#define PK ORM_COLUMN(primary_key)\n"
                                                     "#define TWO(a) ORM_COLUMN(a) ORM_ALLOW(some_rule)\n"
                                                     "#define DEFINE(name, type, column) typedef struct ORM_TABLE() "
                                                     "name { type column ORM_COLUMN(unique); } name##_t\n"
                                                     "#define FIELD(...) __VA_ARGS__\n"
                                                     "struct ORM_TABLE() t {\n"
                                                     "    int id PK;\n"
                                                     "    int user REFS( users );\n"
                                                     "    int two TWO(unique);\n"
                                                     "    FIELD(int inside ORM_COLUMN(unique, index));\n"
                                                     "};\n"
                                                     "DEFINE(made, int, col);\n");
    const OrmStruct *record = get_struct(facts, "t");
    assert_place(get_annotation(get_field(record, "id")->annotations, 0)->place, "t.h:7:12-7:14");
    const OrmAnnotation *key = get_annotation(get_field(record, "user")->annotations, 0);
    assert_place(key->place, "t.h:8:14-8:27");
    const OrmArgument *target = key->arguments->pdata[0];
    assert_string_equal(target->value->text, "users.id");
    assert_place(target->place, "t.h:8:14-8:27");
    const OrmField *two = get_field(record, "two");
    assert_int_equal(two->annotations->len, 2);
    assert_place(get_annotation(two->annotations, 1)->place, "t.h:9:13-9:24");
    /* An argument of another macro stands in the source like any other text. */
    const OrmField *inside = get_field(record, "inside");
    assert_place(inside->place, "t.h:10:15-10:21");
    const OrmAnnotation *column = get_annotation(inside->annotations, 0);
    assert_place(column->place, "t.h:10:22-10:47");
    assert_place(((OrmArgument *)column->arguments->pdata[1])->place, "t.h:10:41-10:46");

    const OrmStruct *made = get_struct(facts, "made");
    assert_place(made->place, "t.h:12:8-12:12");
    assert_string_equal(made->typedefs->pdata[0], "made_t");
    assert_place(get_field(made, "col")->place, "t.h:12:19-12:22");
    assert_place(get_annotation(made->annotations, 0)->place, "t.h:12:1-12:23");
}

static void test_redeclaration(void **state)
{
    (void)state;
    g_autoptr(OrmFacts) facts =
        scratch_extract_text("struct ORM_INDEX(a) t;\n"
                             "struct ORM_INDEX(a) t;\n"
                             "struct ORM_INDEX(a) ORM_CHECK(\"a\") t { int a; } ORM_CHECK(\"a\");\n"
                             "struct ORM_TABLE() t;\n"
                             "struct ORM_TABLE(u) u;\n"
                             "struct u { int a; };\n");
    const OrmStruct *record = get_struct(facts, "t");
    /* The index of the declarations is that of the definition; the check stated twice in the definition is two. */
    guint indexes = 0;
    for (guint i = 0; i < record->annotations->len; i++)
        indexes += strcmp(get_annotation(record->annotations, i)->kind, "index") == 0;
    assert_int_equal(indexes, 1);
    assert_int_equal(record->annotations->len, 3);
    const OrmStruct *inherited = get_struct(facts, "u");
    assert_int_equal(inherited->annotations->len, 1);
    assert_place(get_annotation(inherited->annotations, 0)->place, "t.h:5:8-5:20");
}

static void test_lost_annotations(void **state)
{
    (void)state;
    scratch_write("t.h", "ORM_TABLE(users) struct user { int id; };\n"
                         "typedef struct { int id; } item_t ORM_TABLE(items);\n"
                         "extern struct { int id; } thing ORM_TABLE(things);\nint f(void) ORM_ABSTRACT();\n");
    g_autoptr(OrmFacts) facts = scratch_extract("t.h", "-w -Werror");
    assert_int_equal(facts->notices->len, 4);
    assert_int_equal(get_notice(facts, 0)->level, ORM_NOTICE_WARNING);
    assert_int_equal(get_notice(facts, 0)->place.line, 1);
    assert_non_null(strstr(get_notice(facts, 0)->message, "between `struct` and the tag"));
    assert_place(get_notice(facts, 1)->place, "t.h:2:35-2:51");
    assert_non_null(strstr(get_notice(facts, 1)->message, "ORM_TABLE has no effect here"));
    assert_place(get_notice(facts, 2)->place, "t.h:3:33-3:50");
    assert_non_null(strstr(get_notice(facts, 3)->message, "ORM_ABSTRACT has no effect here"));
}

static void test_language(void **state)
{
    (void)state;
    scratch_write("t.h", "#include <stdbool.h>\n"
                         "#ifdef __cplusplus\nextern \"C\" {\n#endif\n"
                         "struct ORM_TABLE(t) t { bool a; struct t *next; enum e { X } e; struct { int i; } in; union "
                         "{ int k; long l; }; };\n"
                         "typedef struct ORM_TABLE(u) { int a; } u_t;\n"
                         "#ifdef __cplusplus\n}\n#else\nstruct ORM_TABLE(only_c) only_c { int class; };\n#endif\n");
    g_autoptr(OrmFacts) c = scratch_extract("t.h", "-x c++ -Wall");
    g_autoptr(OrmFacts) cplusplus = scratch_extract("t.h", "-std=c++17");
    assert_int_equal(c->notices->len, 0);
    assert_int_equal(cplusplus->notices->len, 0);
    assert_non_null(find_struct(c, "only_c"));
    assert_null(find_struct(cplusplus, "only_c"));
    static const char *const common[] = {"t", "t.in", "t.(unnamed)", "u_t"};
    for (gsize i = 0; i < G_N_ELEMENTS(common); i++)
        assert_true(orm_struct_equal(get_struct(c, common[i]), get_struct(cplusplus, common[i])));
}

int main(void)
{
#define TEST(function) cmocka_unit_test_setup_teardown(function, scratch_open, scratch_close)
    const struct CMUnitTest tests[] = {
        TEST(test_names),           TEST(test_inner),    TEST(test_recorded),      TEST(test_annotation_positions),
        TEST(test_argument_places), TEST(test_wrappers), TEST(test_redeclaration), TEST(test_lost_annotations),
        TEST(test_language),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
