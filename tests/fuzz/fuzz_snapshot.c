/* SPDX-License-Identifier: MIT */
/* Any bytes as a snapshot: an error that names the file, or a catalog that can be used as that of a reader. */
#include "tests/fuzz/fuzz_catalog.h"

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size);
const char *__asan_default_options(void);

/* As in fuzz_annotation.c: the table of interned strings grows. */
const char *__asan_default_options(void)
{
    return "detect_leaks=0";
}

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(OrmCatalog) catalog = orm_catalog_new(ORM_DIALECT_PORTABLE, "fuzz.json");
    if (orm_snapshot_read(catalog, "fuzz.json", (const char *)data, size, &error))
        fuzz_catalog(catalog);
    else
        g_assert_true(error != NULL && g_str_has_prefix(error->message, "fuzz.json:"));
    return 0;
}
