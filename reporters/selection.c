/* SPDX-License-Identifier: MIT */
#include "reporters/selection.h"

#include <string.h>

#define HASH_DIGITS 16

GPtrArray *orm_report_visible(const OrmReport *report)
{
    GPtrArray *visible = g_ptr_array_new();
    for (guint i = 0; i < report->findings->len; i++) {
        OrmFinding *finding = g_ptr_array_index(report->findings, i);
        if (finding->suppressed == NULL)
            g_ptr_array_add(visible, finding);
    }
    return visible;
}

GPtrArray *orm_findings_worst_first(GPtrArray *findings)
{
    GPtrArray *sorted = g_ptr_array_sized_new(findings->len);
    for (int severity = ORM_SEVERITY_ERROR; severity >= ORM_SEVERITY_OFF; severity--)
        for (guint i = 0; i < findings->len; i++) {
            OrmFinding *finding = g_ptr_array_index(findings, i);
            if ((int)finding->severity == severity)
                g_ptr_array_add(sorted, finding);
        }
    return sorted;
}

char *orm_finding_line(const OrmFinding *finding)
{
    if (finding->help == NULL)
        return g_strdup(finding->message);
    return g_strconcat(finding->message, "; ", finding->help, NULL);
}

gboolean orm_place_in_database(const OrmPlace *place)
{
    return place->line == 0 && place->file != NULL &&
           (strstr(place->file, "://") != NULL || g_str_has_prefix(place->file, "sqlite:"));
}

OrmPlace orm_finding_file_place(const OrmFinding *finding)
{
    return orm_place_in_database(&finding->place) ? ORM_PLACE_UNKNOWN : finding->place;
}

char *orm_finding_line_with_database(const OrmFinding *finding)
{
    char *line = orm_finding_line(finding);
    if (!orm_place_in_database(&finding->place))
        return line;
    char *with_database = g_strdup_printf("%s (in %s)", line, finding->place.file);
    g_free(line);
    return with_database;
}

char *orm_hash_texts(const char *one, const char *other)
{
    g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);
    g_checksum_update(checksum, (const guchar *)one, (gssize)strlen(one) + 1);
    g_checksum_update(checksum, (const guchar *)other, (gssize)strlen(other));
    return g_strndup(g_checksum_get_string(checksum), HASH_DIGITS);
}

/* How often each text occurs; borrows the texts. */
static GHashTable *count_texts(GPtrArray *texts)
{
    GHashTable *counts = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < texts->len; i++) {
        guint count = GPOINTER_TO_UINT(g_hash_table_lookup(counts, texts->pdata[i]));
        g_hash_table_insert(counts, texts->pdata[i], GUINT_TO_POINTER(count + 1));
    }
    return counts;
}

GPtrArray *orm_findings_fingerprints(GPtrArray *findings)
{
    g_autoptr(GPtrArray) plain = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < findings->len; i++)
        g_ptr_array_add(plain, orm_finding_fingerprint(findings->pdata[i]));
    g_autoptr(GHashTable) counts = count_texts(plain);
    g_autoptr(GHashTable) used = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    GPtrArray *unique = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < findings->len; i++) {
        const OrmFinding *finding = findings->pdata[i];
        gboolean alone = GPOINTER_TO_UINT(g_hash_table_lookup(counts, plain->pdata[i])) == 1;
        char *fingerprint = alone ? g_strdup(plain->pdata[i]) : orm_hash_texts(plain->pdata[i], finding->message);
        for (guint number = 2; !g_hash_table_add(used, g_strdup(fingerprint)); number++) {
            g_autofree char *numbered = g_strdup_printf("%s %u", finding->message, number);
            g_free(fingerprint);
            fingerprint = orm_hash_texts(plain->pdata[i], numbered);
        }
        g_ptr_array_add(unique, fingerprint);
    }
    return unique;
}
