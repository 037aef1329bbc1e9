/* SPDX-License-Identifier: MIT */
#include "analyzer/facts/bytes.h"

#include <string.h>

#include "analyzer/facts/intern.h"

void orm_bytes_writer_init(OrmBytesWriter *writer)
{
    writer->bytes = g_byte_array_new();
    writer->strings = g_byte_array_new();
    writer->numbers = g_hash_table_new(NULL, NULL);
    writer->count = 0;
    writer->staged = 0;
}

void orm_bytes_writer_clear(OrmBytesWriter *writer)
{
    g_byte_array_unref(writer->bytes);
    g_byte_array_unref(writer->strings);
    g_hash_table_unref(writer->numbers);
}

#define MOST_DIGITS 10

/* Seven bits a byte, the lowest first; the eighth says that more follow. Returns how many bytes there are. */
static guint write_number(guint8 *digits, guint64 number)
{
    guint count = 0;
    do {
        digits[count] = (guint8)((number & 0x7f) | (number > 0x7f ? 0x80 : 0));
        count++;
        number >>= 7;
    } while (number != 0);
    return count;
}

static void append_number(GByteArray *to, guint64 number)
{
    guint8 digits[MOST_DIGITS];
    g_byte_array_append(to, digits, write_number(digits, number));
}

void orm_bytes_flush(OrmBytesWriter *writer)
{
    g_byte_array_append(writer->bytes, writer->stage, writer->staged);
    writer->staged = 0;
}

void orm_bytes_put(OrmBytesWriter *writer, guint64 number)
{
    if (writer->staged + MOST_DIGITS > ORM_BYTES_STAGED)
        orm_bytes_flush(writer);
    writer->staged += write_number(writer->stage + writer->staged, number);
}

void orm_bytes_put_signed(OrmBytesWriter *writer, gint64 number)
{
    orm_bytes_put(writer, ((guint64)number << 1) ^ (number < 0 ? G_MAXUINT64 : 0));
}

void orm_bytes_put_string(OrmBytesWriter *writer, const char *string)
{
    guint number = 0;
    if (string != NULL) {
        number = GPOINTER_TO_UINT(g_hash_table_lookup(writer->numbers, string));
        if (number == 0) {
            gsize length = strlen(string);
            number = ++writer->count;
            g_hash_table_insert(writer->numbers, (gpointer)string, GUINT_TO_POINTER(number));
            append_number(writer->strings, length);
            g_byte_array_append(writer->strings, (const guint8 *)string, (guint)length + 1);
        }
    }
    orm_bytes_put(writer, number);
}

void orm_bytes_put_text(OrmBytesWriter *writer, const char *text)
{
    orm_bytes_put_string(writer, orm_intern(text));
}

void orm_bytes_finish(OrmBytesWriter *writer, GByteArray *out)
{
    orm_bytes_flush(writer);
    append_number(out, writer->count);
    g_byte_array_append(out, writer->strings->data, writer->strings->len);
    g_byte_array_append(out, writer->bytes->data, writer->bytes->len);
}

void orm_bytes_fail(OrmBytesReader *reader, const char *fault)
{
    if (reader->fault == NULL)
        reader->fault = fault;
    reader->at = reader->end;
}

guint64 orm_bytes_get(OrmBytesReader *reader)
{
    if (reader->at < reader->end && *reader->at < 0x80) /* as nearly always */
        return *reader->at++;
    guint64 number = 0;
    for (guint shift = 0; reader->at < reader->end; shift += 7) {
        guint8 digit = *reader->at++;
        guint64 bits = digit & 0x7f;
        if (shift > 63 || (bits << shift) >> shift != bits) {
            orm_bytes_fail(reader, "a number is too large");
            return 0;
        }
        number |= bits << shift;
        if ((digit & 0x80) == 0)
            return number;
    }
    orm_bytes_fail(reader, "it ends too early");
    return 0;
}

guint orm_bytes_get_limited(OrmBytesReader *reader, guint most)
{
    guint64 number = orm_bytes_get(reader);
    if (number <= most)
        return (guint)number;
    orm_bytes_fail(reader, "a number is too large");
    return 0;
}

gint64 orm_bytes_get_signed(OrmBytesReader *reader)
{
    guint64 number = orm_bytes_get(reader);
    return (gint64)((number >> 1) ^ ((number & 1) != 0 ? G_MAXUINT64 : 0));
}

guint orm_bytes_get_count(OrmBytesReader *reader)
{
    guint64 number = orm_bytes_get(reader);
    if (number <= (gsize)(reader->end - reader->at))
        return (guint)number;
    orm_bytes_fail(reader, "it counts more records than it holds");
    return 0;
}

const char *orm_bytes_get_string(OrmBytesReader *reader)
{
    guint64 number = orm_bytes_get(reader);
    if (number <= reader->count)
        return number == 0 ? NULL : reader->strings[number - 1];
    orm_bytes_fail(reader, "it names a string that it does not hold");
    return NULL;
}

static const char *read_string(OrmBytesReader *reader)
{
    guint length = orm_bytes_get_count(reader);
    const char *text = (const char *)reader->at;
    if (reader->fault != NULL)
        return NULL;
    if (length >= (gsize)(reader->end - reader->at) || strnlen(text, (gsize)length + 1) != length) {
        orm_bytes_fail(reader, "a string has the wrong length");
        return NULL;
    }
    reader->at += length + 1;
    return orm_intern(text);
}

void orm_bytes_reader_init(OrmBytesReader *reader, const guint8 *data, gsize length)
{
    *reader = (OrmBytesReader){.at = data, .end = data + length};
    guint count = orm_bytes_get_count(reader);
    reader->strings = g_new(const char *, count);
    for (guint i = 0; i < count && reader->fault == NULL; i++) {
        reader->strings[i] = read_string(reader);
        reader->count = reader->fault == NULL ? i + 1 : 0;
    }
}

void orm_bytes_reader_clear(OrmBytesReader *reader)
{
    g_free(reader->strings);
}

/* Each step is a bijection of the sum for a given word and of the word for a given sum, so that no single change of a
 * word can go unseen. */
guint64 orm_bytes_checksum(const guint8 *data, gsize length)
{
    guint64 sum = 0x9e3779b97f4a7c15u ^ length;
    for (gsize i = 0; i < length; i += sizeof(guint64)) {
        guint64 word = 0;
        memcpy(&word, data + i, MIN(sizeof word, length - i));
        sum = (sum ^ GUINT64_FROM_LE(word)) * 0xff51afd7ed558ccdu;
        sum ^= sum >> 32;
    }
    return sum;
}
