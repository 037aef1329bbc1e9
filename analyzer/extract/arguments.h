/* SPDX-License-Identifier: MIT */
/* The compiler's arguments of a unit, as libclang is to get them. */
#ifndef ORM_EXTRACT_ARGUMENTS_H
#define ORM_EXTRACT_ARGUMENTS_H

#include "analyzer/extract/extract.h"

/**
 * The unit's own arguments between what the analyzer puts in front (language, built-in header, prelude) and behind
 * (which warnings matter). Arguments that turn warnings into errors or hide them are left out: whether a unit can be
 * read must not depend on them. `file` tells the language: C, unless the command's -std, or without one the file's
 * name, says C++. With `cautious`, those are left out too that make libclang refuse the whole command when it does not
 * know them. Array of char *, owned by the caller.
 */
GPtrArray *orm_arguments_new(const OrmUnit *unit, const OrmExtractOptions *options, const char *file,
                             gboolean cautious);

/** Whether the file is one of the preludes, which stand in front of every unit. */
gboolean orm_is_prelude(const OrmExtractOptions *options, const char *file);

#endif
