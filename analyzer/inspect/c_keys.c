/* SPDX-License-Identifier: MIT */
/* Keys, indexes and checks as annotations of the struct. */
#include <string.h>

#include "analyzer/graph/questions_indexes.h"
#include "analyzer/inspect/internal.h"

gboolean orm_inspect_is_default_name(const OrmInspection *inspection, const OrmTable *table, const char *name,
                                     GPtrArray *references, const char *suffix)
{
    if (name == NULL)
        return TRUE;
    g_autoptr(GString) expected = g_string_new(table->name);
    for (guint i = 0; references != NULL && i < references->len; i++) {
        const OrmColumnReference *reference = g_ptr_array_index(references, i);
        g_string_append_printf(expected, "_%s", reference->name);
    }
    g_string_append_printf(expected, "_%s", suffix);
    return inspection->dialect == ORM_DIALECT_POSTGRESQL && strcmp(expected->str, name) == 0;
}

static char *primary_key(const OrmInspection *inspection, const OrmInspectTable *table)
{
    const OrmPrimaryKey *key = table->table->primary_key;
    if (key == NULL)
        return NULL;
    gboolean named = !orm_dialect_is_mysql(inspection->dialect) &&
                     !orm_inspect_is_default_name(inspection, table->table, key->name.text, NULL, "pkey");
    if (key->columns->len == 1 && !named)
        return NULL; /* the column says it */
    OrmInspectAnnotation annotation;
    orm_inspect_begin(&annotation, "ORM_PRIMARY_KEY");
    for (guint i = 0; i < key->columns->len; i++) {
        g_autofree char *column = orm_inspect_column(table, g_ptr_array_index(key->columns, i));
        orm_inspect_add(&annotation, column);
    }
    orm_inspect_add_text(&annotation, "name", named ? key->name.text : NULL);
    return orm_inspect_end(&annotation, FALSE);
}

static char *wrap(const char *function, char *inner, const char *more)
{
    char *wrapped = g_strconcat(function, "(", inner, more != NULL ? ", " : "", more != NULL ? more : "", ")", NULL);
    g_free(inner);
    return wrapped;
}

static char *element_text(const OrmInspectTable *table, const OrmIndexElement *element)
{
    char *text;
    if (element->expression != NULL)
        text = wrap("expr", orm_inspect_literal(element->expression), NULL);
    else
        text = orm_inspect_column(table, &element->reference);
    if (element->prefix_length != ORM_SQL_UNSTATED) {
        g_autofree char *length = g_strdup_printf("%d", element->prefix_length);
        text = wrap("length", text, length);
    }
    if (element->operator_class != NULL)
        text = wrap("op", text, element->operator_class);
    if (element->order == ORM_ORDER_DESC)
        text = wrap("desc", text, NULL);
    if (element->nulls != ORM_NULLS_UNSTATED)
        text = wrap(element->nulls == ORM_NULLS_FIRST ? "nulls_first" : "nulls_last", text, NULL);
    return text;
}

static void add_include(OrmInspectAnnotation *annotation, const OrmInspectTable *table, GPtrArray *include)
{
    if (include->len == 0)
        return;
    g_autofree char *columns = orm_inspect_columns(table, include);
    g_autofree char *argument = g_strdup_printf(include->len > 1 ? "include=%s" : "include=(%s)", columns);
    orm_inspect_add(annotation, argument);
}

static GPtrArray *element_references(const OrmIndex *index)
{
    GPtrArray *references = g_ptr_array_new();
    for (guint i = 0; i < index->elements->len; i++)
        g_ptr_array_add(references, &((OrmIndexElement *)g_ptr_array_index(index->elements, i))->reference);
    return references;
}

static char *index_text(const OrmInspection *inspection, const OrmInspectTable *table, const OrmIndex *index)
{
    OrmInspectAnnotation annotation;
    gboolean constraint = index->kind == ORM_KEY_UNIQUE;
    g_autoptr(GPtrArray) references = element_references(index);
    orm_inspect_begin(&annotation, constraint ? "ORM_UNIQUE" : "ORM_INDEX");
    for (guint i = 0; i < index->elements->len; i++) {
        g_autofree char *element = element_text(table, g_ptr_array_index(index->elements, i));
        orm_inspect_add(&annotation, element);
    }
    gboolean named = !constraint ||
                     !orm_inspect_is_default_name(inspection, table->table, index->stated_name.text, references, "key");
    const char *kind = orm_index_kind(index);
    orm_inspect_add_text(&annotation, "name", named ? index->stated_name.text : NULL);
    orm_inspect_add_flag(&annotation, "unique", !constraint && index->unique.value == ORM_YES);
    orm_inspect_add_text(&annotation, "using",
                         kind == NULL && index->method.text != NULL ? orm_index_method(index) : NULL);
    orm_inspect_add_text(&annotation, "prefix", kind);
    orm_inspect_add_string(&annotation, "where", index->predicate.text);
    add_include(&annotation, table, index->include);
    orm_inspect_add_flag(&annotation, "deferrable", index->deferrable.value == ORM_YES);
    orm_inspect_add_text(&annotation, "initially", index->initially.text);
    orm_inspect_add_flag(&annotation, "nulls_not_distinct", index->nulls_not_distinct.value == ORM_YES);
    return orm_inspect_end(&annotation, FALSE);
}

char *orm_inspect_foreign_key(const OrmInspection *inspection, const OrmInspectTable *table, const OrmForeignKey *key)
{
    OrmInspectAnnotation annotation;
    const char *parent = key->parent != NULL ? orm_table_label(key->parent) : key->parent_name;
    g_autoptr(GString) target = g_string_new(parent);
    gboolean single = key->columns->len == 1;
    orm_inspect_begin(&annotation, "ORM_FOREIGN_KEY");
    if (single && key->parent_columns->len == 1) {
        const OrmColumnReference *reference = g_ptr_array_index(key->parent_columns, 0);
        g_string_append_printf(target, ".%s", reference->column != NULL ? reference->column->name : reference->name);
    } else if (!single) {
        g_autofree char *columns = orm_inspect_columns(table, key->columns);
        orm_inspect_add(&annotation, columns);
    }
    const OrmInspectTable *other = key->parent != NULL ? g_hash_table_lookup(inspection->by_table, key->parent) : NULL;
    if (!single && key->parent_columns->len > 0) {
        g_autofree char *columns = orm_inspect_columns(other != NULL ? other : table, key->parent_columns);
        g_autofree char *call = g_strconcat(target->str, columns, NULL);
        orm_inspect_add(&annotation, call);
    } else {
        orm_inspect_add_text(&annotation, NULL, target->str);
    }
    static const char *const actions[] = {NULL, "cascade", "set_null", "set_default", "restrict", "no_action"};
    gboolean named =
        !orm_inspect_is_default_name(inspection, table->table, key->stated_name.text, key->columns, "fkey");
    orm_inspect_add_text(&annotation, "name", named ? key->stated_name.text : NULL);
    orm_inspect_add_text(&annotation, "ondelete", actions[key->ondelete.kind]);
    orm_inspect_add_text(&annotation, "onupdate", actions[key->onupdate.kind]);
    orm_inspect_add_flag(&annotation, "deferrable", key->deferrable.value == ORM_YES);
    orm_inspect_add_text(&annotation, "initially", key->initially.text);
    orm_inspect_add_text(&annotation, "match", key->match.text);
    return orm_inspect_end(&annotation, FALSE);
}

static char *condition(const char *macro, const char *text, const char *name)
{
    OrmInspectAnnotation annotation;
    orm_inspect_begin(&annotation, macro);
    orm_inspect_add_string(&annotation, NULL, text);
    orm_inspect_add_text(&annotation, "name", name);
    return orm_inspect_end(&annotation, FALSE);
}

static void add_text(GPtrArray *texts, char *text)
{
    if (text != NULL)
        g_ptr_array_add(texts, text);
}

GPtrArray *orm_inspect_table_annotations(const OrmInspection *inspection, const OrmInspectTable *table)
{
    GPtrArray *texts = g_ptr_array_new_with_free_func(g_free);
    const OrmTable *source = table->table;
    add_text(texts, primary_key(inspection, table));
    for (guint i = 0; i < source->indexes->len; i++) {
        const OrmIndex *index = g_ptr_array_index(source->indexes, i);
        if (!index->for_foreign_key)
            add_text(texts, index_text(inspection, table, index));
    }
    for (guint i = 0; i < source->foreign_keys->len; i++) {
        const OrmForeignKey *key = g_ptr_array_index(source->foreign_keys, i);
        if (key->columns->len != 1)
            add_text(texts, orm_inspect_foreign_key(inspection, table, key));
    }
    for (guint i = 0; i < source->checks->len; i++) {
        const OrmCheck *check = g_ptr_array_index(source->checks, i);
        add_text(texts, condition("ORM_CHECK", check->expression.text, check->stated_name.text));
    }
    for (guint i = 0; i < source->excludes->len; i++) {
        const OrmExclude *exclude = g_ptr_array_index(source->excludes, i);
        add_text(texts, condition("ORM_EXCLUDE", exclude->definition.text, exclude->stated_name.text));
    }
    return texts;
}
