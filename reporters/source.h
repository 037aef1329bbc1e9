/* SPDX-License-Identifier: MIT */
/* The user's files by line, each read once. */
#ifndef ORM_REPORTERS_SOURCE_H
#define ORM_REPORTERS_SOURCE_H

#include <glib.h>

typedef struct OrmSources OrmSources;

OrmSources *orm_sources_new(void);
void orm_sources_free(OrmSources *sources);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OrmSources, orm_sources_free)

/**
 * A line (from 1) without its end (LF, CRLF or CR); the empty line after a last line end counts. Not NUL-terminated:
 * `length` bytes, any bytes. NULL when the file cannot be read or has no such line. Valid as long as `sources`.
 */
const char *orm_sources_line(OrmSources *sources, const char *file, guint line, gsize *length);

/** The whole file, any bytes; NULL when it cannot be read. Valid as long as `sources`. */
const char *orm_sources_text(OrmSources *sources, const char *file, gsize *length);

#endif
