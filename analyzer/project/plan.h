/* SPDX-License-Identifier: MIT */
/* From the PATHs on the command line to what libclang is given: which files hold models, and under which command each
 * is read. */
#ifndef ORM_PROJECT_PLAN_H
#define ORM_PROJECT_PLAN_H

#include "analyzer/facts/facts.h"
#include "analyzer/facts/file_sums.h"
#include "analyzer/unit/unit.h"

typedef struct {
    GPtrArray *paths;             /* of const char *: files and folders; empty means "." */
    GPtrArray *compile_commands;  /* of const char *: -p, files or folders; empty: searched */
    GPtrArray *flags;             /* of const char *: what followed `--`; may be NULL */
    GPtrArray *include, *exclude; /* of const char *: globs of the configuration, relative to `root`; may be NULL */
    GPtrArray *prelude;           /* of const char *: absolute paths; their macros count as annotations too */
    GPtrArray *structs;           /* of OrmStructPattern *: files that define such a struct hold models; may be NULL */
    gboolean whole;               /* the paths are files that are read whatever they hold, and the project is no more:
                                     where they have commands of their own, those of others are not looked at */
    guint threads;                /* that read text at a time, at most; 0: as many as there are processors */
    const char *root;             /* absolute: folder of the configuration file, else the working directory */
} OrmPlanOptions;

/** One file that was looked at, for --show-files. */
typedef struct {
    char *file;           /* as reported: relative to the working directory where below it */
    gboolean models;      /* holds annotations: is given to libclang */
    gboolean inferred;    /* its command is not its own */
    char *origin;         /* "build/compile_commands.json", "inferred from src/a.c", "command line", "none" */
    GPtrArray *arguments; /* of char * */
} OrmPlanFile;

typedef struct {
    GPtrArray *files;   /* of OrmPlanFile *, owned, sorted by name: every C source and header found */
    GPtrArray *units;   /* of OrmUnit *, owned: what to extract, in a stable order */
    OrmFileSums *sums;  /* owned: of the files that were looked at */
    GPtrArray *notices; /* of OrmNotice *, owned, sorted by place: unreadable path, bad compile_commands.json, ... */
} OrmPlan;

/** Makes the plan. Never fails as a whole: trouble is in `notices`. The caller owns it. */
OrmPlan *orm_plan_new(const OrmPlanOptions *options);
void orm_plan_free(OrmPlan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OrmPlan, orm_plan_free)

#endif
