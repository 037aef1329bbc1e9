/* SPDX-License-Identifier: MIT */
/* Which files of a batch see something that is recorded because of a definition they may not see. */
#ifndef ORM_EXTRACT_BORROWERS_H
#define ORM_EXTRACT_BORROWERS_H

#include "analyzer/extract/reader.h"
#include "analyzer/extract/unit_files.h"

/** Adds to `foreign`, by their reported paths, those of `members` (of guint, numbers of files) that see the wanter of
 * the borrowing, unless the wanter includes what it borrows. After the unit's files were gone through in order. */
void orm_add_borrowers(const OrmUnitFiles *files, const GArray *members, const OrmBorrowing *borrowing,
                       GHashTable *foreign);

#endif
