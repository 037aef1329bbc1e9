/* SPDX-License-Identifier: MIT */
/* Which headers of a batch know names only because another was read before them. */
#ifndef ORM_EXTRACT_FOREIGN_NAMES_H
#define ORM_EXTRACT_FOREIGN_NAMES_H

#include "analyzer/extract/clang_support.h"

/**
 * Of the files that the main file of the translation unit includes, those that use, themselves or in what they include,
 * a macro, type, constant or tag which they do not include, but some other file of the unit provides; or a macro that
 * such a file undefines. Alone they would not compile, or say something else. Files of the system are thought to
 * include what they use. Set of interned paths, as reported, owned by the caller.
 */
GHashTable *orm_files_with_foreign_names(OrmSources *sources);

#endif
