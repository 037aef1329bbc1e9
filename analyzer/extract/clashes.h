/* SPDX-License-Identifier: MIT */
/* Functions and variables that two sources of a batch define under one name: an error to the compiler, and nothing to
 * what is read here, as long as each source by itself is in order. */
#ifndef ORM_EXTRACT_CLASHES_H
#define ORM_EXTRACT_CLASHES_H

#include "analyzer/extract/clang_support.h"

typedef struct OrmClashes OrmClashes;

/** Of the sources at `paths` (of const char *, absolute), which the main file includes. What is passed must outlive the
 * result, which the caller owns. */
OrmClashes *orm_clashes_new(OrmSources *sources, const GPtrArray *paths);
void orm_clashes_free(OrmClashes *clashes);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OrmClashes, orm_clashes_free)

/** Whether the error is only that a source declares a function or variable as another source before it. It is then
 * noted. */
gboolean orm_clashes_take(OrmClashes *clashes, CXDiagnostic error);

/**
 * The sources of which it is not sure that what was noted is all that is wrong: they declare such a name in several
 * ways or define it twice, or a header declares it, so that an error of their own may be hidden; or a type is made of
 * it. Set of interned paths, as reported, owned by `clashes`.
 */
GHashTable *orm_clashes_troubled(OrmClashes *clashes);

#endif
