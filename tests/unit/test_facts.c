/* SPDX-License-Identifier: MIT */
/* Records of facts: equality, merging, normal form, the dump. */
#include "analyzer/facts/facts.h"
#include "analyzer/facts/facts_json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static OrmPlace place_at(const char *file, guint line)
{
    return (OrmPlace){orm_intern(file), line, 1, line, 5};
}

static OrmCType *new_int(guint bits)
{
    OrmCType *type = orm_c_type_new(ORM_C_SIGNED);
    type->bits = bits;
    type->spelling = type->canonical = orm_intern(bits == 64 ? "long" : "int");
    return type;
}

static OrmCType *new_pointer(const char *tag, gboolean incomplete)
{
    OrmCType *type = orm_c_type_new(ORM_C_POINTER);
    type->bits = 64;
    type->spelling = type->canonical = orm_intern("struct other *");
    type->inner = orm_c_type_new(ORM_C_STRUCT);
    type->inner->tag = orm_intern(tag);
    type->inner->incomplete = incomplete;
    type->inner->bits = incomplete ? 0 : 32;
    return type;
}

static OrmStruct *new_struct(const char *name, guint line, guint bits, const char *unit)
{
    OrmStruct *record = orm_struct_new(name, place_at("a.h", line));
    record->unit = orm_intern(unit);
    g_ptr_array_add(record->fields, orm_field_new("id", place_at("a.h", line + 1), new_int(bits)));
    return record;
}

static OrmFacts *facts_of(OrmStruct *record)
{
    OrmFacts *facts = orm_facts_new();
    g_ptr_array_add(facts->structs, record);
    return facts;
}

static void test_equal(void **state)
{
    (void)state;
    g_autoptr(OrmStruct) left = new_struct("t", 1, 32, "a.c");
    g_autoptr(OrmStruct) right = new_struct("t", 9, 32, "b.c");
    assert_true(orm_struct_equal(left, right)); /* places and units do not count */
    OrmField *field = right->fields->pdata[0];

    field->bit_field = 3;
    assert_false(orm_struct_equal(left, right));
    field->bit_field = -1;
    OrmCType *type = (OrmCType *)field->type;
    type->is_const = TRUE;
    assert_false(orm_struct_equal(left, right));
    type->is_const = FALSE;
    type->names = g_ptr_array_new();
    g_ptr_array_add(type->names, (gpointer)orm_intern("id_t"));
    assert_false(orm_struct_equal(left, right));
    g_clear_pointer(&type->names, g_ptr_array_unref);
    assert_true(orm_struct_equal(left, right));
    right->is_union = TRUE;
    assert_false(orm_struct_equal(left, right));
    right->is_union = FALSE;
    g_ptr_array_add(field->annotations, orm_annotation_new("column", place_at("a.h", 2)));
    assert_false(orm_struct_equal(left, right));
    g_ptr_array_set_size(field->annotations, 0);
    g_ptr_array_add(right->fields, orm_field_new("more", place_at("a.h", 3), new_int(32)));
    assert_false(orm_struct_equal(left, right));
}

static void test_types_equal(void **state)
{
    (void)state;
    g_autoptr(OrmCType) whole = new_pointer("other", FALSE);
    g_autoptr(OrmCType) opaque = new_pointer("other", TRUE);
    g_autoptr(OrmCType) different = new_pointer("another", FALSE);
    g_autoptr(OrmCType) narrow = new_int(32);
    g_autoptr(OrmCType) wide = new_int(64);
    assert_true(orm_c_type_equal(whole, opaque)); /* what a unit has seen of `other` does not change the type */
    assert_false(orm_c_type_equal(whole, different));
    assert_false(orm_c_type_equal(narrow, wide));
    assert_false(orm_c_type_equal(narrow, whole));
    g_clear_pointer(&opaque->inner, orm_c_type_unref);
    assert_false(orm_c_type_equal(whole, opaque));
}

static void test_annotations_equal(void **state)
{
    (void)state;
    g_autoptr(OrmStruct) left = new_struct("t", 1, 32, "a.c");
    g_autoptr(OrmStruct) right = new_struct("t", 1, 32, "a.c");
    OrmAnnotation *one = orm_annotation_new("table", place_at("a.h", 1));
    OrmAnnotation *other = orm_annotation_new("table", place_at("a.h", 2));
    g_ptr_array_add(left->annotations, one);
    g_ptr_array_add(right->annotations, other);
    assert_true(orm_struct_equal(left, right));
    OrmValue *value = orm_value_new(ORM_VALUE_NAME, "users", place_at("a.h", 1));
    g_ptr_array_add(one->arguments, orm_argument_new(NULL, ORM_PLACE_UNKNOWN, value, place_at("a.h", 1)));
    assert_false(orm_struct_equal(left, right));
    value = orm_value_new(ORM_VALUE_STRING, "users", place_at("a.h", 1));
    g_ptr_array_add(other->arguments, orm_argument_new(NULL, ORM_PLACE_UNKNOWN, value, place_at("a.h", 1)));
    assert_false(orm_struct_equal(left, right));
    value->kind = ORM_VALUE_NAME;
    assert_true(orm_struct_equal(left, right));
}

/* Facts that repeat, contradict and complete each other: everything normalize has to deal with. */
static OrmFacts *sample(guint number)
{
    static const char *const units[] = {"b.c", "a.c", "c.c"};
    OrmFacts *facts = facts_of(new_struct("t", 1, number == 1 ? 64 : 32, units[number]));
    OrmStruct *pointing = orm_struct_new("p", place_at("a.h", 5));
    pointing->unit = orm_intern(units[number]);
    g_ptr_array_add(pointing->fields, orm_field_new("o", place_at("a.h", 6), new_pointer("other", number != 2)));
    g_ptr_array_add(pointing->typedefs, (gpointer)orm_intern(number == 0 ? "p_t" : "p_other"));
    g_ptr_array_add(facts->structs, pointing);

    OrmEnum *enumeration = orm_enum_new("e", place_at("a.h", 9));
    OrmEnumConstant constant = {orm_intern("X"), 1, TRUE, place_at("a.h", 9)};
    g_array_append_val(enumeration->constants, constant);
    g_ptr_array_add(facts->enums, enumeration);

    OrmOn *on = g_new0(OrmOn, 1);
    on->target = orm_intern("t");
    on->place = on->where_place = place_at("a.h", number == 0 ? 21 : 20);
    on->annotation = orm_annotation_new("table", place_at("a.h", 20));
    g_ptr_array_add(facts->ons, on);
    orm_facts_notice(facts, ORM_NOTICE_ERROR, place_at("a.h", 30), "broken %s", number == 0 ? "once" : "twice");
    g_ptr_array_add(facts->files, (gpointer)orm_intern(units[number]));
    g_ptr_array_add(facts->files, (gpointer)orm_intern("a.h"));
    return facts;
}

static char *merged(const guint *order, guint count, gboolean normalize_between)
{
    g_autoptr(OrmFacts) facts = orm_facts_new();
    for (guint i = 0; i < count; i++) {
        orm_facts_merge(facts, sample(order[i]));
        if (normalize_between)
            orm_facts_normalize(facts);
    }
    orm_facts_normalize(facts);
    return orm_facts_dump(facts);
}

static void test_merge_order(void **state)
{
    (void)state;
    static const guint orders[][4] = {{0, 1, 2, 2}, {0, 2, 1, 1}, {1, 0, 2, 0},
                                      {1, 2, 0, 1}, {2, 0, 1, 0}, {2, 1, 0, 2}};
    g_autofree char *expected = merged(orders[0], 3, FALSE);
    for (gsize i = 0; i < G_N_ELEMENTS(orders); i++) {
        g_autofree char *at_once = merged(orders[i], 4, FALSE); /* the fourth repeats one: idempotent */
        g_autofree char *in_steps = merged(orders[i], 4, TRUE);
        assert_string_equal(at_once, expected);
        assert_string_equal(in_steps, expected);
    }
}

static void test_normal_form(void **state)
{
    (void)state;
    static const guint order[] = {0, 1, 2};
    g_autoptr(OrmFacts) facts = orm_facts_new();
    for (gsize i = 0; i < G_N_ELEMENTS(order); i++)
        orm_facts_merge(facts, sample(order[i]));
    orm_facts_normalize(facts);

    assert_int_equal(facts->structs->len, 3); /* t with 32 and with 64 bits, p */
    const OrmStruct *pointing = facts->structs->pdata[2];
    assert_string_equal(pointing->name, "p");
    assert_string_equal(pointing->unit, "a.c");
    assert_int_equal(pointing->typedefs->len, 2);
    assert_string_equal(pointing->typedefs->pdata[0], "p_other");
    const OrmField *field = pointing->fields->pdata[0];
    assert_false(field->type->inner->incomplete); /* one unit knew */
    assert_int_equal(field->type->inner->bits, 32);

    assert_int_equal(facts->enums->len, 1);
    assert_int_equal(facts->ons->len, 2);
    assert_int_equal(((OrmOn *)facts->ons->pdata[0])->place.line, 20);
    assert_int_equal(facts->notices->len, 2);
    assert_string_equal(((OrmNotice *)facts->notices->pdata[0])->message, "broken once");
    assert_int_equal(facts->files->len, 4);
    assert_string_equal(facts->files->pdata[0], "a.c");
}

/* What one unit knows of a field's type is told of that field alone, also where another field shares its type. */
static void test_shared_type(void **state)
{
    (void)state;
    OrmStruct *first = new_struct("t", 1, 32, "a.c"), *again = new_struct("t", 1, 32, "b.c");
    OrmStruct *apart = new_struct("u", 9, 32, "a.c");
    OrmCType *opaque = new_pointer("other", TRUE);
    g_ptr_array_add(first->fields, orm_field_new("link", place_at("a.h", 3), opaque));
    g_ptr_array_add(again->fields, orm_field_new("link", place_at("a.h", 3), new_pointer("other", FALSE)));
    g_ptr_array_add(apart->fields, orm_field_new("link", place_at("a.h", 10), orm_c_type_ref(opaque)));
    g_autoptr(OrmFacts) facts = facts_of(first);
    orm_facts_merge(facts, facts_of(again));
    orm_facts_merge(facts, facts_of(apart));
    orm_facts_normalize(facts);
    assert_int_equal(facts->structs->len, 2);
    for (guint i = 0; i < 2; i++) {
        const OrmField *field = ((const OrmStruct *)facts->structs->pdata[i])->fields->pdata[1];
        assert_int_equal(field->type->inner->incomplete, i == 1);
    }
}

static void test_other_place_stays(void **state)
{
    (void)state;
    g_autoptr(OrmFacts) facts = facts_of(new_struct("t", 1, 32, "a.c"));
    orm_facts_merge(facts, facts_of(new_struct("t", 2, 32, "a.c")));
    orm_facts_normalize(facts);
    assert_int_equal(facts->structs->len, 2);
}

static void test_enums_with_other_values_stay(void **state)
{
    (void)state;
    g_autoptr(OrmFacts) facts = sample(0);
    g_autoptr(OrmFacts) other = sample(0);
    g_array_index(((OrmEnum *)other->enums->pdata[0])->constants, OrmEnumConstant, 0).value = 2;
    orm_facts_merge(facts, g_steal_pointer(&other));
    orm_facts_normalize(facts);
    assert_int_equal(facts->enums->len, 2);
}

static void test_empty(void **state)
{
    (void)state;
    g_autoptr(OrmFacts) facts = orm_facts_new();
    orm_facts_merge(facts, orm_facts_new());
    orm_facts_normalize(facts);
    g_autofree char *dump = orm_facts_dump(facts);
    assert_string_equal(
        dump, "{\n  \"files\": [],\n  \"structs\": [],\n  \"enums\": [],\n  \"ons\": [],\n  \"notices\": []\n}\n");
    orm_facts_free(NULL);
    orm_struct_free(NULL);
    orm_field_free(NULL);
    orm_enum_free(NULL);
    orm_on_free(NULL);
    orm_c_type_unref(NULL);
}

static void test_dump(void **state)
{
    (void)state;
    g_autoptr(OrmFacts) facts = facts_of(new_struct("t", 1, 32, "a.c"));
    orm_facts_notice(facts, ORM_NOTICE_INFO, (OrmPlace){.file = orm_intern("\xff.h")}, "\xe9");
    g_autofree char *dump = orm_facts_dump(facts);
    assert_non_null(strstr(dump, "\"place\": \"a.h:1:1-1:5\""));
    assert_non_null(strstr(dump, "\"kind\": \"signed\""));
    assert_non_null(strstr(dump, "\"level\": \"info\""));
    assert_true(g_utf8_validate(dump, -1, NULL)); /* whatever the names hold */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_equal),
        cmocka_unit_test(test_types_equal),
        cmocka_unit_test(test_annotations_equal),
        cmocka_unit_test(test_merge_order),
        cmocka_unit_test(test_normal_form),
        cmocka_unit_test(test_shared_type),
        cmocka_unit_test(test_other_place_stays),
        cmocka_unit_test(test_enums_with_other_values_stay),
        cmocka_unit_test(test_empty),
        cmocka_unit_test(test_dump),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
