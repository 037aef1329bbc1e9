/* SPDX-License-Identifier: MIT */
/* What the files of a unit hold, read once: what is looked for in the text is looked for in what libclang is given. */
#ifndef ORM_EXTRACT_FILE_TEXTS_H
#define ORM_EXTRACT_FILE_TEXTS_H

#include <glib.h>

/** The bytes of a file; NUL follows them. */
typedef struct {
    const char *text; /* NULL when unknown */
    gsize length;
} OrmContents;

typedef struct OrmFileTexts OrmFileTexts;

OrmFileTexts *orm_file_texts_new(void);
void orm_file_texts_free(OrmFileTexts *texts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OrmFileTexts, orm_file_texts_free)

/**
 * Reads the file at the absolute path unless that was done before. FALSE with errno set when it cannot be read. What is
 * no regular file, but no folder either, is left to libclang.
 */
gboolean orm_file_texts_read(OrmFileTexts *texts, const char *path);

/** What was read from the file; NULL: nothing. Lives as long as `texts`. */
const OrmContents *orm_file_texts_find(const OrmFileTexts *texts, const char *path);

#endif
