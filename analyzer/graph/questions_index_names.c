/* SPDX-License-Identifier: MIT */
/* How messages name an index. */
#include "analyzer/graph/questions_indexes.h"

static void append_element(GString *text, const OrmIndexElement *element)
{
    const OrmColumnReference *reference = &element->reference;
    const char *name = reference->column != NULL ? reference->column->name : reference->name;
    g_string_append(text, element->expression != NULL ? element->expression : name != NULL ? name : "?");
    if (element->collation != NULL)
        g_string_append_printf(text, " COLLATE %s", element->collation);
    if (element->prefix_length != ORM_SQL_UNSTATED)
        g_string_append_printf(text, "(%d)", element->prefix_length);
    if (element->operator_class != NULL)
        g_string_append_printf(text, " %s", element->operator_class);
    if (element->order == ORM_ORDER_DESC)
        g_string_append(text, " DESC");
    if (element->nulls != ORM_NULLS_UNSTATED)
        g_string_append(text, element->nulls == ORM_NULLS_FIRST ? " NULLS FIRST" : " NULLS LAST");
}

static void append_members(GString *text, const OrmIndex *index)
{
    if (!index->elements_known || index->elements->len == 0)
        return;
    g_string_append(text, " (");
    for (guint i = 0; i < index->elements->len; i++) {
        g_string_append(text, i > 0 ? ", " : "");
        append_element(text, g_ptr_array_index(index->elements, i));
    }
    g_string_append_c(text, ')');
}

char *orm_index_describe(const OrmIndex *index)
{
    GString *text = g_string_new(index->kind == ORM_KEY_UNIQUE    ? "unique constraint "
                                 : index->unique.value == ORM_YES ? "unique index "
                                                                  : "index ");
    if (index->name != NULL)
        g_string_append_printf(text, "`%s` ", index->name);
    g_string_append_printf(text, "on `%s", orm_table_label(index->table));
    append_members(text, index);
    if (index->include->len > 0)
        g_string_append_printf(text, " INCLUDE %s", orm_columns_label(index->include));
    g_string_append_c(text, '`');
    return g_string_free(text, FALSE);
}

char *orm_index_shape_describe(const OrmIndexShape *shape)
{
    if (shape->index != NULL)
        return orm_index_describe(shape->index);
    return g_strdup_printf("the primary key `%s %s`", orm_table_label(shape->table),
                           orm_columns_label(shape->table->primary_key->columns));
}
