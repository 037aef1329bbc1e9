/* SPDX-License-Identifier: MIT */
/* Rings of tables, on graphs that are made by hand. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>

#include <cmocka.h>

#include "analyzer/graph/link_internal.h"
#include "analyzer/graph/rings.h"

static OrmGraph *graph_of(guint tables)
{
    OrmGraph *graph = orm_graph_new(orm_facts_new(), ORM_DIALECT_PORTABLE);
    for (guint i = 0; i < tables; i++) {
        g_autofree char *name = g_strdup_printf("t%u", i);
        g_ptr_array_add(graph->tables, orm_table_new(orm_intern(name), ORM_PLACE_UNKNOWN));
    }
    return graph;
}

static OrmForeignKey *tie(OrmGraph *graph, guint child, guint parent)
{
    OrmTable *table = g_ptr_array_index(graph->tables, child);
    OrmForeignKey *key = orm_foreign_key_new(table, ORM_PLACE_UNKNOWN);
    key->parent = g_ptr_array_index(graph->tables, parent);
    g_ptr_array_add(table->foreign_keys, key);
    return key;
}

static gboolean every_key(const OrmForeignKey *key)
{
    assert_non_null(key->parent);
    assert_ptr_not_equal(key->parent, key->child);
    return TRUE;
}

static gboolean keys_with_a_name(const OrmForeignKey *key)
{
    return key->name != NULL;
}

/* The ring as "t0 t1", each table the child of a key whose parent is the next one's child. */
static char *describe(const GPtrArray *ring)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < ring->len; i++) {
        const OrmForeignKey *key = g_ptr_array_index(ring, i);
        const OrmForeignKey *next = g_ptr_array_index(ring, (i + 1) % ring->len);
        assert_ptr_equal(key->parent, next->child);
        g_string_append_printf(text, "%s%s", i > 0 ? " " : "", key->child->name);
    }
    return g_string_free(text, FALSE);
}

static void expect(const OrmGraph *graph, OrmRingEdge edge, const char *const *expected)
{
    g_autoptr(GPtrArray) rings = orm_graph_rings(graph, edge);
    assert_int_equal(rings->len, g_strv_length((char **)expected));
    for (guint i = 0; i < rings->len; i++) {
        g_autofree char *ring = describe(g_ptr_array_index(rings, i));
        assert_string_equal(ring, expected[i]);
    }
}

static void test_no_ring(void **state)
{
    (void)state;
    g_autoptr(OrmGraph) empty = graph_of(0);
    expect(empty, every_key, (const char *const[]){NULL});
    g_autoptr(OrmGraph) graph = graph_of(4);
    tie(graph, 0, 1);
    tie(graph, 0, 2);
    tie(graph, 1, 3);
    tie(graph, 2, 3);
    tie(graph, 3, 3);
    tie(graph, 3, 3)->parent = NULL;
    expect(graph, every_key, (const char *const[]){NULL});
}

static void test_shortest_through_the_first_table(void **state)
{
    (void)state;
    g_autoptr(OrmGraph) graph = graph_of(5);
    tie(graph, 0, 1); /* leads into the ring only */
    tie(graph, 1, 2);
    tie(graph, 2, 3);
    tie(graph, 3, 4);
    tie(graph, 4, 1);
    tie(graph, 3, 1);
    expect(graph, every_key, (const char *const[]){"t1 t2 t3", NULL});
}

static void test_one_for_each_set(void **state)
{
    (void)state;
    g_autoptr(OrmGraph) graph = graph_of(6);
    tie(graph, 5, 0);
    tie(graph, 0, 5);
    tie(graph, 5, 1); /* a bridge to the next ring */
    tie(graph, 1, 2);
    tie(graph, 2, 1);
    tie(graph, 2, 3);
    tie(graph, 3, 2);
    expect(graph, every_key, (const char *const[]){"t0 t5", "t1 t2", NULL});
}

static void test_only_keys_that_count(void **state)
{
    (void)state;
    g_autoptr(OrmGraph) graph = graph_of(3);
    tie(graph, 0, 1)->name = "counts";
    tie(graph, 1, 0);
    tie(graph, 1, 2)->name = "counts";
    expect(graph, keys_with_a_name, (const char *const[]){NULL});
    tie(graph, 2, 0)->name = "counts";
    expect(graph, keys_with_a_name, (const char *const[]){"t0 t1 t2", NULL});
}

/* A chain this long would end a recursive search. */
static void test_long_chain(void **state)
{
    (void)state;
    const guint length = 200000;
    g_autoptr(OrmGraph) graph = graph_of(length);
    for (guint i = 0; i + 1 < length; i++)
        tie(graph, i, i + 1);
    expect(graph, every_key, (const char *const[]){NULL});
    tie(graph, length - 1, length - 2);
    g_autofree char *last = g_strdup_printf("t%u t%u", length - 2, length - 1);
    expect(graph, every_key, (const char *const[]){last, NULL});
}

static void test_long_ring(void **state)
{
    (void)state;
    const guint length = 200000;
    g_autoptr(OrmGraph) graph = graph_of(length);
    for (guint i = 0; i < length; i++)
        tie(graph, i, (i + 1) % length);
    g_autoptr(GPtrArray) rings = orm_graph_rings(graph, every_key);
    assert_int_equal(rings->len, 1);
    const GPtrArray *ring = g_ptr_array_index(rings, 0);
    assert_int_equal(ring->len, length);
    assert_ptr_equal(((const OrmForeignKey *)g_ptr_array_index(ring, 0))->child, g_ptr_array_index(graph->tables, 0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_no_ring),          cmocka_unit_test(test_shortest_through_the_first_table),
        cmocka_unit_test(test_one_for_each_set), cmocka_unit_test(test_only_keys_that_count),
        cmocka_unit_test(test_long_chain),       cmocka_unit_test(test_long_ring),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
