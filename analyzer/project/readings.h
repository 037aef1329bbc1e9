/* SPDX-License-Identifier: MIT */
/* Under which commands a file with models is read. */
#ifndef ORM_PROJECT_READINGS_H
#define ORM_PROJECT_READINGS_H

#include "analyzer/project/includes.h"

/** A file read once under settings (macros, language standard, target, ...) that one or several commands share. */
typedef struct {
    OrmText *text;
    GPtrArray *commands; /* of const OrmCommand *: any of them will do; empty when the project has no command for it */
    GPtrArray *sources;  /* of OrmText *: what includes `text` under these settings, nearest first */
    gboolean inferred;   /* the command is another file's that does not even include this one */
    char *label; /* "with -DX=1": what sets it apart from the other readings of the file; NULL when there is one */
} OrmReading;

/**
 * The readings of `text`: under its own commands, else under those of the sources that include it, else under that of
 * the nearest source. One for each settings. A file included under very many is not read under all; a notice tells so.
 * Array of OrmReading *, owned by the caller.
 */
GPtrArray *orm_readings_new(OrmIncludes *includes, OrmText *text, const GPtrArray *commands);

#endif
