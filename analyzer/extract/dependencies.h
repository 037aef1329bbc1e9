/* SPDX-License-Identifier: MIT */
/* Which files were read, and what was in them. */
#ifndef ORM_EXTRACT_DEPENDENCIES_H
#define ORM_EXTRACT_DEPENDENCIES_H

#include "analyzer/extract/reading.h"
#include "analyzer/unit/message.h"

/** Notes every file of the translation unit that lies on the disk, and whether an include was not found. */
void orm_note_dependencies(OrmExtraction *extraction, OrmSources *sources);

/** Appends what was noted, sorted by name, to an array of OrmDependency. */
void orm_take_dependencies(OrmExtraction *extraction, GArray *dependencies);

#endif
