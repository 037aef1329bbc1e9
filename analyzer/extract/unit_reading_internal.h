/* SPDX-License-Identifier: MIT */
/* Between reading files by themselves and reading them together. */
#ifndef ORM_EXTRACT_UNIT_READING_INTERNAL_H
#define ORM_EXTRACT_UNIT_READING_INTERNAL_H

#include "analyzer/extract/unit_reading.h"

/* A unit while it is read. */
typedef struct {
    OrmExtraction *extraction;
    const OrmUnit *unit;
    OrmFacts *facts;
    GHashTable *labels;   /* of sources, see OrmReadingFiles; NULL for headers */
    const char *missing;  /* what the last batch that lacked a file lacked, see OrmDiagnosis; NULL: none did */
    GPtrArray *stand_ins; /* of OrmReading *: those that gave no error, their facts taken */
} OrmUnitReading;

/** Moves the facts to those of the unit. */
void orm_take_facts(OrmUnitReading *reading, OrmReading *from);

/** Reads the file by itself, or through a source that includes it, and takes the facts. */
void orm_read_alone(OrmUnitReading *reading, const char *file);

/** The same for each of the files (paths, const char *). */
void orm_read_each(OrmUnitReading *reading, const GPtrArray *files);

/** Reads the files together where that gives what one by one would, and takes the facts. `round`: 0; how often that was
 * tried in vain. */
void orm_read_together(OrmUnitReading *reading, GPtrArray *files, guint round);

#endif
