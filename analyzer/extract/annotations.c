/* SPDX-License-Identifier: MIT */
/* From attributes of declarations to annotations with places. */
#include "analyzer/extract/annotation_parser.h"
#include "analyzer/extract/reader.h"

#include <string.h>

typedef void (*OrmAttributeFunction)(CXCursor attribute, const char *text, gpointer data);

typedef struct {
    OrmAttributeFunction function;
    gpointer data;
} OrmAttributeVisit;

static enum CXChildVisitResult visit_attribute(CXCursor cursor, CXCursor parent, CXClientData data)
{
    (void)parent;
    OrmAttributeVisit *visit = data;
    if (clang_getCursorKind(cursor) != CXCursor_AnnotateAttr)
        return CXChildVisit_Continue;
    CXString spelling = clang_getCursorSpelling(cursor);
    const char *text = clang_getCString(spelling);
    if (orm_annotation_recognised(text))
        visit->function(cursor, text, visit->data);
    clang_disposeString(spelling);
    return CXChildVisit_Continue;
}

static void for_each_annotation(CXCursor cursor, OrmAttributeFunction function, gpointer data)
{
    if (!clang_Cursor_hasAttrs(cursor))
        return;
    OrmAttributeVisit visit = {function, data};
    clang_visitChildren(cursor, visit_attribute, &visit);
}

static void note_presence(CXCursor attribute, const char *text, gpointer data)
{
    (void)attribute;
    (void)text;
    *(gboolean *)data = TRUE;
}

gboolean orm_is_annotated(CXCursor cursor)
{
    gboolean present = FALSE;
    for_each_annotation(cursor, note_presence, &present);
    return present;
}

static OrmAnnotation *parse(OrmReader *reader, CXCursor attribute, const char *text)
{
    OrmPosition at = orm_sources_position(&reader->sources, clang_getCursorLocation(attribute));
    if (at.source == NULL || at.source->contents.text == NULL)
        return orm_annotation_parse(text, NULL);
    OrmSourceText source = {
        .file = at.source->path,
        .text = at.source->contents.text,
        .length = at.source->contents.length,
        .offset = at.offset,
        .line = at.line,
        .column = at.column,
    };
    return orm_annotation_parse(text, &source);
}

const char *orm_annotation_first_name(const OrmAnnotation *annotation)
{
    if (annotation->arguments->len == 0)
        return NULL;
    const OrmArgument *first = annotation->arguments->pdata[0];
    gboolean names = first->value->kind == ORM_VALUE_NAME || first->value->kind == ORM_VALUE_STRING;
    return first->key == NULL && names ? first->value->text : NULL;
}

typedef struct {
    OrmReader *reader;
    CXCursor cursor;
    GPtrArray *annotations;
} OrmAnnotationList;

/*
 * A declaration has the annotations of earlier declarations too. One that is repeated word for word in the definition
 * is stated once, not twice.
 */
static gboolean is_repetition(const OrmAnnotation *annotation, const GPtrArray *known, const OrmPlace *declaration)
{
    for (guint i = 0; i < known->len; i++) {
        const OrmAnnotation *other = known->pdata[i];
        gboolean inherited = other->place.file != declaration->file || other->place.line < declaration->line;
        if ((inherited || orm_place_compare(&other->place, &annotation->place) == 0) &&
            orm_annotation_equal(other, annotation))
            return TRUE;
    }
    return FALSE;
}

static void add_annotation(CXCursor attribute, const char *text, gpointer data)
{
    OrmAnnotationList *list = data;
    g_autoptr(OrmAnnotation) annotation = parse(list->reader, attribute, text);
    OrmPlace declaration = orm_sources_range(&list->reader->sources, clang_getCursorExtent(list->cursor));
    if (!is_repetition(annotation, list->annotations, &declaration))
        g_ptr_array_add(list->annotations, g_steal_pointer(&annotation));
}

void orm_read_annotations(OrmReader *reader, CXCursor cursor, GPtrArray *annotations)
{
    OrmAnnotationList list = {reader, cursor, annotations};
    for_each_annotation(cursor, add_annotation, &list);
}

/* What makes a model of a struct that was none: `_` then means the struct right above, else the last model. */
static gboolean makes_model(const OrmAnnotation *annotation)
{
    return annotation->kind == orm_intern("table") || annotation->kind == orm_intern("abstract") ||
           annotation->kind == orm_intern("inherits");
}

static OrmDefinition *definition_above(OrmReader *reader, const OrmOn *on)
{
    OrmDefinition *last_struct = g_hash_table_lookup(reader->last_struct, on->place.file);
    OrmDefinition *last_model = g_hash_table_lookup(reader->last_model, on->place.file);
    return last_model == NULL || makes_model(on->annotation) ? last_struct : last_model;
}

/* A struct that is made a model by its name is the last one too, if it stands right above. */
static void note_model(OrmReader *reader, const OrmOn *on)
{
    OrmDefinition *last_struct = g_hash_table_lookup(reader->last_struct, on->place.file);
    if (last_struct != NULL && on->field == NULL && on->target == orm_definition_name(last_struct) &&
        makes_model(on->annotation))
        g_hash_table_insert(reader->last_model, (gpointer)on->place.file, last_struct);
}

static void warn_of(OrmReader *reader, const OrmAnnotation *annotation)
{
    g_autofree char *macro = g_ascii_strup(annotation->kind, -1);
    orm_facts_notice(
        reader->facts, ORM_NOTICE_WARNING, annotation->place,
        "ORM_%s has no effect here: it belongs between `struct` and the tag, right after the closing brace "
        "of the struct, or on a field",
        macro);
}

static void add_on(CXCursor attribute, const char *text, gpointer data)
{
    OrmReader *reader = data;
    g_autoptr(OrmAnnotation) annotation = parse(reader, attribute, text);
    if (annotation->kind != orm_intern("on")) {
        warn_of(reader, annotation);
        return;
    }
    OrmAnnotationOn parts = orm_annotation_on(annotation);
    OrmOn *on = g_new0(OrmOn, 1);
    on->target = parts.target;
    on->field = parts.field;
    on->where_place = parts.where_place;
    on->place = annotation->place;
    on->annotation = parts.annotation;
    OrmPendingOn *pending = g_new0(OrmPendingOn, 1);
    pending->on = on;
    g_ptr_array_add(reader->ons, pending);
    if (on->target != orm_intern("_")) {
        note_model(reader, on);
        return;
    }
    on->target = NULL;
    pending->above = definition_above(reader, on);
    if (pending->above != NULL)
        g_hash_table_insert(reader->last_model, (gpointer)on->place.file, pending->above);
}

void orm_read_on(OrmReader *reader, CXCursor variable)
{
    for_each_annotation(variable, add_on, reader);
}

static void warn(CXCursor attribute, const char *text, gpointer data)
{
    g_autoptr(OrmAnnotation) annotation = parse(data, attribute, text);
    warn_of(data, annotation);
}

void orm_warn_misplaced(OrmReader *reader, CXCursor cursor)
{
    for_each_annotation(cursor, warn, reader);
}
