/* SPDX-License-Identifier: MIT */
/* Which libclang a worker would load, without loading it. */
#ifndef ORM_CACHE_TOOLCHAIN_H
#define ORM_CACHE_TOOLCHAIN_H

#include "analyzer/workers/workers.h"

/**
 * What the worker said of itself before, as kept in `folder`, if worker, library and the loader's environment are what
 * they were; else asks it, and keeps the answer. NULL when it cannot be asked. The caller owns the result.
 */
OrmWorkerAbout *orm_toolchain_find(const char *folder, const OrmWorkerOptions *workers);

/** Which file it is, through links, and when it last changed; NULL when it is not there. Free with g_free. */
char *orm_file_identity(const char *file);

#endif
