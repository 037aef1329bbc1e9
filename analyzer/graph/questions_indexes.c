/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/questions_indexes.h"

#include <string.h>

#include "analyzer/facts/intern.h"
#include "analyzer/graph/expression.h"
#include "analyzer/graph/names.h"
#include "analyzer/graph/vocabulary.h"

const char *orm_index_kind(const OrmIndex *index)
{
    if (index->kind != ORM_KEY_INDEX || index->annotation == NULL)
        return NULL;
    const char *prefix = orm_annotation_text(index->annotation, "prefix").text;
    if (prefix == NULL || g_ascii_isdigit(*prefix))
        return NULL;
    g_autofree char *upper = g_ascii_strup(prefix, -1);
    return orm_intern(upper);
}

/* Asked for of every index. */
static const char *usual_method(void)
{
    static const char *btree = NULL;
    if (g_once_init_enter(&btree))
        g_once_init_leave(&btree, orm_intern("btree"));
    return btree;
}

const char *orm_index_method(const OrmIndex *index)
{
    return index->method.text != NULL ? orm_fold_name(index->method.text) : usual_method();
}

gboolean orm_index_is_readable(const OrmIndex *index)
{
    return index->elements_known && (index->annotation == NULL || index->annotation->syntax_error == NULL);
}

static void shape_free(gpointer data)
{
    OrmIndexShape *shape = data;
    g_ptr_array_unref(shape->columns);
    g_ptr_array_unref(shape->members);
    g_ptr_array_unref(shape->include);
    g_free(shape);
}

static OrmIndexShape *shape_new(const OrmTable *table)
{
    OrmIndexShape *shape = g_new0(OrmIndexShape, 1);
    shape->table = table;
    shape->columns = g_ptr_array_new();
    shape->members = g_ptr_array_new();
    shape->include = g_ptr_array_new();
    shape->method = usual_method();
    return shape;
}

/* Where a dialect puts NULLs when nothing is said: PostgreSQL takes them for the largest, the others for the smallest
 * value. */
static OrmNulls usual_nulls(OrmOrder order, OrmDialect dialect)
{
    gboolean smallest = dialect == ORM_DIALECT_SQLITE || orm_dialect_is_mysql(dialect);
    return (order == ORM_ORDER_DESC) == smallest ? ORM_NULLS_LAST : ORM_NULLS_FIRST;
}

static const char *member_text(const OrmIndexElement *element, const char *column, OrmDialect dialect)
{
    g_autoptr(GString) text = g_string_new(column);
    if (element->collation != NULL)
        g_string_append_printf(text, " collate %s", element->collation);
    if (element->operator_class != NULL)
        g_string_append_printf(text, " %s", orm_fold_name(element->operator_class));
    if (element->prefix_length != ORM_SQL_UNSTATED)
        g_string_append_printf(text, "(%d)", element->prefix_length);
    if (element->order == ORM_ORDER_DESC)
        g_string_append(text, " desc");
    if (element->nulls != ORM_NULLS_UNSTATED && element->nulls != usual_nulls(element->order, dialect))
        g_string_append(text, element->nulls == ORM_NULLS_FIRST ? " nulls first" : " nulls last");
    return orm_intern(text->str);
}

static gboolean add_element(OrmIndexShape *shape, const OrmIndexElement *element, OrmDialect dialect)
{
    const OrmColumn *column = element->reference.column;
    if (column == NULL && element->expression == NULL)
        return FALSE;
    const char *text =
        column != NULL ? orm_fold_name(column->name) : orm_expression_signature(element->expression, dialect);
    /* of what is unique, only what is compared counts: a prefix or another collation makes other values equal */
    OrmIndexElement compared = {.collation = element->collation, .prefix_length = element->prefix_length};
    g_ptr_array_add(shape->columns, (gpointer)member_text(&compared, text, dialect));
    g_ptr_array_add(shape->members, (gpointer)member_text(element, text, dialect));
    return TRUE;
}

static gint compare_texts(gconstpointer left, gconstpointer right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

/* NULL when not all members are known. */
static OrmIndexShape *shape_of_index(const OrmIndex *index, OrmDialect dialect)
{
    gboolean known = orm_index_is_readable(index) && index->elements->len > 0;
    OrmIndexShape *shape = shape_new(index->table);
    shape->index = index;
    shape->kind = orm_index_kind(index);
    shape->method = orm_index_method(index);
    shape->predicate = orm_expression_signature(index->predicate.text, dialect);
    shape->unique = index->unique.value == ORM_YES;
    for (guint i = 0; known && i < index->elements->len; i++)
        known = add_element(shape, g_ptr_array_index(index->elements, i), dialect);
    for (guint i = 0; known && i < index->include->len; i++) {
        const OrmColumnReference *reference = g_ptr_array_index(index->include, i);
        known = reference->column != NULL;
        if (known)
            g_ptr_array_add(shape->include, (gpointer)orm_fold_name(reference->column->name));
    }
    g_ptr_array_sort(shape->include, compare_texts);
    if (known)
        return shape;
    shape_free(shape);
    return NULL;
}

static OrmIndexShape *shape_of_key(const OrmTable *table)
{
    const OrmPrimaryKey *key = table->primary_key;
    OrmIndexShape *shape = shape_new(table);
    shape->unique = TRUE;
    for (guint i = 0; i < key->columns->len; i++) {
        const OrmColumnReference *reference = g_ptr_array_index(key->columns, i);
        if (reference->column == NULL) {
            shape_free(shape);
            return NULL;
        }
        g_ptr_array_add(shape->columns, (gpointer)orm_fold_name(reference->column->name));
        g_ptr_array_add(shape->members, (gpointer)orm_fold_name(reference->column->name));
    }
    return shape;
}

static void add_shape(GPtrArray *shapes, OrmIndexShape *shape)
{
    if (shape != NULL)
        g_ptr_array_add(shapes, shape);
}

GPtrArray *orm_table_index_shapes(const OrmTable *table, OrmDialect dialect)
{
    GPtrArray *shapes = g_ptr_array_new_with_free_func(shape_free);
    if (table->primary_key != NULL && table->primary_key->columns->len > 0)
        add_shape(shapes, shape_of_key(table));
    for (guint i = 0; i < table->indexes->len; i++) {
        const OrmIndex *index = g_ptr_array_index(table->indexes, i);
        if (index->primary_key.value != ORM_YES)
            add_shape(shapes, shape_of_index(index, dialect));
    }
    return shapes;
}

static void append_texts(GString *text, const char *label, const GPtrArray *texts)
{
    g_string_append_c(text, '|');
    g_string_append(text, label);
    for (guint i = 0; i < texts->len; i++) {
        g_string_append_c(text, '\x1f');
        g_string_append(text, g_ptr_array_index(texts, i));
    }
}

static void append_part(GString *text, const char *part)
{
    g_string_append_c(text, '|');
    g_string_append(text, part != NULL ? part : "");
}

char *orm_index_shape_signature(const OrmIndexShape *shape)
{
    GString *text = g_string_new(shape->unique ? "unique" : "plain");
    append_part(text, shape->kind);
    append_part(text, shape->method);
    append_part(text, shape->predicate);
    append_texts(text, "on", shape->members);
    append_texts(text, "include", shape->include);
    if (shape->index != NULL)
        append_part(text, shape->index->nulls_not_distinct.value == ORM_YES ? "1" : "0");
    return g_string_free(text, FALSE);
}

/* "deferred", "deferrable" or nothing. */
static const char *deferral(const OrmIndex *index)
{
    if (index == NULL || index->deferrable.value != ORM_YES)
        return "";
    gboolean deferred = index->initially.text != NULL && g_ascii_strcasecmp(index->initially.text, "deferred") == 0;
    return deferred ? "deferred" : "deferrable";
}

char *orm_index_shape_uniqueness(const OrmIndexShape *shape)
{
    if (!shape->unique)
        return NULL;
    g_autoptr(GPtrArray) columns = g_ptr_array_copy(shape->columns, NULL, NULL);
    g_ptr_array_sort(columns, compare_texts);
    GString *text = g_string_new(shape->predicate);
    append_texts(text, "on", columns);
    append_texts(text, "include", shape->include);
    gboolean nulls = shape->index != NULL && shape->index->nulls_not_distinct.value == ORM_YES;
    append_part(text, deferral(shape->index));
    append_part(text, nulls ? "1" : "0");
    return g_string_free(text, FALSE);
}

GHashTable *orm_index_shapes_repeated(const GPtrArray *shapes)
{
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    GHashTable *repeated = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < shapes->len; i++) {
        OrmIndexShape *shape = g_ptr_array_index(shapes, i);
        if (shape->index == NULL || shape->index->kind != ORM_KEY_INDEX)
            continue;
        g_autofree char *signature = orm_index_shape_signature(shape);
        OrmIndexShape *first = g_hash_table_lookup(seen, signature);
        if (first != NULL)
            g_hash_table_insert(repeated, shape, first);
        else
            g_hash_table_insert(seen, g_steal_pointer(&signature), shape);
    }
    return repeated;
}

static gboolean contains(const GPtrArray *texts, const char *text)
{
    for (guint i = 0; i < texts->len; i++) {
        if (g_ptr_array_index(texts, i) == text)
            return TRUE;
    }
    return FALSE;
}

gboolean orm_index_shape_covers(const OrmIndexShape *longer, const OrmIndexShape *shorter)
{
    /* a hash knows only the whole of its value, a full-text index only the whole of its columns */
    gboolean whole = g_str_equal(shorter->method, "hash") || shorter->kind != NULL;
    if (longer->kind != shorter->kind || longer->method != shorter->method || longer->predicate != shorter->predicate ||
        longer->members->len < shorter->members->len || (whole && longer->members->len > shorter->members->len))
        return FALSE;
    for (guint i = 0; i < shorter->members->len; i++) {
        if (g_ptr_array_index(longer->members, i) != g_ptr_array_index(shorter->members, i))
            return FALSE;
    }
    for (guint i = 0; i < shorter->include->len; i++) {
        const char *column = g_ptr_array_index(shorter->include, i);
        if (!contains(longer->include, column) && !contains(longer->members, column))
            return FALSE;
    }
    return TRUE;
}

OrmPlace orm_index_shape_place(const OrmIndexShape *shape)
{
    return shape->index != NULL ? shape->index->place : shape->table->primary_key->place;
}
