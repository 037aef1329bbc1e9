/* SPDX-License-Identifier: MIT */
/* JSON for every format that is made of it: values that cannot be wrong, written without spaces that differ. */
#ifndef ORM_REPORTERS_JSON_VALUES_H
#define ORM_REPORTERS_JSON_VALUES_H

#include <glib.h>
#include <jansson.h>

/** A string, with bytes that are no UTF-8 as �; null for NULL. */
json_t *orm_json_string(const char *text);

/** The same from a text that is freed (g_free). */
json_t *orm_json_take(char *text);

/** Sets a key; takes the value. */
void orm_json_set(json_t *object, const char *key, json_t *value);

/** Appends `before` and the value on one line; takes the value. */
void orm_json_append(GString *out, const char *before, json_t *value);

#endif
