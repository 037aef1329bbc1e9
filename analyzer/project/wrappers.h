/* SPDX-License-Identifier: MIT */
/* Which of a project's own macros expand to an annotation. */
#ifndef ORM_PROJECT_WRAPPERS_H
#define ORM_PROJECT_WRAPPERS_H

#include "analyzer/project/scan.h"

/** The macros that expand, directly or through others, to a macro of the vocabulary. The mentions (of OrmMention) are
 * sorted on the way. Free with orm_names_free. */
OrmNames *orm_wrappers_find(GArray *mentions);

#endif
