/* SPDX-License-Identifier: MIT */
/* The texts of a project and who includes whom, as far as the text tells. */
#ifndef ORM_PROJECT_INCLUDES_H
#define ORM_PROJECT_INCLUDES_H

#include "analyzer/facts/file_sums.h"
#include "analyzer/project/command.h"
#include "analyzer/project/plan.h"
#include "analyzer/project/scan.h"

typedef struct {
    char *path;          /* real path */
    char *name;          /* as reported */
    gboolean in_project; /* named, or in a folder that was named; else only read because something includes it or
                            compiles it */
    gboolean prelude;    /* named as put in front of every unit */
    gboolean in_prelude; /* or included by what is; see orm_models_mark */
    gboolean annotated;  /* uses a macro of the vocabulary */
    gboolean models;     /* uses annotations, directly or through macros of the project: is given to libclang */
    gboolean unresolved; /* includes something that was not found */
    GArray *defined;     /* of guint64: macros that a source defines or undefines; NULL when it is a header */
    GArray *asked;       /* of guint64: names in the conditions of a header; NULL when it is a source */
    OrmFileSum sum;
    OrmDirectives *directives; /* what it says, until it is taken in; then NULL */
    GError *error;             /* why it cannot be read; NULL when it can */
    GPtrArray *folders;        /* of char *, owned: the include folders of these commands; NULL when it has none */
    GPtrArray *commands;       /* of OrmCommand *: its own, borrowed */
    GPtrArray *includes;       /* of OrmText *, borrowed */
    GPtrArray *includers;      /* of OrmText *, borrowed, in the order of their paths */
    guint visit;               /* number of the last search that came by */
} OrmText;

typedef struct {
    OrmPaths *paths;
    GPtrArray *texts;         /* of OrmText *, owned, sorted by path */
    GHashTable *by_path;      /* char * real path -> OrmText * */
    GHashTable *by_base;      /* char * last component -> GPtrArray of OrmText * of the project */
    GHashTable *resolved;     /* char * path -> char * real path or NULL */
    const GPtrArray *folders; /* of char *: searched after those of the commands */
    GArray *mentions;         /* of OrmMention: what all macros are made of */
    GPtrArray *notices;       /* of OrmNotice *, borrowed */
    guint visits;
} OrmIncludes;

/**
 * Reads the files of the project (of char *, real paths), the sources of `commands` (of OrmCommand *), the prelude of
 * the options, and what these include, in as many threads as the options say, as far as it is found: beside the
 * includer, in the include folders of its command and in `folders` (of char *, absolute). The headers of the C library
 * are not read. `commands`, `folders`, `paths` and `notices` must outlive the result.
 */
OrmIncludes *orm_includes_new(const GPtrArray *files, const GPtrArray *commands, const GPtrArray *folders,
                              const OrmPlanOptions *options, OrmPaths *paths, GPtrArray *notices);
void orm_includes_free(OrmIncludes *includes);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OrmIncludes, orm_includes_free)

/** The text of that real path, or NULL. */
OrmText *orm_includes_find(const OrmIncludes *includes, const char *path);

/**
 * The sources (.c) that include `text`, directly or not, nearest first, then by path. With `first_command`, no further
 * than the first that has a command. Array of OrmText *; the caller frees the array.
 */
GPtrArray *orm_includes_sources_of(OrmIncludes *includes, OrmText *text, gboolean first_command);

#endif
