/* SPDX-License-Identifier: MIT */
/* From C source to facts with libclang. The only room that knows libclang. */
#ifndef ORM_EXTRACT_EXTRACT_H
#define ORM_EXTRACT_EXTRACT_H

#include "analyzer/facts/facts.h"
#include "analyzer/unit/message.h"

/**
 * Reads the units, in order. Records structs that carry an annotation (or hold a field that does) or that match a
 * pattern of the options and stand in no system header, the structs these
 * need (bases, embedded ones, relationship targets with a definition, ORM_ON targets), enums their fields use, and
 * ORM_ON. Each unit's compile errors become notices of level error with their place; what could be read is kept. Never
 * fails as a whole. The caller owns the facts.
 */
OrmFacts *orm_extract(GPtrArray *units, const OrmExtractOptions *options);

/** Reads one unit, whose label becomes the reported name of its file when files are reported as named; the answer says
 * also which files were read. The caller owns it. */
OrmAnswer *orm_extract_unit(OrmUnit *unit, const OrmExtractOptions *options);

/** "14.0.6"; static. */
const char *orm_libclang_version(void);

/** The path of the shared library as it was loaded, or NULL. Static. */
const char *orm_libclang_path(void);

/** The folder with clang's builtin headers (`include/stddef.h` verified), or NULL; found by itself. Static. */
const char *orm_resource_directory(void);

#endif
