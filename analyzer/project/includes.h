/* SPDX-License-Identifier: MIT */
/* The texts of a project and who includes whom, as far as the text tells. */
#ifndef ORM_PROJECT_INCLUDES_H
#define ORM_PROJECT_INCLUDES_H

#include "analyzer/project/command.h"
#include "analyzer/project/scan.h"

typedef struct {
    char *path;           /* real path */
    char *name;           /* as reported */
    gboolean in_project;  /* named, or in a folder that was named; else only read because something includes it or
                             compiles it */
    gboolean annotated;   /* uses a macro of the vocabulary */
    gboolean models;      /* uses annotations, directly or through macros of the project: is given to libclang */
    gboolean unresolved;  /* includes something that was not found */
    GPtrArray *commands;  /* of OrmCommand *: its own, borrowed */
    GPtrArray *includes;  /* of OrmText *, borrowed */
    GPtrArray *includers; /* of OrmText *, borrowed, in the order of their paths */
    guint visit;          /* number of the last search that came by */
} OrmText;

typedef struct {
    OrmPaths *paths;
    GPtrArray *texts;     /* of OrmText *, owned, sorted by path */
    GHashTable *by_path;  /* char * real path -> OrmText * */
    GHashTable *by_base;  /* char * last component -> GPtrArray of OrmText * of the project */
    GHashTable *resolved; /* char * path -> char * real path or NULL */
    GArray *mentions;     /* of OrmMention: what all macros are made of */
    GPtrArray *notices;   /* of OrmNotice *, borrowed */
    guint visits;
} OrmIncludes;

/**
 * Reads the files of the project (of char *, real paths), the sources of `commands` (of OrmCommand *, which must
 * outlive the result), the prelude (of const char *; may be NULL) and what these include from folders of the project.
 * System headers are not read.
 */
OrmIncludes *orm_includes_new(const GPtrArray *files, const GPtrArray *commands, const GPtrArray *prelude,
                              OrmPaths *paths, GPtrArray *notices);
void orm_includes_free(OrmIncludes *includes);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OrmIncludes, orm_includes_free)

/** The text of that real path, or NULL. */
OrmText *orm_includes_find(const OrmIncludes *includes, const char *path);

/** Decides which texts of the project hold models (`models`). Call once. */
void orm_includes_mark_models(OrmIncludes *includes);

/** The sources (.c) that include `text`, directly or not, nearest first, then by path. Array of OrmText *; the caller
 * frees the array. */
GPtrArray *orm_includes_sources_of(OrmIncludes *includes, OrmText *text);

#endif
