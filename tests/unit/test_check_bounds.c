/* SPDX-License-Identifier: MIT */
/* What a CHECK says of a single column, in each dialect's words and in those in which servers print it. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>

#include <cmocka.h>

#include "analyzer/facts/intern.h"
#include "analyzer/graph/check_bounds.h"

static void append_list(GString *text, const OrmCheckBounds *bounds)
{
    for (guint i = 0; bounds->texts != NULL && i < bounds->texts->len; i++)
        g_string_append_printf(text, " '%s'", (const char *)g_ptr_array_index(bounds->texts, i));
    for (guint i = 0; bounds->numbers != NULL && i < bounds->numbers->len; i++)
        g_string_append_printf(text, " %" G_GINT64_FORMAT, g_array_index(bounds->numbers, gint64, i));
}

/* "0..255", "..9", "length 20", "in 'a' 'b'", or "nothing". */
static char *describe(const OrmCheckBounds *bounds)
{
    if (bounds == NULL)
        return g_strdup("nothing");
    GString *text = g_string_new(NULL);
    if (bounds->has_minimum)
        g_string_append_printf(text, "%" G_GINT64_FORMAT, bounds->minimum);
    if (bounds->has_minimum || bounds->has_maximum)
        g_string_append(text, "..");
    if (bounds->has_maximum)
        g_string_append_printf(text, "%" G_GINT64_FORMAT, bounds->maximum);
    if (bounds->longest != ORM_SQL_UNSTATED)
        g_string_append_printf(text, "length %d", bounds->longest);
    if (bounds->texts != NULL || bounds->numbers != NULL)
        g_string_append(text, text->len > 0 ? " in" : "in");
    append_list(text, bounds);
    return g_string_free(text, FALSE);
}

/* Of column `x`, beside which there is `y`. */
static void assert_bounds(OrmDialect dialect, const char *check, const char *expected)
{
    OrmColumn x = {.name = orm_intern("x")}, y = {.name = orm_intern("Y")};
    OrmCheck stated = {.expression.text = check};
    OrmTable table = {.columns = g_ptr_array_new(), .checks = g_ptr_array_new()};
    g_ptr_array_add(table.columns, &x);
    g_ptr_array_add(table.columns, &y);
    g_ptr_array_add(table.checks, &stated);
    g_autoptr(GHashTable) all = orm_table_check_bounds(&table, dialect);
    g_autofree char *found = describe(g_hash_table_lookup(all, &x));
    if (!g_str_equal(found, expected))
        fail_msg("`%s`: %s, not %s", check, found, expected);
    g_ptr_array_unref(table.columns);
    g_ptr_array_unref(table.checks);
}

static void in_postgresql(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"x >= 0", "0.."},
        {"0 <= x", "0.."},
        {"x < 10 AND 2 < x", "3..9"},
        {"(x > 0) AND y > 5", "1.."},
        {"x = 5", "5..5 in 5"},
        {"x BETWEEN -3 AND 7", "-3..7"},
        {"x IS NULL OR x BETWEEN 1 AND 3", "1..3"},
        {"x IS NULL OR (x > 0 AND x < 4)", "1..3"},
        {"X IN (3, 1, 2)", "1..3 in 1 2 3"},
        {"t.x IN ('b', 'a')", "in 'a' 'b'"},
        {"x = 'a' OR x = 'b' OR x IS NULL", "in 'a' 'b'"},
        {"x = 'a' OR y = 'b'", "nothing"},
        {"x > 0 OR y > 0", "nothing"},
        {"NOT (x > 0)", "nothing"},
        {"x > y", "nothing"},
        {"x + 1 > 0", "nothing"},
        {"x > 1.5", "nothing"},
        {"x IN (1, 'a')", "nothing"},
        {"x IN (1, y)", "nothing"},
        {"x NOT IN (1, 2)", "nothing"},
        {"x <> 3", "nothing"},
        {"x LIKE 'a%'", "nothing"},
        {"length(x) <= 20", "length 20"},
        {"char_length(x) < 20 AND x <> ''", "length 19"},
        {"octets(x) < 20", "nothing"},
        {"x <= 9223372036854775807", "..9223372036854775807"},
        {"x <= 18446744073709551615", "nothing"},
        {"x > 9223372036854775807", "nothing"},
        /* as pg_get_constraintdef prints */
        {"((x)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[]))", "in 'a' 'b'"},
        {"(x = ANY (ARRAY['a'::text, 'b'::text]))", "in 'a' 'b'"},
        {"(x = ANY (ARRAY[1, 2]))", "1..2 in 1 2"},
        {"((x >= '-10'::integer) AND (x <= 10))", "-10..10"},
        {"((x >= (0)::numeric) AND (x <= '3000000000'::bigint))", "0..3000000000"},
        {"(length((x)::text) <= 12)", "length 12"},
        {"(x = ANY (ARRAY['a'::mood, 'b'::mood]))", "in 'a' 'b'"},
        {"((x)::bigint <= 10)", "..10"},
        {"(x)::date <= 10", "nothing"},
        {"x IN (", "nothing"},
        {"x IN (SELECT 1)", "nothing"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        assert_bounds(ORM_DIALECT_POSTGRESQL, cases[i][0], cases[i][1]);
}

static void in_mysql(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"`x` in ('a','it\\'s')", "in 'a' 'it's'"},      {"(`x` in (_utf8mb4'a',_utf8mb4'b'))", "in 'a' 'b'"},
        {"((`x` >= -(10)) and (`x` <= 10))", "-10..10"}, {"(`x` between 1 and 5)", "1..5"},
        {"x IN (\"a\", \"b\")", "in 'a' 'b'"},           {"x > 0 && x < 5", "1..4"},
        {"character_length(`x`) <= 8", "length 8"},      {"`x` regexp '^a' and `x` > 3", "4.."},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        assert_bounds(ORM_DIALECT_MYSQL, cases[i][0], cases[i][1]);
}

static void in_sqlite(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"\"x\" IN ('a', 'b')", "in 'a' 'b'"},          {"[x] >= 1", "1.."},
        {"`X` == 1 OR x == 2", "1..2 in 1 2"},          {"x IN (\"a\", \"b\")", "nothing"},
        {"x GLOB 'a*' AND length(x) <= 3", "length 3"}, {"x IN (0, 1)", "0..1 in 0 1"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        assert_bounds(ORM_DIALECT_SQLITE, cases[i][0], cases[i][1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(in_postgresql),
        cmocka_unit_test(in_mysql),
        cmocka_unit_test(in_sqlite),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
