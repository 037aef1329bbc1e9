/* SPDX-License-Identifier: MIT */
#include "analyzer/facts/facts_file.h"

#include <string.h>

/* All numbers little-endian. */
typedef struct {
    char magic[8];
    guint32 version;
    guint32 reserved;
    guint64 length;
    guint64 checksum;
} Frame;

G_STATIC_ASSERT(sizeof(Frame) == 32);

void orm_frame_write(OrmBytesWriter *writer, const char *magic, guint32 version, GByteArray *out)
{
    guint start = out->len;
    Frame frame = {.version = GUINT32_TO_LE(version)};
    memcpy(frame.magic, magic, sizeof frame.magic);
    g_byte_array_append(out, (const guint8 *)&frame, sizeof frame);
    orm_bytes_finish(writer, out);
    gsize length = out->len - start - sizeof frame;
    frame.length = GUINT64_TO_LE(length);
    frame.checksum = GUINT64_TO_LE(orm_bytes_checksum(out->data + start + sizeof frame, length));
    memcpy(out->data + start, &frame, sizeof frame);
}

const guint8 *orm_frame_read(const guint8 *data, gsize length, const char *magic, guint32 version, const char *name,
                             gsize *inner, GError **error)
{
    Frame frame = {.version = 0};
    if (length < sizeof frame.magic || memcmp(data, magic, sizeof frame.magic) != 0) {
        g_set_error(error, ORM_FACTS_FILE_ERROR, ORM_FACTS_FILE_FOREIGN,
                    "%s: this is no file of facts (ormlint extract writes them)", name);
        return NULL;
    }
    memcpy(&frame, data, MIN(length, sizeof frame));
    guint32 written = GUINT32_FROM_LE(frame.version);
    if (length >= G_STRUCT_OFFSET(Frame, reserved) && written != version) {
        g_set_error(error, ORM_FACTS_FILE_ERROR, ORM_FACTS_FILE_VERSION_DIFFERS,
                    "%s: written in version %u of the format, by %s ormlint; this one reads version %u: extract again",
                    name, written, written > version ? "a newer" : "an older", version);
        return NULL;
    }
    *inner = length - MIN(length, sizeof frame);
    if (length < sizeof frame || GUINT64_FROM_LE(frame.length) != *inner || frame.reserved != 0) {
        g_set_error(error, ORM_FACTS_FILE_ERROR, ORM_FACTS_FILE_DAMAGED,
                    "%s: damaged: %" G_GSIZE_FORMAT " bytes where %" G_GUINT64_FORMAT " should follow the head", name,
                    *inner, GUINT64_FROM_LE(frame.length));
        return NULL;
    }
    if (GUINT64_FROM_LE(frame.checksum) != orm_bytes_checksum(data + sizeof frame, *inner)) {
        g_set_error(error, ORM_FACTS_FILE_ERROR, ORM_FACTS_FILE_DAMAGED, "%s: damaged: the checksum differs", name);
        return NULL;
    }
    return data + sizeof frame;
}
