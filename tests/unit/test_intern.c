/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "analyzer/facts/intern.h"

static void equal_strings_are_one(void **state)
{
    (void)state;
    g_autofree char *copy = g_strdup("customers");
    const char *interned = orm_intern("customers");
    assert_string_equal(interned, "customers");
    assert_ptr_equal(interned, orm_intern(copy));
    assert_ptr_not_equal(interned, copy);
    assert_ptr_not_equal(interned, orm_intern("Customers"));
    assert_ptr_equal(orm_intern(""), orm_intern(""));
    assert_null(orm_intern(NULL));
}

static void strings_stay_where_they_are(void **state)
{
    (void)state;
    enum { COUNT = 100000 };
    g_autofree const char **interned = g_new(const char *, COUNT);
    for (guint i = 0; i < COUNT; i++) {
        g_autofree char *name = g_strdup_printf("column_%u", i);
        interned[i] = orm_intern(name);
    }
    for (guint i = 0; i < COUNT; i++) {
        g_autofree char *name = g_strdup_printf("column_%u", i);
        assert_string_equal(interned[i], name);
        assert_ptr_equal(interned[i], orm_intern(name));
    }
}

static gpointer intern_many(gpointer names)
{
    for (guint i = 0; i < 10000; i++) {
        g_autofree char *name = g_strdup_printf("threaded_%u", i);
        ((const char **)names)[i] = orm_intern(name);
    }
    return NULL;
}

static void threads_share_the_copies(void **state)
{
    (void)state;
    g_autofree const char **one = g_new0(const char *, 10000);
    g_autofree const char **other = g_new0(const char *, 10000);
    GThread *thread = g_thread_new("other", intern_many, other);
    intern_many(one);
    g_thread_join(thread);
    for (guint i = 0; i < 10000; i++)
        assert_ptr_equal(one[i], other[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_strings_are_one),
        cmocka_unit_test(strings_stay_where_they_are),
        cmocka_unit_test(threads_share_the_copies),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
