/* SPDX-License-Identifier: MIT */
/*
 * Finds the comments that allow rules: `ormlint: allow RULE[, RULE] -- REASON` and `ormlint: allow-file RULE --
 * REASON`, in line comments and on any line of a block comment. Text alone is looked at, no preprocessing takes place:
 * libclang keeps no comments. What stands in a string or character literal is none.
 */
#ifndef ORM_EXTRACT_ALLOW_COMMENTS_H
#define ORM_EXTRACT_ALLOW_COMMENTS_H

#include "analyzer/extract/file_texts.h"
#include "analyzer/facts/facts.h"

/**
 * Appends those of `text`, `length` bytes, to `comments` (of OrmAllowComment *); `file` stands in their places. A
 * comment behind code speaks of its own line; one on lines of its own speaks of these and of the line below, further
 * comments in between aside.
 */
void orm_allow_comments_scan(const char *file, const char *text, gsize length, GPtrArray *comments);

/** Adds to the facts those of every file that was read for models or holds a struct. `origins` leads from the
 * (interned) paths in the facts to those under which the files can be opened. Files that cannot be read, about which
 * the facts have a notice already, are passed over. */
void orm_allow_comments_read(OrmFacts *facts, GHashTable *origins, OrmFileTexts *texts);

#endif
