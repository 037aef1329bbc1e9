/* SPDX-License-Identifier: MIT */
/* The grammar of annotations and the places of their parts. Sources are parsed twice: as written, and as the macro
 * hands them over. */
#include "analyzer/extract/annotation_parser.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#define FILE_NAME "src/user.h"

/* All arguments as text, `key=value` joined by `; `. */
static char *arguments_text(const OrmAnnotation *annotation)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < annotation->arguments->len; i++) {
        const OrmArgument *argument = annotation->arguments->pdata[i];
        g_autofree char *value = orm_value_to_string(argument->value);
        g_string_append_printf(out, "%s%s%s%s", i > 0 ? "; " : "", argument->key == NULL ? "" : argument->key,
                               argument->key == NULL ? "" : "=", value);
    }
    return g_string_free(out, FALSE);
}

static void assert_arguments(const char *text, const char *expected)
{
    g_autoptr(OrmAnnotation) annotation = orm_annotation_parse(text, NULL);
    g_autofree char *actual = arguments_text(annotation);
    if (annotation->syntax_error != NULL)
        fail_msg("%s: %s", text, annotation->syntax_error);
    assert_string_equal(actual, expected);
}

static void assert_error(const char *text, const char *kept, const char *message)
{
    g_autoptr(OrmAnnotation) annotation = orm_annotation_parse(text, NULL);
    g_autofree char *actual = arguments_text(annotation);
    assert_non_null(annotation->syntax_error);
    assert_string_equal(annotation->syntax_error, message);
    assert_string_equal(actual, kept);
}

static OrmAnnotation *parse_at(const char *text, const char *source, const char *macro)
{
    const char *use = strstr(source, macro);
    assert_non_null(use);
    OrmSourceText where = {
        .file = FILE_NAME, .text = source, .length = strlen(source), .offset = (gsize)(use - source)};
    return orm_annotation_parse(text, &where);
}

static void assert_place(OrmPlace place, guint line, guint column, guint end_line, guint end_column)
{
    assert_string_equal(place.file, FILE_NAME);
    g_autofree char *actual =
        g_strdup_printf("%u:%u-%u:%u", place.line, place.column, place.end_line, place.end_column);
    g_autofree char *expected = g_strdup_printf("%u:%u-%u:%u", line, column, end_line, end_column);
    assert_string_equal(actual, expected);
}

static const OrmArgument *argument(const OrmAnnotation *annotation, guint index)
{
    assert_true(index < annotation->arguments->len);
    return annotation->arguments->pdata[index];
}

static void reads_every_kind_of_value(void **state)
{
    (void)state;
    assert_arguments("orm:table()", "");
    assert_arguments("orm:table(  )", "");
    assert_arguments("orm:table(users)", "users");
    assert_arguments("orm:foreign_key(public.users.id)", "public.users.id");
    assert_arguments("orm:allow(missing-primary-key, utf8-1)", "missing-primary-key; utf8-1");
    assert_arguments("orm:foreign_key(users . id)", "users.id");
    assert_arguments("orm:column(default=-1, a=0.5, b=.5, c=1e-3, d=0x1F, e=+2, f=- 3)",
                     "default=-1; a=0.5; b=.5; c=1e-3; d=0x1F; e=2; f=-3");
    assert_arguments("orm:index(desc(created_at), op(name, text_pattern_ops), nulls_last(desc(x)))",
                     "desc(created_at); op(name, text_pattern_ops); nulls_last(desc(x))");
    assert_arguments("orm:foreign_key((a, b), parent(x, y), name=fk)", "(a, b); parent(x, y); name=fk");
    assert_arguments("orm:relationship(cascade=(), order_by=(asc(a), b))", "cascade=(); order_by=(asc(a), b)");
    assert_arguments("orm:on(user, index(desc(a), name=ix, include=(b, c)))",
                     "user; index(desc(a), name=ix, include=(b, c))");
    assert_arguments("orm:x(f(), größe)", "f(); größe");
}

static void reads_strings(void **state)
{
    (void)state;
    assert_arguments("orm:check(\"a > 0\")", "\"a > 0\"");
    assert_arguments("orm:check(\"a \" \"> 0\")", "\"a > 0\"");
    assert_arguments("orm:check(L\"a\" u8\"b\" u\"c\" U\"d\")", "\"abcd\"");
    assert_arguments("orm:check(\"\")", "\"\"");

    g_autoptr(OrmAnnotation) escapes =
        orm_annotation_parse("orm:check(\"\\\"q\\\" \\\\ \\n\\t\\x41\\102\\u00e9\\U00006f22\\? \\'\\a\\e\")", NULL);
    assert_null(escapes->syntax_error);
    assert_string_equal(argument(escapes, 0)->value->text, "\"q\" \\ \n\tABé漢? '\a\033");
    /* Each literal is read by itself: the 1 does not belong to the escape. */
    g_autoptr(OrmAnnotation) joined = orm_annotation_parse("orm:check(\"\\x4\" \"1\")", NULL);
    assert_string_equal(argument(joined, 0)->value->text, "\0041");
    g_autoptr(OrmAnnotation) broken = orm_annotation_parse("orm:check(\"\\xff\")", NULL);
    assert_string_equal(argument(broken, 0)->value->text, "\xef\xbf\xbd");
}

static void keeps_what_comes_before_an_error(void **state)
{
    (void)state;
    assert_error("orm:table(users, )", "users", "nothing follows this `,`");
    assert_error("orm:table(users,,view)", "users", "an argument is missing before this `,`");
    assert_error("orm:table(,users)", "", "an argument is missing before this `,`");
    assert_error("orm:table(,)", "", "an argument is missing before this `,`");
    assert_error("orm:table(users view)", "users", "expected `,` or `)` before `view`");
    assert_error("orm:table(users", "users", "expected `,` or `)` before the end");
    assert_error("orm:table(", "", "expected a value before the end");
    assert_error("orm:table", "", "expected `(` before the end");
    assert_error("orm:(users)", "", "the annotation has no kind");
    assert_error("", "", "the annotation has no kind");
    assert_error("orm:check(a > 0)", "a", "unexpected `>`");
    assert_error("orm:column(x, name=)", "x", "`name=` has no value");
    assert_error("orm:column(x, =y)", "x", "expected a value before `=`");
    assert_error("orm:column(f(a)=y)", "", "`=` must follow the name of a key");
    assert_error("orm:column(a=b=c)", "a=b", "expected `,` or `)` before `=`");
    assert_error("orm:index((a=b))", "", "a list holds plain values, no `key=value`");
    assert_error("orm:index(a, (b, ))", "a", "nothing follows this `,`");
    assert_error("orm:column(default='x')", "",
                 "a character constant is no value here; write a string, in double quotes");
    assert_error("orm:column(default=2fa)", "", "`2fa` is no number");
    assert_error("orm:column(default=-x)", "", "`-x` is no number");
    assert_error("orm:column(default=-)", "", "`-` is no number");
    assert_error("orm:column(default=1..2)", "", "`1..2` is no number");
    assert_error("orm:check(\"abc)", "", "the string is not closed");
    assert_error("orm:check(\"a\\qb\")", "", "unknown escape sequence");
    assert_error("orm:check(\"a\\0b\")", "", "a string cannot hold a NUL character");
    assert_error("orm:check(\"\\x100\")", "", "the escape sequence stands for no character");
    assert_error("orm:check(\"\\xffffffffffffffffff\")", "", "the escape sequence stands for no character");
    assert_error("orm:check(\"\\ud800\")", "", "the escape sequence stands for no character");
    assert_error("orm:check(\"\\u12\")", "", "the escape sequence stands for no character");
    assert_error("orm:check(a \x01)", "a", "unexpected byte 0x01");
}

static void limits_nesting(void **state)
{
    (void)state;
    g_autoptr(GString) text = g_string_new("orm:index(");
    for (int i = 0; i < 100000; i++)
        g_string_append_c(text, '(');
    assert_error(text->str, "", "parentheses are nested too deeply");
    assert_arguments("orm:index(a((((((((b)))))))))", "a((((((((b))))))))");
}

static void places_arguments_keys_and_values(void **state)
{
    (void)state;
    g_autoptr(OrmAnnotation) column = parse_at("orm:column(nick, type=\"TEXT\", unique)",
                                               "struct user {\n"
                                               "\tchar *nick ORM_COLUMN(nick, type = \"TEXT\",\tunique);\n"
                                               "};\n",
                                               "ORM_COLUMN");
    assert_string_equal(column->kind, "column");
    assert_place(column->place, 2, 13, 2, 52);
    assert_place(column->kind_place, 2, 13, 2, 23);
    assert_place(argument(column, 0)->place, 2, 24, 2, 28);
    assert_false(orm_place_known(&argument(column, 0)->key_place));
    assert_place(argument(column, 1)->key_place, 2, 30, 2, 34);
    assert_place(argument(column, 1)->value->place, 2, 37, 2, 43);
    assert_place(argument(column, 1)->place, 2, 30, 2, 43);
    assert_place(argument(column, 2)->value->place, 2, 45, 2, 51);
}

static void takes_the_line_it_is_given(void **state)
{
    (void)state;
    const char *source = "ORM_TABLE(users)";
    OrmSourceText where = {FILE_NAME, source, strlen(source), 0, 41, 8};
    g_autoptr(OrmAnnotation) table = orm_annotation_parse("orm:table(users)", &where);
    assert_place(table->place, 41, 8, 41, 24);
    assert_place(argument(table, 0)->place, 41, 18, 41, 23);
}

static void counts_bytes_of_wide_characters(void **state)
{
    (void)state;
    g_autoptr(OrmAnnotation) column =
        parse_at("orm:column(comment=\"é漢\", unique)", "int a ORM_COLUMN(comment=\"é漢\", unique);", "ORM_COLUMN");
    assert_place(argument(column, 0)->value->place, 1, 26, 1, 33);
    assert_place(argument(column, 1)->place, 1, 35, 1, 41);
    assert_string_equal(argument(column, 0)->value->text, "é漢");
}

static void knows_every_line_ending(void **state)
{
    (void)state;
    static const char *const endings[] = {"\n", "\r\n", "\r"};
    for (gsize i = 0; i < G_N_ELEMENTS(endings); i++) {
        g_autofree char *source = g_strdup_printf("int b;%sint a ORM_COLUMN(x,%s  unique%s);%s", endings[i], endings[i],
                                                  endings[i], endings[i]);
        g_autoptr(OrmAnnotation) column = parse_at("orm:column(x, unique)", source, "ORM_COLUMN");
        assert_place(column->place, 2, 7, 4, 2);
        assert_place(argument(column, 1)->place, 3, 3, 3, 9);
    }
}

static void reads_through_joints_and_comments(void **state)
{
    (void)state;
    g_autoptr(OrmAnnotation) column = parse_at("orm:column(nick, unique, comment=\"a , ) b\", index)",
                                               "ORM_\\\n"
                                               "COLUMN /* ( */ ( ni\\ \r\n"
                                               "ck, // one ) here\n"
                                               "uni\\\n"
                                               "que /* , */ , comment=/**/\"a , \\\n"
                                               ") b\", index)",
                                               "ORM_");
    assert_null(column->syntax_error);
    assert_place(column->place, 1, 1, 6, 13);
    assert_place(column->kind_place, 1, 1, 2, 7);
    assert_place(argument(column, 0)->place, 2, 18, 3, 3);
    assert_place(argument(column, 1)->place, 4, 1, 5, 4);
    assert_place(argument(column, 2)->value->place, 5, 27, 6, 5);
    assert_string_equal(argument(column, 2)->value->text, "a , ) b");
    assert_place(argument(column, 3)->place, 6, 7, 6, 12);
}

static void joins_literals_over_lines(void **state)
{
    (void)state;
    g_autoptr(OrmAnnotation) check = parse_at("orm:check(\"a > 0\" \" and b\", name=x)",
                                              "ORM_CHECK(\"a > 0\" /* x */\n  \" and b\", name=x)", "ORM_");
    assert_string_equal(argument(check, 0)->value->text, "a > 0 and b");
    assert_place(argument(check, 0)->place, 1, 11, 2, 11);
}

static void places_nested_values(void **state)
{
    (void)state;
    g_autoptr(OrmAnnotation) key =
        parse_at("orm:foreign_key((a, b), lines(plant, number))",
                 "struct ORM_FOREIGN_KEY((a, b), lines(plant, number)) shift {", "ORM_FOREIGN_KEY");
    assert_place(argument(key, 0)->place, 1, 24, 1, 30);
    assert_place(orm_value_item(argument(key, 0)->value, 1)->place, 1, 28, 1, 29);
    assert_place(argument(key, 1)->place, 1, 32, 1, 52);
    assert_place(orm_value_item(argument(key, 1)->value, 1)->value->place, 1, 45, 1, 51);
}

static void points_at_the_use_of_a_wrapper(void **state)
{
    (void)state;
    g_autoptr(OrmAnnotation) key =
        parse_at("orm:foreign_key(users.id, ondelete=cascade)", "int a REFS( users /* ) */ ) ;", "REFS");
    assert_place(key->place, 1, 7, 1, 28);
    assert_place(key->kind_place, 1, 7, 1, 28);
    assert_place(argument(key, 0)->place, 1, 7, 1, 28);
    assert_place(argument(key, 1)->key_place, 1, 7, 1, 28);
    assert_place(argument(key, 1)->value->place, 1, 7, 1, 28);

    g_autoptr(OrmAnnotation) plain = parse_at("orm:column(primary_key)", "int a KEY;", "KEY");
    assert_place(argument(plain, 0)->place, 1, 7, 1, 10);

    /* A macro of ours for another kind: ORM_ON does not stand for what it wraps. */
    g_autoptr(OrmAnnotation) other = parse_at("orm:column(a)", "ORM_TABLE(a)", "ORM_");
    assert_place(argument(other, 0)->place, 1, 1, 1, 13);
}

static void falls_back_when_macros_were_expanded(void **state)
{
    (void)state;
    g_autoptr(OrmAnnotation) same = parse_at("orm:column(a, nullable=1)", "ORM_COLUMN(a, nullable=true)", "ORM_COLUMN");
    assert_string_equal(argument(same, 1)->value->text, "1");
    assert_place(argument(same, 1)->value->place, 1, 24, 1, 28);

    g_autoptr(OrmAnnotation) more = parse_at("orm:column(a, unique, index)", "ORM_COLUMN(a, BOTH)", "ORM_COLUMN");
    assert_place(argument(more, 0)->place, 1, 1, 1, 20);
    assert_place(argument(more, 2)->place, 1, 1, 1, 20);
}

static void places_errors(void **state)
{
    (void)state;
    static const struct {
        const char *source;
        guint column, end_column;
    } cases[] = {
        {"ORM_CHECK(a, )", 12, 13},          {"ORM_CHECK(a,,b)", 13, 14},      {"ORM_CHECK(a > 0)", 13, 14},
        {"ORM_CHECK(a, name=)", 18, 19},     {"ORM_CHECK(\"a\\qb\")", 13, 15}, {"ORM_CHECK(a b)", 13, 14},
        {"ORM_CHECK(a, x(b, 'c'))", 19, 20}, {"ORM_CHECK(a, 2fa)", 14, 17},    {"ORM_CHECK((a, b)", 17, 18},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text = g_strconcat("orm:check", cases[i].source + strlen("ORM_CHECK"), NULL);
        g_autoptr(OrmAnnotation) check = parse_at(text, cases[i].source, "ORM_CHECK");
        assert_non_null(check->syntax_error);
        assert_place(check->error_place, 1, cases[i].column, 1, cases[i].end_column);
    }
    g_autoptr(OrmAnnotation) wrapped = parse_at("orm:check(a, )", "CHECK(a)", "CHECK");
    assert_place(wrapped->error_place, 1, 1, 1, 9);
}

/* Every prefix of the source, and every offset in it, in a buffer of just that size (the sanitizer sees a read beyond
 * it). */
static void survives_source_that_is_cut_off(void **state)
{
    (void)state;
    const char *source = "ORM_\\\nCOLUMN(nick /* c */, \"a\\x41\" \"\\u00e9\", f(-1.5e3, (b)), 'x' // y\r\n)";
    for (gsize length = 0; length <= strlen(source); length++) {
        g_autofree char *exact = g_memdup2(source, length);
        for (gsize offset = 0; offset <= length + 1; offset++) {
            OrmSourceText where = {.file = FILE_NAME, .text = exact, .length = length, .offset = offset};
            g_autoptr(OrmAnnotation) column = orm_annotation_parse("orm:column(nick, \"a\", f(1, (b)))", &where);
            assert_null(column->syntax_error);
            assert_int_equal(column->arguments->len, 3);
            assert_true(orm_place_known(&column->place));
        }
    }
}

static void takes_on_apart(void **state)
{
    (void)state;
    const char *source = "ORM_ON(user.email, column(unique, type=\"TEXT\"));";
    g_autoptr(OrmAnnotation) on = parse_at("orm:on(user.email, column(unique, type=\"TEXT\"))", source, "ORM_ON");
    OrmAnnotationOn parts = orm_annotation_on(on);
    g_autoptr(OrmAnnotation) column = parts.annotation;
    assert_string_equal(parts.target, "user");
    assert_string_equal(parts.field, "email");
    assert_place(parts.where_place, 1, 8, 1, 18);
    assert_string_equal(column->kind, "column");
    assert_null(column->syntax_error);
    assert_place(column->place, 1, 20, 1, 47);
    assert_place(column->kind_place, 1, 20, 1, 26);
    assert_place(argument(column, 1)->value->place, 1, 40, 1, 46);
}

static void takes_on_apart_in_a_wrapper(void **state)
{
    (void)state;
    g_autoptr(OrmAnnotation) on = parse_at("orm:on(_, index(a))", "DECLARE_INDEX(a);", "DECLARE");
    OrmAnnotationOn parts = orm_annotation_on(on);
    g_autoptr(OrmAnnotation) index = parts.annotation;
    assert_string_equal(parts.target, "_");
    assert_null(parts.field);
    assert_place(index->kind_place, 1, 1, 1, 17);
    assert_place(argument(index, 0)->place, 1, 1, 1, 17);
}

static void reports_a_malformed_on(void **state)
{
    (void)state;
    static const struct {
        const char *source;
        const char *kind;
        guint column;
    } cases[] = {
        {"ORM_ON()", "on", 1},          {"ORM_ON(user)", "on", 1},          {"ORM_ON(user, \"x\")", "on", 14},
        {"ORM_ON(f(x), y())", "on", 8}, {"ORM_ON(a=b, y())", "on", 8},      {"ORM_ON(a, table(), view)", "on", 20},
        {"ORM_ON(a, x=y())", "on", 11}, {"ORM_ON(a, table(b,))", "on", 18}, {"ORM_ON(\"\", table())", "on", 8},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text = g_strconcat("orm:on", cases[i].source + strlen("ORM_ON"), NULL);
        g_autoptr(OrmAnnotation) on = parse_at(text, cases[i].source, "ORM_ON");
        OrmAnnotationOn parts = orm_annotation_on(on);
        g_autoptr(OrmAnnotation) inner = parts.annotation;
        assert_string_equal(inner->kind, cases[i].kind);
        assert_non_null(inner->syntax_error);
        assert_int_equal(inner->error_place.column, cases[i].column);
    }
    g_autoptr(OrmAnnotation) lone = orm_annotation_parse("orm:on(user.note, ignore)", NULL);
    g_autoptr(OrmAnnotation) ignore = orm_annotation_on(lone).annotation;
    assert_string_equal(ignore->kind, "ignore");
    assert_null(ignore->syntax_error);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_every_kind_of_value),
        cmocka_unit_test(reads_strings),
        cmocka_unit_test(keeps_what_comes_before_an_error),
        cmocka_unit_test(limits_nesting),
        cmocka_unit_test(places_arguments_keys_and_values),
        cmocka_unit_test(takes_the_line_it_is_given),
        cmocka_unit_test(counts_bytes_of_wide_characters),
        cmocka_unit_test(knows_every_line_ending),
        cmocka_unit_test(reads_through_joints_and_comments),
        cmocka_unit_test(joins_literals_over_lines),
        cmocka_unit_test(places_nested_values),
        cmocka_unit_test(points_at_the_use_of_a_wrapper),
        cmocka_unit_test(falls_back_when_macros_were_expanded),
        cmocka_unit_test(places_errors),
        cmocka_unit_test(survives_source_that_is_cut_off),
        cmocka_unit_test(takes_on_apart),
        cmocka_unit_test(takes_on_apart_in_a_wrapper),
        cmocka_unit_test(reports_a_malformed_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
