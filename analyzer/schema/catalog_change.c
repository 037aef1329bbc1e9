/* SPDX-License-Identifier: MIT */
/* What statements of SQL text do to a catalog beside adding to it. */
#include <string.h>

#include "analyzer/schema/catalog.h"

static const char *table_schema(const OrmCatalog *catalog, const char *schema)
{
    return schema != NULL && g_strcmp0(schema, catalog->default_schema) != 0 ? orm_intern(schema) : NULL;
}

static gboolean same_name(const OrmCatalog *catalog, const char *left, const char *right)
{
    if (left == NULL || right == NULL)
        return FALSE;
    return catalog->dialect == ORM_DIALECT_POSTGRESQL ? strcmp(left, right) == 0 : g_ascii_strcasecmp(left, right) == 0;
}

static gboolean refers_to(const OrmCatalog *catalog, const OrmCatalogForeignKey *key, const OrmCatalogTable *table)
{
    return table_schema(catalog, key->parent_schema) == table->schema &&
           (catalog->dialect == ORM_DIALECT_SQLITE ? g_ascii_strcasecmp(key->parent, table->name) == 0
                                                   : strcmp(key->parent, table->name) == 0);
}

/* Calls `change` for each foreign key into the table; one for which it returns TRUE is removed. */
static void each_key_into(OrmCatalog *catalog, const OrmCatalogTable *table,
                          gboolean (*change)(OrmCatalogForeignKey *key, gpointer data), gpointer data)
{
    for (guint i = 0; i < catalog->tables->len; i++) {
        OrmCatalogTable *child = g_ptr_array_index(catalog->tables, i);
        for (guint k = child->foreign_keys->len; k > 0; k--) {
            OrmCatalogForeignKey *key = g_ptr_array_index(child->foreign_keys, k - 1);
            if (refers_to(catalog, key, table) && change(key, data))
                g_ptr_array_remove_index(child->foreign_keys, k - 1);
        }
    }
}

static void forget_name(OrmCatalog *catalog, const OrmCatalogTable *table)
{
    GHashTableIter iterator;
    gpointer value;
    g_hash_table_iter_init(&iterator, catalog->tables_by_name);
    while (g_hash_table_iter_next(&iterator, NULL, &value)) {
        if (value == table)
            g_hash_table_iter_remove(&iterator);
    }
}

static gboolean remove_key(OrmCatalogForeignKey *key, gpointer data)
{
    (void)key;
    (void)data;
    return TRUE;
}

static void drop_triggers(OrmCatalog *catalog, const char *table)
{
    for (guint i = catalog->triggers->len; i > 0; i--) {
        const OrmCatalogTrigger *trigger = g_ptr_array_index(catalog->triggers, i - 1);
        if (same_name(catalog, trigger->table, table))
            g_ptr_array_remove_index(catalog->triggers, i - 1);
    }
}

void orm_catalog_drop_table(OrmCatalog *catalog, OrmCatalogTable *table, gboolean cascade)
{
    if (cascade)
        each_key_into(catalog, table, remove_key, NULL);
    drop_triggers(catalog, table->name);
    forget_name(catalog, table);
    g_ptr_array_remove(catalog->tables, table);
}

typedef struct {
    const char *schema, *table; /* the parent's new name */
    const char *column, *new_column;
    const OrmCatalog *catalog;
} Renaming;

static gboolean follow_table(OrmCatalogForeignKey *key, gpointer data)
{
    const Renaming *renaming = data;
    key->parent_schema = renaming->schema;
    key->parent = renaming->table;
    return FALSE;
}

void orm_catalog_rename_table(OrmCatalog *catalog, OrmCatalogTable *table, const char *schema, const char *name)
{
    Renaming renaming = {.schema = table_schema(catalog, schema), .table = orm_intern(name)};
    each_key_into(catalog, table, follow_table, &renaming);
    for (guint i = 0; i < catalog->triggers->len; i++) {
        OrmCatalogTrigger *trigger = g_ptr_array_index(catalog->triggers, i);
        if (same_name(catalog, trigger->table, table->name))
            trigger->table = renaming.table;
    }
    forget_name(catalog, table);
    OrmCatalogTable *renamed = orm_catalog_add_table(catalog, schema, name, table->place);
    OrmCatalogTable empty = *renamed;
    *renamed = *table;
    renamed->schema = empty.schema;
    renamed->name = empty.name;
    *table = empty; /* goes with what was made for the new one */
    guint old;
    g_ptr_array_find(catalog->tables, table, &old);
    g_ptr_array_remove_index(catalog->tables, old);
}

static gboolean is_name_byte(char c)
{
    return g_ascii_isalnum(c) || c == '_' || c == '$' || (guchar)c >= 0x80;
}

/* The end of the token that begins at `text`: a quoted part, a word, or one byte. */
static const char *token_end(const char *text)
{
    if (*text == '\'' || *text == '"' || *text == '`') {
        const char *end = strchr(text + 1, *text);
        return end != NULL ? end + 1 : text + strlen(text);
    }
    const char *end = text + 1;
    while (is_name_byte(*text) && is_name_byte(*end))
        end++;
    return end;
}

/* Whether the token is the name of the column: as a word or in quotes, and no call. */
static gboolean token_names(const OrmCatalog *catalog, const char *text, const char *end, const char *name)
{
    gboolean quoted = *text == '"' || *text == '`';
    if (!quoted && !is_name_byte(*text))
        return FALSE;
    g_autofree char *word =
        quoted ? g_strndup(text + 1, (gsize)MAX(end - text - 2, 0)) : g_strndup(text, (gsize)(end - text));
    while (*end == ' ')
        end++;
    if (!quoted && *end == '(')
        return FALSE;
    gboolean folds = !quoted && catalog->dialect == ORM_DIALECT_POSTGRESQL;
    return folds ? g_ascii_strcasecmp(word, name) == 0 : same_name(catalog, word, name);
}

static gboolean names_column(const OrmCatalog *catalog, const char *expression, const char *name)
{
    for (const char *c = expression; c != NULL && *c != '\0';) {
        const char *end = token_end(c);
        if (token_names(catalog, c, end, name))
            return TRUE;
        c = end;
    }
    return FALSE;
}

static const char *rename_in(const OrmCatalog *catalog, const char *expression, const char *name, const char *new_name)
{
    if (expression == NULL)
        return NULL;
    g_autoptr(GString) renamed = g_string_new(NULL);
    for (const char *c = expression; *c != '\0';) {
        const char *end = token_end(c);
        if (token_names(catalog, c, end, name))
            g_string_append(renamed, new_name);
        else
            g_string_append_len(renamed, c, end - c);
        c = end;
    }
    return orm_intern(renamed->str);
}

static gboolean list_names(const OrmCatalog *catalog, const GPtrArray *names, const char *name)
{
    for (guint i = 0; i < names->len; i++) {
        if (same_name(catalog, g_ptr_array_index(names, i), name))
            return TRUE;
    }
    return FALSE;
}

static gboolean index_names(const OrmCatalog *catalog, const OrmCatalogIndex *index, const char *name)
{
    for (guint i = 0; i < index->elements->len; i++) {
        const OrmCatalogElement *element = g_ptr_array_index(index->elements, i);
        if (same_name(catalog, element->column, name) || names_column(catalog, element->expression, name))
            return TRUE;
    }
    return list_names(catalog, index->include, name) || names_column(catalog, index->predicate, name);
}

/* MySQL takes the column out of its indexes, and an index without columns away. */
static void shrink_index(const OrmCatalog *catalog, OrmCatalogTable *table, OrmCatalogIndex *index, const char *name)
{
    for (guint i = index->elements->len; i > 0; i--) {
        const OrmCatalogElement *element = g_ptr_array_index(index->elements, i - 1);
        if (same_name(catalog, element->column, name))
            g_ptr_array_remove_index(index->elements, i - 1);
    }
    if (index->elements->len == 0)
        g_ptr_array_remove(table->indexes, index);
}

static void drop_checks(const OrmCatalog *catalog, GPtrArray *checks, const char *name)
{
    for (guint i = checks->len; i > 0; i--) {
        const OrmCatalogCheck *check = g_ptr_array_index(checks, i - 1);
        if (names_column(catalog, check->expression, name))
            g_ptr_array_remove_index(checks, i - 1);
    }
}

static gboolean remove_key_to_column(OrmCatalogForeignKey *key, gpointer data)
{
    const Renaming *renaming = data;
    return list_names(renaming->catalog, key->parent_columns, renaming->column);
}

void orm_catalog_drop_column(OrmCatalog *catalog, OrmCatalogTable *table, OrmCatalogColumn *column)
{
    const char *name = column->name;
    for (guint i = table->indexes->len; i > 0; i--) {
        OrmCatalogIndex *index = g_ptr_array_index(table->indexes, i - 1);
        if (!index_names(catalog, index, name))
            continue;
        if (orm_dialect_is_mysql(catalog->dialect))
            shrink_index(catalog, table, index, name);
        else
            g_ptr_array_remove_index(table->indexes, i - 1);
    }
    for (guint i = table->foreign_keys->len; i > 0; i--) {
        const OrmCatalogForeignKey *key = g_ptr_array_index(table->foreign_keys, i - 1);
        if (list_names(catalog, key->columns, name))
            g_ptr_array_remove_index(table->foreign_keys, i - 1);
    }
    Renaming gone = {.catalog = catalog, .column = name};
    each_key_into(catalog, table, remove_key_to_column, &gone);
    drop_checks(catalog, table->checks, name);
    drop_checks(catalog, table->excludes, name);
    g_ptr_array_remove(table->columns, column);
}

static void rename_in_list(const OrmCatalog *catalog, GPtrArray *names, const Renaming *renaming)
{
    for (guint i = 0; i < names->len; i++) {
        if (same_name(catalog, g_ptr_array_index(names, i), renaming->column))
            names->pdata[i] = (gpointer)renaming->new_column;
    }
}

static gboolean follow_column(OrmCatalogForeignKey *key, gpointer data)
{
    const Renaming *renaming = data;
    rename_in_list(renaming->catalog, key->parent_columns, renaming);
    return FALSE;
}

static void rename_in_index(const OrmCatalog *catalog, OrmCatalogIndex *index, const Renaming *renaming)
{
    for (guint i = 0; i < index->elements->len; i++) {
        OrmCatalogElement *element = g_ptr_array_index(index->elements, i);
        if (same_name(catalog, element->column, renaming->column))
            element->column = renaming->new_column;
        element->expression = rename_in(catalog, element->expression, renaming->column, renaming->new_column);
    }
    rename_in_list(catalog, index->include, renaming);
    index->predicate = rename_in(catalog, index->predicate, renaming->column, renaming->new_column);
}

static void rename_in_checks(const OrmCatalog *catalog, GPtrArray *checks, const Renaming *renaming)
{
    for (guint i = 0; i < checks->len; i++) {
        OrmCatalogCheck *check = g_ptr_array_index(checks, i);
        check->expression = rename_in(catalog, check->expression, renaming->column, renaming->new_column);
    }
}

void orm_catalog_rename_column(OrmCatalog *catalog, OrmCatalogTable *table, OrmCatalogColumn *column, const char *name)
{
    Renaming renaming = {.catalog = catalog, .column = column->name, .new_column = orm_intern(name)};
    each_key_into(catalog, table, follow_column, &renaming);
    for (guint i = 0; i < table->indexes->len; i++)
        rename_in_index(catalog, g_ptr_array_index(table->indexes, i), &renaming);
    for (guint i = 0; i < table->foreign_keys->len; i++)
        rename_in_list(catalog, ((OrmCatalogForeignKey *)g_ptr_array_index(table->foreign_keys, i))->columns,
                       &renaming);
    rename_in_checks(catalog, table->checks, &renaming);
    rename_in_checks(catalog, table->excludes, &renaming);
    for (guint i = 0; i < table->columns->len; i++) {
        OrmCatalogColumn *other = g_ptr_array_index(table->columns, i);
        other->generated = rename_in(catalog, other->generated, renaming.column, renaming.new_column);
    }
    column->name = renaming.new_column;
}
