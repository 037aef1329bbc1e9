/* SPDX-License-Identifier: MIT */
#include "analyzer/facts/compare.h"

static int compare_numbers(gint64 left, gint64 right)
{
    return (left > right) - (left < right);
}

static int compare_names(const char *left, const char *right)
{
    return left == right ? 0 : g_strcmp0(left, right);
}

static guint count(const GPtrArray *array)
{
    return array == NULL ? 0 : array->len;
}

/* Element by element; `compare` takes the elements themselves. */
static int compare_arrays(const GPtrArray *left, const GPtrArray *right, int (*compare)(gconstpointer, gconstpointer))
{
    int order = compare_numbers(count(left), count(right));
    for (guint i = 0; order == 0 && i < count(left); i++)
        order = compare(left->pdata[i], right->pdata[i]);
    return order;
}

static int compare_name_elements(gconstpointer left, gconstpointer right)
{
    return compare_names(left, right);
}

static int compare_annotation_elements(gconstpointer left, gconstpointer right)
{
    return orm_annotation_compare(left, right);
}

static int compare_argument_elements(gconstpointer left, gconstpointer right);

static int compare_values(const OrmValue *left, const OrmValue *right)
{
    int order = compare_numbers(left->kind, right->kind);
    if (order == 0)
        order = compare_names(left->text, right->text);
    if (order == 0)
        order = compare_arrays(left->items, right->items, compare_argument_elements);
    return order;
}

static int compare_argument_elements(gconstpointer left, gconstpointer right)
{
    const OrmArgument *one = left;
    const OrmArgument *other = right;
    int order = compare_names(one->key, other->key);
    return order == 0 ? compare_values(one->value, other->value) : order;
}

int orm_annotation_compare(const OrmAnnotation *left, const OrmAnnotation *right)
{
    int order = compare_names(left->kind, right->kind);
    if (order == 0)
        order = compare_names(left->syntax_error, right->syntax_error);
    if (order == 0)
        order = compare_arrays(left->arguments, right->arguments, compare_argument_elements);
    return order;
}

/* Whether size and completeness depend on a definition that this unit may not have seen. */
static gboolean has_definition_elsewhere(OrmCKind kind)
{
    return kind == ORM_C_STRUCT || kind == ORM_C_UNION || kind == ORM_C_ENUM;
}

/* One level of a type, without what is inside. */
static int compare_level(const OrmCType *left, const OrmCType *right)
{
    const gint64 pairs[][2] = {
        {left->kind, right->kind},           {left->length, right->length},
        {left->is_const, right->is_const},   {left->is_volatile, right->is_volatile},
        {left->is_atomic, right->is_atomic}, {left->nullability, right->nullability},
    };
    int order = 0;
    for (gsize i = 0; order == 0 && i < G_N_ELEMENTS(pairs); i++)
        order = compare_numbers(pairs[i][0], pairs[i][1]);
    if (order == 0 && !has_definition_elsewhere(left->kind))
        order = compare_numbers(left->bits, right->bits);
    if (order == 0)
        order = compare_names(left->tag, right->tag);
    if (order == 0)
        order = compare_names(left->canonical, right->canonical);
    if (order == 0)
        order = compare_arrays(left->names, right->names, compare_name_elements);
    return order;
}

int orm_c_type_compare(const OrmCType *left, const OrmCType *right)
{
    int order = 0;
    while (order == 0 && left != right && left != NULL && right != NULL) {
        order = compare_level(left, right);
        left = left->inner;
        right = right->inner;
    }
    return order == 0 ? compare_numbers(left != NULL, right != NULL) : order;
}

static int compare_field_elements(gconstpointer left, gconstpointer right)
{
    const OrmField *one = left;
    const OrmField *other = right;
    int order = compare_names(one->name, other->name);
    if (order == 0)
        order = compare_numbers(one->bit_field, other->bit_field);
    if (order == 0)
        order = orm_c_type_compare(one->type, other->type);
    if (order == 0)
        order = compare_arrays(one->annotations, other->annotations, compare_annotation_elements);
    return order;
}

int orm_struct_compare(const OrmStruct *left, const OrmStruct *right)
{
    int order = compare_names(left->name, right->name);
    if (order == 0)
        order = compare_numbers(left->is_union, right->is_union);
    if (order == 0)
        order = compare_arrays(left->annotations, right->annotations, compare_annotation_elements);
    if (order == 0)
        order = compare_arrays(left->fields, right->fields, compare_field_elements);
    return order;
}

int orm_enum_compare(const OrmEnum *left, const OrmEnum *right)
{
    int order = compare_names(left->name, right->name);
    if (order == 0)
        order = compare_numbers(left->constants->len, right->constants->len);
    for (guint i = 0; order == 0 && i < left->constants->len; i++) {
        const OrmEnumConstant *one = &g_array_index(left->constants, OrmEnumConstant, i);
        const OrmEnumConstant *other = &g_array_index(right->constants, OrmEnumConstant, i);
        order = compare_names(one->name, other->name);
        if (order == 0)
            order = compare_numbers(one->value, other->value);
        if (order == 0)
            order = compare_numbers(one->explicit_value, other->explicit_value);
    }
    return order;
}

int orm_on_compare(const OrmOn *left, const OrmOn *right)
{
    int order = orm_place_compare(&left->place, &right->place);
    if (order == 0)
        order = orm_place_compare(&left->where_place, &right->where_place);
    if (order == 0)
        order = compare_names(left->target, right->target);
    if (order == 0)
        order = compare_names(left->field, right->field);
    if (order == 0)
        order = orm_annotation_compare(left->annotation, right->annotation);
    return order;
}

int orm_notice_compare(const OrmNotice *left, const OrmNotice *right)
{
    int order = orm_place_compare(&left->place, &right->place);
    if (order == 0)
        order = compare_numbers(left->level, right->level);
    if (order == 0)
        order = compare_names(left->message, right->message);
    return order;
}

gboolean orm_struct_equal(const OrmStruct *left, const OrmStruct *right)
{
    return orm_struct_compare(left, right) == 0;
}

gboolean orm_c_type_equal(const OrmCType *left, const OrmCType *right)
{
    return orm_c_type_compare(left, right) == 0;
}
