/* SPDX-License-Identifier: MIT */
#include "analyzer/facts/pattern.h"

GRegex *orm_pattern(const char *pattern)
{
    static GMutex mutex;
    static GHashTable *known = NULL; /* const char *, by its address -> GRegex * */
    g_mutex_lock(&mutex);
    if (known == NULL)
        known = g_hash_table_new(NULL, NULL);
    GRegex *regex = g_hash_table_lookup(known, pattern);
    if (regex == NULL) {
        g_autoptr(GError) error = NULL;
        regex = g_regex_new(pattern, 0, 0, &error);
        if (regex == NULL)
            g_error("%s", error->message);
        g_hash_table_insert(known, (gpointer)pattern, regex);
    }
    g_mutex_unlock(&mutex);
    return regex;
}

gboolean orm_matches(const char *text, const char *pattern)
{
    return text != NULL && g_regex_match(orm_pattern(pattern), text, 0, NULL);
}
