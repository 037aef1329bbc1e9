/* SPDX-License-Identifier: MIT */
#include "analyzer/facts/facts_json.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

/* File names may hold bytes that are no UTF-8; jansson takes none of these. */
static json_t *string(const char *text)
{
    if (text == NULL)
        return json_null();
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    return json_string(valid);
}

static json_t *place_of(const OrmPlace *place)
{
    if (!orm_place_known(place))
        return json_null();
    if (place->line == 0)
        return string(place->file);
    g_autofree char *text =
        g_strdup_printf("%s:%u:%u-%u:%u", place->file, place->line, place->column, place->end_line, place->end_column);
    return string(text);
}

static json_t *names_of(const GPtrArray *names)
{
    json_t *array = json_array();
    for (guint i = 0; i < names->len; i++)
        json_array_append_new(array, string(names->pdata[i]));
    return array;
}

static void set_names(json_t *object, const char *key, const GPtrArray *names)
{
    if (names != NULL && names->len > 0)
        json_object_set_new(object, key, names_of(names));
}

static void set_flag(json_t *object, const char *key, gboolean value)
{
    if (value)
        json_object_set_new(object, key, json_true());
}

static void set_length(json_t *object, gint64 length)
{
    if (length == ORM_LENGTH_FLEXIBLE)
        json_object_set_new(object, "length", json_string("flexible"));
    else if (length == ORM_LENGTH_VARIABLE)
        json_object_set_new(object, "length", json_string("variable"));
    else
        json_object_set_new(object, "length", json_integer(length));
}

static json_t *type_of(const OrmCType *type)
{
    static const char *const kinds[] = {"void",   "bool",  "char",    "signed", "unsigned", "float", "enum",
                                        "struct", "union", "pointer", "array",  "function", "other"};
    static const char *const nullabilities[] = {NULL, "nonnull", "nullable"};
    json_t *object = json_object();
    json_object_set_new(object, "kind", json_string(kinds[type->kind]));
    json_object_set_new(object, "spelling", string(type->spelling));
    json_object_set_new(object, "canonical", string(type->canonical));
    if (type->tag != NULL)
        json_object_set_new(object, "tag", string(type->tag));
    set_names(object, "names", type->names);
    json_object_set_new(object, "bits", json_integer(type->bits));
    if (type->kind == ORM_C_ARRAY)
        set_length(object, type->length);
    set_flag(object, "const", type->is_const);
    set_flag(object, "volatile", type->is_volatile);
    set_flag(object, "atomic", type->is_atomic);
    set_flag(object, "incomplete", type->incomplete);
    if (type->nullability != ORM_NULLABILITY_UNSTATED)
        json_object_set_new(object, "nullability", json_string(nullabilities[type->nullability]));
    if (type->inner != NULL)
        json_object_set_new(object, "inner", type_of(type->inner));
    return object;
}

static json_t *argument_of(const OrmArgument *argument);

static json_t *arguments_of(const GPtrArray *arguments)
{
    json_t *array = json_array();
    for (guint i = 0; i < arguments->len; i++)
        json_array_append_new(array, argument_of(arguments->pdata[i]));
    return array;
}

static json_t *argument_of(const OrmArgument *argument)
{
    static const char *const kinds[] = {"name", "string", "number", "call", "list"};
    const OrmValue *value = argument->value;
    json_t *object = json_object();
    if (argument->key != NULL) {
        json_object_set_new(object, "key", string(argument->key));
        json_object_set_new(object, "key_place", place_of(&argument->key_place));
    }
    json_object_set_new(object, "kind", json_string(kinds[value->kind]));
    if (value->text != NULL)
        json_object_set_new(object, "text", string(value->text));
    json_object_set_new(object, "place", place_of(&value->place));
    if (value->items != NULL)
        json_object_set_new(object, "items", arguments_of(value->items));
    return object;
}

static json_t *annotation_of(const OrmAnnotation *annotation)
{
    json_t *object = json_object();
    json_object_set_new(object, "kind", string(annotation->kind));
    json_object_set_new(object, "place", place_of(&annotation->place));
    json_object_set_new(object, "arguments", arguments_of(annotation->arguments));
    if (annotation->syntax_error != NULL) {
        json_object_set_new(object, "syntax_error", string(annotation->syntax_error));
        json_object_set_new(object, "error_place", place_of(&annotation->error_place));
    }
    return object;
}

static void set_annotations(json_t *object, const GPtrArray *annotations)
{
    if (annotations->len == 0)
        return;
    json_t *array = json_array();
    for (guint i = 0; i < annotations->len; i++)
        json_array_append_new(array, annotation_of(annotations->pdata[i]));
    json_object_set_new(object, "annotations", array);
}

static json_t *field_of(const OrmField *field)
{
    json_t *object = json_object();
    json_object_set_new(object, "name", string(field->name));
    json_object_set_new(object, "place", place_of(&field->place));
    json_object_set_new(object, "type", type_of(field->type));
    if (field->bit_field >= 0)
        json_object_set_new(object, "bit_field", json_integer(field->bit_field));
    set_annotations(object, field->annotations);
    return object;
}

static json_t *struct_of(gconstpointer data)
{
    const OrmStruct *record = data;
    json_t *object = json_object();
    json_object_set_new(object, "name", string(record->name));
    set_names(object, "typedefs", record->typedefs);
    json_object_set_new(object, "has_tag", json_boolean(record->has_tag));
    set_flag(object, "union", record->is_union);
    json_object_set_new(object, "place", place_of(&record->place));
    json_object_set_new(object, "unit", string(record->unit));
    set_annotations(object, record->annotations);
    json_t *fields = json_array();
    for (guint i = 0; i < record->fields->len; i++)
        json_array_append_new(fields, field_of(record->fields->pdata[i]));
    json_object_set_new(object, "fields", fields);
    return object;
}

static json_t *enum_of(gconstpointer data)
{
    const OrmEnum *enumeration = data;
    json_t *object = json_object();
    json_object_set_new(object, "name", string(enumeration->name));
    set_names(object, "typedefs", enumeration->typedefs);
    json_object_set_new(object, "place", place_of(&enumeration->place));
    json_t *constants = json_array();
    for (guint i = 0; i < enumeration->constants->len; i++) {
        const OrmEnumConstant *constant = &g_array_index(enumeration->constants, OrmEnumConstant, i);
        json_t *entry = json_object();
        json_object_set_new(entry, "name", string(constant->name));
        json_object_set_new(entry, "value", json_integer(constant->value));
        set_flag(entry, "explicit", constant->explicit_value);
        json_object_set_new(entry, "place", place_of(&constant->place));
        json_array_append_new(constants, entry);
    }
    json_object_set_new(object, "constants", constants);
    return object;
}

static json_t *on_of(gconstpointer data)
{
    const OrmOn *on = data;
    json_t *object = json_object();
    json_object_set_new(object, "target", string(on->target));
    if (on->field != NULL)
        json_object_set_new(object, "field", string(on->field));
    json_object_set_new(object, "where", place_of(&on->where_place));
    json_object_set_new(object, "place", place_of(&on->place));
    json_object_set_new(object, "annotation", annotation_of(on->annotation));
    return object;
}

static json_t *allow_of(gconstpointer data)
{
    const OrmAllowComment *comment = data;
    json_t *object = json_object();
    json_object_set_new(object, "place", place_of(&comment->place));
    if (comment->whole_file) {
        json_object_set_new(object, "whole_file", json_true());
    } else {
        json_object_set_new(object, "first_line", json_integer(comment->first_line));
        json_object_set_new(object, "last_line", json_integer(comment->last_line));
    }
    json_t *rules = json_array();
    for (guint i = 0; i < comment->rules->len; i++) {
        const OrmAllowedRule *rule = &g_array_index(comment->rules, OrmAllowedRule, i);
        json_t *entry = json_object();
        json_object_set_new(entry, "name", string(rule->name));
        json_object_set_new(entry, "place", place_of(&rule->place));
        json_array_append_new(rules, entry);
    }
    json_object_set_new(object, "rules", rules);
    json_object_set_new(object, "reason", string(comment->reason));
    if (comment->fault != NULL) {
        json_object_set_new(object, "fault", string(comment->fault));
        json_object_set_new(object, "fault_place", place_of(&comment->fault_place));
    }
    return object;
}

static json_t *notice_of(gconstpointer data)
{
    static const char *const levels[] = {"error", "warning", "info"};
    const OrmNotice *notice = data;
    json_t *object = json_object();
    json_object_set_new(object, "level", json_string(levels[notice->level]));
    json_object_set_new(object, "place", place_of(&notice->place));
    json_object_set_new(object, "message", string(notice->message));
    return object;
}

static void set_records(json_t *object, const char *key, const GPtrArray *records, json_t *(*one)(gconstpointer))
{
    json_t *array = json_array();
    for (guint i = 0; i < records->len; i++)
        json_array_append_new(array, one(records->pdata[i]));
    json_object_set_new(object, key, array);
}

char *orm_facts_dump(const OrmFacts *facts)
{
    json_t *object = json_object();
    json_object_set_new(object, "files", names_of(facts->files));
    set_records(object, "structs", facts->structs, struct_of);
    set_records(object, "enums", facts->enums, enum_of);
    set_records(object, "ons", facts->ons, on_of);
    if (facts->allows->len > 0)
        set_records(object, "allows", facts->allows, allow_of);
    set_records(object, "notices", facts->notices, notice_of);
    char *text = json_dumps(object, JSON_INDENT(2));
    char *dump = g_strconcat(text, "\n", NULL);
    free(text);
    json_decref(object);
    return dump;
}
