/* SPDX-License-Identifier: MIT */
/* Parts of a project for jobs that run apart from each other. */
#ifndef ORM_PROJECT_SHARD_H
#define ORM_PROJECT_SHARD_H

#include <glib.h>

/** Reads "I/N", 1 <= I <= N; FALSE when it is something else. */
gboolean orm_shard_parse(const char *text, guint *part, guint *parts);

/** Leaves in the units (of OrmUnit *, owned) the files of that part, and no unit without files. A file's part follows
 * from its path alone. */
void orm_shard_keep(GPtrArray *units, guint part, guint parts);

#endif
