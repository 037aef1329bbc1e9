/* SPDX-License-Identifier: MIT */
/* Any bytes as SQL text of PostgreSQL: faults and a catalog, nothing worse. */
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
    g_autofree char *text = g_malloc(size + 1);
    memcpy(text, data, size);
    text[size] = '\0';
    OrmSqlText sql = {orm_intern("fuzz.sql"), text, size};
    g_autoptr(OrmCatalog) catalog = orm_catalog_new(ORM_DIALECT_POSTGRESQL, "fuzz.sql");
    orm_postgresql_read_text(catalog, &sql, 1);
    fuzz_catalog(catalog);
    return 0;
}
