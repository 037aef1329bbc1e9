/* SPDX-License-Identifier: MIT */
/* Patches: what is read, what is refused, and what was there before. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "analyzer/project/patch.h"

/* Each file as "old -> new: hunks". */
static void assert_parsed(const char *text, const char *expected)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) files = orm_patch_parse("p", text, strlen(text), &error);
    g_autoptr(GString) shown = g_string_new(NULL);
    for (guint i = 0; files != NULL && i < files->len; i++) {
        const OrmPatchFile *file = files->pdata[i];
        g_string_append_printf(shown, "%s -> %s:", file->old_path == NULL ? "-" : file->old_path,
                               file->new_path == NULL ? "-" : file->new_path);
        for (guint j = 0; j < file->hunks->len; j++) {
            const OrmPatchHunk *hunk = file->hunks->pdata[j];
            g_string_append_printf(shown, " %u,%u>%u,%u", hunk->old_start, hunk->old_count, hunk->new_start,
                                   hunk->new_count);
        }
        g_string_append_c(shown, '\n');
    }
    assert_string_equal(error == NULL ? shown->str : error->message, expected);
}

static void test_parse(void **state)
{
    (void)state;
    assert_parsed("", "");
    assert_parsed("words\n--- of a mail\n", "");
    assert_parsed("--- a/x.h\n+++ b/x.h\n@@ -1 +1,2 @@ struct a {\n-a\n+b\n+c\n@@ -9,0 +11 @@\n+d\n",
                  "x.h -> x.h: 1,1>1,2 9,0>11,1\n");
    assert_parsed("--- /dev/null\n+++ b/new.h\n@@ -0,0 +1 @@\n+a\n\\ No newline at end of file\n",
                  "- -> new.h: 0,0>1,1\n");
    assert_parsed("--- a/old.h\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n", "old.h -> -: 1,1>0,0\n");
    assert_parsed("--- \"a/t\\303\\251 \\\"x\\\".h\"\n+++ \"b/t\\303\\251 \\\"x\\\".h\"\n@@ -1 +1 @@\n-a\n+b\n",
                  "t\303\251 \"x\".h -> t\303\251 \"x\".h: 1,1>1,1\n");
    assert_parsed("--- x.h\t2020-01-01 00:00:00\n+++ x.h\t2020-01-02\n@@ -1 +1 @@\n-a\n+b\n", "x.h -> x.h: 1,1>1,1\n");
    assert_parsed("diff --git a/o.h b/n.h\nsimilarity index 100%\nrename from o.h\nrename to n.h\n", "o.h -> n.h:\n");
    assert_parsed("rename from o.h\nrename to n.h\nindex 1..2\n--- a/o.h\n+++ b/n.h\n@@ -1 +1 @@\n-a\n+b\n",
                  "o.h -> n.h: 1,1>1,1\n");
    /* what looks like a header within a hunk is text; a line whose blank was cut off is an empty one */
    assert_parsed("--- a/x\n+++ b/x\n@@ -1,3 +1,2 @@\n--- a/y\n\n+++ b/y\n-z\n", "x -> x: 1,3>1,2\n");
    assert_parsed("Binary files a/x and b/x differ\n", "");
}

static void test_faults(void **state)
{
    (void)state;
    assert_parsed("--- a/x\n+++ b/x\n@@ -1,2 +1 @@\n-a\n", "p:5: the patch ends within a hunk");
    assert_parsed("--- a/x\n+++ b/x\n@@ -1,2 +1 @@\n-a", "p:5: the patch ends within a hunk");
    assert_parsed("--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n-b\n", "p:5: the hunk has other lines than its `@@` line says");
    assert_parsed("--- a/x\n+++ b/x\n@@ -1 +x @@\n", "p:3: expected `@@ -LINE,COUNT +LINE,COUNT @@`");
    assert_parsed("--- a/x\n+++ b/x\n@@ -1 +99999999999 @@\n", "p:3: expected `@@ -LINE,COUNT +LINE,COUNT @@`");
    assert_parsed("--- a/x\n+++ b/x\n@@ -5 +5 @@\n-a\n+b\n@@ -1 +1 @@\n-a\n+b\n",
                  "p:6: the hunk overlaps the one before it");
    assert_parsed("--- a/x\n+++ b/x\n@@@ -1 -1 +1 @@@\n",
                  "p:3: this is a combined diff of a merge: give the diff to one parent");
    assert_parsed("struct user {\n", "p:1: this is no patch: no line begins a diff");
    assert_parsed("\n \n", "");
    assert_parsed("--- /dev/null\n+++ /dev/null\n", "p:3: the file is neither there before nor after");
}

static void assert_reversed(const char *hunks, const char *now, const char *before)
{
    g_autofree char *text = g_strconcat("--- a/x\n+++ b/x\n", hunks, NULL);
    g_autoptr(GPtrArray) files = orm_patch_parse("p", text, strlen(text), NULL);
    guint line = 0;
    g_autofree char *old = orm_patch_reverse(files->pdata[0], now, &line);
    g_autofree char *where = g_strdup_printf("line %u", line);
    assert_string_equal(old == NULL ? where : old, before);
}

static void test_reverse(void **state)
{
    (void)state;
    assert_reversed("@@ -2 +2 @@\n-b\n+B\n", "a\nB\nc\n", "a\nb\nc\n");
    assert_reversed("@@ -2 +1,0 @@\n-b\n", "a\nc\n", "a\nb\nc\n");
    assert_reversed("@@ -1,0 +2,2 @@\n+b\n+c\n", "a\nb\nc\nd", "a\nd");
    assert_reversed("@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n@@ -5,0 +6 @@\n+f\n", "a\r\nB\r\nc\r\nd\r\ne\r\nf\r\n",
                    "a\r\nb\nc\r\nd\r\ne\r\n");
    assert_reversed("@@ -1,2 +0,0 @@\n-a\n-b\n", "", "a\nb\n");
    assert_reversed("@@ -2 +2 @@\n-b\n+B\n", "a\nX\nc\n", "line 2");
    assert_reversed("@@ -9 +9 @@\n-b\n+B\n", "a\n", "line 3");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parse),
        cmocka_unit_test(test_faults),
        cmocka_unit_test(test_reverse),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
