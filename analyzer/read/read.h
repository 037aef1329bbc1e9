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

/** What came of the units of a run, one answer each. */
typedef struct OrmAnswers OrmAnswers;

/** Takes what the cache knows of the units (of OrmUnit *). What is passed must outlive the result, which the caller
 * owns. */
OrmAnswers *orm_answers_new(const GPtrArray *units, const OrmExtractOptions *options, const OrmReadOptions *read);
void orm_answers_free(OrmAnswers *answers);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OrmAnswers, orm_answers_free)

/**
 * The facts of all units, merged but not normalised, whatever the state of the cache and the number of workers; those
 * that the cache does not know are read now. Trouble is in its notices. To be called once. The caller owns the facts.
 */
OrmFacts *orm_answers_facts(OrmAnswers *answers);

/** The interned version of the libclang that read the units; NULL as long as nothing says so. */
const char *orm_answers_libclang(const OrmAnswers *answers);

/** The cache they are from; NULL: there is none. */
OrmCache *orm_answers_cache(const OrmAnswers *answers);

/**
 * A sum that differs when the facts do, in hexadecimal digits; free with g_free. NULL when there is no cache, or when a
 * unit has no answer that will do for a later run (before orm_answers_facts: that the cache does not know).
 */
char *orm_answers_sum(const OrmAnswers *answers);

#endif
