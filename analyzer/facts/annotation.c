/* SPDX-License-Identifier: MIT */
#include "analyzer/facts/annotation.h"

static void argument_free(gpointer argument)
{
    orm_argument_free(argument);
}

OrmValue *orm_value_new(OrmValueKind kind, const char *text, OrmPlace place)
{
    OrmValue *value = g_new0(OrmValue, 1);
    value->kind = kind;
    value->text = orm_intern(text);
    if (kind == ORM_VALUE_CALL || kind == ORM_VALUE_LIST)
        value->items = g_ptr_array_new_with_free_func(argument_free);
    value->place = place;
    return value;
}

OrmArgument *orm_argument_new(const char *key, OrmPlace key_place, OrmValue *value, OrmPlace place)
{
    OrmArgument *argument = g_new0(OrmArgument, 1);
    argument->key = orm_intern(key);
    argument->key_place = key_place;
    argument->value = value;
    argument->place = place;
    return argument;
}

OrmAnnotation *orm_annotation_new(const char *kind, OrmPlace place)
{
    OrmAnnotation *annotation = g_new0(OrmAnnotation, 1);
    annotation->kind = orm_intern(kind);
    annotation->place = place;
    annotation->kind_place = place;
    annotation->arguments = g_ptr_array_new_with_free_func(argument_free);
    return annotation;
}

void orm_value_free(OrmValue *value)
{
    if (value == NULL)
        return;
    g_clear_pointer(&value->items, g_ptr_array_unref);
    g_free(value);
}

void orm_argument_free(OrmArgument *argument)
{
    if (argument == NULL)
        return;
    orm_value_free(argument->value);
    g_free(argument);
}

void orm_annotation_free(OrmAnnotation *annotation)
{
    if (annotation == NULL)
        return;
    g_ptr_array_unref(annotation->arguments);
    g_free(annotation);
}

static gboolean arguments_equal(const GPtrArray *left, const GPtrArray *right)
{
    if (left == NULL || right == NULL)
        return left == right;
    if (left->len != right->len)
        return FALSE;
    for (guint i = 0; i < left->len; i++) {
        const OrmArgument *one = left->pdata[i], *other = right->pdata[i];
        if (one->key != other->key || !orm_value_equal(one->value, other->value))
            return FALSE;
    }
    return TRUE;
}

gboolean orm_value_equal(const OrmValue *left, const OrmValue *right)
{
    return left->kind == right->kind && left->text == right->text && arguments_equal(left->items, right->items);
}

gboolean orm_annotation_equal(const OrmAnnotation *left, const OrmAnnotation *right)
{
    return left->kind == right->kind && left->syntax_error == right->syntax_error &&
           arguments_equal(left->arguments, right->arguments);
}

/* Control characters are written as three octal digits, so that a digit that follows is not taken for theirs. */
static void append_quoted(GString *out, const char *text)
{
    g_string_append_c(out, '"');
    for (const char *c = text; *c != '\0'; c++) {
        if (*c == '"' || *c == '\\')
            g_string_append_printf(out, "\\%c", *c);
        else if (*c == '\n')
            g_string_append(out, "\\n");
        else if (*c == '\t')
            g_string_append(out, "\\t");
        else if (g_ascii_iscntrl(*c))
            g_string_append_printf(out, "\\%03o", (guint)(guchar)*c);
        else
            g_string_append_c(out, *c);
    }
    g_string_append_c(out, '"');
}

static void append_value(GString *out, const OrmValue *value)
{
    if (value->kind == ORM_VALUE_STRING) {
        append_quoted(out, value->text);
        return;
    }
    if (value->text != NULL)
        g_string_append(out, value->text);
    if (value->items == NULL)
        return;
    g_string_append_c(out, '(');
    for (guint i = 0; i < value->items->len; i++) {
        const OrmArgument *item = value->items->pdata[i];
        if (i > 0)
            g_string_append(out, ", ");
        if (item->key != NULL)
            g_string_append_printf(out, "%s=", item->key);
        append_value(out, item->value);
    }
    g_string_append_c(out, ')');
}

char *orm_value_to_string(const OrmValue *value)
{
    GString *out = g_string_new(NULL);
    append_value(out, value);
    return g_string_free(out, FALSE);
}

guint orm_value_count(const OrmValue *value)
{
    return value->items == NULL ? 0 : value->items->len;
}

const OrmArgument *orm_value_item(const OrmValue *value, guint index)
{
    g_return_val_if_fail(index < orm_value_count(value), NULL);
    return value->items->pdata[index];
}

const OrmArgument *orm_annotation_find(const OrmAnnotation *annotation, const char *key, gboolean first_is_name)
{
    for (guint i = 0; i < annotation->arguments->len; i++) {
        const OrmArgument *argument = annotation->arguments->pdata[i];
        gboolean lone_name = argument->key == NULL && argument->value->kind == ORM_VALUE_NAME;
        if (argument->key != NULL && orm_text_equal(argument->key, key))
            return argument;
        if (lone_name && !(i == 0 && first_is_name) && orm_text_equal(argument->value->text, key))
            return argument;
    }
    return NULL;
}
