/* SPDX-License-Identifier: MIT */
/* Sizes and checksums of files, so that none is read twice in a run only to learn whether it has changed. */
#ifndef ORM_FACTS_FILE_SUMS_H
#define ORM_FACTS_FILE_SUMS_H

#include <glib.h>

typedef struct {
    guint64 size;     /* in bytes */
    guint64 checksum; /* orm_bytes_checksum of all of it */
    gboolean known;   /* the file was read; else it cannot be, or was not yet */
} OrmFileSum;

typedef struct OrmFileSums OrmFileSums;

OrmFileSums *orm_file_sums_new(void);
void orm_file_sums_free(OrmFileSums *sums);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OrmFileSums, orm_file_sums_free)

/** The sum of what a file holds. */
OrmFileSum orm_file_sum(const char *text, gsize length);

/** Keeps the sum of the file at the absolute `path` (copied), in the place of any other. */
void orm_file_sums_put(OrmFileSums *sums, const char *path, OrmFileSum sum);

/** The sum that was put for `path`; when there is none, that of the file as it is now, which is then kept. */
OrmFileSum orm_file_sums_get(OrmFileSums *sums, const char *path);

#endif
