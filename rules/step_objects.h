/* SPDX-License-Identifier: MIT */
/* What each migration step finds that its own file has made: rules ask by the questions of steps.h. */
#ifndef ORM_RULES_STEP_OBJECTS_H
#define ORM_RULES_STEP_OBJECTS_H

#include "analyzer/schema/catalog.h"

enum {
    ORM_STEP_ON_NEW_OBJECT = 1,  /* its table or column is made by the file before it */
    ORM_STEP_ON_NEW_COLUMNS = 2, /* so is every column of its key or index, or its own statement makes them */
    ORM_STEP_ON_MADE_TABLE = 4,  /* its table is made by the file before it, in the place of another one or not */
    ORM_STEP_IS_REPLACED = 8     /* what it drops or renames is made anew under the old name */
};

/** The flags of each step of the catalog: of guint8, owned by the caller. */
GArray *orm_step_objects(const OrmCatalog *catalog);

#endif
