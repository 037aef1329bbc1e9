/* SPDX-License-Identifier: MIT */
#include "analyzer/findings/baseline.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#define HEADER                                                                                                   \
    "[{\"version\": 1, \"about\": \"findings that ormlint check does not report; ormlint baseline create|prune " \
    "writes "                                                                                                    \
    "this file\"}\n"

OrmBaseline *orm_baseline_new(void)
{
    OrmBaseline *baseline = g_new0(OrmBaseline, 1);
    baseline->entries = g_ptr_array_new_with_free_func(g_free);
    return baseline;
}

void orm_baseline_free(OrmBaseline *baseline)
{
    if (baseline == NULL)
        return;
    g_ptr_array_unref(baseline->entries);
    g_free(baseline);
}

static const char *object_label(const OrmObject *object)
{
    if (object->name == NULL)
        return object->kind;
    g_autofree char *label = g_strdup_printf("%s %s", object->kind == NULL ? "object" : object->kind, object->name);
    return orm_intern(label);
}

void orm_baseline_add(OrmBaseline *baseline, const OrmFinding *finding, const char *file)
{
    g_autofree char *fingerprint = orm_finding_fingerprint(finding);
    OrmBaselineEntry *entry = g_new0(OrmBaselineEntry, 1);
    entry->fingerprint = orm_intern(fingerprint);
    entry->rule = finding->rule;
    entry->table = finding->object.table;
    entry->object = object_label(&finding->object);
    entry->file = orm_intern(file);
    g_ptr_array_add(baseline->entries, entry);
}

gboolean orm_baseline_meet(OrmBaseline *baseline, const OrmFinding *finding)
{
    gboolean met = FALSE;
    g_autofree char *fingerprint = orm_finding_fingerprint(finding);
    const char *interned = orm_intern(fingerprint);
    for (guint i = 0; i < baseline->entries->len; i++) {
        OrmBaselineEntry *entry = g_ptr_array_index(baseline->entries, i);
        if (entry->fingerprint != interned)
            continue;
        entry->met = met = TRUE;
    }
    return met;
}

static int compare_entries(gconstpointer left, gconstpointer right)
{
    const OrmBaselineEntry *one = *(OrmBaselineEntry *const *)left, *other = *(OrmBaselineEntry *const *)right;
    int order = strcmp(one->fingerprint, other->fingerprint);
    return order == 0 ? g_strcmp0(one->file, other->file) : order;
}

static void set(json_t *object, const char *key, const char *value)
{
    g_autofree char *valid = value == NULL ? NULL : g_utf8_make_valid(value, -1);
    json_object_set_new(object, key, valid == NULL ? json_null() : json_string(valid));
}

static void append_entry(GString *text, const OrmBaselineEntry *entry)
{
    json_t *object = json_object();
    set(object, "fingerprint", entry->fingerprint);
    set(object, "rule", entry->rule);
    set(object, "table", entry->table);
    set(object, "object", entry->object);
    set(object, "file", entry->file);
    char *line = json_dumps(object, 0);
    g_string_append_printf(text, ",%s\n", line);
    free(line);
    json_decref(object);
}

char *orm_baseline_to_string(const OrmBaseline *baseline)
{
    GString *text = g_string_new(HEADER);
    g_autoptr(GPtrArray) sorted = g_ptr_array_new();
    for (guint i = 0; i < baseline->entries->len; i++)
        g_ptr_array_add(sorted, g_ptr_array_index(baseline->entries, i));
    g_ptr_array_sort(sorted, compare_entries);
    const char *last = "";
    for (guint i = 0; i < sorted->len; i++) {
        const OrmBaselineEntry *entry = g_ptr_array_index(sorted, i);
        if (strcmp(entry->fingerprint, last) != 0)
            append_entry(text, entry);
        last = entry->fingerprint;
    }
    g_string_append(text, "]\n");
    return g_string_free(text, FALSE);
}
