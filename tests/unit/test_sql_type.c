/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "analyzer/graph/sql_type.h"
#include "analyzer/graph/sql_type_names.h"

static void assert_printed(const char *text, OrmDialect dialect, const char *expected)
{
    OrmSqlType type = orm_sql_type_parse(text, dialect);
    g_autofree char *printed = orm_sql_type_to_string(&type, dialect);
    assert_string_equal(orm_sql_type_interned(&type, dialect), printed);
    assert_string_equal(printed, expected);
}

static OrmSqlFit fit(const char *type, const char *target, OrmDialect dialect)
{
    OrmSqlType left = orm_sql_type_parse(type, dialect), right = orm_sql_type_parse(target, dialect);
    return orm_sql_type_fit(&left, &right);
}

static void aliases_are_one_type(void **state)
{
    (void)state;
    assert_printed("int4", ORM_DIALECT_POSTGRESQL, "INTEGER");
    assert_printed("pg_catalog.int8", ORM_DIALECT_POSTGRESQL, "BIGINT");
    assert_printed("character varying( 30 )", ORM_DIALECT_POSTGRESQL, "VARCHAR(30)");
    assert_printed("DECIMAL(10 ,2)", ORM_DIALECT_PORTABLE, "NUMERIC(10, 2)");
    assert_printed("numeric(10)", ORM_DIALECT_POSTGRESQL, "NUMERIC(10)");
    assert_printed("numeric(3,-2)", ORM_DIALECT_POSTGRESQL, "NUMERIC(3, -2)");
    assert_printed("NUMERIC(3, -1)", ORM_DIALECT_POSTGRESQL, "NUMERIC(3, -1)");
    assert_printed("double", ORM_DIALECT_MYSQL, "DOUBLE");
    assert_printed("timestamp (3) with time zone", ORM_DIALECT_POSTGRESQL, "TIMESTAMP(3) WITH TIME ZONE");
    assert_printed("timestamptz", ORM_DIALECT_POSTGRESQL, "TIMESTAMP WITH TIME ZONE");
    assert_printed("timestamp with time zone", ORM_DIALECT_SQLITE, "TIMESTAMP"); /* a syntax error there */
    assert_printed("national character varying(30)", ORM_DIALECT_POSTGRESQL, "VARCHAR(30)");
    assert_printed("long varbinary", ORM_DIALECT_MYSQL, "MEDIUMBLOB");
    assert_printed("unsigned big int", ORM_DIALECT_SQLITE, "BIGINT UNSIGNED");
    assert_printed("text[]", ORM_DIALECT_POSTGRESQL, "TEXT[]");
    assert_printed("integer[3][4]", ORM_DIALECT_POSTGRESQL, "INTEGER[][]");
    assert_printed("integer ARRAY", ORM_DIALECT_POSTGRESQL, "INTEGER[]");
    assert_printed("varbinary(16)", ORM_DIALECT_MYSQL, "VARBINARY(16)");
}

static void floats_count_binary_digits(void **state)
{
    (void)state;
    assert_printed("float(24)", ORM_DIALECT_POSTGRESQL, "REAL");
    assert_printed("float(25)", ORM_DIALECT_POSTGRESQL, "DOUBLE PRECISION");
    assert_printed("float", ORM_DIALECT_POSTGRESQL, "DOUBLE PRECISION");
    assert_printed("float", ORM_DIALECT_MYSQL, "FLOAT");
}

static void display_widths_say_nothing_but_for_booleans(void **state)
{
    (void)state;
    assert_printed("int(11) unsigned", ORM_DIALECT_MYSQL, "INTEGER UNSIGNED");
    assert_int_equal(fit("int(11)", "int", ORM_DIALECT_MARIADB), ORM_FIT_EQUAL);
    OrmSqlType boolean = orm_sql_type_parse("tinyint(1)", ORM_DIALECT_MYSQL);
    assert_int_equal(boolean.family, ORM_SQL_BOOLEAN);
    assert_int_equal(boolean.bits, orm_sql_type_parse("bool", ORM_DIALECT_MYSQL).bits);
    OrmSqlType number = orm_sql_type_parse("tinyint(1) unsigned", ORM_DIALECT_MYSQL);
    assert_int_equal(number.family, ORM_SQL_INTEGER);
}

static void unknown_types_keep_their_text(void **state)
{
    (void)state;
    OrmSqlType type = orm_sql_type_parse("Money_Amount", ORM_DIALECT_PORTABLE);
    assert_int_equal(type.family, ORM_SQL_UNKNOWN);
    assert_string_equal(type.text, "Money_Amount");
    OrmSqlType foreign = orm_sql_type_parse("jsonb", ORM_DIALECT_MYSQL);
    assert_int_equal(foreign.family, ORM_SQL_UNKNOWN);
    assert_int_equal(orm_sql_type_parse("", ORM_DIALECT_PORTABLE).family, ORM_SQL_UNKNOWN);
    assert_int_equal(orm_sql_type_parse("varchar(", ORM_DIALECT_PORTABLE).family, ORM_SQL_VARCHAR);
}

static void names_with_a_slip_are_found(void **state)
{
    (void)state;
    assert_string_equal(orm_sql_type_name_nearest("varchr", ORM_DIALECT_MYSQL), "varchar");
    assert_string_equal(orm_sql_type_name_nearest("timestmap", ORM_DIALECT_POSTGRESQL), "timestamp");
    assert_null(orm_sql_type_name_nearest("mood", ORM_DIALECT_POSTGRESQL)); /* not "bool" */
    assert_null(orm_sql_type_name_nearest("longtext", ORM_DIALECT_POSTGRESQL));
}

static void keys_fit_when_they_hold_every_value(void **state)
{
    (void)state;
    assert_int_equal(fit("integer", "bigint", ORM_DIALECT_PORTABLE), ORM_FIT_NARROWER);
    assert_int_equal(fit("bigint", "integer", ORM_DIALECT_PORTABLE), ORM_FIT_WIDER);
    assert_int_equal(fit("int", "int unsigned", ORM_DIALECT_MYSQL), ORM_FIT_SIGN);
    assert_int_equal(fit("bigint", "int unsigned", ORM_DIALECT_MYSQL), ORM_FIT_WIDER);
    assert_int_equal(fit("bigint unsigned", "int", ORM_DIALECT_MYSQL), ORM_FIT_SIGN);
    assert_int_equal(fit("varchar(20)", "varchar(30)", ORM_DIALECT_PORTABLE), ORM_FIT_NARROWER);
    assert_int_equal(fit("text", "varchar(30)", ORM_DIALECT_PORTABLE), ORM_FIT_WIDER);
    assert_int_equal(fit("varchar(30)", "text", ORM_DIALECT_PORTABLE), ORM_FIT_NARROWER);
    assert_int_equal(fit("numeric(20)", "bigint", ORM_DIALECT_PORTABLE), ORM_FIT_WIDER);
    assert_int_equal(fit("numeric(10)", "bigint", ORM_DIALECT_PORTABLE), ORM_FIT_NARROWER);
    assert_int_equal(fit("numeric(12, 2)", "numeric(10, 2)", ORM_DIALECT_PORTABLE), ORM_FIT_WIDER);
    assert_int_equal(fit("numeric(12, 4)", "numeric(10, 2)", ORM_DIALECT_PORTABLE), ORM_FIT_WIDER);
    assert_int_equal(fit("numeric(10, 4)", "numeric(10, 2)", ORM_DIALECT_PORTABLE), ORM_FIT_NARROWER);
    assert_int_equal(fit("bigint", "numeric(10)", ORM_DIALECT_PORTABLE), ORM_FIT_WIDER);
    assert_int_equal(fit("bigint", "numeric(19)", ORM_DIALECT_PORTABLE), ORM_FIT_NARROWER);
    assert_int_equal(fit("bigint", "numeric", ORM_DIALECT_PORTABLE), ORM_FIT_NARROWER);
    assert_int_equal(fit("my_domain[]", "my_domain", ORM_DIALECT_POSTGRESQL), ORM_FIT_UNKNOWN);
    assert_int_equal(fit("uuid", "text", ORM_DIALECT_POSTGRESQL), ORM_FIT_DIFFERENT);
    assert_int_equal(fit("uuid", "uuid[]", ORM_DIALECT_POSTGRESQL), ORM_FIT_DIFFERENT);
    assert_int_equal(fit("timestamp", "timestamptz", ORM_DIALECT_POSTGRESQL), ORM_FIT_DIFFERENT);
    assert_int_equal(fit("my_domain", "my_domain", ORM_DIALECT_POSTGRESQL), ORM_FIT_EQUAL);
    assert_int_equal(fit("my_domain", "integer", ORM_DIALECT_POSTGRESQL), ORM_FIT_UNKNOWN);
    assert_int_equal(fit("bigserial", "bigint", ORM_DIALECT_POSTGRESQL), ORM_FIT_EQUAL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(aliases_are_one_type),
        cmocka_unit_test(floats_count_binary_digits),
        cmocka_unit_test(display_widths_say_nothing_but_for_booleans),
        cmocka_unit_test(unknown_types_keep_their_text),
        cmocka_unit_test(names_with_a_slip_are_found),
        cmocka_unit_test(keys_fit_when_they_hold_every_value),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
