/* SPDX-License-Identifier: MIT */
/* Columns named in keys, indexes and relationships. */
#include "analyzer/graph/link_internal.h"
#include "analyzer/graph/names.h"

#include <string.h>

void orm_reference_resolve(OrmColumnReference *reference, const OrmTable *table, const OrmModel *model,
                           const char *path)
{
    if (*path != '\0') {
        g_autofree char *full = g_strconcat(path, reference->name, NULL);
        reference->column = orm_table_column(table, full);
    }
    if (reference->column == NULL)
        reference->column = orm_table_column(table, reference->name);
    if (reference->column != NULL || model == NULL)
        return;
    reference->relationship = orm_model_relationship(model, reference->name);
    for (const OrmModel *base = model->base; base != NULL && reference->foreign_column == NULL; base = base->base) {
        if (base->table != NULL && base->table != table)
            reference->foreign_column = orm_table_column(base->table, reference->name);
    }
}

static OrmColumnReference *reference_unresolved(const char *name, OrmPlace place)
{
    OrmColumnReference *reference = g_new0(OrmColumnReference, 1);
    reference->name = orm_intern(name);
    reference->place = place;
    return reference;
}

OrmColumnReference *orm_reference_new(const OrmScope *scope, const char *name, OrmPlace place)
{
    OrmColumnReference *reference = reference_unresolved(name, place);
    if (scope != NULL && scope->table != NULL)
        orm_reference_resolve(reference, scope->table, scope->model, scope->path);
    return reference;
}

/* "a, b" in one string is the list (a, b). */
static void append_words(GPtrArray *references, const OrmScope *scope, const OrmValue *value)
{
    g_auto(GStrv) words = g_strsplit(value->text, ",", -1);
    for (guint i = 0; words[i] != NULL; i++)
        g_ptr_array_add(references, orm_reference_new(scope, g_strstrip(words[i]), value->place));
}

void orm_references_append(GPtrArray *references, const OrmScope *scope, const OrmValue *value)
{
    if (value == NULL)
        return;
    if (value->kind == ORM_VALUE_STRING)
        append_words(references, scope, value);
    else if (value->kind == ORM_VALUE_NAME)
        g_ptr_array_add(references, orm_reference_new(scope, value->text, value->place));
    else if (value->kind == ORM_VALUE_LIST) {
        for (guint i = 0; i < orm_value_count(value); i++)
            orm_references_append(references, scope, orm_value_item(value, i)->value);
    }
}

static gint number_of(const OrmValue *value)
{
    return value != NULL && value->kind == ORM_VALUE_NUMBER ? (gint)g_ascii_strtoll(value->text, NULL, 10)
                                                            : ORM_SQL_UNSTATED;
}

static const OrmValue *item_value(const OrmValue *call, guint index)
{
    return index < orm_value_count(call) ? orm_value_item(call, index)->value : NULL;
}

static void read_element(OrmIndexElement *element, const OrmScope *scope, const OrmValue *value);

/* asc(col), desc(col), nulls_first(..), nulls_last(..), op(col, class), length(col, n), expr("sql"); they nest. Of an
 * actual schema also collate(col, "C"). */
static void read_element_call(OrmIndexElement *element, const OrmScope *scope, const OrmValue *call)
{
    const OrmValue *first = item_value(call, 0), *second = item_value(call, 1);
    if (g_str_equal(call->text, "expr")) {
        element->expression = first != NULL ? first->text : NULL;
        return;
    }
    if (g_str_equal(call->text, "asc"))
        element->order = ORM_ORDER_ASC;
    else if (g_str_equal(call->text, "desc"))
        element->order = ORM_ORDER_DESC;
    else if (g_str_equal(call->text, "nulls_first"))
        element->nulls = ORM_NULLS_FIRST;
    else if (g_str_equal(call->text, "nulls_last"))
        element->nulls = ORM_NULLS_LAST;
    else if (g_str_equal(call->text, "op"))
        element->operator_class = second != NULL ? second->text : NULL;
    else if (g_str_equal(call->text, "collate"))
        element->collation = second != NULL ? second->text : NULL;
    else if (g_str_equal(call->text, "length"))
        element->prefix_length = number_of(second);
    if (first != NULL)
        read_element(element, scope, first);
}

static void read_element(OrmIndexElement *element, const OrmScope *scope, const OrmValue *value)
{
    if (value->kind == ORM_VALUE_CALL) {
        read_element_call(element, scope, value);
    } else if (value->text != NULL) {
        g_autofree OrmColumnReference *reference = orm_reference_new(scope, value->text, value->place);
        element->reference = *reference;
    }
}

OrmIndexElement *orm_index_element_new(const OrmScope *scope, const OrmValue *value)
{
    OrmIndexElement *element = g_new0(OrmIndexElement, 1);
    element->prefix_length = ORM_SQL_UNSTATED;
    element->place = value->place;
    element->reference.place = value->place;
    read_element(element, scope, value);
    return element;
}
