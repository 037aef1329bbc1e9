/* SPDX-License-Identifier: MIT */
/* The expected hashes are those that the uploading action of GitHub code scanning computes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "reporters/line_hash.h"

static void assert_hashes_of(const char *text, gsize length, const char *expected)
{
    g_autoptr(GPtrArray) hashes = orm_line_hashes(text, length);
    g_ptr_array_add(hashes, NULL);
    g_autofree char *joined = g_strjoinv(" ", (char **)hashes->pdata);
    assert_string_equal(joined, expected);
}

static void assert_hashes(const char *text, const char *expected)
{
    assert_hashes_of(text, strlen(text), expected);
}

static void test_an_empty_file(void **state)
{
    (void)state;
    assert_hashes("", "c129715d7a2bc9a3:1");
}

static void test_short_lines(void **state)
{
    (void)state;
    assert_hashes(" a\nb\n  \t\tc\n d", "271789c17abda88f:1 54703d4cd895b18:1 180aee12dab6264:1 a23a3dc5e078b07b:1");
    assert_hashes(" hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End",
                  "8b7cf3e952e7aeb2:1 b1ae1287ec4718d9:1 bff680108adb0fcc:1 c6805c5e1288b612:1 b86d3392aea1be30:1 "
                  "e6ceba753e1a442:1");
}

static void test_every_line_end(void **state)
{
    (void)state;
    static const char *const texts[] = {" hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End\n",
                                        " hello; \t\nworld!!!\r\r\r  \t\tGreetings\r End\r",
                                        " hello; \t\r\nworld!!!\r\n\r\n\r\n  \t\tGreetings\r\n End\r\n",
                                        " hello; \t\nworld!!!\r\n\n\r  \t\tGreetings\r End\r\n"};
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
        assert_hashes(texts[i], "e9496ae3ebfced30:1 fb7c023a8b9ccb3f:1 ce8ba1a563dcdaca:1 e20e36e16fcb0cc8:1 "
                                "b3edc88f2938467e:1 c8e28b0b4002a3a0:1 c129715d7a2bc9a3:1");
}

static void test_repeated_lines_are_numbered(void **state)
{
    (void)state;
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < 10; i++)
        g_string_append(text, "Lorem ipsum dolor sit amet.\n");
    assert_hashes(text->str,
                  "a7f2ff13bc495cf2:1 a7f2ff13bc495cf2:2 a7f2ff13bc495cf2:3 a7f2ff13bc495cf2:4 a7f2ff13bc495cf2:5 "
                  "a7f2ff13bc495cf2:6 a7f2ff1481e87703:1 a9cf91f7bbf1862b:1 55ec222b86bcae53:1 cc97dc7b1d7d8f7b:1 "
                  "c129715d7a2bc9a3:1");
}

/* The hash by its definition: the sum of each unit times 37 to the power of the places after it. */
static char *define(const guint16 *units, gsize count)
{
    guint64 hash = 0;
    for (gsize i = 0; i < 100; i++)
        hash = hash * 37 + (i < count ? units[i] : 0);
    return g_strdup_printf("%" G_GINT64_MODIFIER "x:1", hash);
}

static void test_characters_are_utf16_units(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        gsize length;
        guint16 units[8];
        gsize count;
    } cases[] = {
        {"é漢", 5, {0xe9, 0x6f22, 0xffff}, 3},
        {"\xf0\x9f\x98\x80", 4, {0xd83d, 0xde00, 0xffff}, 3},
        {"a\0b", 3, {'a', 0, 'b', 0xffff}, 4},
        {"\xff"
         "a",
         2,
         {0xfffd, 'a', 0xffff},
         3},
        {"\xe6\xbc"
         "a",
         3,
         {0xfffd, 'a', 0xffff},
         3},
        {"a\xe6", 2, {'a', 0xfffd, 0xffff}, 3},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *expected = define(cases[i].units, cases[i].count);
        assert_hashes_of(cases[i].text, cases[i].length, expected);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_an_empty_file),
        cmocka_unit_test(test_short_lines),
        cmocka_unit_test(test_every_line_end),
        cmocka_unit_test(test_repeated_lines_are_numbered),
        cmocka_unit_test(test_characters_are_utf16_units),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
