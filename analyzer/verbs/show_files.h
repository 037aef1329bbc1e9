/* SPDX-License-Identifier: MIT */
#ifndef ORM_VERBS_SHOW_FILES_H
#define ORM_VERBS_SHOW_FILES_H

#include "analyzer/project/plan.h"

/**
 * One line per file: its name; "models" or "no models"; where its command comes from; and, indented below it, the
 * compiler's arguments, quoted for a shell. Free with g_free.
 */
char *orm_show_files(const OrmPlan *plan);

#endif
