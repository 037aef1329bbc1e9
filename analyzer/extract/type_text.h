/* SPDX-License-Identifier: MIT */
/* Types as text that does not depend on libclang's version or on whether a header is read as C or C++. */
#ifndef ORM_EXTRACT_TYPE_TEXT_H
#define ORM_EXTRACT_TYPE_TEXT_H

#include "analyzer/facts/facts.h"

#include <clang-c/Index.h>

/** As the source writes it; a definition without a name is `struct {...}`. Interned. */
const char *orm_type_spelling(CXType type);

/**
 * The type without typedef names and qualifiers. `type` is complete but for `canonical`; `stripped` is the same type
 * without typedefs at its outermost level. Interned.
 */
const char *orm_type_canonical(const OrmCType *type, CXType stripped);

#endif
