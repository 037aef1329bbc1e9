/* SPDX-License-Identifier: MIT */
/* Annotations as records: build, compare, print, find. */
#include "analyzer/facts/annotation.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static const OrmPlace here = {"a.h", 1, 2, 1, 5};
static const OrmPlace there = {"b.h", 7, 1, 7, 9};

static void add(GPtrArray *arguments, const char *key, OrmValueKind kind, const char *text)
{
    OrmPlace key_place = key == NULL ? ORM_PLACE_UNKNOWN : here;
    g_ptr_array_add(arguments, orm_argument_new(key, key_place, orm_value_new(kind, text, here), here));
}

/* index(desc(a), (b, "c \"d\""), name=ix, unique) */
static OrmAnnotation *sample(OrmPlace place)
{
    OrmAnnotation *annotation = orm_annotation_new("index", place);
    OrmValue *call = orm_value_new(ORM_VALUE_CALL, "desc", place);
    OrmValue *list = orm_value_new(ORM_VALUE_LIST, NULL, place);
    add(call->items, NULL, ORM_VALUE_NAME, "a");
    add(list->items, NULL, ORM_VALUE_NAME, "b");
    add(list->items, NULL, ORM_VALUE_STRING, "c \"d\"");
    g_ptr_array_add(annotation->arguments, orm_argument_new(NULL, ORM_PLACE_UNKNOWN, call, place));
    g_ptr_array_add(annotation->arguments, orm_argument_new(NULL, ORM_PLACE_UNKNOWN, list, place));
    add(annotation->arguments, "name", ORM_VALUE_NAME, "ix");
    add(annotation->arguments, NULL, ORM_VALUE_NAME, "unique");
    return annotation;
}

static const OrmArgument *argument(const OrmAnnotation *annotation, guint index)
{
    return annotation->arguments->pdata[index];
}

static void interns_what_it_is_given(void **state)
{
    (void)state;
    char kind[] = "table", text[] = "users", key[] = "schema";
    g_autoptr(OrmAnnotation) annotation = orm_annotation_new(kind, here);
    add(annotation->arguments, key, ORM_VALUE_NAME, text);
    kind[0] = text[0] = key[0] = 'x';
    assert_ptr_equal(annotation->kind, orm_intern("table"));
    assert_ptr_equal(argument(annotation, 0)->key, orm_intern("schema"));
    assert_ptr_equal(argument(annotation, 0)->value->text, orm_intern("users"));
    assert_int_equal(orm_place_compare(&annotation->kind_place, &here), 0);
    assert_null(annotation->syntax_error);
}

static void only_calls_and_lists_have_items(void **state)
{
    (void)state;
    g_autoptr(OrmAnnotation) annotation = sample(here);
    assert_int_equal(orm_value_count(argument(annotation, 0)->value), 1);
    assert_int_equal(orm_value_count(argument(annotation, 1)->value), 2);
    assert_int_equal(orm_value_count(argument(annotation, 2)->value), 0);
    assert_null(argument(annotation, 2)->value->items);
    assert_string_equal(orm_value_item(argument(annotation, 1)->value, 1)->value->text, "c \"d\"");
}

static void compares_without_places(void **state)
{
    (void)state;
    g_autoptr(OrmAnnotation) one = sample(here), other = sample(there);
    assert_true(orm_annotation_equal(one, other));
    add(other->arguments, NULL, ORM_VALUE_NAME, "more");
    assert_false(orm_annotation_equal(one, other));
}

static void notices_every_difference(void **state)
{
    (void)state;
    g_autoptr(OrmValue) name = orm_value_new(ORM_VALUE_NAME, "a", here);
    g_autoptr(OrmValue) string = orm_value_new(ORM_VALUE_STRING, "a", here);
    g_autoptr(OrmValue) other = orm_value_new(ORM_VALUE_NAME, "b", here);
    g_autoptr(OrmValue) call = orm_value_new(ORM_VALUE_CALL, "a", here);
    assert_false(orm_value_equal(name, string));
    assert_false(orm_value_equal(name, other));
    assert_false(orm_value_equal(name, call));

    g_autoptr(OrmAnnotation) table = orm_annotation_new("table", here), index = orm_annotation_new("index", here);
    assert_false(orm_annotation_equal(table, index));
    g_autoptr(OrmAnnotation) broken = orm_annotation_new("table", here);
    broken->syntax_error = orm_intern("bad");
    assert_false(orm_annotation_equal(table, broken));

    g_autoptr(OrmAnnotation) keyed = orm_annotation_new("table", here), lone = orm_annotation_new("table", here);
    add(keyed->arguments, "view", ORM_VALUE_NAME, "a");
    add(lone->arguments, NULL, ORM_VALUE_NAME, "a");
    assert_false(orm_annotation_equal(keyed, lone));

    g_autoptr(OrmAnnotation) inner = sample(here), changed = sample(here);
    ((OrmArgument *)argument(changed, 0)->value->items->pdata[0])->value->text = orm_intern("z");
    assert_false(orm_annotation_equal(inner, changed));
}

static void assert_printed(OrmValueKind kind, const char *text, const char *expected)
{
    g_autoptr(OrmValue) value = orm_value_new(kind, text, here);
    g_autofree char *printed = orm_value_to_string(value);
    assert_string_equal(printed, expected);
}

static void prints_values_as_a_user_writes_them(void **state)
{
    (void)state;
    g_autoptr(OrmAnnotation) annotation = sample(here);
    g_autofree char *call = orm_value_to_string(argument(annotation, 0)->value);
    g_autofree char *list = orm_value_to_string(argument(annotation, 1)->value);
    assert_string_equal(call, "desc(a)");
    assert_string_equal(list, "(b, \"c \\\"d\\\"\")");
    assert_printed(ORM_VALUE_NUMBER, "-1.50", "-1.50");
    assert_printed(ORM_VALUE_LIST, NULL, "()");
    assert_printed(ORM_VALUE_CALL, "now", "now()");
    assert_printed(ORM_VALUE_STRING,
                   "é\\\n\t\x01"
                   "1",
                   "\"é\\\\\\n\\t\\0011\"");

    OrmValue *keyed = orm_value_new(ORM_VALUE_CALL, "column", here);
    add(keyed->items, "type", ORM_VALUE_STRING, "TEXT");
    add(keyed->items, NULL, ORM_VALUE_NAME, "unique");
    g_autofree char *printed = orm_value_to_string(keyed);
    assert_string_equal(printed, "column(type=\"TEXT\", unique)");
    orm_value_free(keyed);
}

static void finds_keys_and_flags(void **state)
{
    (void)state;
    g_autoptr(OrmAnnotation) annotation = orm_annotation_new("column", here);
    add(annotation->arguments, NULL, ORM_VALUE_NAME, "unique");
    add(annotation->arguments, NULL, ORM_VALUE_STRING, "index");
    add(annotation->arguments, "index", ORM_VALUE_NAME, "true");
    add(annotation->arguments, NULL, ORM_VALUE_NAME, "nullable");
    assert_ptr_equal(orm_annotation_find(annotation, "unique", FALSE), argument(annotation, 0));
    assert_null(orm_annotation_find(annotation, "unique", TRUE));
    assert_ptr_equal(orm_annotation_find(annotation, "index", FALSE), argument(annotation, 2));
    assert_ptr_equal(orm_annotation_find(annotation, "nullable", TRUE), argument(annotation, 3));
    assert_null(orm_annotation_find(annotation, "type", FALSE));
}

static void frees_nothing_at_all(void **state)
{
    (void)state;
    orm_value_free(NULL);
    orm_argument_free(NULL);
    orm_annotation_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(interns_what_it_is_given),
        cmocka_unit_test(only_calls_and_lists_have_items),
        cmocka_unit_test(compares_without_places),
        cmocka_unit_test(notices_every_difference),
        cmocka_unit_test(prints_values_as_a_user_writes_them),
        cmocka_unit_test(finds_keys_and_flags),
        cmocka_unit_test(frees_nothing_at_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
