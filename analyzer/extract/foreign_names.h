/* SPDX-License-Identifier: MIT */
/* Which files of a batch know names only because another was read before them. */
#ifndef ORM_EXTRACT_FOREIGN_NAMES_H
#define ORM_EXTRACT_FOREIGN_NAMES_H

#include "analyzer/extract/reader.h"

/**
 * Of `paths` (of const char *, absolute, in the order in which the main file of the translation unit includes them),
 * those that use or ask for, themselves or in what they include, a macro, type, constant or tag of which the batch knew
 * something else at that point than they would alone: because another file provides or undefines it, or because a
 * header was read earlier, when something was not yet defined. And those with one of `borrowings` (of OrmBorrowing)
 * where the wanter does not include what it borrows. `isolated`: what the files themselves do to macros is undone
 * behind each. Files of the system are thought to include what they use. Set of interned paths, as reported, owned by
 * the caller.
 */
GHashTable *orm_files_with_foreign_names(OrmSources *sources, const GPtrArray *paths, gboolean isolated,
                                         const GArray *borrowings);

#endif
