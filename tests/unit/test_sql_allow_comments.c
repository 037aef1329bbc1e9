/* SPDX-License-Identifier: MIT */
/* Comments of SQL text that allow rules: which text is one in each dialect, and of which lines it speaks. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "analyzer/schema/allow_comments.h"

/* Each comment as "lines rules (reason)", those of a whole file with `*` for lines. */
static char *scan(const char *sql, OrmDialect dialect)
{
    g_autoptr(GPtrArray) comments = g_ptr_array_new_with_free_func((GDestroyNotify)orm_allow_comment_free);
    OrmSqlText text = {"s.sql", sql, strlen(sql)};
    orm_sql_allow_comments(&text, dialect, comments);
    GString *shown = g_string_new(NULL);
    for (guint i = 0; i < comments->len; i++) {
        const OrmAllowComment *comment = g_ptr_array_index(comments, i);
        if (comment->whole_file)
            g_string_append(shown, "*");
        else
            g_string_append_printf(shown, "%u-%u", comment->first_line, comment->last_line);
        for (guint j = 0; j < comment->rules->len; j++) {
            const OrmAllowedRule *rule = &g_array_index(comment->rules, OrmAllowedRule, j);
            g_string_append_printf(shown, " %s@%u:%u", rule->name, rule->place.line, rule->place.column);
        }
        if (comment->reason != NULL)
            g_string_append_printf(shown, " (%s)", comment->reason);
        g_string_append_c(shown, '\n');
    }
    return g_string_free(shown, FALSE);
}

static void assert_scan(OrmDialect dialect, const char *sql, const char *expected)
{
    g_autofree char *shown = scan(sql, dialect);
    assert_string_equal(shown, expected);
    g_auto(GStrv) lines = g_strsplit(sql, "\n", -1);
    g_autofree char *windows = g_strjoinv("\r\n", lines);
    g_autofree char *again = scan(windows, dialect);
    assert_string_equal(again, expected);
}

static void test_lines(void **state)
{
    (void)state;
    assert_scan(ORM_DIALECT_SQLITE, "-- ormlint: allow one -- why\nDROP TABLE a;\n", "1-2 one@1:19 (why)\n");
    assert_scan(ORM_DIALECT_SQLITE, "DROP TABLE a; -- ormlint: allow one, two\n", "1-1 one@1:33 two@1:38\n");
    assert_scan(ORM_DIALECT_SQLITE, "-- ormlint: allow one\n\nDROP TABLE a;\n", "1-2 one@1:19\n");
    assert_scan(ORM_DIALECT_SQLITE, "--ormlint: allow one\n-- words\n/* more */\nDROP TABLE a;", "1-4 one@1:18\n");
    assert_scan(ORM_DIALECT_SQLITE, "/*\n * ormlint: allow one\n */ SELECT 1;\n", "1-3 one@2:19\n");
    assert_scan(ORM_DIALECT_SQLITE, "-- ormlint: allow-file one\n", "* one@1:24\n");
    assert_scan(ORM_DIALECT_SQLITE, "-- a path C:\\\n-- ormlint: allow one", "2-3 one@2:19\n");
    assert_scan(ORM_DIALECT_SQLITE, "-- see ormlint: allow one\n", "");
    assert_scan(ORM_DIALECT_SQLITE, "/* ormlint: allow one", "1-2 one@1:19\n");
}

static void test_quotes(void **state)
{
    (void)state;
    assert_scan(ORM_DIALECT_POSTGRESQL, "SELECT 'it''s\n-- ormlint: allow one', \"\n-- ormlint: allow one\";", "");
    assert_scan(ORM_DIALECT_POSTGRESQL, "SELECT 'C:\\'; -- ormlint: allow one", "1-1 one@1:33\n");
    assert_scan(ORM_DIALECT_POSTGRESQL, "SELECT E'\\'\n-- ormlint: allow one';", "");
    assert_scan(ORM_DIALECT_MYSQL, "SELECT '\\'\n-- ormlint: allow one', `a\n-- ormlint: allow one`;", "");
    assert_scan(ORM_DIALECT_MYSQL, "SELECT 1; # ormlint: allow one", "1-1 one@1:28\n");
    assert_scan(ORM_DIALECT_POSTGRESQL, "SELECT 1 # 2\n# ormlint: allow one", "");
    assert_scan(ORM_DIALECT_POSTGRESQL, "DO $$\n-- ormlint: allow one\n$$; -- ormlint: allow two", "3-3 two@3:23\n");
    assert_scan(ORM_DIALECT_POSTGRESQL, "DO $a$ $$ $b$\n-- ormlint: allow one\n$a$; SELECT $1", "");
    assert_scan(ORM_DIALECT_SQLITE, "SELECT $a, $b\n-- ormlint: allow one", "2-3 one@2:19\n");
}

static void test_cut_off(void **state)
{
    (void)state;
    const char *texts[] = {"-- ormlint:", "ormlint: '", "/* ormlint: ", "$$ ormlint: ", "E'\\ormlint:\\", "ormlint:$"};
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
        for (OrmDialect dialect = ORM_DIALECT_POSTGRESQL; dialect <= ORM_DIALECT_MARIADB; dialect++)
            g_free(scan(texts[i], dialect));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines),
        cmocka_unit_test(test_quotes),
        cmocka_unit_test(test_cut_off),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
