/* SPDX-License-Identifier: MIT */
/* What of a C source decides whether others can be read behind it, found in its text. */
#ifndef ORM_EXTRACT_SOURCE_TEXT_H
#define ORM_EXTRACT_SOURCE_TEXT_H

#include "analyzer/extract/file_texts.h"

/**
 * The directives up to the last one that stands before an #include and is none: they can change what is included, so
 * that only sources in which they are the same may be read together. "" for a source that begins with its includes.
 * NULL when the source must be read by itself: a #pragma that would go on behind it, an #include that spells no name.
 * The caller frees it.
 */
char *orm_source_opening(const OrmContents *contents);

/** Each macro that the source itself defines or undefines, once; of char *, owned by the caller. */
GPtrArray *orm_source_macros(const OrmContents *contents);

#endif
