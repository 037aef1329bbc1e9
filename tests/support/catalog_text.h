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
    static const char *const generators[] = {[ORM_GENERATOR_NONE] = NULL,
                                             [ORM_GENERATOR_SERIAL] = "serial",
                                             [ORM_GENERATOR_IDENTITY_ALWAYS] = "identity always",
                                             [ORM_GENERATOR_IDENTITY_BY_DEFAULT] = "identity by default",
                                             [ORM_GENERATOR_AUTO_INCREMENT] = "autoincrement"};
    catalog_append(text, "", generators[column->generator]);
    if (column->increment != 0)
        g_string_append_printf(text, " by %" G_GINT64_FORMAT, column->increment);
    catalog_append(text, "comment ", column->comment);
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
        catalog_append(text, "class ", element->operator_class);
        g_string_append(text, element->order == ORM_ORDER_DESC ? " desc" : "");
        g_string_append(text, element->nulls == ORM_NULLS_FIRST  ? " nulls first"
                              : element->nulls == ORM_NULLS_LAST ? " nulls last"
                                                                 : "");
    }
    g_string_append_c(text, ')');
    catalog_append(text, "using ", index->method);
    if (index->include->len > 0) {
        g_string_append(text, " include");
        catalog_append_names(text, index->include);
    }
    catalog_append(text, "where ", index->predicate);
    g_string_append(text, index->deferrable == ORM_YES ? " deferrable" : "");
    g_string_append(text, index->initially_deferred ? " deferred" : "");
    g_string_append(text, index->nulls_not_distinct ? " nulls not distinct" : "");
    g_string_append(text, index->invalid ? " invalid" : "");
    catalog_append(text, "comment ", index->comment);
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
    catalog_append(text, "of ", key->parent_schema);
    catalog_append_names(text, key->parent_columns);
    catalog_append(text, "on delete ", actions[key->ondelete]);
    catalog_append(text, "on update ", actions[key->onupdate]);
    catalog_append(text, "match ", key->match);
    g_string_append(text, key->deferrable == ORM_YES ? " deferrable" : "");
    g_string_append(text, key->initially_deferred ? " deferred" : "");
    g_string_append(text, key->not_valid ? " not valid\n" : "\n");
}

static inline void catalog_append_check(GString *text, const char *kind, const OrmCatalogCheck *check)
{
    g_string_append_printf(text, "  %s", kind);
    catalog_append(text, "", check->name);
    g_string_append_printf(text, " (%s)%s\n", check->expression, check->not_valid ? " not valid" : "");
}

static inline void catalog_append_type(GString *text, const OrmCatalogType *type)
{
    g_string_append(text, type->labels != NULL ? "enum" : "domain");
    catalog_append(text, "", type->schema);
    catalog_append(text, "", type->name);
    if (type->labels != NULL)
        catalog_append_names(text, type->labels);
    catalog_append(text, "", type->base_type);
    g_string_append(text, type->not_null ? " not null" : "");
    catalog_append(text, "default ", type->default_text);
    catalog_append(text, "comment ", type->comment);
    g_string_append_c(text, '\n');
    for (guint i = 0; type->checks != NULL && i < type->checks->len; i++)
        catalog_append_check(text, "check", g_ptr_array_index(type->checks, i));
}

/** Types and sequences. Free with g_free. */
static inline char *catalog_types_text(const OrmCatalog *catalog)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < catalog->types->len; i++)
        catalog_append_type(text, g_ptr_array_index(catalog->types, i));
    for (guint i = 0; i < catalog->sequences->len; i++) {
        const OrmCatalogSequence *sequence = g_ptr_array_index(catalog->sequences, i);
        g_string_append(text, "sequence");
        catalog_append(text, "", sequence->schema);
        catalog_append(text, "", sequence->name);
        if (sequence->increment != 0)
            g_string_append_printf(text, " by %" G_GINT64_FORMAT, sequence->increment);
        if (sequence->start != 0)
            g_string_append_printf(text, " from %" G_GINT64_FORMAT, sequence->start);
        catalog_append(text, "of ", sequence->owned_by);
        g_string_append_c(text, '\n');
    }
    return g_string_free(text, FALSE);
}

/** Tables with all that is theirs, triggers, faults and notices. Free with g_free. */
static inline char *catalog_text(const OrmCatalog *catalog)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < catalog->tables->len; i++) {
        const OrmCatalogTable *table = g_ptr_array_index(catalog->tables, i);
        g_string_append_printf(
            text, "%s %s%s%s%s%s%s", table->is_view ? "view" : "table", table->schema != NULL ? table->schema : "",
            table->schema != NULL ? "." : "", table->name, table->strict ? " strict" : "",
            table->without_rowid ? " without rowid" : "", table->columns_known ? "" : " columns unknown");
        catalog_append(text, "by ", table->partition_by);
        catalog_append(text, "part of ", table->partition_of);
        catalog_append(text, "inherits ", table->inherits);
        catalog_append(text, "comment ", table->comment);
        g_string_append_c(text, '\n');
        for (guint k = 0; k < table->columns->len; k++)
            catalog_append_column(text, g_ptr_array_index(table->columns, k));
        for (guint k = 0; k < table->indexes->len; k++)
            catalog_append_index(text, g_ptr_array_index(table->indexes, k));
        for (guint k = 0; k < table->foreign_keys->len; k++)
            catalog_append_key(text, g_ptr_array_index(table->foreign_keys, k));
        for (guint k = 0; k < table->checks->len; k++)
            catalog_append_check(text, "check", g_ptr_array_index(table->checks, k));
        for (guint k = 0; k < table->excludes->len; k++)
            catalog_append_check(text, "exclude", g_ptr_array_index(table->excludes, k));
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
