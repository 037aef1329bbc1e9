/* SPDX-License-Identifier: MIT */
/* Units and what came of them as bytes: what goes between the program and its workers, and into the cache. */
#ifndef ORM_UNIT_MESSAGE_H
#define ORM_UNIT_MESSAGE_H

#include "analyzer/facts/facts_file.h"
#include "analyzer/unit/unit.h"

/** A file that was read for a unit: named by it, or included. */
typedef struct {
    const char *file; /* interned; absolute */
    guint64 size;     /* in bytes */
    guint64 checksum; /* of its bytes, as they were read */
} OrmDependency;

/** What came of a unit. */
typedef struct {
    GArray *dependencies; /* of OrmDependency, each file once, sorted by name */
    gboolean incomplete;  /* something that was asked for was not there: a new file may change what comes of it */
    const char *libclang; /* interned version */
    GByteArray *facts;    /* a file of facts, see facts_file.h; normalised */
} OrmAnswer;

OrmAnswer *orm_answer_new(void);
void orm_answer_free(OrmAnswer *answer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OrmAnswer, orm_answer_free)

/** Appends to `out` what orm_unit_decode reads. */
void orm_unit_encode(const OrmUnit *unit, const OrmExtractOptions *options, GByteArray *out);

/** Reads a unit, and into `options` (which the caller then clears) how to read it. NULL with `error` set. */
OrmUnit *orm_unit_decode(const guint8 *data, gsize length, OrmExtractOptions *options, GError **error);

/** Appends to `out` what orm_answer_decode reads. */
void orm_answer_encode(const OrmAnswer *answer, GByteArray *out);

/** Reads an answer; `name` is for the message of `error`. The facts in it are not looked at yet. */
OrmAnswer *orm_answer_decode(const guint8 *data, gsize length, const char *name, GError **error);

#endif
