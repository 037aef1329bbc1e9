/* SPDX-License-Identifier: MIT */
/* What the analyzer brings along for every unit: its own copy of <ormlint/orm.h>, clang's headers. */
#ifndef ORM_EXTRACT_BUILTIN_H
#define ORM_EXTRACT_BUILTIN_H

#include <clang-c/Index.h>

/** A folder that exists only for libclang, to be first on the include path, and the header in it. */
#define ORM_BUILTIN_DIRECTORY "/ormlint-builtin"
#define ORM_BUILTIN_HEADER ORM_BUILTIN_DIRECTORY "/ormlint/orm.h"

/** The name of the source, in the folder of the command, that includes the headers of a batch. */
#define ORM_BATCH_NAME "ormlint-batch.c"

/** The header's text under that name; the bytes are static. */
struct CXUnsavedFile orm_builtin_header(void);

#endif
