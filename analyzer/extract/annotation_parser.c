/* SPDX-License-Identifier: MIT */
#include "analyzer/extract/annotation_parser.h"
#include "analyzer/extract/annotation_grammar.h"
#include "analyzer/extract/annotation_lexer.h"

#include <string.h>

#define ANNOTATION_PREFIX "orm:"
#define MACRO_PREFIX "ORM_"

static OrmAnnotation *parse_text(const char *text)
{
    const OrmSourcePoint start = {1, 1};
    OrmSourceCursor cursor = orm_source_cursor(NULL, text, strlen(text), start);
    g_autoptr(GString) kind = g_string_new(NULL);
    if (orm_annotation_recognised(text)) {
        for (gsize i = 0; i < strlen(ANNOTATION_PREFIX); i++)
            orm_source_cursor_next(&cursor);
        orm_source_identifier(&cursor, kind);
    }
    g_autofree char *valid = g_utf8_make_valid(kind->str, (gssize)kind->len);
    OrmAnnotation *annotation = orm_annotation_new(valid, ORM_PLACE_UNKNOWN);
    if (kind->len == 0)
        annotation->syntax_error = "the annotation has no kind";
    else
        orm_annotation_grammar(annotation, cursor);
    return annotation;
}

static OrmSourcePoint point_of(const OrmSourceText *source)
{
    OrmSourcePoint point = {source->line, source->column};
    if (point.line > 0)
        return point;
    point = (OrmSourcePoint){1, 1};
    gsize offset = MIN(source->offset, source->length);
    for (gsize i = 0; i < offset; i++) {
        gboolean half = source->text[i] == '\r' && i + 1 < source->length && source->text[i + 1] == '\n';
        if (source->text[i] == '\n' || (source->text[i] == '\r' && !half))
            point = (OrmSourcePoint){point.line + 1, 1};
        else
            point.column++;
    }
    return point;
}

static OrmSourceCursor cursor_at(const OrmSourceText *source)
{
    gsize offset = MIN(source->offset, source->length);
    const char *text = source->text != NULL ? source->text : "";
    return orm_source_cursor(source->file, text + offset, source->length - offset, point_of(source));
}

static gboolean same_shape(const GPtrArray *left, const GPtrArray *right)
{
    if (left == NULL || right == NULL)
        return left == right;
    if (left->len != right->len)
        return FALSE;
    for (guint i = 0; i < left->len; i++) {
        const OrmArgument *one = left->pdata[i], *other = right->pdata[i];
        /* A leaf may differ: macros such as `true` are expanded in one of the two. */
        gboolean leaves = one->value->items == NULL && other->value->items == NULL;
        if (one->key != other->key || (!leaves && one->value->text != other->value->text) ||
            !same_shape(one->value->items, other->value->items))
            return FALSE;
    }
    return TRUE;
}

static void copy_places(GPtrArray *to, const GPtrArray *from)
{
    for (guint i = 0; i < to->len; i++) {
        OrmArgument *argument = to->pdata[i];
        const OrmArgument *other = from->pdata[i];
        argument->place = other->place;
        argument->key_place = other->key_place;
        argument->value->place = other->value->place;
        if (argument->value->items != NULL)
            copy_places(argument->value->items, other->value->items);
    }
}

static void set_places(GPtrArray *arguments, OrmPlace place)
{
    for (guint i = 0; i < arguments->len; i++) {
        OrmArgument *argument = arguments->pdata[i];
        argument->place = place;
        argument->key_place = argument->key == NULL ? ORM_PLACE_UNKNOWN : place;
        argument->value->place = place;
        if (argument->value->items != NULL)
            set_places(argument->value->items, place);
    }
}

/* Whether `macro`, an identifier of the source, is our own macro for `kind`. */
static gboolean names_kind(const char *macro, const char *kind)
{
    g_autofree char *lower = g_ascii_strdown(macro, -1);
    return g_str_has_prefix(macro, MACRO_PREFIX) && g_str_equal(lower + strlen(MACRO_PREFIX), kind);
}

static gboolean place_exactly(OrmAnnotation *annotation, OrmSourceCursor arguments)
{
    g_autoptr(OrmAnnotation) written = orm_annotation_new(annotation->kind, ORM_PLACE_UNKNOWN);
    orm_annotation_grammar(written, arguments);
    if ((written->syntax_error == NULL) != (annotation->syntax_error == NULL) ||
        !same_shape(annotation->arguments, written->arguments))
        return FALSE;
    copy_places(annotation->arguments, written->arguments);
    annotation->error_place = written->error_place;
    return TRUE;
}

static void place(OrmAnnotation *annotation, const OrmSourceText *source)
{
    g_autoptr(GString) macro = g_string_new(NULL);
    OrmSourceCursor cursor = cursor_at(source);
    const OrmSourcePoint start = cursor.at;
    orm_source_identifier(&cursor, macro);
    annotation->kind_place = orm_source_cursor_place(&cursor, start);
    OrmSourceCursor arguments = cursor;
    gboolean called = orm_source_parentheses(&cursor);
    annotation->place = orm_source_cursor_place(&cursor, start);
    if (called && names_kind(macro->str, annotation->kind) && place_exactly(annotation, arguments))
        return;
    set_places(annotation->arguments, annotation->place);
    annotation->kind_place = annotation->place;
    annotation->error_place = annotation->syntax_error == NULL ? ORM_PLACE_UNKNOWN : annotation->place;
}

gboolean orm_annotation_recognised(const char *text)
{
    return g_str_has_prefix(text, ANNOTATION_PREFIX);
}

/*
 * Nearly always the arguments reach the compiler as they are written; then one reading gives both what they say and
 * where. NULL where they do not, or there is something wrong with them.
 */
static OrmAnnotation *parse_as_written(const char *text, const OrmSourceText *source)
{
    g_autoptr(GString) macro = g_string_new(NULL);
    const char *open = strchr(text, '(');
    OrmSourceCursor cursor = cursor_at(source);
    const OrmSourcePoint start = cursor.at;
    orm_source_identifier(&cursor, macro);
    gsize length = open == NULL ? 0 : strlen(open);
    if (!orm_annotation_recognised(text) || length == 0 || strpbrk(open, "\n\r\\") != NULL ||
        cursor.length - cursor.offset < length || memcmp(cursor.text + cursor.offset, open, length) != 0)
        return NULL;
    const char *kind_start = text + strlen(ANNOTATION_PREFIX);
    g_autofree char *kind = g_strndup(kind_start, (gsize)(open - kind_start));
    if (!names_kind(macro->str, kind))
        return NULL;
    g_autoptr(OrmAnnotation) annotation = orm_annotation_new(kind, ORM_PLACE_UNKNOWN);
    annotation->kind_place = orm_source_cursor_place(&cursor, start);
    cursor.length = cursor.offset + length;
    orm_annotation_grammar(annotation, cursor);
    gboolean called = orm_source_parentheses(&cursor) && cursor.offset == cursor.length;
    annotation->place = orm_source_cursor_place(&cursor, start);
    return called && annotation->syntax_error == NULL ? g_steal_pointer(&annotation) : NULL;
}

OrmAnnotation *orm_annotation_parse(const char *text, const OrmSourceText *source)
{
    OrmAnnotation *annotation = source == NULL ? NULL : parse_as_written(text, source);
    if (annotation != NULL)
        return annotation;
    annotation = parse_text(text);
    if (source != NULL)
        place(annotation, source);
    return annotation;
}
