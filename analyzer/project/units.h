/* SPDX-License-Identifier: MIT */
/* From readings to what is given to libclang at once. */
#ifndef ORM_PROJECT_UNITS_H
#define ORM_PROJECT_UNITS_H

#include "analyzer/project/plan.h"
#include "analyzer/project/readings.h"

/** What commands are completed with. */
typedef struct {
    const OrmPaths *paths;
    const GPtrArray *flags;   /* of const char *: appended to every command; may be NULL */
    const GPtrArray *folders; /* of OrmGuessedFolder *: include folders for files without a command of their own, see
                                 orm_guess_folders */
} OrmCompletion;

/** The arguments of `command` (NULL: none) with the flags, and with the guessed include folders when `inferred`. Array
 * of char *, owned by the caller. */
GPtrArray *orm_complete_arguments(const OrmCompletion *completion, const OrmCommand *command, gboolean inferred);

/**
 * Makes the units: sources that share a command share a unit, and so do headers that can share one, in batches.
 * `readings` is an array of OrmReading *. Returns an array of OrmUnit *, sorted by their first file and label, owned by
 * the caller.
 */
GPtrArray *orm_units_new(const GPtrArray *readings, const OrmCompletion *completion);

#endif
