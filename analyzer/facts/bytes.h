/* SPDX-License-Identifier: MIT */
/*
 * Records as bytes, for files, caches and pipes: numbers of any size in as few bytes as they need, strings by their
 * number in a table. Writing cannot fail. A reader checks every byte it takes: once something is wrong it stays wrong,
 * gives zeros and NULL, and says in the end what was wrong.
 */
#ifndef ORM_FACTS_BYTES_H
#define ORM_FACTS_BYTES_H

#include <glib.h>

#define ORM_BYTES_STAGED 512

typedef struct {
    GByteArray *bytes;   /* owned: what was written so far, without the table of strings and what is staged */
    GByteArray *strings; /* owned: the table so far */
    GHashTable *numbers; /* const char * (interned) -> number from 1 */
    guint count;
    guint staged; /* bytes in `stage`: numbers are small and many */
    guint8 stage[ORM_BYTES_STAGED];
} OrmBytesWriter;

void orm_bytes_writer_init(OrmBytesWriter *writer);
void orm_bytes_writer_clear(OrmBytesWriter *writer);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(OrmBytesWriter, orm_bytes_writer_clear)

void orm_bytes_put(OrmBytesWriter *writer, guint64 number);
/** Numbers near zero, of either sign, need few bytes. */
void orm_bytes_put_signed(OrmBytesWriter *writer, gint64 number);
/** An interned string, or NULL. */
void orm_bytes_put_string(OrmBytesWriter *writer, const char *string);
/** Any string, or NULL. */
void orm_bytes_put_text(OrmBytesWriter *writer, const char *text);

/** Moves what is staged to `bytes`: to be called before these are looked at. */
void orm_bytes_flush(OrmBytesWriter *writer);

/** The table of strings and then what was written: what orm_bytes_reader_init reads. Appends to `out`. */
void orm_bytes_finish(OrmBytesWriter *writer, GByteArray *out);

typedef struct {
    const guint8 *at, *end;
    const char **strings; /* owned; of interned strings */
    guint count;
    const char *fault; /* static: what is wrong; NULL: nothing so far */
} OrmBytesReader;

/** Reads the table of strings from the `length` bytes at `data`, which must outlive the reader. */
void orm_bytes_reader_init(OrmBytesReader *reader, const guint8 *data, gsize length);
void orm_bytes_reader_clear(OrmBytesReader *reader);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(OrmBytesReader, orm_bytes_reader_clear)

guint64 orm_bytes_get(OrmBytesReader *reader);
/** A number up to `most`; a greater one is a fault. */
guint orm_bytes_get_limited(OrmBytesReader *reader, guint most);
gint64 orm_bytes_get_signed(OrmBytesReader *reader);
/** Interned, or NULL. */
const char *orm_bytes_get_string(OrmBytesReader *reader);
/** The number of records that follow, each of at least one byte: more than there are bytes left is a fault. */
guint orm_bytes_get_count(OrmBytesReader *reader);
/** Notes a fault (static text) unless there was one before. */
void orm_bytes_fail(OrmBytesReader *reader, const char *fault);

/** A checksum that changes with any bit. No protection against those who mean harm. */
guint64 orm_bytes_checksum(const guint8 *data, gsize length);

#endif
