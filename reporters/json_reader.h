/* SPDX-License-Identifier: MIT */
/* Fields of JSON objects, with errors that say where they stand: "diagnostics[3].line". */
#ifndef ORM_REPORTERS_JSON_READER_H
#define ORM_REPORTERS_JSON_READER_H

#include <glib.h>
#include <jansson.h>

typedef struct {
    const char *file; /* how errors call the document */
    char *error;      /* the first one, owned; NULL: none */
} OrmJsonReader;

/** Sets the error, unless there is one: "FILE: PATH: MESSAGE" (printf format). Always FALSE. */
gboolean orm_json_fail(OrmJsonReader *reader, const char *path, const char *format, ...) G_GNUC_PRINTF(3, 4);

/**
 * The value of a key of `object`, which stands at `path` ("" for the document). Each sets the error and returns nothing
 * (NULL, 0, FALSE) when the key is absent or its value is of another kind.
 */
json_t *orm_json_object(OrmJsonReader *reader, json_t *object, const char *path, const char *key);
json_t *orm_json_array(OrmJsonReader *reader, json_t *object, const char *path, const char *key);
/** Interned. */
const char *orm_json_text(OrmJsonReader *reader, json_t *object, const char *path, const char *key);
/** The same, and null gives NULL. */
const char *orm_json_text_or_null(OrmJsonReader *reader, json_t *object, const char *path, const char *key);
guint orm_json_number(OrmJsonReader *reader, json_t *object, const char *path, const char *key);
/** The same, and null gives 0. */
guint orm_json_number_or_null(OrmJsonReader *reader, json_t *object, const char *path, const char *key);
gboolean orm_json_flag(OrmJsonReader *reader, json_t *object, const char *path, const char *key);

#endif
