/* SPDX-License-Identifier: MIT */
/* ORM_ON(where, annotation): the annotation inside. */
#include "analyzer/extract/annotation_parser.h"

#include <string.h>

static OrmArgument *copy_argument(const OrmArgument *argument)
{
    const OrmValue *from = argument->value;
    OrmValue *value = orm_value_new(from->kind, from->text, from->place);
    for (guint i = 0; i < orm_value_count(from); i++)
        g_ptr_array_add(value->items, copy_argument(orm_value_item(from, i)));
    return orm_argument_new(argument->key, argument->key_place, value, argument->place);
}

static OrmAnnotation *malformed(const OrmAnnotation *on, OrmPlace place, const char *message)
{
    OrmAnnotation *annotation = orm_annotation_new("on", on->place);
    annotation->kind_place = on->kind_place;
    annotation->syntax_error = orm_intern(message);
    annotation->error_place = place;
    return annotation;
}

/* The call's name is its first word; places inside a project's own macro are all those of the whole use. */
static OrmPlace name_place(const OrmAnnotation *on, const OrmValue *call)
{
    OrmPlace place = call->place;
    if (!orm_place_known(&place) || orm_place_compare(&place, &on->place) == 0 || call->kind == ORM_VALUE_NAME)
        return place;
    place.end_line = place.line;
    place.end_column = place.column + (guint)strlen(call->text);
    return place;
}

static OrmAnnotation *inner_annotation(const OrmAnnotation *on, const OrmValue *call)
{
    OrmAnnotation *annotation = orm_annotation_new(call->text, call->place);
    annotation->kind_place = name_place(on, call);
    for (guint i = 0; i < orm_value_count(call); i++)
        g_ptr_array_add(annotation->arguments, copy_argument(orm_value_item(call, i)));
    return annotation;
}

static gboolean read_where(const OrmAnnotation *on, OrmAnnotationOn *result)
{
    if (on->arguments->len == 0)
        return FALSE;
    const OrmArgument *where = on->arguments->pdata[0];
    gboolean text = where->value->kind == ORM_VALUE_NAME || where->value->kind == ORM_VALUE_STRING;
    if (where->key != NULL || !text)
        return FALSE;
    g_auto(GStrv) parts = g_strsplit(where->value->text, ".", 2);
    if (parts[0] == NULL || *parts[0] == '\0')
        return FALSE;
    result->target = orm_intern(parts[0]);
    result->field = orm_intern(parts[1]);
    result->where_place = where->value->place;
    return TRUE;
}

static OrmAnnotation *read_annotation(const OrmAnnotation *on, gboolean where_read)
{
    static const char shape[] =
        "ORM_ON takes a struct or `struct.field`, then an annotation: ORM_ON(user, table(users))";
    if (on->syntax_error != NULL)
        return malformed(on, on->error_place, on->syntax_error);
    const OrmArgument *first = on->arguments->len > 0 ? on->arguments->pdata[0] : NULL;
    if (!where_read)
        return malformed(on, first == NULL ? on->place : first->place, shape);
    if (on->arguments->len < 2)
        return malformed(on, on->place, shape);
    const OrmArgument *second = on->arguments->pdata[1];
    gboolean call = second->value->kind == ORM_VALUE_CALL || second->value->kind == ORM_VALUE_NAME;
    if (second->key != NULL || !call)
        return malformed(on, second->place, shape);
    if (on->arguments->len > 2) {
        const OrmArgument *third = on->arguments->pdata[2];
        return malformed(on, third->place, "ORM_ON takes one annotation; state each in an ORM_ON of its own");
    }
    return inner_annotation(on, second->value);
}

OrmAnnotationOn orm_annotation_on(const OrmAnnotation *on)
{
    OrmAnnotationOn result = {.where_place = on->place};
    gboolean where_read = read_where(on, &result);
    result.annotation = read_annotation(on, where_read);
    return result;
}
