/* SPDX-License-Identifier: MIT */
/* For tests: whether two catalogs are equal to the last byte. Strings are interned, so that records are equal when
 * their bytes are, but for the lists they own; no list of members is needed, and a member that is new is compared, too.
 * What fills a record must be zero for that: records are made zeroed and set member by member, never from a literal, whose
 * filling is what the compiler left there.
 */
#ifndef ORM_TESTS_CATALOG_EQUAL_H
#define ORM_TESTS_CATALOG_EQUAL_H

#include "analyzer/schema/catalog.h"

#include <string.h>

/** A list that a record owns: GPtrArray * of records or of interned strings (`of` NULL). */
typedef struct CatalogList CatalogList;
struct CatalogList {
    const char *name; /* NULL: the last one */
    gsize offset;     /* in the record */
    gsize size;       /* of a record in the list */
    const CatalogList *of;
};

#define CATALOG_LIST(type, member, record, lists)              \
    {                                                          \
#member, offsetof(type, member), sizeof(record), lists \
    }
static const CatalogList catalog_no_lists[] = {{NULL, 0, 0, NULL}};
static const CatalogList catalog_column_lists[] = {{"labels", offsetof(OrmCatalogColumn, labels), 0, NULL},
                                                   {NULL, 0, 0, NULL}};
static const CatalogList catalog_index_lists[] = {
    CATALOG_LIST(OrmCatalogIndex, elements, OrmCatalogElement, catalog_no_lists),
    {"include", offsetof(OrmCatalogIndex, include), 0, NULL},
    {NULL, 0, 0, NULL}};
static const CatalogList catalog_key_lists[] = {
    {"columns", offsetof(OrmCatalogForeignKey, columns), 0, NULL},
    {"parent_columns", offsetof(OrmCatalogForeignKey, parent_columns), 0, NULL},
    {NULL, 0, 0, NULL}};
static const CatalogList catalog_table_lists[] = {
    CATALOG_LIST(OrmCatalogTable, columns, OrmCatalogColumn, catalog_column_lists),
    CATALOG_LIST(OrmCatalogTable, indexes, OrmCatalogIndex, catalog_index_lists),
    CATALOG_LIST(OrmCatalogTable, foreign_keys, OrmCatalogForeignKey, catalog_key_lists),
    CATALOG_LIST(OrmCatalogTable, checks, OrmCatalogCheck, catalog_no_lists),
    CATALOG_LIST(OrmCatalogTable, excludes, OrmCatalogCheck, catalog_no_lists),
    CATALOG_LIST(OrmCatalogTable, ignored_references, OrmCatalogIgnoredReference, catalog_no_lists),
    {NULL, 0, 0, NULL}};
static const CatalogList catalog_type_lists[] = {
    {"labels", offsetof(OrmCatalogType, labels), 0, NULL},
    CATALOG_LIST(OrmCatalogType, checks, OrmCatalogCheck, catalog_no_lists),
    {NULL, 0, 0, NULL}};
static const CatalogList catalog_lists[] = {CATALOG_LIST(OrmCatalog, tables, OrmCatalogTable, catalog_table_lists),
                                            CATALOG_LIST(OrmCatalog, types, OrmCatalogType, catalog_type_lists),
                                            CATALOG_LIST(OrmCatalog, sequences, OrmCatalogSequence, catalog_no_lists),
                                            CATALOG_LIST(OrmCatalog, triggers, OrmCatalogTrigger, catalog_no_lists),
                                            CATALOG_LIST(OrmCatalog, faults, OrmCatalogFault, catalog_no_lists),
                                            CATALOG_LIST(OrmCatalog, allows, OrmAllowComment, catalog_no_lists),
                                            CATALOG_LIST(OrmCatalog, notices, OrmNotice, catalog_no_lists),
                                            {"files", offsetof(OrmCatalog, files), 0, NULL},
                                            {NULL, 0, 0, NULL}};

static inline char *catalog_record_difference(gconstpointer left, gconstpointer right, gsize size,
                                              const CatalogList *lists, const char *path);

static inline char *catalog_list_difference(const GPtrArray *left, const GPtrArray *right, const CatalogList *list,
                                            const char *path)
{
    if (left == NULL || right == NULL)
        return left == right ? NULL : g_strdup_printf("%s: is there on one side only", path);
    if (left->len != right->len)
        return g_strdup_printf("%s: %u and %u", path, left->len, right->len);
    for (guint i = 0; i < left->len; i++) {
        g_autofree char *inner = g_strdup_printf("%s[%u]", path, i);
        char *difference = NULL;
        if (list->of != NULL)
            difference = catalog_record_difference(left->pdata[i], right->pdata[i], list->size, list->of, inner);
        else if (left->pdata[i] != right->pdata[i])
            difference = g_strdup_printf("%s: %s and %s", inner, (char *)left->pdata[i], (char *)right->pdata[i]);
        if (difference != NULL)
            return difference;
    }
    return NULL;
}

static inline char *catalog_record_difference(gconstpointer left, gconstpointer right, gsize size,
                                              const CatalogList *lists, const char *path)
{
    for (gsize offset = 0; offset < size; offset += sizeof(guint32)) {
        gboolean in_list = FALSE;
        for (const CatalogList *list = lists; list->name != NULL; list++)
            in_list = in_list || (offset >= list->offset && offset < list->offset + sizeof(gpointer));
        if (!in_list && memcmp((const char *)left + offset, (const char *)right + offset, sizeof(guint32)) != 0)
            return g_strdup_printf("%s: the record differs at byte %" G_GSIZE_FORMAT, path, offset);
    }
    for (const CatalogList *list = lists; list->name != NULL; list++) {
        g_autofree char *inner = g_strdup_printf("%s.%s", path, list->name);
        char *difference =
            catalog_list_difference(*(GPtrArray *const *)((const char *)left + list->offset),
                                    *(GPtrArray *const *)((const char *)right + list->offset), list, inner);
        if (difference != NULL)
            return difference;
    }
    return NULL;
}

/** The first difference, or NULL. Free with g_free. */
static inline char *catalog_difference(const OrmCatalog *left, const OrmCatalog *right)
{
    if (left->steps->len != right->steps->len)
        return g_strdup_printf("steps: %u and %u", left->steps->len, right->steps->len);
    for (guint i = 0; i < left->steps->len; i++) {
        g_autofree char *path = g_strdup_printf("steps[%u]", i);
        char *difference = catalog_record_difference(&g_array_index(left->steps, OrmMigrationStep, i),
                                                     &g_array_index(right->steps, OrmMigrationStep, i),
                                                     sizeof(OrmMigrationStep), catalog_no_lists, path);
        if (difference != NULL)
            return difference;
    }
    if (g_hash_table_size(left->tables_by_name) != g_hash_table_size(right->tables_by_name))
        return g_strdup("tables_by_name");
    OrmCatalog one = *left, other = *right; /* what is no list of records, and has its own addresses */
    one.steps = other.steps = NULL;
    one.tables_by_name = other.tables_by_name = NULL;
    return catalog_record_difference(&one, &other, sizeof one, catalog_lists, "catalog");
}

#endif
