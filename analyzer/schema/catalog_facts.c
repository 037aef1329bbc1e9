/* SPDX-License-Identifier: MIT */
#include "analyzer/schema/catalog_facts.h"

#include <string.h>

static OrmAnnotation *annotate(GPtrArray *annotations, const char *kind, OrmPlace place)
{
    OrmAnnotation *annotation = orm_annotation_new(kind, place);
    annotation->kind_place = place;
    g_ptr_array_add(annotations, annotation);
    return annotation;
}

static void add_value(GPtrArray *arguments, const char *key, OrmValue *value)
{
    g_ptr_array_add(arguments,
                    orm_argument_new(key, key != NULL ? value->place : ORM_PLACE_UNKNOWN, value, value->place));
}

/* key="text", unless there is no text. */
static void state(OrmAnnotation *annotation, const char *key, const char *text, OrmPlace place)
{
    if (text != NULL)
        add_value(annotation->arguments, key, orm_value_new(ORM_VALUE_STRING, text, place));
}

static void state_flag(OrmAnnotation *annotation, const char *key, gboolean holds, OrmPlace place)
{
    if (holds)
        add_value(annotation->arguments, key, orm_value_new(ORM_VALUE_NAME, "true", place));
}

/* The names as one list: a name that is a word of the vocabulary too (`unique`, `name`) can then be taken for nothing
 * else. */
static OrmValue *name_list(const GPtrArray *names, OrmPlace place)
{
    OrmValue *list = orm_value_new(ORM_VALUE_LIST, NULL, place);
    for (guint i = 0; i < names->len; i++)
        add_value(list->items, NULL, orm_value_new(ORM_VALUE_NAME, g_ptr_array_index(names, i), place));
    return list;
}

static OrmValue *call(const char *name, OrmValue *first, OrmValue *second, OrmPlace place)
{
    OrmValue *value = orm_value_new(ORM_VALUE_CALL, name, place);
    add_value(value->items, NULL, first);
    if (second != NULL)
        add_value(value->items, NULL, second);
    return value;
}

/* A member as annotations write it: nulls_first(desc(op(length(a, 10), text_pattern_ops))); and with its collation, for
 * which they have no word but a definition of the whole index. */
static OrmValue *element_value(const OrmCatalogElement *element, OrmPlace place)
{
    OrmValue *value = element->column != NULL
                          ? orm_value_new(ORM_VALUE_NAME, element->column, place)
                          : call("expr", orm_value_new(ORM_VALUE_STRING, element->expression, place), NULL, place);
    if (element->collation != NULL)
        value = call("collate", value, orm_value_new(ORM_VALUE_STRING, element->collation, place), place);
    if (element->prefix_length != ORM_SQL_UNSTATED) {
        g_autofree char *length = g_strdup_printf("%d", element->prefix_length);
        value = call("length", value, orm_value_new(ORM_VALUE_NUMBER, length, place), place);
    }
    if (element->operator_class != NULL)
        value = call("op", value, orm_value_new(ORM_VALUE_NAME, element->operator_class, place), place);
    if (element->order == ORM_ORDER_DESC)
        value = call("desc", value, NULL, place);
    if (element->nulls != ORM_NULLS_UNSTATED)
        value = call(element->nulls == ORM_NULLS_FIRST ? "nulls_first" : "nulls_last", value, NULL, place);
    return value;
}

/* A primary key is one of columns, whatever the order or the length of its index: neither changes what it forbids. */
static OrmValue *element_list(const OrmCatalogIndex *index)
{
    OrmValue *list = orm_value_new(ORM_VALUE_LIST, NULL, index->place);
    for (guint i = 0; i < index->elements->len; i++) {
        const OrmCatalogElement *element = g_ptr_array_index(index->elements, i);
        gboolean bare = index->kind == ORM_CATALOG_PRIMARY_KEY && element->column != NULL;
        add_value(list->items, NULL,
                  bare ? orm_value_new(ORM_VALUE_NAME, element->column, index->place)
                       : element_value(element, index->place));
    }
    return list;
}

static void state_deferrable(OrmAnnotation *annotation, OrmTruth deferrable, gboolean deferred, OrmPlace place)
{
    state_flag(annotation, "deferrable", deferrable == ORM_YES, place);
    state(annotation, "initially", deferred ? "deferred" : NULL, place);
}

static void add_index(OrmStruct *record, const OrmCatalogIndex *index)
{
    static const char *const kinds[] = {"primary_key", "unique", "index"};
    OrmAnnotation *annotation = annotate(record->annotations, kinds[index->kind], index->place);
    add_value(annotation->arguments, NULL, element_list(index));
    state(annotation, "name", index->name, index->place);
    if (index->kind == ORM_CATALOG_PRIMARY_KEY)
        return;
    if (index->include->len > 0)
        add_value(annotation->arguments, "include", name_list(index->include, index->place));
    state_deferrable(annotation, index->deferrable, index->initially_deferred, index->place);
    state_flag(annotation, "nulls_not_distinct", index->nulls_not_distinct, index->place);
    if (index->kind == ORM_CATALOG_UNIQUE)
        return;
    gboolean is_prefix = index->method != NULL && (g_ascii_strcasecmp(index->method, "fulltext") == 0 ||
                                                   g_ascii_strcasecmp(index->method, "spatial") == 0);
    state_flag(annotation, "unique", index->unique, index->place);
    state(annotation, is_prefix ? "prefix" : "using", index->method, index->place);
    state(annotation, "where", index->predicate, index->place);
    state_flag(annotation, "invalid", index->invalid, index->place);
    state_flag(annotation, "for_foreign_key", index->for_foreign_key, index->place);
}

static const char *action_word(OrmActionKind action)
{
    static const char *const words[] = {NULL, "cascade", "set_null", "set_default", "restrict", "no_action"};
    return words[action];
}

static void add_foreign_key(OrmStruct *record, const OrmCatalogForeignKey *key)
{
    OrmAnnotation *annotation = annotate(record->annotations, "foreign_key", key->place);
    g_autofree char *parent =
        key->parent_schema != NULL ? g_strconcat(key->parent_schema, ".", key->parent, NULL) : g_strdup(key->parent);
    OrmValue *target = orm_value_new(ORM_VALUE_CALL, parent, key->place);
    for (guint i = 0; i < key->parent_columns->len; i++)
        add_value(target->items, NULL,
                  orm_value_new(ORM_VALUE_NAME, g_ptr_array_index(key->parent_columns, i), key->place));
    add_value(annotation->arguments, NULL, name_list(key->columns, key->place));
    add_value(annotation->arguments, NULL, target);
    state(annotation, "name", key->name, key->place);
    state(annotation, "ondelete", action_word(key->ondelete), key->place);
    state(annotation, "onupdate", action_word(key->onupdate), key->place);
    state_deferrable(annotation, key->deferrable, key->initially_deferred, key->place);
    state(annotation, "match", key->match, key->place);
    state_flag(annotation, "not_valid", key->not_valid, key->place);
}

static void add_checks(OrmStruct *record, const char *kind, const GPtrArray *checks)
{
    for (guint i = 0; i < checks->len; i++) {
        const OrmCatalogCheck *check = g_ptr_array_index(checks, i);
        OrmAnnotation *annotation = annotate(record->annotations, kind, check->place);
        state(annotation, NULL, check->expression, check->place);
        state(annotation, "name", check->name, check->place);
        state_flag(annotation, "not_valid", check->not_valid, check->place);
    }
}

/* The enum type of a PostgreSQL column, or NULL. */
static const OrmCatalogType *enum_of(const OrmCatalog *catalog, const char *type)
{
    if (type == NULL || catalog->types->len == 0)
        return NULL;
    const char *dot = strrchr(type, '.');
    g_autofree char *schema = dot != NULL ? g_strndup(type, (gsize)(dot - type)) : NULL;
    const OrmCatalogType *found = orm_catalog_type(catalog, schema, dot != NULL ? dot + 1 : type);
    return found != NULL && found->labels != NULL ? found : NULL;
}

static void add_enum(OrmFacts *facts, const char *name, const GPtrArray *labels, OrmPlace place)
{
    OrmEnum *enumeration = orm_enum_new(name, place);
    for (guint i = 0; i < labels->len; i++) {
        OrmEnumConstant constant = {g_ptr_array_index(labels, i), (gint64)i, FALSE, place};
        g_array_append_val(enumeration->constants, constant);
    }
    g_ptr_array_add(facts->enums, enumeration);
}

static const char *qualified(const char *schema, const char *name)
{
    g_autofree char *label = schema != NULL ? g_strconcat(schema, ".", name, NULL) : g_strdup(name);
    return orm_intern(label);
}

/* The name of the enum among the facts; NULL when the column is of none. */
static const char *column_enum(OrmFacts *facts, const OrmCatalog *catalog, const OrmCatalogTable *table,
                               const OrmCatalogColumn *column)
{
    if (column->labels != NULL) {
        const char *name = qualified(qualified(table->schema, table->name), column->name);
        add_enum(facts, name, column->labels, column->place);
        return name;
    }
    const OrmCatalogType *type = enum_of(catalog, column->type);
    return type != NULL ? qualified(type->schema, type->name) : NULL;
}

/* A serial column's type as CREATE TABLE writes it. */
static const char *serial_type(const OrmCatalogColumn *column)
{
    OrmSqlType type = orm_sql_type_parse(column->type != NULL ? column->type : "", ORM_DIALECT_POSTGRESQL);
    return type.bits == 16 ? "smallserial" : type.bits == 64 ? "bigserial" : "serial";
}

static void state_generator(OrmAnnotation *annotation, const OrmCatalogColumn *column)
{
    static const char *const identities[] = {[ORM_GENERATOR_IDENTITY_ALWAYS] = "always",
                                             [ORM_GENERATOR_IDENTITY_BY_DEFAULT] = "by_default",
                                             [ORM_GENERATOR_AUTO_INCREMENT] = NULL};
    state(annotation, "identity", identities[column->generator], column->place);
    state_flag(annotation, "autoincrement", column->generator == ORM_GENERATOR_AUTO_INCREMENT, column->place);
    if (column->increment != 0) {
        g_autofree char *increment = g_strdup_printf("%" G_GINT64_FORMAT, column->increment);
        state(annotation, "increment", increment, column->place);
    }
}

static const char *ignored_reference(const OrmCatalogTable *table, const OrmCatalogColumn *column, OrmPlace *place)
{
    for (guint i = 0; i < table->ignored_references->len; i++) {
        const OrmCatalogIgnoredReference *reference = g_ptr_array_index(table->ignored_references, i);
        if (strcmp(reference->column, column->name) == 0) {
            *place = reference->place;
            return reference->parent;
        }
    }
    return NULL;
}

static void add_column(OrmFacts *facts, OrmStruct *record, const OrmCatalog *catalog, const OrmCatalogTable *table,
                       const OrmCatalogColumn *column)
{
    const char *enumeration = column_enum(facts, catalog, table, column);
    OrmCType *c_type = orm_c_type_new(enumeration != NULL ? ORM_C_ENUM : ORM_C_OTHER);
    c_type->tag = enumeration;
    OrmField *field = orm_field_new(column->name, column->place, c_type);
    g_ptr_array_add(record->fields, field);
    OrmAnnotation *annotation = annotate(field->annotations, "column", column->place);
    OrmPlace type_place = orm_place_known(&column->type_place) ? column->type_place : column->place;
    OrmPlace default_place = orm_place_known(&column->default_place) ? column->default_place : column->place;
    state(annotation, NULL, column->name, column->place);
    if (column->generator == ORM_GENERATOR_SERIAL)
        state(annotation, "type", serial_type(column), type_place);
    else if (enumeration == NULL || column->labels != NULL)
        state(annotation, "type", column->type != NULL ? column->type : "", type_place);
    state_flag(annotation, "nullable", column->nullable == ORM_YES, column->place);
    state_flag(annotation, "not_null", column->nullable == ORM_NO, column->place);
    state(annotation, "server_default", column->default_text, default_place);
    state(annotation, "server_onupdate", column->on_update, column->place);
    state(annotation, "computed", column->generated, column->place);
    if (column->generated != NULL)
        state_flag(annotation, column->generated_stored ? "stored" : "virtual", TRUE, column->place);
    state_generator(annotation, column);
    state(annotation, "comment", column->comment, column->place);
    state(annotation, "collate", column->collation, column->place);
    state(annotation, "charset", column->charset, column->place);
    OrmPlace reference_place = column->place;
    const char *reference = ignored_reference(table, column, &reference_place);
    state(annotation, "ignored_reference", reference, reference_place);
    if (enumeration != NULL) {
        OrmAnnotation *stored = annotate(field->annotations, "enum", column->place);
        state(stored, "storage", "native", column->place);
        state(stored, "name", column->labels == NULL ? enumeration : NULL, column->place);
    }
}

static void add_table_annotation(OrmStruct *record, const OrmCatalogTable *table)
{
    OrmAnnotation *annotation = annotate(record->annotations, "table", table->place);
    state(annotation, NULL, table->name, table->place);
    state(annotation, "schema", table->schema, table->place);
    state_flag(annotation, "view", table->is_view, table->place);
    state_flag(annotation, "columns_unknown", !table->columns_known, table->place);
    state_flag(annotation, "strict", table->strict, table->place);
    state_flag(annotation, "without_rowid", table->without_rowid, table->place);
    state(annotation, "engine", table->engine, table->place);
    state(annotation, "charset", table->charset, table->place);
    state(annotation, "collate", table->collation, table->place);
    state(annotation, "partition_by", table->partition_by, table->place);
    state(annotation, "comment", table->comment, table->place);
}

static void add_table(OrmFacts *facts, const OrmCatalog *catalog, const OrmCatalogTable *table)
{
    OrmStruct *record = orm_struct_new(qualified(table->schema, table->name), table->place);
    record->has_tag = TRUE;
    record->unit = catalog->label;
    add_table_annotation(record, table);
    for (guint i = 0; i < table->columns->len; i++)
        add_column(facts, record, catalog, table, g_ptr_array_index(table->columns, i));
    for (guint i = 0; i < table->indexes->len; i++)
        add_index(record, g_ptr_array_index(table->indexes, i));
    for (guint i = 0; i < table->foreign_keys->len; i++)
        add_foreign_key(record, g_ptr_array_index(table->foreign_keys, i));
    add_checks(record, "check", table->checks);
    add_checks(record, "exclude", table->excludes);
    g_ptr_array_add(facts->structs, record);
}

OrmFacts *orm_catalog_facts(const OrmCatalog *catalog)
{
    OrmFacts *facts = orm_facts_new();
    for (guint i = 0; i < catalog->types->len; i++) {
        const OrmCatalogType *type = g_ptr_array_index(catalog->types, i);
        if (type->labels != NULL)
            add_enum(facts, qualified(type->schema, type->name), type->labels, type->place);
    }
    for (guint i = 0; i < catalog->tables->len; i++) {
        const OrmCatalogTable *table = g_ptr_array_index(catalog->tables, i);
        if (table->partition_of == NULL)
            add_table(facts, catalog, table);
    }
    g_array_append_vals(facts->steps, catalog->steps->data, catalog->steps->len);
    for (guint i = 0; i < catalog->files->len; i++)
        g_ptr_array_add(facts->files, g_ptr_array_index(catalog->files, i));
    return facts;
}
