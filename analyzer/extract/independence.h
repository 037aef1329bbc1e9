/* SPDX-License-Identifier: MIT */
/* Which headers may be read together without one changing what another says. */
#ifndef ORM_EXTRACT_INDEPENDENCE_H
#define ORM_EXTRACT_INDEPENDENCE_H

#include "analyzer/extract/file_texts.h"

/**
 * Of `files` (paths, const char *), those with a condition (#if, #ifdef, ...) on a macro that another of them defines:
 * what they say may depend on which came before. This includes files that share an include guard. Only the files
 * themselves are looked at, as they are in `texts`, not what they include. Set of the elements of `files`, owned by the
 * caller.
 */
GHashTable *orm_entangled_files(const GPtrArray *files, const OrmFileTexts *texts);

#endif
