/* SPDX-License-Identifier: MIT */
/* What the compiler had to say about a unit. */
#ifndef ORM_EXTRACT_DIAGNOSTICS_H
#define ORM_EXTRACT_DIAGNOSTICS_H

#include "analyzer/extract/clang_support.h"
#include "analyzer/extract/clashes.h"
#include "analyzer/facts/facts.h"

typedef struct {
    gboolean errors;
    gboolean conflicts;  /* a macro was defined anew */
    const char *missing; /* interned; the place of the first #include whose file is not there; NULL: none */
} OrmDiagnosis;

/**
 * Notes the unit's errors, at most some twenty and then how many more, and annotations the compiler dropped, as
 * notices. `file` (interned) is what an error without a place is about. To `troubled`, a set of interned paths, are
 * added those of the files included by the main file that have an error or conflict in them or in what they include.
 * What `clashes` (NULL: none) takes for one is no error.
 */
OrmDiagnosis orm_read_diagnostics(OrmSources *sources, OrmFacts *facts, const char *file, GHashTable *troubled,
                                  OrmClashes *clashes);

#endif
