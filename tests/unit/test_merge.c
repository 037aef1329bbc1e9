/* SPDX-License-Identifier: MIT */
/* Facts merged in any order, any number of times and through any tree of steps are the same bytes. */
#include "tests/support/scratch.h"
#include "analyzer/facts/facts_file.h"

#define SOURCES 12
#define TREES 300
#define SEED 20

/* Sources that share headers, of which some look different in some of them, and one that does not compile. */
static GPtrArray *read_sources(void)
{
    GPtrArray *parts = g_ptr_array_new_with_free_func((GDestroyNotify)g_byte_array_unref);
    scratch_write(
        "team.h",
        "#pragma once\n#include <ormlint/orm.h>\nenum kind { SMALL, LARGE };\n"
        "struct ORM_TABLE(teams) team {\n    long id ORM_COLUMN(primary_key);\n#ifdef WIDE\n    long size;\n"
        "#endif\n    enum kind kind;\n};\n// ormlint: allow x -- in a header\nORM_ON(team, ORM_INDEX(kind));\n");
    for (guint i = 0; i < SOURCES; i++) {
        g_autofree char *name = g_strdup_printf("s%u.c", i);
        g_autofree char *text = g_strdup_printf("%s#include \"team.h\"\n// ormlint: allow y -- %u\n"
                                                "struct ORM_TABLE(t%u) s%u {\n    long id ORM_COLUMN(primary_key);\n"
                                                "    long team_id ORM_FOREIGN_KEY(teams.id);\n}%s\n",
                                                i % 3 == 0 ? "#define WIDE\n" : "", i, i / 2, i / 2, i == 7 ? "" : ";");
        scratch_write(name, text);
        g_autoptr(OrmFacts) facts = scratch_extract(name, "");
        orm_facts_normalize(facts);
        g_ptr_array_add(parts, orm_facts_encode(facts));
    }
    return parts;
}

static OrmFacts *decode(const GByteArray *bytes)
{
    OrmFacts *facts = orm_facts_decode(bytes->data, bytes->len, "part", NULL);
    assert_non_null(facts);
    return facts;
}

/* As `link --partial` does. */
static GByteArray *merge(const GByteArray *left, const GByteArray *right)
{
    g_autoptr(OrmFacts) all = decode(left);
    orm_facts_merge(all, decode(right));
    orm_facts_normalize(all);
    return orm_facts_encode(all);
}

/* The parts, and some of them once more, joined two at a time in an order that the seed decides. */
static GByteArray *merge_somehow(const GPtrArray *parts, GRand *chance)
{
    g_autoptr(GPtrArray) open = g_ptr_array_new_with_free_func((GDestroyNotify)g_byte_array_unref);
    for (guint i = 0; i < parts->len; i++)
        g_ptr_array_add(open, g_byte_array_ref(parts->pdata[i]));
    for (gint32 again = g_rand_int_range(chance, 0, SOURCES); again > 0; again--)
        g_ptr_array_add(open, g_byte_array_ref(parts->pdata[g_rand_int_range(chance, 0, (gint32)parts->len)]));
    while (open->len > 1) {
        GByteArray *left = g_ptr_array_steal_index_fast(open, (guint)g_rand_int_range(chance, 0, (gint32)open->len));
        GByteArray *right = g_ptr_array_steal_index_fast(open, (guint)g_rand_int_range(chance, 0, (gint32)open->len));
        g_ptr_array_add(open, merge(left, right));
        if (g_rand_boolean(chance)) /* what was merged comes a second time */
            g_ptr_array_add(open, g_byte_array_ref(left));
        g_byte_array_unref(left);
        g_byte_array_unref(right);
    }
    return g_ptr_array_steal_index(open, 0);
}

static void test_trees_of_merges(void **state)
{
    (void)state;
    g_autoptr(GPtrArray) parts = read_sources();
    g_autoptr(GRand) chance = g_rand_new_with_seed(SEED);
    g_autoptr(OrmFacts) all = orm_facts_new();
    for (guint i = 0; i < parts->len; i++)
        orm_facts_merge(all, decode(parts->pdata[i]));
    orm_facts_normalize(all);
    g_autoptr(GByteArray) expected = orm_facts_encode(all);
    for (guint tree = 0; tree < TREES; tree++) {
        g_autoptr(GByteArray) merged = merge_somehow(parts, chance);
        if (merged->len != expected->len || memcmp(merged->data, expected->data, merged->len) != 0)
            fail_msg("tree %u of seed %d gives other facts", tree, SEED);
    }
}

/* Else the trees above would prove nothing. */
static void test_parts_differ(void **state)
{
    (void)state;
    g_autoptr(GPtrArray) parts = read_sources();
    g_autoptr(GByteArray) two = merge(parts->pdata[0], parts->pdata[1]);
    g_autoptr(GByteArray) three = merge(two, parts->pdata[7]);
    g_autoptr(OrmFacts) facts = decode(three);
    assert_true(two->len > ((GByteArray *)parts->pdata[0])->len);
    assert_true(three->len > two->len);
    assert_int_equal(facts->notices->len, 1);
    guint teams = 0;
    for (guint i = 0; i < facts->structs->len; i++)
        teams += g_strcmp0(((OrmStruct *)facts->structs->pdata[i])->name, "team") == 0 ? 1 : 0;
    assert_int_equal(teams, 2); /* with and without WIDE */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_trees_of_merges, scratch_open, scratch_close),
        cmocka_unit_test_setup_teardown(test_parts_differ, scratch_open, scratch_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
