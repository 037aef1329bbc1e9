/* SPDX-License-Identifier: MIT */
/* Of which lines the comments of a file speak that allow rules: behind code of their own, on lines of their own of
 * these and of the line below, further comments in between aside. */
#ifndef ORM_FACTS_ALLOW_LINES_H
#define ORM_FACTS_ALLOW_LINES_H

#include "analyzer/facts/allow_comment.h"

/** Set up with `comments` and `block_start`, the number of comments that are there already, all else zero. */
typedef struct {
    GPtrArray *comments; /* of OrmAllowComment *: those found so far */
    guint code_line;     /* the last line with code so far */
    guint block_start;   /* index of the first comment that waits for its line */
    guint block_end;     /* the last line of the comments that wait; 0: none does */
} OrmAllowLines;

/** A comment begins on the line. */
void orm_allow_lines_begin_comment(OrmAllowLines *lines, guint line);
/** It has ended; what it allows stands in `comments` from index `first` on. */
void orm_allow_lines_end_comment(OrmAllowLines *lines, guint first, guint start_line, guint end_line);
/** Code stands on the line. */
void orm_allow_lines_meet_code(OrmAllowLines *lines, guint line);
/** The file ends. */
void orm_allow_lines_end(OrmAllowLines *lines);

#endif
