/* SPDX-License-Identifier: MIT */
/* Which files of a project hold models. */
#ifndef ORM_PROJECT_MODELS_H
#define ORM_PROJECT_MODELS_H

#include "analyzer/project/includes.h"

/**
 * Sets `models` of each text of the project that uses an annotation: a macro of the vocabulary, or one that expands to
 * it, where that can be seen: it is defined in the prelude, in the text, in what it includes, or in what is included
 * together with it. Also of each text that defines a struct which `structs` (of OrmStructPattern *; may be NULL)
 * matches.
 */
void orm_models_mark(OrmIncludes *includes, const GPtrArray *structs);

#endif
