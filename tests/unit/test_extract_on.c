/* SPDX-License-Identifier: MIT */
/* ORM_ON: annotations of structs that stand elsewhere. */
#include "tests/support/scratch.h"

static const OrmOn *get_on(const OrmFacts *facts, guint index)
{
    assert_true(index < facts->ons->len);
    return facts->ons->pdata[index];
}

static void test_targets(void **state)
{
    (void)state;
    g_autoptr(OrmFacts) facts = scratch_extract_text("struct user { int id; int email; };\n"
                                                     "typedef struct user user_t;\n"
                                                     "ORM_ON(user, table(users));\n"
                                                     "ORM_ON(user.email, column(unique, name = mail));\n"
                                                     "ORM_ON(user_t, index(desc(id)));\n"
                                                     "ORM_ON(missing, table(nothing));\n"
                                                     "ORM_ON(user.id, ignore);\n");
    assert_int_equal(facts->ons->len, 5);
    assert_string_equal(get_on(facts, 0)->target, "user");
    assert_null(get_on(facts, 0)->field);
    assert_string_equal(get_on(facts, 0)->annotation->kind, "table");
    assert_place(get_on(facts, 0)->place, "t.h:3:1-3:27");
    assert_place(get_on(facts, 0)->where_place, "t.h:3:8-3:12");
    assert_place(get_on(facts, 0)->annotation->place, "t.h:3:14-3:26");

    const OrmOn *email = get_on(facts, 1);
    assert_string_equal(email->field, "email");
    assert_place(email->where_place, "t.h:4:8-4:18");
    const OrmArgument *name = email->annotation->arguments->pdata[1];
    assert_place(name->key_place, "t.h:4:35-4:39");
    assert_place(name->value->place, "t.h:4:42-4:46");

    assert_string_equal(get_on(facts, 2)->target, "user_t");
    assert_string_equal(get_on(facts, 3)->target, "missing");
    assert_string_equal(get_on(facts, 4)->annotation->kind, "ignore");
    assert_int_equal(facts->structs->len, 1); /* a target is recorded, annotated or not */
    assert_int_equal(get_struct(facts, "user")->annotations->len, 0);
}

static void test_above(void **state)
{
    (void)state;
    scratch_write("other.h", "struct ORM_TABLE() other { int id; };\n");
    g_autoptr(OrmFacts) facts = scratch_extract_text("ORM_ON(_, index(none));\n"
                                                     "struct ORM_TABLE() first { int id; };\n"
                                                     "#include \"other.h\"\n"
                                                     "ORM_ON(_, index(id));\n"
                                                     "typedef struct { int id; } plain_t;\n"
                                                     "ORM_ON(_.id, column(unique));\n"
                                                     "ORM_ON(_, table(plains));\n"
                                                     "ORM_ON(_.id, column(primary_key));\n");
    assert_null(get_on(facts, 0)->target);
    assert_string_equal(get_on(facts, 1)->target, "first"); /* not `other`, of another file */
    assert_string_equal(get_on(facts, 2)->target, "first"); /* not the plain struct */
    assert_string_equal(get_on(facts, 2)->field, "id");
    assert_string_equal(get_on(facts, 3)->target, "plain_t"); /* which a table makes a model */
    assert_string_equal(get_on(facts, 4)->target, "plain_t");
}

static void test_only_plain_structs_above(void **state)
{
    (void)state;
    g_autoptr(OrmFacts) facts =
        scratch_extract_text("struct a { int id; };\nstruct b { int id; };\nORM_ON(_, index(id));\n");
    assert_string_equal(get_on(facts, 0)->target, "b");
    assert_non_null(find_struct(facts, "b"));
    assert_null(find_struct(facts, "a"));
}

static void test_wrapped(void **state)
{
    (void)state;
    g_autoptr(OrmFacts) facts =
        scratch_extract_text("#define DECLARE_INDEX(name_, sql) ORM_ON(_, index(definition = #sql, name = name_))\n"
                             "#define BOTH(t) ORM_ON(t, table()); ORM_ON(t, index(id))\n"
                             "struct ORM_TABLE() model { int id; };\n"
                             "DECLARE_INDEX(ix, on t using btree(id));\n"
                             "BOTH(model);\n");
    assert_int_equal(facts->ons->len, 3);
    const OrmOn *index = get_on(facts, 0);
    assert_string_equal(index->target, "model");
    assert_string_equal(index->annotation->kind, "index");
    assert_place(index->place, "t.h:4:1-4:40");
    const OrmArgument *definition = index->annotation->arguments->pdata[0];
    assert_string_equal(definition->value->text, "on t using btree(id)");
    const OrmArgument *name = index->annotation->arguments->pdata[1];
    assert_string_equal(name->value->text, "ix");
    assert_place(name->place, "t.h:4:1-4:40");
    assert_place(get_on(facts, 1)->place, "t.h:5:1-5:12");
    assert_place(get_on(facts, 2)->place, "t.h:5:1-5:12");
}

static void test_same_line_of_two_files(void **state)
{
    (void)state;
    scratch_write("a.h", "struct a { int id; };\nORM_ON(a, table(as));\n");
    scratch_write("b.h", "struct b { int id; };\nORM_ON(b, table(bs));\n");
    g_autoptr(OrmFacts) facts = scratch_extract("a.h b.h", "");
    assert_int_equal(facts->notices->len, 0);
    assert_int_equal(facts->ons->len, 2);
    assert_string_equal(get_on(facts, 0)->target, "a");
    assert_string_equal(get_on(facts, 1)->target, "b");
}

static void test_wanted(void **state)
{
    (void)state;
    g_autoptr(OrmFacts) facts = scratch_extract_text("struct base { int id; };\n"
                                                     "struct target { int id; };\n"
                                                     "struct unrelated { int id; };\n"
                                                     "struct model { void *link; };\n"
                                                     "ORM_ON(model, inherits(base, joined));\n"
                                                     "ORM_ON(model.link, relationship(target));\n");
    assert_int_equal(facts->structs->len, 3);
    assert_null(find_struct(facts, "unrelated"));
}

static void test_malformed(void **state)
{
    (void)state;
    g_autoptr(OrmFacts) facts = scratch_extract_text("struct ORM_TABLE() t { int id; };\nORM_ON(t, index(id,, id));\n");
    const OrmOn *on = get_on(facts, 0);
    assert_non_null(on->annotation->syntax_error);
    assert_int_equal(on->annotation->error_place.line, 2);
    assert_int_equal(on->annotation->error_place.column, 20);
}

static void test_inside_extern_c(void **state)
{
    (void)state;
    scratch_write("t.h", "extern \"C\" {\nstruct ORM_TABLE() t { int id; };\nORM_ON(_, index(id));\n}\n");
    g_autoptr(OrmFacts) facts = scratch_extract("t.h", "-std=c++17");
    assert_int_equal(facts->notices->len, 0);
    assert_string_equal(get_on(facts, 0)->target, "t");
}

int main(void)
{
#define TEST(function) cmocka_unit_test_setup_teardown(function, scratch_open, scratch_close)
    const struct CMUnitTest tests[] = {
        TEST(test_targets),   TEST(test_above),           TEST(test_only_plain_structs_above),
        TEST(test_wrapped),   TEST(test_wanted),          TEST(test_same_line_of_two_files),
        TEST(test_malformed), TEST(test_inside_extern_c),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
