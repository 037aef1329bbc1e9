/* SPDX-License-Identifier: MIT */
/* Questions about inheritance and embedding. */
#ifndef ORM_GRAPH_QUESTIONS_INHERITANCE_H
#define ORM_GRAPH_QUESTIONS_INHERITANCE_H

#include "analyzer/graph/graph.h"

/** The topmost base of a model that has a table; the model itself when it has no such base. */
const OrmModel *orm_model_root(const OrmModel *model);

/**
 * What a polymorphic identity stands for: of an enum discriminator the name of the constant that it is the name, label
 * or number of (NULL: none), else the identity as written.
 */
const char *orm_identity_value(const OrmColumn *discriminator, const char *identity);

/** Whether a model of the discriminator's hierarchy has that identity. */
gboolean orm_identity_is_taken(const OrmGraph *graph, const OrmColumn *discriminator, const char *value);

/** The innermost embedding a column came through; NULL: none. */
const OrmEmbed *orm_column_embed(const OrmColumn *column);

/** The outermost embedding a column came through, if it stands in the model's own struct, not in one it inherits; NULL:
 * none. */
const OrmEmbed *orm_column_own_embed(const OrmColumn *column);

/** Whether the embedding is one of a struct in itself, over any number of steps. */
gboolean orm_embed_is_cycle(const OrmEmbed *embed);

/** Whether two columns are one field of a struct that a model embeds twice. */
gboolean orm_columns_embedded_twice(const OrmColumn *first, const OrmColumn *second);

#endif
