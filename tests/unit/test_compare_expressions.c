/* SPDX-License-Identifier: MIT */
/* Expressions as users write them and as databases print them. */
#include "tests/support/scratch.h"
#include "analyzer/compare/expressions.h"

typedef struct {
    const char *declared, *actual;
    OrmTruth equal;
} Pair;

static void assert_pairs(OrmDialect dialect, const Pair *pairs, guint count)
{
    OrmComparer comparer = {.dialect = dialect};
    comparer.expressions = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)orm_compared_expression_free);
    for (guint i = 0; i < count; i++) {
        const char *left = orm_intern(pairs[i].declared), *right = orm_intern(pairs[i].actual);
        OrmTruth equal = orm_expressions_equal(&comparer, left, right);
        if (equal != pairs[i].equal)
            fail_msg("`%s` and `%s`: %d, not %d: `%s`, `%s`", left, right, equal, pairs[i].equal,
                     orm_compared_expression(&comparer, left)->words, orm_compared_expression(&comparer, right)->words);
        assert_int_equal(orm_expressions_equal(&comparer, right, left), equal);
    }
    g_hash_table_unref(comparer.expressions);
}

/* The right side is what pg_get_expr prints. */
static void test_postgresql(void **state)
{
    (void)state;
    static const Pair pairs[] = {
        {"status IN ('a', 'b')",
         "((status)::text = ANY ((ARRAY['b'::character varying, 'a'::character varying])::text[]))", ORM_YES},
        {"a IN (1, 2)", "(a = ANY (ARRAY[1, 2]))", ORM_YES},
        {"a IN (1, 2)", "(a = ANY (ARRAY[1, 3]))", ORM_NO},
        {"a IN (7)", "(a = 7)", ORM_YES},
        {"a NOT IN (1, 2)", "(a <> ALL (ARRAY[1, 2]))", ORM_YES},
        {"a BETWEEN 1 AND 10", "((a >= 1) AND (a <= 10))", ORM_YES},
        {"a > 0", "(a >= 0)", ORM_NO},
        {"a > 0", "(b > 0)", ORM_NO},
        {"name LIKE 'a%'", "((name)::text ~~ 'a%'::text)", ORM_YES},
        {"a != 0", "(a <> 0)", ORM_YES},
        {"a IS NOT DISTINCT FROM b", "(NOT (a IS DISTINCT FROM b))", ORM_YES},
        {"a > -1", "(a > '-1'::integer)", ORM_YES},
        {"price >= 0", "(price >= (0)::numeric)", ORM_YES},
        {"price > 1.50", "(price > 1.5)", ORM_YES},
        {"rate > 1.5", "(rate > (1.5)::double precision)", ORM_YES},
        {"big > 10000000000", "(big > '10000000000'::bigint)", ORM_YES},
        {"active = true", "active", ORM_YES},
        {"length(name) > 3", "(length((name)::text) > 3)", ORM_YES},
        {"lower(email)", "lower((email)::text)", ORM_YES},
        {"CAST(a AS text) = 'x'", "((a)::text = 'x'::text)", ORM_YES},
        {"pg_catalog.lower(a) = a", "(lower(a) = a)", ORM_YES},
        {"now()", "CURRENT_TIMESTAMP", ORM_YES},
        {"starts < now() + interval '1 day'", "(starts < (now() + '1 day'::interval))", ORM_YES},
        {"starts < now() + interval '24 hours'", "(starts < (now() + '24:00:00'::interval))", ORM_UNKNOWN},
        {"d > '2026-1-1'", "(d > '2026-01-01'::date)", ORM_UNKNOWN},
        {"a SIMILAR TO 'x%'", "((a)::text ~ similar_to_escape('x%'::text))", ORM_UNKNOWN},
        {"data = '{\"a\":1}'::jsonb", "(data = '{\"a\": 1}'::jsonb)", ORM_UNKNOWN},
        {"status = 'a'", "((status)::text = 'b'::text)", ORM_NO},
        {"nextval('t_id_seq')", "nextval('public.t_id_seq'::regclass)", ORM_YES},
        {"date_trunc('day', at)", "date_trunc('day'::text, at)", ORM_YES},
        {"\"Mixed\" > 0", "(mixed > 0)", ORM_NO},
        {"a > 0 -- always", "(a > 0)", ORM_YES},
        {"not valid here", "(a > 0)", ORM_UNKNOWN},
        {"(a)::varchar(3) = 'x'", "((a)::character varying(4) = 'x'::text)", ORM_NO},
    };
    assert_pairs(ORM_DIALECT_POSTGRESQL, pairs, G_N_ELEMENTS(pairs));
}

static void test_mysql(void **state)
{
    (void)state;
    static const Pair pairs[] = {
        {"status IN ('a', 'b')", "`status` in ('a','b')", ORM_YES},
        {"status IN ('a', 'b')", "(`status` in (_utf8mb4'b',_utf8mb4'a'))", ORM_YES},
        {"a BETWEEN 1 AND 10", "`a` between 1 and 10", ORM_YES},
        {"a > 0 AND b > 0", "`a` > 0 and `b` > 0", ORM_YES},
        {"a > 0 && b > 0", "`a` > 0 and `b` > 0", ORM_YES},
        {"a > 0 AND b > 0", "`a` > 0 or `b` > 0", ORM_NO},
        {"LOWER(Email)", "lcase(`email`)", ORM_YES},
        {"active = TRUE", "`active` = 1", ORM_YES},
        {"active IS TRUE", "`active` is true", ORM_YES},
        {"name = \"it's\"", "`name` = 'it\\'s'", ORM_YES},
        {"a % 2 = 0", "`a` MOD 2 = 0", ORM_YES},
        {"mod(a, 2) = 0", "`a` MOD 2 = 0", ORM_YES},
        {"now()", "current_timestamp()", ORM_YES},
        {"CURRENT_TIMESTAMP(6)", "current_timestamp(6)", ORM_YES},
        {"name REGEXP '^a'", "`name` regexp '^a'", ORM_YES},
        {"cast(a as char)", "cast(`a` as char charset utf8mb4)", ORM_YES},
        {"a <=> b", "`a` <=> `b`", ORM_YES},
        {"`order` > 0", "`order` > 0", ORM_YES},
        {"`order` > 0", "`group` > 0", ORM_NO},
        {"a SOUNDS LIKE b", "`a` SOUNDS  LIKE `b`", ORM_YES},
        {"a SOUNDS LIKE b", "`a` sounds like `c`", ORM_UNKNOWN},
        {"at + interval 1 day > b", "`at` + interval 1 day > `b`", ORM_YES},
        {"json_valid(data)", "json_valid(`data`)", ORM_YES},
    };
    assert_pairs(ORM_DIALECT_MARIADB, pairs, G_N_ELEMENTS(pairs));
}

static void test_sqlite(void **state)
{
    (void)state;
    static const Pair pairs[] = {
        {"a > 0", "a>0", ORM_YES},
        {"a > 0", "[A] > 0 /* so */", ORM_YES},
        {"a>-1", "\"a\" > -1", ORM_YES},
        {"a == 1", "a = 1", ORM_YES},
        {"a != 1", "a <> 2", ORM_NO},
        {"name GLOB 'a*'", "name glob 'a*'", ORM_YES},
        {"active IN (TRUE, FALSE)", "active IN (0, 1)", ORM_YES},
        {"datetime('now')", "datetime( 'now' )", ORM_YES},
        {"a -> '$.x'", "a->'$.x'", ORM_YES},
        {"a IS 3", "a IS 3", ORM_YES},
        {"a IS 3", "a IS  3", ORM_YES},
        {"a IS 3", "a IS 4", ORM_UNKNOWN},
    };
    assert_pairs(ORM_DIALECT_SQLITE, pairs, G_N_ELEMENTS(pairs));
}

static void test_exclusions(void **state)
{
    (void)state;
    OrmExpressionForm left = orm_exclusion_form("USING gist (room WITH =, during WITH &&) WHERE (open = true)");
    OrmExpressionForm right = orm_exclusion_form("using gist (room with =, during with &&) where ((open))");
    assert_non_null(left.text);
    assert_ptr_equal(left.text, right.text);
    assert_ptr_not_equal(left.text, orm_exclusion_form("USING gist (room WITH =, during WITH =)").text);
    assert_null(orm_exclusion_form("USING gist (room").text);
    assert_null(orm_exclusion_form(NULL).text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_postgresql),
        cmocka_unit_test(test_mysql),
        cmocka_unit_test(test_sqlite),
        cmocka_unit_test(test_exclusions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
