/* SPDX-License-Identifier: MIT */
/* From units to facts: what the cache knows is taken from there, the rest is read by workers. */
#ifndef ORM_READ_READ_H
#define ORM_READ_READ_H

#include "analyzer/cache/cache.h"
#include "analyzer/workers/workers.h"

/** Told as files are done: those of the cache at once, the others unit by unit. */
typedef void (*OrmProgressFunction)(guint done, guint all, gpointer data);

typedef struct {
    OrmWorkerOptions workers;
    OrmCacheOptions cache;
    OrmFileSums *sums;            /* borrowed: what bytes the files have */
    OrmProgressFunction progress; /* may be NULL */
    gpointer progress_data;
} OrmReadOptions;

/**
 * The facts of all units (of OrmUnit *), merged but not normalised, whatever the state of the cache and the number of
 * workers. Trouble is in its notices. `*libclang` becomes the interned version of libclang that read them, or NULL when
 * nothing says so. The caller owns the facts.
 */
OrmFacts *orm_read_units(const GPtrArray *units, const OrmExtractOptions *options, const OrmReadOptions *read,
                         const char **libclang);

#endif
