/* SPDX-License-Identifier: MIT */
/* libclang's strings, files and locations in our own terms. */
#ifndef ORM_EXTRACT_CLANG_SUPPORT_H
#define ORM_EXTRACT_CLANG_SUPPORT_H

#include "analyzer/extract/file_texts.h"
#include "analyzer/facts/paths.h"
#include "analyzer/facts/place.h"

#include <clang-c/Index.h>

/** A file of a translation unit. */
typedef struct {
    const char *absolute; /* interned: under which it was reached */
    const char *path; /* interned: as reported, relative to the working directory where below it; NULL: not asked for */
    OrmContents contents; /* as libclang read them, borrowed */
} OrmSource;

/** How files are called in the facts. */
typedef struct {
    const char *root;             /* real path of the working directory of the process */
    gboolean as_named;            /* symbolic links are not resolved */
    const GPtrArray *prefix_maps; /* see OrmExtractOptions; may be NULL */
    GHashTable *origins;          /* interned reported path -> interned absolute path, of those that were asked for */
    GHashTable *reported;         /* interned absolute name -> interned reported path: resolving links takes long */
    OrmPaths *paths;              /* borrowed */
    OrmFileTexts *texts;          /* borrowed: of the files that libclang is given */
} OrmNaming;

/** The files of one translation unit, each looked up once. */
typedef struct {
    CXTranslationUnit unit;
    const OrmNaming *naming; /* borrowed */
    const char *directory;   /* absolute: relative file names count from here, borrowed */
    GHashTable *by_file;     /* CXFile -> OrmSource *, owned: libclang takes long to say what is in a file */
    CXFile last_file;        /* asked for last: nearly always the next one, too */
    const OrmSource *last_source;
} OrmSources;

/** A point in a file, macros resolved: within an argument of a macro the argument itself, else the use of the outermost
 * macro. */
typedef struct {
    const OrmSource *source; /* NULL: in no file */
    guint line;
    guint column;
    guint offset;
} OrmPosition;

/** Interns and disposes. */
const char *orm_clang_intern(CXString string);

/** The path as reported: the real path, relative where below the working directory. `name` counts from `directory`
 * (NULL: the working directory) when it is relative. Interned. */
const char *orm_reported_path(const OrmNaming *naming, const char *directory, const char *name);

void orm_sources_init(OrmSources *sources, CXTranslationUnit unit, const OrmNaming *naming, const char *directory);
void orm_sources_clear(OrmSources *sources);

/** NULL for a NULL file. Lives as long as `sources`. `path` need not be set. */
const OrmSource *orm_sources_contents(OrmSources *sources, CXFile file);

/** The same, with `path`. */
const OrmSource *orm_sources_file(OrmSources *sources, CXFile file);

OrmPosition orm_sources_position(OrmSources *sources, CXSourceLocation location);

/** The identifier, literal or sign at the location; one byte when it is none of these. Unknown when it is in no file.
 */
OrmPlace orm_sources_token(OrmSources *sources, CXSourceLocation location);

/** The whole range, from its first byte to behind its last. */
OrmPlace orm_sources_range(OrmSources *sources, CXSourceRange range);

#endif
