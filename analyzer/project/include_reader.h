/* SPDX-License-Identifier: MIT */
/* Reads the texts of a project and follows their includes. Part of includes.h, for nobody else. */
#ifndef ORM_PROJECT_INCLUDE_READER_H
#define ORM_PROJECT_INCLUDE_READER_H

#include "analyzer/project/includes.h"

/** The text of that real path; a new one when it is not there yet. Owned by `includes`. */
OrmText *orm_includes_add(OrmIncludes *includes, const char *path);

/** Reads every text in so many threads at most, and all that these include; sets `annotated`, `unresolved`, `includes`
 * and `includers`, and collects `mentions`. */
void orm_includes_read(OrmIncludes *includes, guint threads);

#endif
