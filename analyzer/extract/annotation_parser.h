/* SPDX-License-Identifier: MIT */
/*
 * The grammar of annotations: text in, record out. The text is what the macros of include/ormlint/orm.h put into
 * `__attribute__((annotate(...)))`; the source text around the macro's use gives every argument its place.
 */
#ifndef ORM_EXTRACT_ANNOTATION_PARSER_H
#define ORM_EXTRACT_ANNOTATION_PARSER_H

#include "analyzer/facts/annotation.h"

/** Where a macro was used: a file's bytes and the position of the first letter of the (outermost) macro's name in them.
 */
typedef struct {
    const char *file; /* name for places; interned by the parser */
    const char *text; /* the file's bytes, need not end in NUL */
    gsize length;     /* number of bytes in `text` */
    gsize offset;     /* of the macro's name; beyond `length` is treated as the end */
    guint line; /* line and byte column of `offset`, both from 1; line 0: they are counted from the start of `text` */
    guint column;
} OrmSourceText;

/** Whether the text of an annotate attribute is one of ours: begins with "orm:". */
gboolean orm_annotation_recognised(const char *text);

/**
 * Reads `text`, "orm:KIND(ARGS)". Never NULL and never fails: text that cannot be read gives a record with
 * `syntax_error` set, the arguments before the error and, where the text has no kind at all, the kind "". The caller
 * owns the result.
 *
 * Where `source` (may be NULL: all places are unknown) reads ORM_KIND and an argument list that says the same as
 * `text`, every argument, key, value and error has its exact place. Where it reads another identifier (a macro of the
 * project that wraps ours), or the two differ because a macro was expanded among the arguments, every place is the
 * whole use, from the identifier to its closing parenthesis.
 */
OrmAnnotation *orm_annotation_parse(const char *text, const OrmSourceText *source);

/** What ORM_ON(where, annotation) says. */
typedef struct {
    const char *target;        /* interned: "user", "_"; NULL when it could not be read */
    const char *field;         /* interned: what follows the first dot, or NULL */
    OrmPlace where_place;      /* of `where`; of the whole ORM_ON when it could not be read */
    OrmAnnotation *annotation; /* owned by the caller; never NULL */
} OrmAnnotationOn;

/**
 * Takes a record of kind "on" apart. The annotation in it gets the kind, arguments and places of the inner call; an
 * annotation written without parentheses, as in ORM_ON(user.note, ignore), has no arguments. When ORM_ON is malformed
 * the annotation has the kind "on" and a `syntax_error` that says so at the very place. `on` stays the caller's.
 */
OrmAnnotationOn orm_annotation_on(const OrmAnnotation *on);

#endif
