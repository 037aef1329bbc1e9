/* SPDX-License-Identifier: MIT */
/* The vocabulary: which annotations there are, where they may stand, which keys they take. See docs/annotations.md. */
#ifndef ORM_GRAPH_VOCABULARY_H
#define ORM_GRAPH_VOCABULARY_H

#include "analyzer/graph/graph.h"

typedef enum { ORM_ON_STRUCT, ORM_ON_FIELD } OrmSubjectKind;

/**
 * Checks one annotation by itself against the vocabulary (kind, place, keys, kinds of values, counts, words) and, for
 * column options, against the other arguments of the same annotation. Adds an OrmProblem (kind, place, message, help;
 * the caller fills in model, record and field) to `problems` for each fault.
 */
void orm_vocabulary_check(const OrmAnnotation *annotation, OrmSubjectKind subject, GPtrArray *problems);

/**
 * Checks what all annotations of one subject (of const OrmAnnotation *, the subject's own and those of ORM_ON) say
 * together: a key stated in two of them with different values, options of one that another excludes, annotations that
 * exclude each other (ORM_IGNORE with ORM_COLUMN), options without the one they belong to. A fault within a single
 * annotation is orm_vocabulary_check's. Call it for every subject, also with one annotation.
 */
void orm_vocabulary_check_together(GPtrArray *annotations, OrmSubjectKind subject, GPtrArray *problems);

/** New, zeroed problem with interned message (printf format) added to `problems`; returns it, owned by the array. */
OrmProblem *orm_problem_add(GPtrArray *problems, OrmProblemKind kind, OrmPlace place, const char *format, ...)
    G_GNUC_PRINTF(4, 5);
void orm_problem_free(OrmProblem *problem);

/** The flag `key` of an annotation: a lone name, or key=true|false|1|0. ORM_UNKNOWN when not stated. */
OrmFlag orm_annotation_flag(const OrmAnnotation *annotation, const char *key);
/**
 * The text of `key=value` (name, string, number; a call as written), or not stated. A flag that may also have a value
 * (`passive_deletes`) reads "true" when it stands alone.
 */
OrmStated orm_annotation_text(const OrmAnnotation *annotation, const char *key);
/**
 * The positional arguments that are not flags of this annotation's vocabulary, in order: of const OrmArgument *. Free
 * with g_ptr_array_unref. What orm_vocabulary_check calls unknown or one too many is not among them, so that a misspelt
 * flag never becomes a column's name.
 */
GPtrArray *orm_annotation_positionals(const OrmAnnotation *annotation);
/** The first of them, or NULL. */
const OrmArgument *orm_annotation_first_positional(const OrmAnnotation *annotation);
/** `ondelete=`/`onupdate=`: kind UNSTATED when absent or no known word. */
OrmAction orm_annotation_action(const OrmAnnotation *annotation, const char *key);

/** `cascade=` of a relationship: FALSE when not stated; else the ORM_CASCADE_* bits of its known words, and the place
 * of the value. */
gboolean orm_annotation_cascade(const OrmAnnotation *annotation, guint *cascade, OrmPlace *place);

/**
 * The nearest of `candidates` (NULL-terminated) to `word` by edit distance without case (at most a third of its length,
 * at least 2, and less than its length), the first of equals, or NULL.
 */
const char *orm_nearest_word(const char *word, const char *const *candidates);

#endif
