/* SPDX-License-Identifier: MIT */
/* What is read at once, and how: the question to libclang, in words that need no libclang. */
#ifndef ORM_UNIT_UNIT_H
#define ORM_UNIT_UNIT_H

#include "analyzer/facts/struct_pattern.h"

/**
 * What is given to libclang at once: one file, or several headers or several sources that share a command. Those of a
 * batch that are in error, that define a macro or type differently, or for which a name means something else than it
 * would alone, are read alone, so that neither facts nor notices depend on the batching. Not found out is a struct that
 * a file knows by a typedef only and holds by value, though it is another that defines it.
 */
typedef struct {
    GPtrArray *files; /* of char *: paths, relative to the working directory of the process or absolute; at least one */
    char *directory;  /* absolute: where the compile command runs; relative -I and the like count from here */
    GPtrArray *arguments; /* of char *: compiler arguments without program, output and source file: -I, -D, -std,
                             -include, ... */
    char *label;          /* "with -DX=1": how messages tell apart two readings of one file; may be NULL */
    gboolean sources;     /* C sources: what is read through one is told under its name, with the label behind */
    GPtrArray *stand_ins; /* of char *: sources that include the files; a header that does not compile by itself is read
                             through the first that does. May be NULL */
} OrmUnit;

OrmUnit *orm_unit_new(const char *directory);
void orm_unit_free(OrmUnit *unit);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OrmUnit, orm_unit_free)

/** A unit of the files from `first` on, `count` of them; all else is the same. The caller owns it. */
OrmUnit *orm_unit_part(const OrmUnit *unit, guint first, guint count);

typedef struct {
    GPtrArray *prelude;     /* of const char *: absolute paths of headers put in front of every unit; may be NULL */
    GPtrArray *structs;     /* of OrmStructPattern *: structs that are recorded without an annotation; may be NULL */
    gboolean as_named;      /* report files under the names by which they were reached; else under their real paths */
    GPtrArray *prefix_maps; /* of const char *: "OLD=NEW": a file whose reported name begins with OLD is reported with
                               NEW instead; the last that fits counts. May be NULL */
    gboolean one_by_one;    /* no batches: each file by itself */
} OrmExtractOptions;

/** Frees what the options hold. For options that own it: those of orm_unit_decode. */
void orm_extract_options_clear(OrmExtractOptions *options);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(OrmExtractOptions, orm_extract_options_clear)

#endif
