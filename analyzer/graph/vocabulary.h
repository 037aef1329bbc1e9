/* SPDX-License-Identifier: MIT */
/* The vocabulary: which annotations there are, where they may stand, which keys they take. See docs/annotations.md. */
#ifndef ORM_GRAPH_VOCABULARY_H
#define ORM_GRAPH_VOCABULARY_H

#include "analyzer/graph/graph.h"

typedef enum { ORM_ON_STRUCT, ORM_ON_FIELD } OrmSubjectKind;

/**
 * Checks one annotation by itself against the vocabulary (kind, place, keys, kinds of values, counts, words) and, for column options, against the other
 * arguments of the same annotation. Adds an OrmProblem (kind, place, message, help; the caller fills in model, record and field) to `problems` for each fault.
 */
void orm_vocabulary_check(const OrmAnnotation *annotation, OrmSubjectKind subject, GPtrArray *problems);

/** New, zeroed problem with interned message (printf format) added to `problems`; returns it, owned by the array. */
OrmProblem *orm_problem_add(GPtrArray *problems, OrmProblemKind kind, OrmPlace place, const char *format, ...) G_GNUC_PRINTF(4, 5);
void orm_problem_free(OrmProblem *problem);

/** The flag `key` of an annotation: a lone name, or key=true|false|1|0. ORM_UNKNOWN when not stated. */
OrmFlag orm_annotation_flag(const OrmAnnotation *annotation, const char *key);
/** The text of `key=value` (name, string or number), or not stated. */
OrmStated orm_annotation_text(const OrmAnnotation *annotation, const char *key);
/** The positional arguments that are not flags of this annotation's vocabulary, in order: of const OrmArgument *. Free with g_ptr_array_unref. */
GPtrArray *orm_annotation_positionals(const OrmAnnotation *annotation);
/** `ondelete=`/`onupdate=`: kind UNSTATED when absent or no known word. */
OrmAction orm_annotation_action(const OrmAnnotation *annotation, const char *key);

/** The nearest of `candidates` (NULL-terminated) to `word` by edit distance (at most a third of its length, at least 2), or NULL. */
const char *orm_nearest_word(const char *word, const char *const *candidates);

#endif
