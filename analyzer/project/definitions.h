/* SPDX-License-Identifier: MIT */
/* Which structs a text defines, as far as the text tells. */
#ifndef ORM_PROJECT_DEFINITIONS_H
#define ORM_PROJECT_DEFINITIONS_H

#include "analyzer/facts/struct_pattern.h"

/**
 * Whether the text seems to define a struct, by tag or typedef name, that one of the patterns (of OrmStructPattern *)
 * matches. May be wrong where it says so, and where macros make the definition.
 */
gboolean orm_defines_struct(const char *text, gsize length, const GPtrArray *patterns);

#endif
