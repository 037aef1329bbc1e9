/* SPDX-License-Identifier: MIT */
/*
 * An annotation as a tree of values: what `ORM_KIND(ARGS)` says, with the place of every part. The grammar is in
 * docs/annotations.md; analyzer/extract/annotation_parser.h reads it from text. Readers of an actual schema build the
 * same trees directly, so that models and schemas are described in one vocabulary.
 */
#ifndef ORM_FACTS_ANNOTATION_H
#define ORM_FACTS_ANNOTATION_H

#include "analyzer/facts/place.h"

typedef enum {
    ORM_VALUE_NAME,   /* users.id, set_null, missing-primary-key: `text` */
    ORM_VALUE_STRING, /* "now()": `text` without quotes, escapes resolved, adjacent literals joined */
    ORM_VALUE_NUMBER, /* 20, -1, 0.5: `text` as written */
    ORM_VALUE_CALL,   /* desc(created_at): `text` is the name, `items` the arguments */
    ORM_VALUE_LIST    /* (a, b): `items` */
} OrmValueKind;

typedef struct OrmValue OrmValue;

/** One argument: `value`, or `key = value`. A lone name is a positional value; whether it is a flag the vocabulary decides. */
typedef struct {
    const char *key;    /* interned; NULL when positional */
    OrmPlace key_place; /* unknown when positional */
    OrmValue *value;    /* owned; never NULL */
    OrmPlace place;     /* key and value together */
} OrmArgument;

struct OrmValue {
    OrmValueKind kind;
    const char *text; /* interned; NULL for a list */
    GPtrArray *items; /* of OrmArgument *, owned; NULL but for calls and lists */
    OrmPlace place;
};

/** One annotation. `syntax_error` is set when the text after some point could not be read; `arguments` then holds what came before. */
typedef struct {
    const char *kind;         /* interned: "table", "column", "foreign_key", ... */
    OrmPlace place;           /* the whole `ORM_KIND(...)`, or the whole use of the project's macro that wraps it */
    OrmPlace kind_place;      /* the macro's name */
    GPtrArray *arguments;     /* of OrmArgument *, owned; never NULL, may be empty */
    const char *syntax_error; /* interned message, or NULL */
    OrmPlace error_place;     /* where the syntax error is */
} OrmAnnotation;

/** New value, argument, annotation; `text`, `key` and `kind` are interned by these functions. The caller owns the result. */
OrmValue *orm_value_new(OrmValueKind kind, const char *text, OrmPlace place);
OrmArgument *orm_argument_new(const char *key, OrmPlace key_place, OrmValue *value, OrmPlace place);
OrmAnnotation *orm_annotation_new(const char *kind, OrmPlace place);

void orm_value_free(OrmValue *value);
void orm_argument_free(OrmArgument *argument);
void orm_annotation_free(OrmAnnotation *annotation);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(OrmValue, orm_value_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OrmArgument, orm_argument_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OrmAnnotation, orm_annotation_free)

/** Whether two annotations or values say the same, places aside. */
gboolean orm_value_equal(const OrmValue *left, const OrmValue *right);
gboolean orm_annotation_equal(const OrmAnnotation *left, const OrmAnnotation *right);

/** The value as a user would write it, e.g. `desc(created_at)`. Free with g_free. */
char *orm_value_to_string(const OrmValue *value);

/** Number of arguments of an annotation, or items of a call or list (0 for other values). */
guint orm_value_count(const OrmValue *value);
/** Item `index` of a call or list. */
const OrmArgument *orm_value_item(const OrmValue *value, guint index);

/** The argument with that key, or NULL. A lone positional name equal to `key` counts (a flag), except as the first argument when `first_is_name`. */
const OrmArgument *orm_annotation_find(const OrmAnnotation *annotation, const char *key, gboolean first_is_name);

#endif
