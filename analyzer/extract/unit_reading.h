/* SPDX-License-Identifier: MIT */
/* One unit: which of its files are read together, which by themselves or through a source that includes them. */
#ifndef ORM_EXTRACT_UNIT_READING_H
#define ORM_EXTRACT_UNIT_READING_H

#include "analyzer/extract/reading.h"

/** The facts of all files of the unit, the same as if each was read by itself; not normalised. The caller owns them. */
OrmFacts *orm_read_unit(OrmExtraction *extraction, const OrmUnit *unit);

#endif
