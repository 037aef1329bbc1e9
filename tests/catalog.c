/* SPDX-License-Identifier: MIT */
/*
 * A schema as its readers see it, for tests that compare them:
 *
 *     catalog DIALECT NAME...          the snapshot
 *     catalog --bare DIALECT NAME...   without what text and database cannot share: places, names of files, steps,
 * server
 *
 * Ends with 1 and the error, or the faults, when not all could be read.
 */
#include "analyzer/schema/readers.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void remove_places(json_t *value)
{
    static const char *const members[] = {"place", "type_place", "default_place"};
    for (gsize i = 0; i < json_array_size(value); i++)
        remove_places(json_array_get(value, i));
    for (gsize i = 0; i < G_N_ELEMENTS(members); i++)
        json_object_del(value, members[i]);
    const char *key;
    json_t *inner;
    json_object_foreach(value, key, inner) remove_places(inner);
}

static void print_bare(const char *snapshot)
{
    static const char *const members[] = {"label", "files", "steps", "server_version", "notices"};
    json_t *root = json_loads(snapshot, 0, NULL);
    g_assert_nonnull(root);
    for (gsize i = 0; i < G_N_ELEMENTS(members); i++)
        json_object_del(root, members[i]);
    remove_places(root);
    char *text = json_dumps(root, JSON_INDENT(1));
    puts(text);
    free(text);
    json_decref(root);
}

int main(int count, char **arguments)
{
    int first = count > 1 && strcmp(arguments[1], "--bare") == 0 ? 2 : 1;
    OrmSchemaOptions options = {0};
    if (count <= first + 1 || !orm_dialect_parse(arguments[first], &options.dialect)) {
        fputs("usage: catalog [--bare] DIALECT NAME...\n", stderr);
        return 2;
    }
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (int i = first + 1; i < count; i++)
        g_ptr_array_add(names, arguments[i]);
    g_autoptr(GError) error = NULL;
    g_autoptr(OrmCatalog) catalog = orm_schema_read(names, &options, &error);
    if (catalog == NULL) {
        fprintf(stderr, "%s\n", error->message);
        return 1;
    }
    g_autofree char *snapshot = orm_snapshot_write(catalog);
    if (first == 2)
        print_bare(snapshot);
    else
        fputs(snapshot, stdout);
    for (guint i = 0; i < catalog->faults->len; i++) {
        const OrmCatalogFault *fault = catalog->faults->pdata[i];
        fprintf(stderr, "%s:%u:%u: %s\n", fault->place.file, fault->place.line, fault->place.column, fault->message);
    }
    return catalog->faults->len > 0 ? 1 : 0;
}
