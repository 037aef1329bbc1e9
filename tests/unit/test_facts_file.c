/* SPDX-License-Identifier: MIT */
/* Facts as files: what is read is what was written, and nothing else is read. */
#include "tests/support/scratch.h"
#include "analyzer/facts/facts_file.h"
#include "analyzer/facts/facts_json.h"

static const char sample[] = "#include <ormlint/orm.h>\n"
                             "// ormlint: allow one, two -- why\n"
                             "// ormlint: allow-file three four\n"
                             "typedef long id_type;\n"
                             "enum color { RED, GREEN = -5 };\n"
                             "struct address { char street[20]; };\n"
                             "typedef struct ORM_TABLE(users) user {\n"
                             "    id_type id ORM_COLUMN(primary_key);\n"
                             "    enum color color : 4;\n"
                             "    const char *const name ORM_COLUMN(default=\"a\\\"b\");\n"
                             "    struct user *parent ORM_RELATIONSHIP(user, cascade=(save_update, merge));\n"
                             "    struct address address ORM_EMBED(prefix=home_);\n"
                             "    int tail[];\n"
                             "} user_t;\n"
                             "ORM_ON(user, ORM_INDEX(ix_name, desc(name), id));\n";

static OrmFacts *read_sample(void)
{
    scratch_write("sample.h", sample);
    OrmFacts *facts = scratch_extract("sample.h missing.h", "");
    assert_int_equal(facts->notices->len, 1); /* of missing.h */
    return facts;
}

static void test_round_trip(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    g_autoptr(OrmFacts) facts = read_sample();
    assert_true(orm_facts_file_write(facts, "x.facts", &error));
    g_autoptr(OrmFacts) again = orm_facts_file_read("x.facts", &error);
    assert_non_null(again);
    g_autofree char *before = orm_facts_dump(facts), *after = orm_facts_dump(again);
    assert_string_equal(before, after);
    g_autoptr(GByteArray) one = orm_facts_encode(facts), two = orm_facts_encode(again);
    assert_int_equal(one->len, two->len);
    assert_memory_equal(one->data, two->data, one->len);
}

static void test_unusual_values(void **state)
{
    (void)state;
    g_autoptr(OrmFacts) facts = orm_facts_new();
    OrmStruct *record = orm_struct_new("s", ORM_PLACE_UNKNOWN);
    OrmCType *type = orm_c_type_new(ORM_C_ARRAY);
    type->length = G_MININT64;
    type->inner = orm_c_type_new(ORM_C_OTHER);
    type->names = g_ptr_array_new();
    g_ptr_array_add(record->fields, orm_field_new(NULL, (OrmPlace){orm_intern("f"), 4000000000u, 3, 2, 1}, type));
    g_ptr_array_add(facts->structs, record);
    OrmEnum *enumeration = orm_enum_new("e", (OrmPlace){NULL, 1, 2, 3, 4});
    OrmEnumConstant constant = {.name = orm_intern("MOST"), .value = G_MAXINT64};
    g_array_append_val(enumeration->constants, constant);
    g_ptr_array_add(facts->enums, enumeration);
    g_autoptr(GByteArray) bytes = orm_facts_encode(facts);
    g_autoptr(OrmFacts) again = orm_facts_decode(bytes->data, bytes->len, "x", NULL);
    assert_non_null(again);
    const OrmField *field = ((OrmStruct *)again->structs->pdata[0])->fields->pdata[0];
    assert_null(field->name);
    assert_int_equal(field->place.line, 4000000000u);
    assert_int_equal(field->place.end_line, 2);
    assert_true(field->type->length == G_MININT64);
    assert_non_null(field->type->names);
    assert_int_equal(((OrmEnum *)again->enums->pdata[0])->place.end_column, 4);
    assert_true(g_array_index(((OrmEnum *)again->enums->pdata[0])->constants, OrmEnumConstant, 0).value == G_MAXINT64);
}

/* Reading `length` bytes of `data` fails with that code, and the message names the file. */
static void assert_refused(const guint8 *data, gsize length, OrmFactsFileError code)
{
    g_autoptr(GError) error = NULL;
    assert_null(orm_facts_decode(data, length, "x.facts", &error));
    assert_true(g_error_matches(error, ORM_FACTS_FILE_ERROR, code));
    assert_true(g_str_has_prefix(error->message, "x.facts: "));
}

static void test_damage(void **state)
{
    (void)state;
    g_autoptr(OrmFacts) facts = read_sample();
    g_autoptr(GByteArray) bytes = orm_facts_encode(facts);
    for (guint length = 0; length < bytes->len; length++)
        assert_refused(bytes->data, length, length < 8 ? ORM_FACTS_FILE_FOREIGN : ORM_FACTS_FILE_DAMAGED);
    for (guint i = 0; i < bytes->len; i++) {
        for (guint bit = 0; bit < 8; bit++) {
            bytes->data[i] ^= (guint8)(1 << bit);
            assert_refused(bytes->data, bytes->len,
                           i < 8    ? ORM_FACTS_FILE_FOREIGN
                           : i < 12 ? ORM_FACTS_FILE_VERSION_DIFFERS
                                    : ORM_FACTS_FILE_DAMAGED);
            bytes->data[i] ^= (guint8)(1 << bit);
        }
    }
    g_byte_array_append(bytes, (const guint8 *)"", 1);
    assert_refused(bytes->data, bytes->len, ORM_FACTS_FILE_DAMAGED);
}

static void test_file_errors(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    assert_null(orm_facts_file_read("none.facts", &error));
    assert_non_null(strstr(error->message, "none.facts"));
    g_clear_error(&error);
    scratch_write("text.facts", "struct user;\n");
    assert_null(orm_facts_file_read("text.facts", &error));
    assert_string_equal(error->message, "text.facts: this is no file of facts (ormlint extract writes them)");
    g_clear_error(&error);
    g_autoptr(OrmFacts) facts = orm_facts_new();
    assert_false(orm_facts_file_write(facts, "no/such/folder/x.facts", &error));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_round_trip, scratch_open, scratch_close),
        cmocka_unit_test(test_unusual_values),
        cmocka_unit_test_setup_teardown(test_damage, scratch_open, scratch_close),
        cmocka_unit_test_setup_teardown(test_file_errors, scratch_open, scratch_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
