/* SPDX-License-Identifier: MIT */
/* A fixed piece of work in GLib, jansson and the C library, of the kind that the tool does: strings in hash tables,
 * sorted arrays, text put together, JSON written and read. instructions.sh counts its instructions beside those of the
 * tool, so that another compiler or library changes both. usage: reference ROUNDS */
#include <glib.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NAMES 500

static gint compare_names(gconstpointer left, gconstpointer right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

/** The names, in the order of their letters. Free with g_ptr_array_unref. */
static GPtrArray *sorted_names(guint round)
{
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < NAMES; i++)
        g_ptr_array_add(names, g_strdup_printf("column_%u_%u", (i * 7919 + round) % NAMES, i));
    g_ptr_array_sort(names, compare_names);
    return names;
}

/** The length of a JSON document that says for each name how many share its first letters; written and read again. */
static gsize document(GPtrArray *names)
{
    g_autoptr(GHashTable) counts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < names->len; i++) {
        char *key = g_strndup(names->pdata[i], 9);
        gpointer count = g_hash_table_lookup(counts, key);
        g_hash_table_replace(counts, key, GINT_TO_POINTER(GPOINTER_TO_INT(count) + 1));
    }
    json_t *root = json_array();
    for (guint i = 0; i < names->len; i++) {
        g_autofree char *key = g_strndup(names->pdata[i], 9);
        int count = GPOINTER_TO_INT(g_hash_table_lookup(counts, key));
        json_array_append_new(root, json_pack("{s:s, s:i}", "name", names->pdata[i], "count", count));
    }
    char *text = json_dumps(root, JSON_INDENT(2));
    json_decref(root);
    json_t *read = json_loads(text, 0, NULL);
    gsize length = strlen(text) + json_array_size(read);
    json_decref(read);
    free(text);
    return length;
}

int main(int argc, char **argv)
{
    guint rounds = argc == 2 ? (guint)g_ascii_strtoull(argv[1], NULL, 10) : 0;
    gsize sum = 0;
    for (guint round = 0; round < rounds; round++) {
        g_autoptr(GPtrArray) names = sorted_names(round);
        sum += document(names);
    }
    printf("%" G_GSIZE_FORMAT "\n", sum);
    return 0;
}
