/* SPDX-License-Identifier: MIT */
/* For tests of schema readers: a catalog as lines that a test can state. */
#ifndef ORM_TESTS_CATALOG_TEXT_H
#define ORM_TESTS_CATALOG_TEXT_H

#include "analyzer/schema/catalog.h"

static inline void catalog_append(GString *text, const char *word, const char *value)
{
    if (value != NULL)
        g_string_append_printf(text, " %s%s", word, value);
}

static inline void catalog_append_names(GString *text, const GPtrArray *names)
{
    g_string_append(text, " (");
    for (guint i = 0; i < names->len; i++)
        g_string_append_printf(text, "%s%s", i > 0 ? ", " : "", (char *)g_ptr_array_index(names, i));
    g_string_append_c(text, ')');
}

static inline void catalog_append_column(GString *text, const OrmCatalogColumn *column)
{
    static const char *const nullable[] = {[ORM_YES] = "", [ORM_NO] = " not null", [ORM_UNKNOWN] = " maybe null"};
    g_string_append_printf(text, "  %s", column->name);
    catalog_append(text, "", column->type);
    g_string_append(text, nullable[column->nullable]);
    catalog_append(text, "default ", column->default_text);
    catalog_append(text, column->generated_stored ? "stored " : "virtual ", column->generated);
    catalog_append(text, "collate ", column->collation);
    if (column->generator == ORM_GENERATOR_AUTO_INCREMENT)
        g_string_append(text, " autoincrement");
    g_string_append_c(text, '\n');
}

static inline void catalog_append_index(GString *text, const OrmCatalogIndex *index)
{
    static const char *const kinds[] = {
        [ORM_CATALOG_PRIMARY_KEY] = "primary key", [ORM_CATALOG_UNIQUE] = "unique", [ORM_CATALOG_INDEX] = "index"};
    g_string_append_printf(text, "  %s%s", index->kind == ORM_CATALOG_INDEX && index->unique ? "unique " : "",
                           kinds[index->kind]);
    catalog_append(text, "", index->name);
    g_string_append(text, " (");
    for (guint i = 0; i < index->elements->len; i++) {
        const OrmCatalogElement *element = g_ptr_array_index(index->elements, i);
        g_string_append(text, i > 0 ? ", " : "");
        if (element->column != NULL)
            g_string_append(text, element->column);
        else
            g_string_append_printf(text, "<%s>", element->expression);
        catalog_append(text, "collate ", element->collation);
        g_string_append(text, element->order == ORM_ORDER_DESC ? " desc" : "");
    }
    g_string_append_c(text, ')');
    catalog_append(text, "where ", index->predicate);
    g_string_append_c(text, '\n');
}

static inline void catalog_append_key(GString *text, const OrmCatalogForeignKey *key)
{
    static const char *const actions[] = {[ORM_ACTION_CASCADE] = "cascade",
                                          [ORM_ACTION_SET_NULL] = "set null",
                                          [ORM_ACTION_SET_DEFAULT] = "set default",
                                          [ORM_ACTION_RESTRICT] = "restrict",
                                          [ORM_ACTION_NO_ACTION] = NULL};
    g_string_append(text, "  foreign key");
    catalog_append(text, "", key->name);
    catalog_append_names(text, key->columns);
    catalog_append(text, "to ", key->parent);
    catalog_append_names(text, key->parent_columns);
    catalog_append(text, "on delete ", actions[key->ondelete]);
    catalog_append(text, "on update ", actions[key->onupdate]);
    catalog_append(text, "match ", key->match);
    g_string_append(text, key->deferrable == ORM_YES ? " deferrable" : "");
    g_string_append(text, key->initially_deferred ? " deferred\n" : "\n");
}

/** Tables with all that is theirs, triggers, faults and notices. Free with g_free. */
static inline char *catalog_text(const OrmCatalog *catalog)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < catalog->tables->len; i++) {
        const OrmCatalogTable *table = g_ptr_array_index(catalog->tables, i);
        g_string_append_printf(text, "%s %s%s%s%s\n", table->is_view ? "view" : "table", table->name,
                               table->strict ? " strict" : "", table->without_rowid ? " without rowid" : "",
                               table->columns_known ? "" : " columns unknown");
        for (guint k = 0; k < table->columns->len; k++)
            catalog_append_column(text, g_ptr_array_index(table->columns, k));
        for (guint k = 0; k < table->indexes->len; k++)
            catalog_append_index(text, g_ptr_array_index(table->indexes, k));
        for (guint k = 0; k < table->foreign_keys->len; k++)
            catalog_append_key(text, g_ptr_array_index(table->foreign_keys, k));
        for (guint k = 0; k < table->checks->len; k++) {
            const OrmCatalogCheck *check = g_ptr_array_index(table->checks, k);
            g_string_append(text, "  check");
            catalog_append(text, "", check->name);
            g_string_append_printf(text, " (%s)\n", check->expression);
        }
    }
    for (guint i = 0; i < catalog->triggers->len; i++) {
        const OrmCatalogTrigger *trigger = g_ptr_array_index(catalog->triggers, i);
        g_string_append_printf(text, "trigger %s on %s\n", trigger->name, trigger->table);
    }
    for (guint i = 0; i < catalog->faults->len; i++) {
        const OrmCatalogFault *fault = g_ptr_array_index(catalog->faults, i);
        g_string_append_printf(text, "fault %s:%u:%u: %s\n", fault->place.file, fault->place.line, fault->place.column,
                               fault->message);
    }
    for (guint i = 0; i < catalog->notices->len; i++) {
        const OrmNotice *notice = g_ptr_array_index(catalog->notices, i);
        g_string_append_printf(text, "notice %s\n", notice->message);
    }
    return g_string_free(text, FALSE);
}

#endif
