/* SPDX-License-Identifier: MIT */
/*
 * What came of units, kept over runs. An entry belongs to a unit with its flags, to this build of ormlint and to the
 * libclang at hand, and counts only as long as every file that was read for it has the bytes it had. Entries are
 * written as a whole or not at all, so that any number of runs may share a cache; a damaged one counts as none; and
 * when the cache cannot be used, runs do without.
 */
#ifndef ORM_CACHE_CACHE_H
#define ORM_CACHE_CACHE_H

#include "analyzer/facts/facts.h"
#include "analyzer/facts/file_sums.h"
#include "analyzer/workers/workers.h"

typedef struct {
    gboolean off;
    const char *folder; /* NULL: $XDG_CACHE_HOME/ormlint, else ~/.cache/ormlint */
    guint64 limit;      /* bytes; the entries not used for longest go when there is more; 0: 512 MiB */
} OrmCacheOptions;

typedef struct OrmCache OrmCache;

/** NULL when it is off or cannot be used: then there is nothing to find or keep. `sums`, which must outlive it, tells
 * what bytes the files have in this run. */
OrmCache *orm_cache_open(const OrmCacheOptions *options, const OrmWorkerOptions *workers, OrmFileSums *sums);

/** Brings the cache below its limit if something was added, and frees it. NULL is allowed. */
void orm_cache_close(OrmCache *cache);

/** Interned version of the libclang that the entries are of. */
const char *orm_cache_libclang(const OrmCache *cache);

/** The name of the entry of a unit. Free with g_free. */
char *orm_cache_key(const OrmCache *cache, const OrmUnit *unit, const OrmExtractOptions *options);

/** The answer that was kept under the key, if it still holds; else NULL. The facts in it have not been looked at. The
 * caller owns it. */
OrmAnswer *orm_cache_find(OrmCache *cache, const char *key);

/** Keeps an answer, if it can be kept. */
void orm_cache_keep(OrmCache *cache, const char *key, const OrmAnswer *answer);

/** The name of an entry that is no unit's: for what was made of the bytes of `about`, texts up to a NULL, by this very
 * program. NULL when it cannot be told which program this is. Free with g_free. */
char *orm_cache_record_key(const OrmCache *cache, const char *const *about);

/** The record of that name; NULL: there is none. */
GMappedFile *orm_cache_find_record(const OrmCache *cache, const char *key);

/** Keeps a record, if that is possible. */
void orm_cache_keep_record(OrmCache *cache, const char *key, const GByteArray *bytes);

#endif
