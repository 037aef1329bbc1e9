/* SPDX-License-Identifier: MIT */
/* CREATE INDEX. */
#include <string.h>

#include "analyzer/schema/postgresql/reader.h"

/* The end of the expression that begins an element of an index: in parentheses, or a call. */
static guint expression_end(const OrmPostgresqlReader *reader, guint from, guint end)
{
    guint open = from;
    while (open < end && !orm_postgresql_token_is_sign(reader, open, '('))
        open++;
    return open < end ? MIN(orm_postgresql_closing(reader, open) + 1, end) : end;
}

/* Default operator classes are not said by the server. Their names begin with the type they are for. */
static gboolean is_default_class(const char *type, const char *method, const char *operator_class)
{
    static const struct {
        const char *type, *operator_class;
    } defaults[] = {{"integer", "int4_ops"},
                    {"bigint", "int8_ops"},
                    {"smallint", "int2_ops"},
                    {"real", "float4_ops"},
                    {"double precision", "float8_ops"},
                    {"boolean", "bool_ops"},
                    {"timestamp without time zone", "timestamp_ops"},
                    {"timestamp with time zone", "timestamptz_ops"},
                    {"text", "text_ops"},
                    {"date", "date_ops"},
                    {"uuid", "uuid_ops"},
                    {"numeric", "numeric_ops"},
                    {"bytea", "bytea_ops"},
                    {"inet", "inet_ops"},
                    {"tsvector", "tsvector_ops"},
                    {"jsonb", "jsonb_ops"}};
    if (type == NULL)
        return FALSE;
    if (g_str_has_suffix(type, "[]"))
        return strcmp(operator_class, "array_ops") == 0;
    if (g_str_has_prefix(type, "character varying"))
        return strcmp(operator_class, "text_ops") == 0;
    if (g_str_has_prefix(type, "numeric("))
        type = "numeric";
    if (strcmp(type, "inet") == 0 && g_strcmp0(method, "gist") == 0)
        return FALSE;
    for (guint i = 0; i < G_N_ELEMENTS(defaults); i++) {
        if (strcmp(type, defaults[i].type) == 0 && strcmp(operator_class, defaults[i].operator_class) == 0)
            return TRUE;
    }
    return FALSE;
}

static void set_order(OrmCatalogElement *element, const json_t *node)
{
    gboolean descending = orm_tree_is(node, "ordering", "SORTBY_DESC");
    element->order = descending ? ORM_ORDER_DESC : ORM_ORDER_UNSTATED;
    if (orm_tree_is(node, "nulls_ordering", "SORTBY_NULLS_FIRST") && !descending)
        element->nulls = ORM_NULLS_FIRST;
    if (orm_tree_is(node, "nulls_ordering", "SORTBY_NULLS_LAST") && descending)
        element->nulls = ORM_NULLS_LAST;
}

static const char *last_of(const json_t *list)
{
    g_autoptr(GPtrArray) names = orm_tree_names(list);
    return names->len > 0 ? orm_intern(g_ptr_array_index(names, names->len - 1)) : NULL;
}

void orm_postgresql_index_elements(OrmPostgresqlReader *reader, OrmCatalogTable *table, OrmCatalogIndex *index,
                                   const json_t *elements, guint segment, GPtrArray *names)
{
    for (size_t i = 0; i < json_array_size(elements); i++) {
        const json_t *node = orm_tree_as(json_array_get(elements, i), "IndexElem");
        const char *column = orm_tree_text(node, "name");
        guint end = orm_postgresql_element_end(reader, segment);
        const char *expression =
            column == NULL ? orm_postgresql_expression(reader, segment, expression_end(reader, segment, end)) : NULL;
        OrmCatalogElement *element = orm_catalog_add_element(index, column, expression);
        const OrmCatalogColumn *known = NULL;
        if (column != NULL)
            known = orm_postgresql_require_column(reader, table, column, orm_postgresql_token_place(reader, segment),
                                                  FALSE);
        set_order(element, node);
        element->collation = last_of(orm_tree_get(node, "collation"));
        element->operator_class = last_of(orm_tree_get(node, "opclass"));
        if (element->operator_class != NULL && known != NULL &&
            is_default_class(known->type, index->method, element->operator_class))
            element->operator_class = NULL;
        if (known != NULL && element->collation == known->collation)
            element->collation = NULL;
        if (column == NULL)
            column = orm_tree_expression_name(orm_tree_get(node, "expr"));
        g_ptr_array_add(names, (gpointer)(column != NULL ? column : "expr"));
        segment = end + 1;
    }
}

/* Names of columns in an index are told apart, as ChooseIndexColumnNames does: expr, expr1, expr2. */
static char *index_name_addition(GPtrArray *names)
{
    g_autoptr(GPtrArray) distinct = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < names->len; i++) {
        const char *original = g_ptr_array_index(names, i);
        char *name = g_strdup(original);
        for (guint number = 1; g_ptr_array_find_with_equal_func(distinct, name, g_str_equal, NULL); number++) {
            g_free(name);
            g_autofree char *digits = g_strdup_printf("%u", number);
            name = g_strdup_printf("%.*s%s", (int)(63 - strlen(digits)), original, digits);
        }
        g_ptr_array_add(distinct, name);
    }
    return orm_postgresql_joined_names(distinct);
}

static OrmMigrationStep *index_step(OrmPostgresqlReader *reader, const json_t *node, OrmPlace place)
{
    OrmMigrationStep *step = orm_postgresql_step(reader, ORM_STEP_CREATE_INDEX, place);
    const json_t *range = orm_tree_get(node, "relation");
    step->schema = orm_postgresql_creation_schema(reader, orm_tree_text(range, "schemaname"));
    step->table = orm_intern(orm_tree_text(range, "relname"));
    step->name = orm_intern(orm_tree_text(node, "idxname"));
    step->unique = orm_tree_flag(node, "unique");
    step->concurrently = orm_tree_flag(node, "concurrent");
    step->if_exists = orm_tree_flag(node, "if_not_exists");
    return step;
}

static const char *plain_columns(const OrmCatalogIndex *index)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < index->elements->len; i++) {
        const OrmCatalogElement *element = g_ptr_array_index(index->elements, i);
        if (element->column == NULL)
            return NULL;
        g_string_append_printf(text, "%s%s", i > 0 ? ", " : "", element->column);
    }
    return orm_intern(text->str);
}

static void set_predicate(OrmPostgresqlReader *reader, OrmCatalogIndex *index, const json_t *node, guint from)
{
    if (orm_tree_get(node, "whereClause") == NULL)
        return;
    guint where = orm_postgresql_find_word(reader, from, "WHERE");
    index->predicate = orm_postgresql_expression(reader, where + 1, reader->tokens->len - 1);
}

/* Adds the index to its table; FALSE and a fault when a column is not there. */
static gboolean add_index(OrmPostgresqlReader *reader, OrmCatalogTable *table, const json_t *node, guint on,
                          OrmPlace place)
{
    guint faults = reader->catalog->faults->len;
    const char *name = orm_tree_text(node, "idxname");
    const char *method = orm_tree_text(node, "accessMethod");
    const json_t *including = orm_tree_get(node, "indexIncludingParams");
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    OrmCatalogIndex *index = orm_catalog_add_index(table, ORM_CATALOG_INDEX, name, place);
    index->method = g_strcmp0(method, "btree") != 0 ? orm_intern(method) : NULL;
    index->unique = orm_tree_flag(node, "unique");
    index->nulls_not_distinct = orm_tree_flag(node, "nulls_not_distinct");
    guint open = orm_postgresql_find_sign(reader, on, '(');
    orm_postgresql_index_elements(reader, table, index, orm_tree_get(node, "indexParams"), open + 1, names);
    for (size_t i = 0; i < json_array_size(including); i++) {
        const char *column = orm_tree_text(orm_tree_as(json_array_get(including, i), "IndexElem"), "name");
        (void)orm_postgresql_require_column(reader, table, column, place, FALSE);
        g_ptr_array_add(index->include, (gpointer)orm_intern(column));
        g_ptr_array_add(names, (gpointer)column);
    }
    set_predicate(reader, index, node, orm_postgresql_closing(reader, open) + 1);
    if (reader->catalog->faults->len > faults) {
        g_ptr_array_remove(table->indexes, index);
        return FALSE;
    }
    if (name == NULL) {
        g_autofree char *addition = index_name_addition(names);
        index->name = orm_postgresql_relation_name(reader, table->schema, table->name, addition, "idx", FALSE);
    }
    orm_postgresql_note_name(reader, table->schema, index->name);
    return TRUE;
}

void orm_postgresql_create_index(OrmPostgresqlReader *reader, const json_t *node)
{
    const json_t *range = orm_tree_get(node, "relation");
    const char *name = orm_tree_text(node, "idxname");
    guint on = orm_postgresql_find_word(reader, 0, "ON");
    OrmPlace place =
        name != NULL ? orm_postgresql_token_place(reader, on - 1) : orm_postgresql_range_place(reader, range);
    OrmCatalogTable *table = orm_postgresql_require_table(reader, range, FALSE);
    gboolean taken = table != NULL && name != NULL && orm_postgresql_relation_exists(reader, table->schema, name);
    OrmMigrationStep *step = index_step(reader, node, place);
    if (taken && !step->if_exists)
        orm_catalog_fault(reader->catalog, place, "there already is a `%s`",
                          orm_postgresql_qualified(table->schema, name));
    if (table == NULL || taken || !add_index(reader, table, node, on, place)) {
        step->kind = ORM_STEP_OTHER;
        return;
    }
    step->schema = table->schema;
    step->not_valid = table->partition_by != NULL && !orm_tree_flag(range, "inh");
    step->columns = plain_columns(g_ptr_array_index(table->indexes, table->indexes->len - 1));
}
