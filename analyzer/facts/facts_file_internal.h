/* SPDX-License-Identifier: MIT */
/* What writer and reader of a file of facts agree on. */
#ifndef ORM_FACTS_FACTS_FILE_INTERNAL_H
#define ORM_FACTS_FACTS_FILE_INTERNAL_H

#include "analyzer/facts/facts_file.h"

#define ORM_FACTS_FILE_MAGIC "ORMFACTS"

/* How a place is written; 0: it is unknown. */
enum { ORM_PLACE_IS_WRITTEN = 1, ORM_PLACE_SAME_FILE = 2, ORM_PLACE_ONE_LINE = 4, ORM_PLACE_FLAGS = 7 };

enum {
    ORM_TYPE_CONST = 1,
    ORM_TYPE_VOLATILE = 2,
    ORM_TYPE_ATOMIC = 4,
    ORM_TYPE_INCOMPLETE = 8,
    ORM_TYPE_INNER = 16, /* the level inside follows */
    ORM_TYPE_NAMES = 32,
    ORM_TYPE_FLAGS = 63
};

enum { ORM_STRUCT_TAG = 1, ORM_STRUCT_UNION = 2, ORM_STRUCT_FLAGS = 3 };

#endif
