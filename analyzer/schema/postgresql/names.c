/* SPDX-License-Identifier: MIT */
/* The names that the server makes up for what has none, to the byte: makeObjectName, ChooseRelationName and
 * ChooseConstraintName of its source. */
#include <string.h>

#include "analyzer/schema/postgresql/reader.h"

#define NAME_BYTES 63 /* NAMEDATALEN - 1 */

/* No more bytes than the limit, and no character cut in two. */
static gsize clip(const char *name, gsize length, gsize limit)
{
    if (length <= limit)
        return length;
    while (limit > 0 && ((guchar)name[limit] & 0xc0) == 0x80)
        limit--;
    return limit;
}

/* first_second_label, the longer of the first two shortened until it fits. */
static const char *make_name(const char *first, const char *second, const char *label)
{
    gsize overhead = strlen(label) + 1 + (second != NULL ? 1 : 0);
    gsize room = NAME_BYTES - overhead;
    gsize first_length = strlen(first);
    gsize second_length = second != NULL ? strlen(second) : 0;
    while (first_length + second_length > room) {
        if (first_length > second_length)
            first_length--;
        else
            second_length--;
    }
    first_length = clip(first, strlen(first), first_length);
    g_autoptr(GString) name = g_string_new_len(first, (gssize)first_length);
    if (second != NULL) {
        g_string_append_c(name, '_');
        g_string_append_len(name, second, (gssize)clip(second, strlen(second), second_length));
    }
    g_string_append_printf(name, "_%s", label);
    return orm_intern(name->str);
}

static const char *name_key(const OrmPostgresqlReader *reader, const char *schema, const char *name)
{
    if (g_strcmp0(schema, reader->catalog->default_schema) == 0)
        schema = NULL;
    g_autofree char *key = g_strconcat(schema != NULL ? schema : "", "\1", name, NULL);
    return orm_intern(key);
}

void orm_postgresql_note_name(OrmPostgresqlReader *reader, const char *schema, const char *name)
{
    if (name != NULL)
        g_hash_table_add(reader->relation_names, (gpointer)name_key(reader, schema, name));
}

static gboolean has_check(const GPtrArray *checks, const char *name)
{
    for (guint i = 0; i < checks->len; i++) {
        if (((const OrmCatalogCheck *)g_ptr_array_index(checks, i))->name == name)
            return TRUE;
    }
    return FALSE;
}

static gboolean has_constraint(const OrmCatalogTable *table, const char *name)
{
    for (guint i = 0; i < table->indexes->len; i++) {
        const OrmCatalogIndex *index = g_ptr_array_index(table->indexes, i);
        if (index->name == name && index->kind != ORM_CATALOG_INDEX)
            return TRUE;
    }
    for (guint i = 0; i < table->foreign_keys->len; i++) {
        if (((const OrmCatalogForeignKey *)g_ptr_array_index(table->foreign_keys, i))->name == name)
            return TRUE;
    }
    return has_check(table->checks, name) || has_check(table->excludes, name);
}

static gboolean constraint_exists(const OrmPostgresqlReader *reader, const char *schema, const char *name)
{
    const OrmCatalog *catalog = reader->catalog;
    for (guint i = 0; i < catalog->tables->len; i++) {
        const OrmCatalogTable *table = g_ptr_array_index(catalog->tables, i);
        if (table->schema == schema && has_constraint(table, name))
            return TRUE;
    }
    for (guint i = 0; i < catalog->types->len; i++) {
        const OrmCatalogType *type = g_ptr_array_index(catalog->types, i);
        if (type->schema == schema && type->checks != NULL && has_check(type->checks, name))
            return TRUE;
    }
    return FALSE;
}

gboolean orm_postgresql_relation_exists(const OrmPostgresqlReader *reader, const char *schema, const char *name)
{
    const OrmCatalog *catalog = reader->catalog;
    if (!g_hash_table_contains(reader->relation_names, name_key(reader, schema, name)))
        return FALSE;
    if (g_strcmp0(schema, catalog->default_schema) == 0)
        schema = NULL;
    if (orm_catalog_table(catalog, schema, name) != NULL || orm_catalog_sequence(catalog, schema, name) != NULL)
        return TRUE;
    for (guint i = 0; i < catalog->tables->len; i++) {
        const OrmCatalogTable *table = g_ptr_array_index(catalog->tables, i);
        if (table->schema == schema &&
            (orm_catalog_index(catalog, table, name) != NULL || has_check(table->excludes, orm_intern(name))))
            return TRUE;
    }
    return FALSE;
}

const char *orm_postgresql_relation_name(OrmPostgresqlReader *reader, const char *schema, const char *first,
                                         const char *second, const char *label, gboolean is_constraint)
{
    const char *name = make_name(first, second, label);
    for (guint pass = 1;
         orm_postgresql_relation_exists(reader, schema, name) ||
         (is_constraint && g_hash_table_contains(reader->relation_names, name_key(reader, schema, name)) &&
          constraint_exists(reader, schema, name));
         pass++) {
        g_autofree char *numbered = g_strdup_printf("%s%u", label, pass);
        name = make_name(first, second, numbered);
    }
    orm_postgresql_note_name(reader, schema, name);
    return name;
}

const char *orm_postgresql_constraint_name(OrmPostgresqlReader *reader, const char *schema, const char *first,
                                           const char *second, const char *label)
{
    const char *name = make_name(first, second, label);
    for (guint pass = 1; g_hash_table_contains(reader->relation_names, name_key(reader, schema, name)) &&
                         constraint_exists(reader, schema, name);
         pass++) {
        g_autofree char *numbered = g_strdup_printf("%s%u", label, pass);
        name = make_name(first, second, numbered);
    }
    orm_postgresql_note_name(reader, schema, name);
    return name;
}

char *orm_postgresql_joined_names(const GPtrArray *names)
{
    GString *joined = g_string_new(NULL);
    for (guint i = 0; i < names->len && joined->len <= NAME_BYTES; i++) {
        if (joined->len > 0)
            g_string_append_c(joined, '_');
        g_string_append(joined, g_ptr_array_index(names, i));
    }
    return g_string_free(joined, FALSE);
}
