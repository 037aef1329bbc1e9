/* SPDX-License-Identifier: MIT */
/*
 * Files of facts of any bytes: first as they are, then as the records of a file whose frame is sound, so that the
 * checksum does not keep what follows from being tried. Facts that are read must be normalised, written and read again
 * without a change.
 */
#include "analyzer/facts/facts_file.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size);
const char *__asan_default_options(void);

/* As in fuzz_annotation.c: the table of interned strings grows. */
const char *__asan_default_options(void)
{
    return "detect_leaks=0";
}

static void check(const guint8 *data, gsize size)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(OrmFacts) facts = orm_facts_decode(data, size, "fuzz.facts", &error);
    if (facts == NULL) {
        g_assert_true(error != NULL && g_str_has_prefix(error->message, "fuzz.facts: "));
        return;
    }
    g_assert_no_error(error);
    orm_facts_normalize(facts);
    g_autoptr(GByteArray) once = orm_facts_encode(facts);
    g_autoptr(OrmFacts) again = orm_facts_decode(once->data, once->len, "again", NULL);
    g_assert_nonnull(again);
    g_autoptr(GByteArray) twice = orm_facts_encode(again);
    g_assert_cmpmem(once->data, once->len, twice->data, twice->len);
}

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size)
{
    check(data, size);
    g_autoptr(GByteArray) framed = g_byte_array_new();
    guint32 numbers[2] = {GUINT32_TO_LE(ORM_FACTS_FILE_VERSION), 0};
    guint64 sums[2] = {GUINT64_TO_LE((guint64)size), GUINT64_TO_LE(orm_bytes_checksum(data, size))};
    g_byte_array_append(framed, (const guint8 *)"ORMFACTS", 8);
    g_byte_array_append(framed, (const guint8 *)numbers, sizeof numbers);
    g_byte_array_append(framed, (const guint8 *)sums, sizeof sums);
    g_byte_array_append(framed, data, (guint)size);
    check(framed->data, framed->len);
    return 0;
}
