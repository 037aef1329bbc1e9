/* SPDX-License-Identifier: MIT */
/* From C source to facts with libclang. The only room that knows libclang. */
#ifndef ORM_EXTRACT_EXTRACT_H
#define ORM_EXTRACT_EXTRACT_H

#include "analyzer/facts/struct_pattern.h"

/**
 * What is given to libclang at once: one file, or several headers that share a command. Headers of a batch that are in error, that
 * define a macro differently or that ask for one another's macros are read alone, so that the facts do not depend on the batching.
 * One thing a batch does: a header that lacks an #include may find what it needs in one before it.
 */
typedef struct {
    GPtrArray *files; /* of char *: paths, relative to the working directory of the process or absolute; at least one */
    char *directory;  /* absolute: where the compile command runs; relative -I and the like count from here */
    GPtrArray *arguments; /* of char *: compiler arguments without program, output and source file: -I, -D, -std,
                             -include, ... */
    char *label; /* "src/a.c", or "with -DX=1": how messages tell apart two readings of one file; may be NULL */
    GPtrArray *stand_ins; /* of char *: sources that include the files; a header that does not compile by itself is read
                             through the first that does. May be NULL */
} OrmUnit;

OrmUnit *orm_unit_new(const char *directory);
void orm_unit_free(OrmUnit *unit);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OrmUnit, orm_unit_free)

typedef struct {
    GPtrArray *prelude; /* of const char *: absolute paths of headers put in front of every unit; may be NULL */
    GPtrArray *structs; /* of OrmStructPattern *: structs that are recorded without an annotation; may be NULL */
} OrmExtractOptions;

/**
 * Reads the units, in order. Records structs that carry an annotation (or hold a field that does) or that match a
 * pattern of the options and stand in no system header, the structs these
 * need (bases, embedded ones, relationship targets with a definition, ORM_ON targets), enums their fields use, and
 * ORM_ON. Each unit's compile errors become notices of level error with their place; what could be read is kept. Never
 * fails as a whole. The caller owns the facts.
 */
OrmFacts *orm_extract(GPtrArray *units, const OrmExtractOptions *options);

/** "14.0.6"; static. */
const char *orm_libclang_version(void);

/** The folder with clang's builtin headers (`include/stddef.h` verified), or NULL; found by itself. Static. */
const char *orm_resource_directory(void);

#endif
