/* SPDX-License-Identifier: MIT */
#include "analyzer/facts/file_sums.h"
#include "analyzer/facts/bytes.h"

struct OrmFileSums {
    GHashTable *by_path; /* char *, owned -> OrmFileSum *, owned */
};

OrmFileSums *orm_file_sums_new(void)
{
    OrmFileSums *sums = g_new0(OrmFileSums, 1);
    sums->by_path = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    return sums;
}

void orm_file_sums_free(OrmFileSums *sums)
{
    if (sums == NULL)
        return;
    g_hash_table_unref(sums->by_path);
    g_free(sums);
}

OrmFileSum orm_file_sum(const char *text, gsize length)
{
    return (OrmFileSum){length, orm_bytes_checksum((const guint8 *)text, length), TRUE};
}

void orm_file_sums_put(OrmFileSums *sums, const char *path, OrmFileSum sum)
{
    g_hash_table_replace(sums->by_path, g_strdup(path), g_memdup2(&sum, sizeof sum));
}

OrmFileSum orm_file_sums_get(OrmFileSums *sums, const char *path)
{
    const OrmFileSum *known = g_hash_table_lookup(sums->by_path, path);
    if (known != NULL)
        return *known;
    OrmFileSum sum = {0};
    g_autofree char *text = NULL;
    gsize length = 0;
    if (g_file_get_contents(path, &text, &length, NULL))
        sum = orm_file_sum(text, length);
    orm_file_sums_put(sums, path, sum);
    return sum;
}
