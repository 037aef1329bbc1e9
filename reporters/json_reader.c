/* SPDX-License-Identifier: MIT */
#include "reporters/json_reader.h"
#include "analyzer/facts/intern.h"

gboolean orm_json_fail(OrmJsonReader *reader, const char *path, const char *format, ...)
{
    if (reader->error != NULL)
        return FALSE;
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    reader->error = g_strdup_printf("%s: %s%s%s", reader->file, path, *path != '\0' ? ": " : "", message);
    return FALSE;
}

static const char *kind_of(const json_t *value)
{
    switch (json_typeof(value)) {
    case JSON_OBJECT:
        return "an object";
    case JSON_ARRAY:
        return "an array";
    case JSON_STRING:
        return "a string";
    case JSON_INTEGER:
    case JSON_REAL:
        return "a number";
    case JSON_NULL:
        return "null";
    default:
        return "a boolean";
    }
}

/* The value if it is there and `fits`; else the error, and NULL. */
static json_t *expect(OrmJsonReader *reader, json_t *object, const char *path, const char *key, const char *wanted,
                      gboolean (*fits)(const json_t *))
{
    json_t *value = json_object_get(object, key);
    g_autofree char *place = g_strconcat(path, *path != '\0' ? "." : "", key, NULL);
    if (value == NULL)
        orm_json_fail(reader, path, "the key `%s` is missing", key);
    else if (!fits(value))
        orm_json_fail(reader, place, "%s is expected, not %s", wanted, kind_of(value));
    else
        return value;
    return NULL;
}

static gboolean is_object(const json_t *value)
{
    return json_is_object(value);
}

static gboolean is_array(const json_t *value)
{
    return json_is_array(value);
}

static gboolean is_string(const json_t *value)
{
    return json_is_string(value);
}

static gboolean is_string_or_null(const json_t *value)
{
    return json_is_string(value) || json_is_null(value);
}

static gboolean is_count(const json_t *value)
{
    return json_is_integer(value) && json_integer_value(value) >= 0 && json_integer_value(value) <= G_MAXINT;
}

static gboolean is_count_or_null(const json_t *value)
{
    return json_is_null(value) || is_count(value);
}

static gboolean is_boolean(const json_t *value)
{
    return json_is_boolean(value);
}

json_t *orm_json_object(OrmJsonReader *reader, json_t *object, const char *path, const char *key)
{
    return expect(reader, object, path, key, "an object", is_object);
}

json_t *orm_json_array(OrmJsonReader *reader, json_t *object, const char *path, const char *key)
{
    return expect(reader, object, path, key, "an array", is_array);
}

const char *orm_json_text(OrmJsonReader *reader, json_t *object, const char *path, const char *key)
{
    return orm_intern(json_string_value(expect(reader, object, path, key, "a string", is_string)));
}

const char *orm_json_text_or_null(OrmJsonReader *reader, json_t *object, const char *path, const char *key)
{
    json_t *value = expect(reader, object, path, key, "a string or null", is_string_or_null);
    return orm_intern(json_string_value(value));
}

guint orm_json_number(OrmJsonReader *reader, json_t *object, const char *path, const char *key)
{
    return (guint)json_integer_value(expect(reader, object, path, key, "a number from 0 to 2147483647", is_count));
}

guint orm_json_number_or_null(OrmJsonReader *reader, json_t *object, const char *path, const char *key)
{
    json_t *value = expect(reader, object, path, key, "a number from 0 to 2147483647, or null,", is_count_or_null);
    return (guint)json_integer_value(value);
}

gboolean orm_json_flag(OrmJsonReader *reader, json_t *object, const char *path, const char *key)
{
    return json_is_true(expect(reader, object, path, key, "true or false", is_boolean));
}
