/* SPDX-License-Identifier: MIT */
/* The words that cannot name a column unquoted, asked of the databases themselves (scripts/reserved-words). */
#ifndef ORM_GRAPH_RESERVED_WORDS_H
#define ORM_GRAPH_RESERVED_WORDS_H

#include "analyzer/graph/sql_type.h"

/** Whether the word, unquoted, is no name in the dialect (`portable`: in any of them). Case does not count. */
gboolean orm_is_reserved_word(const char *word, OrmDialect dialect);

/** The dialects in which the word, unquoted, is no name: a set of `1u << dialect`. */
guint orm_reserved_word_dialects(const char *word);

#endif
