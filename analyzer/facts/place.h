/* SPDX-License-Identifier: MIT */
/* Where something stands in the user's source text. */
#ifndef ORM_FACTS_PLACE_H
#define ORM_FACTS_PLACE_H

#include <glib.h>

#include "analyzer/facts/intern.h"

/**
 * A stretch of source text. Lines and columns count from 1, columns in bytes; the end is exclusive.
 * `file` is interned (orm_intern) and relative to the working directory where it lies below it.
 * An unknown place has `file == NULL` and zeros.
 */
typedef struct {
    const char *file;
    guint line;
    guint column;
    guint end_line;
    guint end_column;
} OrmPlace;

/** The unknown place. */
#define ORM_PLACE_UNKNOWN ((OrmPlace){0})

/** Whether `place` names a file. */
static inline gboolean orm_place_known(const OrmPlace *place)
{
    return place->file != NULL;
}

/**
 * Orders two places by file (strcmp; unknown first), line, column, end line, end column.
 * Returns <0, 0 or >0 as strcmp does.
 */
int orm_place_compare(const OrmPlace *left, const OrmPlace *right);

#endif
