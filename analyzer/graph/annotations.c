/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/link_internal.h"
#include "analyzer/graph/vocabulary.h"

const OrmAnnotation *orm_find_annotation(GPtrArray *annotations, const char *kind)
{
    for (guint i = 0; i < annotations->len; i++) {
        const OrmAnnotation *annotation = g_ptr_array_index(annotations, i);
        if (orm_text_equal(annotation->kind, kind))
            return annotation;
    }
    return NULL;
}

OrmStated orm_value_stated(const OrmValue *value)
{
    if (value == NULL || value->kind == ORM_VALUE_LIST || value->kind == ORM_VALUE_CALL)
        return (OrmStated){0};
    return (OrmStated){value->text, value->place};
}

OrmStated orm_stated(GPtrArray *annotations, const char *kind, const char *key)
{
    for (guint i = 0; i < annotations->len; i++) {
        const OrmAnnotation *annotation = g_ptr_array_index(annotations, i);
        if (!orm_text_equal(annotation->kind, kind))
            continue;
        OrmStated stated = orm_annotation_text(annotation, key);
        if (stated.text != NULL)
            return stated;
    }
    return (OrmStated){0};
}

OrmFlag orm_flag(GPtrArray *annotations, const char *kind, const char *key)
{
    for (guint i = 0; i < annotations->len; i++) {
        const OrmAnnotation *annotation = g_ptr_array_index(annotations, i);
        if (!orm_text_equal(annotation->kind, kind))
            continue;
        OrmFlag flag = orm_annotation_flag(annotation, key);
        if (flag.value != ORM_UNKNOWN)
            return flag;
    }
    return (OrmFlag){.value = ORM_UNKNOWN};
}

OrmStated orm_stated_name(GPtrArray *annotations, const char *kind)
{
    for (guint i = 0; i < annotations->len; i++) {
        const OrmAnnotation *annotation = g_ptr_array_index(annotations, i);
        if (!orm_text_equal(annotation->kind, kind))
            continue;
        const OrmArgument *first = orm_annotation_first_positional(annotation);
        OrmStated stated = orm_value_stated(first != NULL ? first->value : NULL);
        if (stated.text != NULL)
            return stated;
    }
    return (OrmStated){0};
}

const OrmArgument *orm_annotation_argument(const OrmAnnotation *annotation, const char *key)
{
    return orm_annotation_find(annotation, key, FALSE);
}
