/* SPDX-License-Identifier: MIT */
/* One translation unit: parse it, read it, report its errors. */
#ifndef ORM_EXTRACT_READING_H
#define ORM_EXTRACT_READING_H

#include "analyzer/extract/extract.h"

#include "analyzer/extract/clang_support.h"

/** What stays the same over all units. */
typedef struct {
    CXIndex index;
    const OrmExtractOptions *options; /* may be NULL */
    OrmNaming naming;
    GHashTable *dependencies; /* interned absolute path -> OrmDependency *, owned: what was read so far */
    gboolean incomplete;      /* something that was asked for was not found */
} OrmExtraction;

/** What reading some files of a unit gave. */
typedef struct {
    OrmFacts *facts;     /* owned; NULL when they were taken away */
    gboolean errors;     /* the compiler had some */
    gboolean conflicts;  /* a macro was defined anew, or a name is another file's: the files may influence each other */
    const char *missing; /* see OrmDiagnosis */
    GHashTable
        *troubled; /* set of interned paths, as reported: those of the files in which, or in whose includes, that was */
    GHashTable *foreign;   /* of a batch, see orm_files_with_foreign_names; NULL otherwise */
    GHashTable *declaring; /* set of interned paths, as reported, that declare something */
} OrmReading;

/** What is read at once. */
typedef struct {
    GPtrArray *files;         /* borrowed; of const char *: absolute paths; sources sorted by their labels */
    GHashTable *labels;       /* borrowed; interned absolute path of a source -> its interned label; NULL for headers */
    const char *ignored_file; /* absolute path of a file whose models are left out; may be NULL */
} OrmReadingFiles;

/** Reads files as one translation unit. The caller owns the result. */
OrmReading *orm_read_files(OrmExtraction *extraction, const OrmUnit *unit, const OrmReadingFiles *what);
void orm_reading_free(OrmReading *reading);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OrmReading, orm_reading_free)

#endif
