/* SPDX-License-Identifier: MIT */
#include "reporters/json_values.h"

json_t *orm_json_string(const char *text)
{
    if (text == NULL)
        return json_null();
    if (g_utf8_validate(text, -1, NULL))
        return json_string_nocheck(text);
    return orm_json_take(g_utf8_make_valid(text, -1));
}

json_t *orm_json_take(char *text)
{
    json_t *value = orm_json_string(text);
    g_free(text);
    return value;
}

void orm_json_set(json_t *object, const char *key, json_t *value)
{
    json_object_set_new_nocheck(object, key, value);
}

void orm_json_append(GString *out, const char *before, json_t *value)
{
    char *text = json_dumps(value, JSON_ENCODE_ANY);
    g_string_append(out, before);
    g_string_append(out, text);
    free(text);
    json_decref(value);
}
