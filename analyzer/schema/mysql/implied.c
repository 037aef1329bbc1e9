/* SPDX-License-Identifier: MIT */
/* What the server adds to a table that nobody stated. */
#include "analyzer/schema/mysql/definition.h"

#include <string.h>

static gboolean same_name(const char *left, const char *right)
{
    return left != NULL && right != NULL && g_ascii_strcasecmp(left, right) == 0;
}

/* Whether the index begins with these columns, whole, in this order. */
static gboolean begins_with(const OrmCatalogIndex *index, const GPtrArray *columns)
{
    if (index->elements->len < columns->len || (index->method != NULL && strcmp(index->method, "hash") != 0))
        return FALSE;
    for (guint i = 0; i < columns->len; i++) {
        const OrmCatalogElement *element = g_ptr_array_index(index->elements, i);
        if (element->prefix_length != ORM_SQL_UNSTATED || !same_name(element->column, g_ptr_array_index(columns, i)))
            return FALSE;
    }
    return TRUE;
}

/* The name of its first column, with _2, _3, ... where an index before it has that: make_unique_key_name in
 * sql_table.cc of both servers. */
static const char *make_index_name(const OrmCatalog *catalog, const OrmCatalogTable *table,
                                   const OrmCatalogIndex *index)
{
    const OrmCatalogElement *first = g_ptr_array_index(index->elements, 0);
    const char *base = first->column != NULL ? first->column : "functional_index";
    if (orm_catalog_index(catalog, table, base) == NULL && !same_name(base, "PRIMARY"))
        return orm_intern(base);
    for (guint number = 2;; number++) {
        g_autofree char *name = g_strdup_printf("%s_%u", base, number);
        if (orm_catalog_index(catalog, table, name) == NULL)
            return orm_intern(name);
    }
}

static void name_indexes(const OrmCatalog *catalog, OrmCatalogTable *table)
{
    for (guint i = 0; i < table->indexes->len; i++) {
        OrmCatalogIndex *index = g_ptr_array_index(table->indexes, i);
        if (index->name == NULL && index->kind != ORM_CATALOG_PRIMARY_KEY)
            index->name = make_index_name(catalog, table, index);
    }
}

/* The number behind the prefix, 0 when the name is another one. */
static guint64 number_of(const char *name, const char *prefix)
{
    gsize length = strlen(prefix);
    return name != NULL && g_ascii_strncasecmp(name, prefix, length) == 0 ? g_ascii_strtoull(name + length, NULL, 10)
                                                                          : 0;
}

static void name_foreign_keys(OrmCatalogTable *table)
{
    g_autofree char *prefix = g_strconcat(table->name, "_ibfk_", NULL);
    guint64 last = 0;
    for (guint i = 0; i < table->foreign_keys->len; i++) {
        const OrmCatalogForeignKey *key = g_ptr_array_index(table->foreign_keys, i);
        last = MAX(last, number_of(key->name, prefix));
    }
    for (guint i = 0; i < table->foreign_keys->len; i++) {
        OrmCatalogForeignKey *key = g_ptr_array_index(table->foreign_keys, i);
        g_autofree char *name = g_strdup_printf("%s%" G_GUINT64_FORMAT, prefix, last + 1);
        last += key->name == NULL;
        key->name = key->name != NULL ? key->name : orm_intern(name);
    }
}

static void name_checks(const OrmCatalog *catalog, OrmCatalogTable *table)
{
    g_autofree char *own = g_strconcat(table->name, "_chk_", NULL);
    const char *prefix = catalog->dialect == ORM_DIALECT_MARIADB ? "CONSTRAINT_" : own;
    guint64 last = 0;
    for (guint i = 0; i < table->checks->len; i++)
        last = MAX(last, number_of(((const OrmCatalogCheck *)g_ptr_array_index(table->checks, i))->name, prefix));
    for (guint i = 0; i < table->checks->len; i++) {
        OrmCatalogCheck *check = g_ptr_array_index(table->checks, i);
        g_autofree char *name = g_strdup_printf("%s%" G_GUINT64_FORMAT, prefix, last + 1);
        last += check->name == NULL;
        check->name = check->name != NULL ? check->name : orm_intern(name);
    }
}

/* InnoDB makes an index for each foreign key that no index serves. It has the key's name, where one was stated. */
static void index_foreign_key(OrmCatalogTable *table, const OrmCatalogForeignKey *key, gboolean named)
{
    for (guint i = 0; i < table->indexes->len; i++) {
        if (begins_with(g_ptr_array_index(table->indexes, i), key->columns))
            return;
    }
    OrmCatalogIndex *index = orm_catalog_add_index(table, ORM_CATALOG_INDEX, named ? key->name : NULL, key->place);
    for (guint i = 0; i < key->columns->len; i++)
        orm_catalog_add_element(index, g_ptr_array_index(key->columns, i), NULL);
    index->for_foreign_key = TRUE;
}

/* One that was made for a foreign key goes when another one serves it as well. */
static void drop_needless_indexes(OrmCatalogTable *table)
{
    for (guint i = table->indexes->len; i > 0; i--) {
        const OrmCatalogIndex *index = g_ptr_array_index(table->indexes, i - 1);
        if (!index->for_foreign_key)
            continue;
        g_autoptr(GPtrArray) columns = g_ptr_array_new();
        for (guint k = 0; k < index->elements->len; k++)
            g_ptr_array_add(columns, (gpointer)((OrmCatalogElement *)g_ptr_array_index(index->elements, k))->column);
        for (guint k = 0; k < table->indexes->len; k++) {
            const OrmCatalogIndex *other = g_ptr_array_index(table->indexes, k);
            if (other == index || !begins_with(other, columns) ||
                (other->for_foreign_key && other->elements->len == columns->len))
                continue;
            g_ptr_array_remove_index(table->indexes, i - 1);
            break;
        }
    }
}

/* Whether the index is one that the server makes for the key: by its name, or by that of its first column. */
static gboolean may_be_made_for(const OrmCatalogIndex *index, const OrmCatalogForeignKey *key)
{
    if (index->kind != ORM_CATALOG_INDEX || index->elements->len != key->columns->len ||
        !begins_with(index, key->columns))
        return FALSE;
    const char *first = g_ptr_array_index(key->columns, 0);
    gsize length = strlen(first);
    gboolean by_column = g_ascii_strncasecmp(index->name, first, length) == 0 &&
                         (index->name[length] == '\0' ||
                          (index->name[length] == '_' && strspn(index->name + length + 1, "0123456789") > 0 &&
                           index->name[length + 1 + strspn(index->name + length + 1, "0123456789")] == '\0'));
    return same_name(index->name, key->name) || by_column;
}

void orm_mysql_mark_foreign_key_indexes(OrmCatalogTable *table)
{
    for (guint i = 0; i < table->indexes->len; i++) {
        OrmCatalogIndex *index = g_ptr_array_index(table->indexes, i);
        index->for_foreign_key = FALSE;
        for (guint k = 0; k < table->foreign_keys->len && index->name != NULL; k++)
            index->for_foreign_key =
                index->for_foreign_key || may_be_made_for(index, g_ptr_array_index(table->foreign_keys, k));
    }
}

/* Only engines in memory have indexes by hash; elsewhere USING HASH is taken for a wish. */
static void settle_methods(OrmCatalogTable *table)
{
    static const char *const engines[] = {"MEMORY", "HEAP", "NDB", "NDBCLUSTER"};
    for (guint i = 0; i < G_N_ELEMENTS(engines); i++) {
        if (same_name(table->engine, engines[i]))
            return;
    }
    for (guint i = 0; i < table->indexes->len; i++) {
        OrmCatalogIndex *index = g_ptr_array_index(table->indexes, i);
        if (g_strcmp0(index->method, "hash") == 0)
            index->method = NULL;
    }
}

void orm_mysql_complete_table(OrmCatalog *catalog, OrmCatalogTable *table)
{
    static const char *const without_keys[] = {"MyISAM", "Aria", "MEMORY", "HEAP", "ARCHIVE", "CSV"};
    gboolean has_keys = TRUE;
    for (guint i = 0; i < G_N_ELEMENTS(without_keys); i++)
        has_keys = has_keys && !same_name(table->engine, without_keys[i]);
    settle_methods(table);
    for (guint i = 0; i < table->foreign_keys->len; i++) {
        const OrmCatalogForeignKey *key = g_ptr_array_index(table->foreign_keys, i);
        index_foreign_key(table, key, key->name != NULL);
    }
    drop_needless_indexes(table);
    name_indexes(catalog, table);
    if (!has_keys) /* they take FOREIGN KEY and forget it, but for the index */
        g_ptr_array_set_size(table->foreign_keys, 0);
    name_foreign_keys(table);
    name_checks(catalog, table);
    orm_mysql_mark_foreign_key_indexes(table);
    orm_mysql_normalise_table(catalog, table);
    const OrmCatalogIndex *primary = orm_catalog_primary_key(table);
    for (guint i = 0; primary != NULL && i < primary->elements->len; i++) {
        const OrmCatalogElement *element = g_ptr_array_index(primary->elements, i);
        OrmCatalogColumn *column = element->column != NULL ? orm_catalog_column(catalog, table, element->column) : NULL;
        if (column != NULL)
            column->nullable = ORM_NO;
    }
}
