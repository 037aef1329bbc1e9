/* SPDX-License-Identifier: MIT */
/* SQL expressions: what is equal, which columns they name, which constants they are. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>

#include <cmocka.h>

#include "analyzer/graph/expression.h"

static const char *signature(const char *text)
{
    return orm_expression_signature(text, ORM_DIALECT_POSTGRESQL);
}

static void equal_expressions(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {
        {"flag", "flag = true"},
        {"not flag", "flag = FALSE"},
        {"flag", "(( FLAG ))"},
        {"flag", "true = t.flag"},
        {"not flag", "flag <> true"},
        {"flag", "NOT NOT flag"},
        {"a is not null", "NOT (a IS NULL)"},
        {"a and b", "b AND a"},
        {"a or (b or c)", "(a or b) or c"},
        {"a in (1, 2)", "a = ANY (ARRAY[2, 1])"},
        {"a not in (1, 2)", "a <> ALL (ARRAY[1, 2])"},
        {"a in (1)", "a = 1"},
        {"a between 1 and 5", "a >= 1 AND a <= 5"},
        {"a not between 1 and 5", "a < 1 OR a > 5"},
        {"a like 'x%'", "a ~~ 'x%'::text"},
        {"state = 'new'", "(state = 'new'::character varying)"},
        {"lower(email)", "LOWER( email )"},
        {"a != 1", "a <> 1"},
        {"a regexp 'B c'", "( A  REGEXP 'B c' )"},
        {"a > - 2", "a > -2"},
        {"a > -2", "a > '-2'::integer"},
        {"a > 0", "(a > (0)::numeric)"},
        {"a > 3000000000", "a > '3000000000'::bigint"},
        {"a > 1.5", "a > '1.5'::numeric"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++) {
        if (signature(pairs[i][0]) != signature(pairs[i][1]))
            fail_msg("`%s` and `%s` differ: %s, %s", pairs[i][0], pairs[i][1], signature(pairs[i][0]),
                     signature(pairs[i][1]));
    }
}

static void different_expressions(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {
        {"flag", "not flag"},
        {"flag", "flag is true"},
        {"a > -1", "a > 0"},
        {"a > -1", "a > -2"},
        {"a - 1", "1 - a"},
        {"a = 'x'", "a = 'X'"},
        {"\"A\" = 1", "a = 1"},
        {"a and b", "a or b"},
        {"a between 1 and 5", "a between 1 and 6"},
        {"a regexp 'B c'", "a regexp 'b c'"},
        {"a regexp 'B  c'", "a regexp 'B c'"},
        {"(a) regexp (b)", "a) regexp (b"},
        {"a in (1, 2)", "a not in (1, 2)"},
        {"a > '2'::text", "a > 2"},
        {"a > '1e2x'::integer", "a > 1"},
        {"a > (1.5)::integer", "a > 1.5"},
        {"a > '1.5'::integer", "a > 1.5"},
        {"a > (0.1)::real", "a > 0.1"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++) {
        if (signature(pairs[i][0]) == signature(pairs[i][1]))
            fail_msg("`%s` and `%s` are equal", pairs[i][0], pairs[i][1]);
    }
    assert_null(signature(NULL));
}

static char *columns_of(const char *text, OrmDialect dialect)
{
    g_autoptr(OrmExpression) expression = orm_expression_parse(text, dialect);
    const GPtrArray *columns = expression != NULL ? orm_expression_columns(expression) : NULL;
    if (columns == NULL)
        return g_strdup("unknown");
    GString *names = g_string_new(NULL);
    for (guint i = 0; i < columns->len; i++) {
        const OrmExpressionColumn *column = g_ptr_array_index(columns, i);
        g_string_append_printf(names, "%s%s%s%s", i > 0 ? " " : "", column->table != NULL ? column->table : "",
                               column->table != NULL ? "." : "", column->name);
    }
    return g_string_free(names, FALSE);
}

static void assert_columns(const char *text, OrmDialect dialect, const char *expected)
{
    g_autofree char *columns = columns_of(text, dialect);
    assert_string_equal(columns, expected);
}

static void columns(void **state)
{
    (void)state;
    assert_columns("price >= 0 AND lower(Orders.Name) <> 'x'", ORM_DIALECT_PORTABLE, "price orders.name");
    assert_columns("\"Name\" IS NOT NULL", ORM_DIALECT_POSTGRESQL, "Name");
    assert_columns("true", ORM_DIALECT_POSTGRESQL, "");
    assert_columns("tableoid = 1", ORM_DIALECT_POSTGRESQL, "");
    assert_columns("a IN (SELECT b FROM c)", ORM_DIALECT_POSTGRESQL, "unknown");
    assert_columns("`name` <> 'x'", ORM_DIALECT_MYSQL, "name");
    assert_columns("name <> \"x\"", ORM_DIALECT_MYSQL, "name");
    assert_columns("name <> \"x\"", ORM_DIALECT_SQLITE, "unknown");
    assert_columns("timestampdiff(year, born, died) > 18", ORM_DIALECT_MYSQL, "born died");
    assert_columns("name REGEXP 'x'", ORM_DIALECT_MYSQL, "name");
    assert_columns("name SOUNDS LIKE 'x'", ORM_DIALECT_MYSQL, "unknown");
    assert_columns("a) , (b", ORM_DIALECT_POSTGRESQL, "unknown");
    assert_columns("a, b", ORM_DIALECT_POSTGRESQL, "unknown");
    assert_columns("1); DROP TABLE t; SELECT (1", ORM_DIALECT_POSTGRESQL, "unknown");
    assert_columns("a -- the rest", ORM_DIALECT_POSTGRESQL, "a");
    assert_columns("", ORM_DIALECT_POSTGRESQL, "unknown");
    assert_columns(NULL, ORM_DIALECT_POSTGRESQL, "unknown");
}

static void assert_constant(const char *text, OrmConstantKind kind, const char *value)
{
    g_autoptr(OrmExpression) expression = orm_expression_parse(text, ORM_DIALECT_POSTGRESQL);
    assert_non_null(expression);
    OrmConstant constant = orm_expression_constant(expression);
    assert_int_equal(constant.kind, kind);
    if (value == NULL)
        assert_null(constant.text);
    else
        assert_string_equal(constant.text, value);
}

static void constants(void **state)
{
    (void)state;
    assert_constant("0", ORM_CONSTANT_INTEGER, "0");
    assert_constant("(- 12)", ORM_CONSTANT_INTEGER, "-12");
    assert_constant("2147483648", ORM_CONSTANT_DECIMAL, "2147483648");
    assert_constant("-1.5", ORM_CONSTANT_DECIMAL, "-1.5");
    assert_constant("'it''s'", ORM_CONSTANT_STRING, "it's");
    assert_constant("''", ORM_CONSTANT_STRING, "");
    assert_constant("'{}'::jsonb", ORM_CONSTANT_STRING, "{}");
    assert_constant("FALSE", ORM_CONSTANT_BOOLEAN, "false");
    assert_constant("null", ORM_CONSTANT_NULL, NULL);
    assert_constant("CURRENT_TIMESTAMP", ORM_CONSTANT_TIME, NULL);
    assert_constant("now()", ORM_CONSTANT_TIME, NULL);
    assert_constant("gen_random_uuid()", ORM_CONSTANT_UUID, NULL);
    assert_constant("current_user", ORM_CONSTANT_NONE, NULL);
    assert_constant("nextval('s')", ORM_CONSTANT_NONE, NULL);
    assert_constant("1 + 1", ORM_CONSTANT_NONE, NULL);
}

static void assert_allowed(const char *text, const char *expected)
{
    g_autoptr(OrmExpression) expression = orm_expression_parse(text, ORM_DIALECT_POSTGRESQL);
    g_autoptr(GPtrArray) values = orm_expression_allowed(expression, "state");
    g_autoptr(GString) joined = g_string_new(values == NULL ? "anything" : NULL);
    for (guint i = 0; values != NULL && i < values->len; i++)
        g_string_append_printf(joined, "%s%s", i > 0 ? " " : "",
                               ((const OrmConstant *)g_ptr_array_index(values, i))->text);
    assert_string_equal(joined->str, expected);
}

static void allowed_values(void **state)
{
    (void)state;
    assert_allowed("state IN ('a', 'b')", "a b");
    assert_allowed("n > 0 AND State = ANY (ARRAY['b'::text, 'a'::text])", "a b");
    assert_allowed("state = 'a'", "a");
    assert_allowed("state IN ('a', other)", "anything");
    assert_allowed("state NOT IN ('a', 'b')", "anything");
    assert_allowed("state IN ('a', 'b') OR n > 0", "anything");
    assert_allowed("other IN ('a', 'b')", "anything");
}

static void conditions_that_exclude_null(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        gboolean excludes;
    } cases[] = {{"a IS NOT NULL", TRUE},
                 {"b > 0 AND NOT (t.A IS NULL)", TRUE},
                 {"a IS NOT NULL OR b > 0", FALSE},
                 {"b IS NOT NULL", FALSE},
                 {"a IS NULL", FALSE},
                 {"a > 0", FALSE}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(OrmExpression) expression = orm_expression_parse(cases[i].text, ORM_DIALECT_SQLITE);
        assert_int_equal(orm_expression_excludes_null(expression, "a"), cases[i].excludes);
    }
}

static void predicates_that_reject_null(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        gboolean rejects;
    } cases[] = {{"a IS NOT NULL", TRUE},       {"a > 0 AND b", TRUE}, {"'' <> a", TRUE},
                 {"a IN (1, 2)", TRUE},         {"NOT a", TRUE},       {"NOT (a BETWEEN 1 AND 2)", FALSE},
                 {"a LIKE '+%'", TRUE},         {"a > 0 OR b", FALSE}, {"a IS DISTINCT FROM 1", FALSE},
                 {"coalesce(a, 1) > 0", FALSE}, {"b > 0", FALSE},      {"a IS NULL", FALSE}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(OrmExpression) expression = orm_expression_parse(cases[i].text, ORM_DIALECT_POSTGRESQL);
        assert_int_equal(orm_expression_rejects_null(expression, "a"), cases[i].rejects);
    }
}

static void assert_holds(const char *condition, const char *value, OrmTexts texts, OrmTruth expected)
{
    g_autoptr(OrmExpression) expression = orm_expression_parse(condition, ORM_DIALECT_POSTGRESQL);
    g_autoptr(OrmExpression) constant = orm_expression_parse(value, ORM_DIALECT_POSTGRESQL);
    OrmConstant parsed = orm_expression_constant(constant);
    assert_int_equal(orm_expression_holds(expression, "a", &parsed, texts), expected);
}

static void conditions_for_a_value(void **state)
{
    (void)state;
    assert_holds("a > 0", "0", ORM_TEXTS_EXACT, ORM_NO);
    assert_holds("0 < A", "1", ORM_TEXTS_EXACT, ORM_YES);
    assert_holds("a BETWEEN 1 AND 5", "'5'", ORM_TEXTS_EXACT, ORM_YES);
    assert_holds("a NOT IN (1, 2)", "2.0", ORM_TEXTS_EXACT, ORM_NO);
    assert_holds("a IN (0, 1)", "true", ORM_TEXTS_EXACT, ORM_YES);
    assert_holds("NOT a", "true", ORM_TEXTS_EXACT, ORM_NO);
    assert_holds("a IS NULL OR a IN ('x', 'y')", "'z'", ORM_TEXTS_EXACT, ORM_NO);
    assert_holds("a IN ('x', 'y')", "'X '", ORM_TEXTS_EXACT, ORM_NO);
    assert_holds("a IN ('x', 'y')", "'X '", ORM_TEXTS_ANY_CASE, ORM_UNKNOWN);
    assert_holds("a = '2020-01-01'", "'2020-1-1'", ORM_TEXTS_UNKNOWN, ORM_UNKNOWN);
    assert_holds("a > 'b'", "'a'", ORM_TEXTS_EXACT, ORM_UNKNOWN);
    assert_holds("a > 0 OR b", "0", ORM_TEXTS_EXACT, ORM_UNKNOWN);
    assert_holds("a > 0 AND b", "0", ORM_TEXTS_EXACT, ORM_NO);
    assert_holds("lower(a) = 'x'", "'y'", ORM_TEXTS_EXACT, ORM_UNKNOWN);
    assert_holds("a > 0", "now()", ORM_TEXTS_EXACT, ORM_UNKNOWN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_expressions),
        cmocka_unit_test(different_expressions),
        cmocka_unit_test(columns),
        cmocka_unit_test(constants),
        cmocka_unit_test(allowed_values),
        cmocka_unit_test(conditions_that_exclude_null),
        cmocka_unit_test(predicates_that_reject_null),
        cmocka_unit_test(conditions_for_a_value),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
