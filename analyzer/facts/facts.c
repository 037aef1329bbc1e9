/* SPDX-License-Identifier: MIT */
#include "analyzer/facts/facts.h"

static void free_notice(gpointer notice)
{
    g_free(notice);
}

OrmFacts *orm_facts_new(void)
{
    OrmFacts *facts = g_new0(OrmFacts, 1);
    facts->structs = g_ptr_array_new_with_free_func((GDestroyNotify)orm_struct_free);
    facts->enums = g_ptr_array_new_with_free_func((GDestroyNotify)orm_enum_free);
    facts->ons = g_ptr_array_new_with_free_func((GDestroyNotify)orm_on_free);
    facts->allows = g_ptr_array_new_with_free_func((GDestroyNotify)orm_allow_comment_free);
    facts->notices = g_ptr_array_new_with_free_func(free_notice);
    facts->files = g_ptr_array_new();
    facts->steps = g_array_new(FALSE, TRUE, sizeof(OrmMigrationStep));
    return facts;
}

void orm_facts_free(OrmFacts *facts)
{
    if (facts == NULL)
        return;
    g_ptr_array_unref(facts->structs);
    g_ptr_array_unref(facts->enums);
    g_ptr_array_unref(facts->ons);
    g_ptr_array_unref(facts->allows);
    g_ptr_array_unref(facts->notices);
    g_ptr_array_unref(facts->files);
    g_array_unref(facts->steps);
    g_free(facts);
}

OrmCType *orm_c_type_new(OrmCKind kind)
{
    OrmCType *type = g_new0(OrmCType, 1);
    type->kind = kind;
    type->references = 1;
    return type;
}

OrmCType *orm_c_type_copy(const OrmCType *type)
{
    OrmCType *first = NULL;
    for (OrmCType **next = &first; type != NULL; next = &(*next)->inner, type = type->inner) {
        *next = g_memdup2(type, sizeof *type);
        if (type->names != NULL)
            (*next)->names = g_ptr_array_copy(type->names, NULL, NULL);
        (*next)->references = 1;
    }
    return first;
}

const OrmCType *orm_c_type_ref(const OrmCType *type)
{
    g_atomic_int_inc(&((OrmCType *)type)->references);
    return type;
}

void orm_c_type_unref(const OrmCType *type)
{
    OrmCType *last = (OrmCType *)type;
    while (last != NULL && g_atomic_int_dec_and_test(&last->references)) {
        OrmCType *inner = last->inner;
        g_clear_pointer(&last->names, g_ptr_array_unref);
        g_free(last);
        last = inner;
    }
}

static GPtrArray *new_annotations(void)
{
    return g_ptr_array_new_with_free_func((GDestroyNotify)orm_annotation_free);
}

OrmField *orm_field_new(const char *name, OrmPlace place, const OrmCType *type)
{
    OrmField *field = g_new0(OrmField, 1);
    field->name = orm_intern(name);
    field->place = place;
    field->type = type;
    field->bit_field = -1;
    field->annotations = new_annotations();
    return field;
}

void orm_field_free(OrmField *field)
{
    if (field == NULL)
        return;
    orm_c_type_unref(field->type);
    g_ptr_array_unref(field->annotations);
    g_free(field);
}

OrmStruct *orm_struct_new(const char *name, OrmPlace place)
{
    OrmStruct *record = g_new0(OrmStruct, 1);
    record->name = orm_intern(name);
    record->place = place;
    record->typedefs = g_ptr_array_new();
    record->annotations = new_annotations();
    record->fields = g_ptr_array_new_with_free_func((GDestroyNotify)orm_field_free);
    return record;
}

void orm_struct_free(OrmStruct *record)
{
    if (record == NULL)
        return;
    g_ptr_array_unref(record->typedefs);
    g_ptr_array_unref(record->annotations);
    g_ptr_array_unref(record->fields);
    g_free(record);
}

OrmEnum *orm_enum_new(const char *name, OrmPlace place)
{
    OrmEnum *enumeration = g_new0(OrmEnum, 1);
    enumeration->name = orm_intern(name);
    enumeration->place = place;
    enumeration->typedefs = g_ptr_array_new();
    enumeration->constants = g_array_new(FALSE, TRUE, sizeof(OrmEnumConstant));
    return enumeration;
}

void orm_enum_free(OrmEnum *enumeration)
{
    if (enumeration == NULL)
        return;
    g_ptr_array_unref(enumeration->typedefs);
    g_array_unref(enumeration->constants);
    g_free(enumeration);
}

void orm_on_free(OrmOn *on)
{
    if (on == NULL)
        return;
    orm_annotation_free(on->annotation);
    g_free(on);
}

OrmNotice *orm_notice_new(OrmNoticeLevel level, OrmPlace place, const char *format, va_list arguments)
{
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    OrmNotice *notice = g_new0(OrmNotice, 1);
    notice->level = level;
    notice->place = place;
    notice->message = orm_intern(message);
    return notice;
}

void orm_facts_notice(OrmFacts *facts, OrmNoticeLevel level, OrmPlace place, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    OrmNotice *notice = orm_notice_new(level, place, format, arguments);
    va_end(arguments);
    g_ptr_array_add(facts->notices, notice);
}

/* g_ptr_array_extend_and_steal drops the free function of the stolen array's elements, as is wanted. */
static void move_all(GPtrArray *to, GPtrArray **from)
{
    g_ptr_array_extend_and_steal(to, g_steal_pointer(from));
}

void orm_facts_merge(OrmFacts *facts, OrmFacts *other)
{
    move_all(facts->structs, &other->structs);
    move_all(facts->enums, &other->enums);
    move_all(facts->ons, &other->ons);
    move_all(facts->allows, &other->allows);
    move_all(facts->notices, &other->notices);
    move_all(facts->files, &other->files);
    g_array_unref(other->steps);
    g_free(other);
}
