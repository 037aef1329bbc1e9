/* SPDX-License-Identifier: MIT */
/*
 * Facts as a file (X.facts): what `ormlint extract` writes, `ormlint link` and the cache read. Eight bytes that name
 * the format, its version, the length and checksum of the rest, then a table of strings, one of types, and the records.
 * Equal facts that are normalised give equal bytes, on every machine.
 */
#ifndef ORM_FACTS_FACTS_FILE_H
#define ORM_FACTS_FACTS_FILE_H

#include "analyzer/facts/bytes.h"
#include "analyzer/facts/facts.h"

/** Goes up with every change of what is written or of what it means. */
#define ORM_FACTS_FILE_VERSION 2

#define ORM_FACTS_FILE_ERROR (g_quark_from_static_string("ormlint-facts-file"))

typedef enum {
    ORM_FACTS_FILE_FOREIGN, /* no file of facts */
    ORM_FACTS_FILE_VERSION_DIFFERS,
    ORM_FACTS_FILE_DAMAGED
} OrmFactsFileError;

/** The bytes of a file that holds the facts. The caller frees them with g_byte_array_unref. */
GByteArray *orm_facts_encode(const OrmFacts *facts);

/**
 * Reads such bytes. Whatever they are, it returns facts, which the caller owns, or NULL with `error` set; its message
 * begins with `name`, the file's.
 */
OrmFacts *orm_facts_decode(const guint8 *data, gsize length, const char *name, GError **error);

/** Replaces the file as a whole, or leaves it as it is and returns FALSE with `error` set. */
gboolean orm_facts_file_write(const OrmFacts *facts, const char *file, GError **error);

/** Reads a file; NULL with `error` set, whose message names file and fault. The caller owns the facts. */
OrmFacts *orm_facts_file_read(const char *file, GError **error);

/** The frame of magic bytes, version, length and checksum alone, for other records: appends it to `out` around what the
 * writer holds. `magic` has eight bytes. */
void orm_frame_write(OrmBytesWriter *writer, const char *magic, guint32 version, GByteArray *out);

/** What is inside a frame of that kind and version, its length in `*inner`; NULL with `error` set. */
const guint8 *orm_frame_read(const guint8 *data, gsize length, const char *magic, guint32 version, const char *name,
                             gsize *inner, GError **error);

#endif
