/* SPDX-License-Identifier: MIT */
/* Brings facts into the one order and form that does not depend on how the reading was split up. */
#include "analyzer/facts/compare.h"

#include <string.h>

static int by_name(gconstpointer left, gconstpointer right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

/* Two units may see equal fields in different lines: one of them must always win. */
static int by_places(const OrmStruct *one, const OrmStruct *other)
{
    int order = 0;
    for (guint i = 0; order == 0 && i < one->fields->len; i++) {
        const OrmField *field = one->fields->pdata[i];
        order = orm_place_compare(&field->place, &((const OrmField *)other->fields->pdata[i])->place);
    }
    return order;
}

static int by_struct(gconstpointer left, gconstpointer right)
{
    const OrmStruct *one = *(OrmStruct *const *)left;
    const OrmStruct *other = *(OrmStruct *const *)right;
    int order = orm_place_compare(&one->place, &other->place);
    if (order == 0)
        order = orm_struct_compare(one, other);
    if (order == 0)
        order = g_strcmp0(one->unit, other->unit);
    return order == 0 ? by_places(one, other) : order;
}

static int by_enum(gconstpointer left, gconstpointer right)
{
    const OrmEnum *one = *(OrmEnum *const *)left;
    const OrmEnum *other = *(OrmEnum *const *)right;
    int order = orm_place_compare(&one->place, &other->place);
    return order == 0 ? orm_enum_compare(one, other) : order;
}

static int by_on(gconstpointer left, gconstpointer right)
{
    return orm_on_compare(*(OrmOn *const *)left, *(OrmOn *const *)right);
}

static int by_allow(gconstpointer left, gconstpointer right)
{
    return orm_allow_comment_compare(*(OrmAllowComment *const *)left, *(OrmAllowComment *const *)right);
}

static int by_notice(gconstpointer left, gconstpointer right)
{
    return orm_notice_compare(*(OrmNotice *const *)left, *(OrmNotice *const *)right);
}

static void sort_names(GPtrArray *names)
{
    g_ptr_array_sort(names, by_name);
    for (guint i = names->len; i > 1; i--) {
        if (strcmp(names->pdata[i - 1], names->pdata[i - 2]) == 0)
            g_ptr_array_remove_index(names, i - 1);
    }
}

static void add_names(GPtrArray *names, const GPtrArray *more)
{
    for (guint i = 0; i < more->len; i++)
        g_ptr_array_add(names, more->pdata[i]);
    sort_names(names);
}

/* What another unit knew of the same type: a struct that is only declared here may be defined there. */
static void complete_levels(OrmCType *type, const OrmCType *known)
{
    for (; type != NULL && known != NULL; type = type->inner, known = known->inner) {
        if (type->incomplete && !known->incomplete) {
            type->incomplete = FALSE;
            type->bits = known->bits;
        } else if (!known->incomplete && known->bits > type->bits) {
            type->bits = known->bits;
        }
        if (g_strcmp0(known->spelling, type->spelling) < 0)
            type->spelling = known->spelling;
    }
}

static gboolean knows_more(const OrmCType *known, const OrmCType *type)
{
    gboolean more = FALSE;
    for (; !more && type != NULL && known != NULL; type = type->inner, known = known->inner)
        more = (!known->incomplete && (type->incomplete || known->bits > type->bits)) ||
               g_strcmp0(known->spelling, type->spelling) < 0;
    return more;
}

static void complete_type(OrmField *field, const OrmCType *known)
{
    if (field->type == known || !knows_more(known, field->type))
        return;
    OrmCType *completed = orm_c_type_copy(field->type);
    complete_levels(completed, known);
    orm_c_type_unref(field->type);
    field->type = completed;
}

static void absorb_struct(gpointer kept, gconstpointer repeated)
{
    OrmStruct *record = kept;
    const OrmStruct *other = repeated;
    add_names(record->typedefs, other->typedefs);
    record->has_tag = record->has_tag || other->has_tag;
    for (guint i = 0; i < record->fields->len; i++)
        complete_type(record->fields->pdata[i], ((const OrmField *)other->fields->pdata[i])->type);
}

static void absorb_enum(gpointer kept, gconstpointer repeated)
{
    add_names(((OrmEnum *)kept)->typedefs, ((const OrmEnum *)repeated)->typedefs);
}

static gboolean same_struct(gconstpointer left, gconstpointer right)
{
    const OrmStruct *one = left;
    const OrmStruct *other = right;
    return orm_place_compare(&one->place, &other->place) == 0 && orm_struct_compare(one, other) == 0;
}

static gboolean same_enum(gconstpointer left, gconstpointer right)
{
    return by_enum(&left, &right) == 0;
}

static gboolean same_on(gconstpointer left, gconstpointer right)
{
    return orm_on_compare(left, right) == 0;
}

static gboolean same_allow(gconstpointer left, gconstpointer right)
{
    return orm_allow_comment_compare(left, right) == 0;
}

static gboolean same_notice(gconstpointer left, gconstpointer right)
{
    return orm_notice_compare(left, right) == 0;
}

/* Keeps the first of each run of equal records of a sorted array and lets it take over what the others add. */
static void drop_repetitions(GPtrArray *records, gboolean (*same)(gconstpointer, gconstpointer),
                             void (*absorb)(gpointer, gconstpointer))
{
    guint kept = 0;
    for (guint i = 1; i < records->len; i++) {
        if (same(records->pdata[kept], records->pdata[i])) {
            if (absorb != NULL)
                absorb(records->pdata[kept], records->pdata[i]);
            continue;
        }
        kept++;
        gpointer moved = records->pdata[i];
        records->pdata[i] = records->pdata[kept];
        records->pdata[kept] = moved;
    }
    if (records->len > 0)
        g_ptr_array_set_size(records, (gint)kept + 1);
}

void orm_facts_normalize(OrmFacts *facts)
{
    for (guint i = 0; i < facts->structs->len; i++)
        sort_names(((OrmStruct *)facts->structs->pdata[i])->typedefs);
    for (guint i = 0; i < facts->enums->len; i++)
        sort_names(((OrmEnum *)facts->enums->pdata[i])->typedefs);

    g_ptr_array_sort(facts->structs, by_struct);
    drop_repetitions(facts->structs, same_struct, absorb_struct);
    g_ptr_array_sort(facts->enums, by_enum);
    drop_repetitions(facts->enums, same_enum, absorb_enum);
    g_ptr_array_sort(facts->ons, by_on);
    drop_repetitions(facts->ons, same_on, NULL);
    g_ptr_array_sort(facts->allows, by_allow);
    drop_repetitions(facts->allows, same_allow, NULL);
    g_ptr_array_sort(facts->notices, by_notice);
    drop_repetitions(facts->notices, same_notice, NULL);
    sort_names(facts->files);
}
