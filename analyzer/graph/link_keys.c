/* SPDX-License-Identifier: MIT */
/* Primary keys, unique constraints, indexes, checks and exclusions, from annotations on structs and flags on columns.
 */
#include "analyzer/graph/link_internal.h"
#include "analyzer/graph/vocabulary.h"

static void append_elements(GPtrArray *elements, const OrmScope *scope, const OrmAnnotation *annotation)
{
    g_autoptr(GPtrArray) positionals = orm_annotation_positionals(annotation);
    for (guint i = 0; i < positionals->len; i++) {
        const OrmArgument *argument = g_ptr_array_index(positionals, i);
        for (guint k = 0; argument->value->kind == ORM_VALUE_LIST && k < orm_value_count(argument->value); k++)
            g_ptr_array_add(elements, orm_index_element_new(scope, orm_value_item(argument->value, k)->value));
        if (argument->value->kind != ORM_VALUE_LIST)
            g_ptr_array_add(elements, orm_index_element_new(scope, argument->value));
    }
}

static void link_primary_key(const OrmScope *scope, const OrmAnnotation *annotation)
{
    OrmPrimaryKey *key = orm_primary_key_new(annotation->place);
    key->annotation = annotation;
    key->name = orm_annotation_text(annotation, "name");
    g_autoptr(GPtrArray) positionals = orm_annotation_positionals(annotation);
    for (guint i = 0; i < positionals->len; i++) {
        const OrmArgument *argument = g_ptr_array_index(positionals, i);
        orm_references_append(key->columns, scope, argument->value);
    }
    g_ptr_array_add(scope->table->primary_keys, key);
}

static void link_unique(const OrmScope *scope, const OrmAnnotation *annotation)
{
    OrmIndex *index = orm_index_new(scope->table, ORM_KEY_UNIQUE, annotation->place);
    index->annotation = annotation;
    index->stated_name = orm_annotation_text(annotation, "name");
    index->unique.place = annotation->kind_place;
    index->deferrable = orm_annotation_flag(annotation, "deferrable");
    index->initially = orm_annotation_text(annotation, "initially");
    index->nulls_not_distinct = orm_annotation_flag(annotation, "nulls_not_distinct");
    append_elements(index->elements, scope, annotation);
    const OrmArgument *include = orm_annotation_argument(annotation, "include");
    orm_references_append(index->include, scope, include != NULL ? include->value : NULL);
    g_ptr_array_add(scope->table->indexes, index);
}

static void add_index_primary_key(OrmIndex *index)
{
    OrmPrimaryKey *key = orm_primary_key_new(index->primary_key.place);
    key->annotation = index->annotation;
    for (guint i = 0; i < index->elements->len; i++) {
        const OrmIndexElement *element = g_ptr_array_index(index->elements, i);
        if (element->reference.name != NULL)
            g_ptr_array_add(key->columns, g_memdup2(&element->reference, sizeof element->reference));
    }
    g_ptr_array_add(index->table->primary_keys, key);
}

/* MySQL's index-wide `prefix=` is a length for each column that has none of its own. */
static void apply_prefix(OrmIndex *index, OrmStated prefix)
{
    gint length = prefix.text != NULL ? (gint)g_ascii_strtoll(prefix.text, NULL, 10) : 0;
    for (guint i = 0; length > 0 && i < index->elements->len; i++) {
        OrmIndexElement *element = g_ptr_array_index(index->elements, i);
        if (element->prefix_length == ORM_SQL_UNSTATED)
            element->prefix_length = length;
    }
}

static void link_index(const OrmScope *scope, const OrmAnnotation *annotation)
{
    OrmIndex *index = orm_index_new(scope->table, ORM_KEY_INDEX, annotation->place);
    index->annotation = annotation;
    index->stated_name = orm_annotation_text(annotation, "name");
    index->unique = orm_annotation_flag(annotation, "unique");
    index->primary_key = orm_annotation_flag(annotation, "primary_key");
    index->predicate = orm_annotation_text(annotation, "where");
    index->method = orm_annotation_text(annotation, "using");
    index->definition = orm_annotation_text(annotation, "definition");
    append_elements(index->elements, scope, annotation);
    const OrmArgument *include = orm_annotation_argument(annotation, "include");
    orm_references_append(index->include, scope, include != NULL ? include->value : NULL);
    index->invalid = orm_annotation_flag(annotation, "invalid").value == ORM_YES;
    index->for_foreign_key = orm_annotation_flag(annotation, "for_foreign_key").value == ORM_YES;
    if (index->definition.text != NULL)
        index->elements_known = orm_index_read_definition(index, scope);
    apply_prefix(index, orm_annotation_text(annotation, "prefix"));
    if (index->primary_key.value == ORM_YES) {
        index->unique.value = ORM_YES;
        if (index->elements_known)
            add_index_primary_key(index);
    }
    if (index->unique.value == ORM_UNKNOWN)
        index->unique.value = ORM_NO;
    if (index->primary_key.value == ORM_UNKNOWN)
        index->primary_key.value = ORM_NO;
    g_ptr_array_add(scope->table->indexes, index);
}

static OrmStated first_text(const OrmAnnotation *annotation)
{
    const OrmArgument *first = orm_annotation_first_positional(annotation);
    return orm_value_stated(first != NULL ? first->value : NULL);
}

static void link_check(const OrmScope *scope, const OrmAnnotation *annotation)
{
    OrmCheck *check = g_new0(OrmCheck, 1);
    check->table = scope->table;
    check->stated_name = orm_annotation_text(annotation, "name");
    check->expression = first_text(annotation);
    check->not_valid = orm_annotation_flag(annotation, "not_valid").value == ORM_YES;
    check->place = annotation->place;
    g_ptr_array_add(scope->table->checks, check);
}

static void link_exclude(const OrmScope *scope, const OrmAnnotation *annotation)
{
    OrmExclude *exclude = g_new0(OrmExclude, 1);
    exclude->table = scope->table;
    exclude->stated_name = orm_annotation_text(annotation, "name");
    exclude->definition = first_text(annotation);
    exclude->place = annotation->place;
    g_ptr_array_add(scope->table->excludes, exclude);
}

void orm_link_keys(OrmLinker *linker, const OrmScope *scope, GPtrArray *annotations)
{
    if (scope->table == NULL)
        return;
    for (guint i = 0; i < annotations->len; i++) {
        const OrmAnnotation *annotation = g_ptr_array_index(annotations, i);
        if (orm_text_equal(annotation->kind, "primary_key"))
            link_primary_key(scope, annotation);
        else if (orm_text_equal(annotation->kind, "unique"))
            link_unique(scope, annotation);
        else if (orm_text_equal(annotation->kind, "index"))
            link_index(scope, annotation);
        else if (orm_text_equal(annotation->kind, "check"))
            link_check(scope, annotation);
        else if (orm_text_equal(annotation->kind, "exclude"))
            link_exclude(scope, annotation);
        else if (orm_text_equal(annotation->kind, "foreign_key"))
            orm_link_foreign_key(linker, scope, annotation, NULL);
    }
}

/* `unique` with `index` on one column is one unique index, as in SQLAlchemy. */
static void add_column_index(OrmColumn *column)
{
    gboolean indexed = column->flags->index.value == ORM_YES, unique = column->flags->unique.value == ORM_YES;
    if (!indexed && !unique)
        return;
    OrmIndex *index = orm_index_new(column->table, indexed ? ORM_KEY_INDEX : ORM_KEY_UNIQUE,
                                    indexed ? column->flags->index.place : column->flags->unique.place);
    OrmIndexElement *element = g_new0(OrmIndexElement, 1);
    element->prefix_length = ORM_SQL_UNSTATED;
    element->place = index->place;
    element->reference = (OrmColumnReference){.name = column->name, .place = index->place, .column = column};
    g_ptr_array_add(index->elements, element);
    index->on_column = column;
    if (unique)
        index->unique = column->flags->unique;
    g_ptr_array_add(column->table->indexes, index);
}

static const char *enum_check(const OrmColumn *column)
{
    g_autoptr(GString) expression = g_string_new(NULL);
    g_string_append_printf(expression, "%s IN (", column->name);
    for (guint i = 0; i < column->enumeration->labels->len; i++) {
        g_auto(GStrv) parts = g_strsplit(g_ptr_array_index(column->enumeration->labels, i), "'", -1);
        g_autofree char *quoted = g_strjoinv("''", parts);
        g_string_append_printf(expression, "%s'%s'", i > 0 ? ", " : "", quoted);
    }
    g_string_append_c(expression, ')');
    return orm_intern(expression->str);
}

static void add_enum_check(OrmColumn *column)
{
    if (column->enumeration->check.value != ORM_YES || column->enumeration->storage != ORM_ENUM_STORED_STRING)
        return;
    OrmCheck *check = g_new0(OrmCheck, 1);
    check->table = column->table;
    check->stated_name = column->enumeration->name;
    check->expression = (OrmStated){enum_check(column), column->enumeration->check.place};
    check->place = column->enumeration->check.place;
    check->on_column = column;
    g_ptr_array_add(column->table->checks, check);
}

void orm_link_column_keys(OrmLinker *linker, OrmColumn *column)
{
    (void)linker;
    add_column_index(column);
    add_enum_check(column);
}

static gboolean same_columns(const OrmPrimaryKey *left, const OrmPrimaryKey *right)
{
    if (left->columns->len != right->columns->len)
        return FALSE;
    for (guint i = 0; i < left->columns->len; i++) {
        const OrmColumnReference *wanted = g_ptr_array_index(left->columns, i);
        gboolean found = FALSE;
        for (guint k = 0; k < right->columns->len && !found; k++) {
            const OrmColumnReference *reference = g_ptr_array_index(right->columns, k);
            found = wanted->column != NULL && wanted->column == reference->column;
        }
        if (!found)
            return FALSE;
    }
    return TRUE;
}

static OrmPrimaryKey *key_of_flags(OrmTable *table)
{
    OrmPrimaryKey *key = NULL;
    for (guint i = 0; i < table->columns->len; i++) {
        OrmColumn *column = g_ptr_array_index(table->columns, i);
        if (column->flags->primary_key.value != ORM_YES)
            continue;
        if (key == NULL)
            key = orm_primary_key_new(column->flags->primary_key.place);
        OrmColumnReference *reference = g_new0(OrmColumnReference, 1);
        *reference =
            (OrmColumnReference){.name = column->name, .place = column->flags->primary_key.place, .column = column};
        g_ptr_array_add(key->columns, reference);
    }
    return key;
}

/* The statements that say the same count once; the first of several is taken for the key. */
void orm_link_primary_key(OrmTable *table)
{
    OrmPrimaryKey *flags = key_of_flags(table);
    if (flags != NULL)
        g_ptr_array_add(table->primary_keys, flags);
    for (guint i = 0; i < table->primary_keys->len; i++) {
        for (guint k = table->primary_keys->len - 1; k > i; k--) {
            if (same_columns(g_ptr_array_index(table->primary_keys, i), g_ptr_array_index(table->primary_keys, k)))
                g_ptr_array_remove_index(table->primary_keys, k);
        }
    }
    if (table->primary_keys->len == 0)
        return;
    table->primary_key = g_ptr_array_index(table->primary_keys, 0);
    for (guint i = 0; i < table->primary_key->columns->len; i++) {
        OrmColumnReference *reference = g_ptr_array_index(table->primary_key->columns, i);
        if (reference->column == NULL)
            continue;
        reference->column->in_primary_key = TRUE;
        if (reference->column->nullable_flag.value == ORM_UNKNOWN && !table->is_view)
            reference->column->nullable = ORM_NO;
    }
}
