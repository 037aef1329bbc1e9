/* SPDX-License-Identifier: MIT */
/*
 * The grammar of the arguments of an annotation:
 *
 *     args  := [ arg { "," arg } ]
 *     arg   := [ key "=" ] value
 *     value := name | string | number | call | list
 *     call  := name "(" args ")"
 *     list  := "(" [ value { "," value } ] ")"
 */
#ifndef ORM_EXTRACT_ANNOTATION_GRAMMAR_H
#define ORM_EXTRACT_ANNOTATION_GRAMMAR_H

#include "analyzer/facts/source_cursor.h"
#include "analyzer/facts/annotation.h"

/**
 * Reads `(ARGS)` at the cursor, blanks before it skipped, and adds the arguments to the annotation. At the first fault
 * it stops and sets `syntax_error` and `error_place`; the arguments before it were added.
 */
void orm_annotation_grammar(OrmAnnotation *annotation, OrmSourceCursor cursor);

#endif
