/* SPDX-License-Identifier: MIT */
/* Tables and columns of the models and of an actual schema: which is which, what is missing, what is extra. */
#include "tests/support/comparison_text.h"

#define SQLITE ORM_DIALECT_SQLITE

static void test_equal(void **state)
{
    (void)state;
    assert_differences(SQLITE,
                       "struct ORM_TABLE(users) user { int id ORM_COLUMN(primary_key); char name[31]; char *note; "
                       "double score; _Bool active; };",
                       "CREATE TABLE Users (ID INTEGER PRIMARY KEY, name TEXT NOT NULL, note CLOB, score REAL NOT "
                       "NULL, active BOOLEAN NOT NULL);",
                       "");
}

static void test_missing_and_extra(void **state)
{
    (void)state;
    assert_differences(
        SQLITE,
        "struct ORM_TABLE(b) b { int id ORM_COLUMN(primary_key); char name[31]; int hidden ORM_IGNORE(); "
        "int left_out ORM_IGNORE(); };\n"
        "struct ORM_TABLE(a) a { int id ORM_COLUMN(primary_key); };",
        "CREATE TABLE b (id INTEGER PRIMARY KEY, kept TEXT, must INT NOT NULL, has INT NOT NULL DEFAULT "
        "1, hidden INT, left_out INT NOT NULL, made INT AS (id + 1));\n"
        "CREATE TABLE c (id INTEGER PRIMARY KEY);\n"
        "CREATE VIEW v AS SELECT id FROM c;\n"
        "CREATE TABLE alembic_version (version_num TEXT);",
        "missing column: b.name [name | -]\n"
        "extra column: b.kept [- | kept]\n"
        "extra required column: b.must [- | must]\n"
        "extra column: b.has [- | has]\n"
        "ignored required column: b.left_out [- | left_out]\n"
        "extra column: b.made [- | made]\n"
        "missing table: a [a | -]\n"
        "extra table: c [- | c]\n");
}

/* Two structs for one table share its columns. */
static void test_claimants(void **state)
{
    (void)state;
    assert_differences(SQLITE,
                       "struct ORM_TABLE(t) whole { int id ORM_COLUMN(primary_key); int a; };\n"
                       "struct ORM_TABLE(t) part { int id ORM_COLUMN(primary_key); int b; char *c; };",
                       "CREATE TABLE t (id INTEGER PRIMARY KEY, a INT NOT NULL, b TEXT NOT NULL, c TEXT, d INT);",
                       "extra column: t.d [- | d]\n"
                       "type: t.b [INTEGER | TEXT]\n");
}

static void test_maps(void **state)
{
    (void)state;
    Compared compared = compare_texts(
        "struct ORM_TABLE(t) t { int id ORM_COLUMN(primary_key); int gone; };",
        "CREATE TABLE t (id INTEGER PRIMARY KEY, extra INT); CREATE TABLE u (id INTEGER PRIMARY KEY);", SQLITE);
    const OrmTable *table = orm_graph_table(compared.declared, "t"), *actual = orm_graph_table(compared.actual, "t");
    assert_ptr_equal(orm_comparison_actual_table(compared.comparison, table), actual);
    assert_ptr_equal(orm_comparison_declared_table(compared.comparison, actual), table);
    assert_null(orm_comparison_declared_table(compared.comparison, orm_graph_table(compared.actual, "u")));
    const OrmColumn *id = orm_table_column(table, "id"), *actual_id = orm_table_column(actual, "id");
    assert_ptr_equal(orm_comparison_actual_column(compared.comparison, id), actual_id);
    assert_ptr_equal(orm_comparison_declared_column(compared.comparison, actual_id), id);
    assert_null(orm_comparison_actual_column(compared.comparison, orm_table_column(table, "gone")));
    assert_null(orm_comparison_declared_column(compared.comparison, orm_table_column(actual, "extra")));
    assert_null(orm_comparison_actual_table(NULL, table));
    compared_clear(&compared);
}

static void test_ignored(void **state)
{
    (void)state;
    g_autoptr(GPtrArray) globs = g_ptr_array_new();
    g_ptr_array_add(globs, "log_*");
    Compared compared = compare_with(models_graph("struct ORM_TABLE(t) t { int id ORM_COLUMN(primary_key); };", SQLITE),
                                     sql_catalog("CREATE TABLE t (id INTEGER PRIMARY KEY); CREATE TABLE log_2026 (a); "
                                                 "CREATE TABLE logs (a);",
                                                 SQLITE),
                                     globs);
    g_autofree char *text = compared_text(&compared);
    assert_string_equal(text, "extra table: logs [- | logs]\n");
    compared_clear(&compared);
}

static void test_nullability(void **state)
{
    (void)state;
    assert_differences(SQLITE,
                       "struct ORM_TABLE(t) t { char code[9] ORM_COLUMN(primary_key); int a; int *b; int *c; };",
                       "CREATE TABLE t (code TEXT PRIMARY KEY, a INT, b INT NOT NULL, c INT);",
                       "nullability: t.a [NOT NULL | NULL]\n"
                       "nullability: t.b [NULL | NOT NULL]\n");
}

/* SQLite enforces the affinity, and the type only in STRICT tables. */
static void test_sqlite_types(void **state)
{
    (void)state;
    assert_differences(
        SQLITE,
        "#include <time.h>\n"
        "struct ORM_TABLE(t) t { int id ORM_COLUMN(primary_key); char a[4]; char b[4]; int c; double d; "
        "struct timespec e; struct timespec f; unsigned char g[4]; int h; };\n"
        "struct ORM_TABLE(s, strict) s { int id ORM_COLUMN(primary_key); char a[4]; int b; _Bool c; };",
        "CREATE TABLE t (id INTEGER PRIMARY KEY, a VARCHAR(300) NOT NULL, b INT NOT NULL, c BIGINT NOT "
        "NULL, d DOUBLE NOT NULL, e DATETIME NOT NULL, f TEXT NOT NULL, g BLOB NOT NULL, h BLOB NOT NULL);\n"
        "CREATE TABLE s (id INTEGER PRIMARY KEY, a TEXT NOT NULL, b REAL NOT NULL, c INT NOT NULL) "
        "STRICT;",
        "type: t.b [VARCHAR(3) | INT]\n"
        "type: t.f [TIMESTAMP | TEXT]\n"
        "type: t.h [INTEGER | BLOB]\n"
        "type: s.b [INTEGER | REAL]\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_equal, scratch_open, scratch_close),
        cmocka_unit_test_setup_teardown(test_missing_and_extra, scratch_open, scratch_close),
        cmocka_unit_test_setup_teardown(test_claimants, scratch_open, scratch_close),
        cmocka_unit_test_setup_teardown(test_maps, scratch_open, scratch_close),
        cmocka_unit_test_setup_teardown(test_ignored, scratch_open, scratch_close),
        cmocka_unit_test_setup_teardown(test_nullability, scratch_open, scratch_close),
        cmocka_unit_test_setup_teardown(test_sqlite_types, scratch_open, scratch_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
