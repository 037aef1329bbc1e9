/* SPDX-License-Identifier: MIT */
/* Which foreign keys join two models. Private to link (link_joins.c). */
#ifndef ORM_GRAPH_JOINS_H
#define ORM_GRAPH_JOINS_H

#include "analyzer/graph/link_internal.h"

/** Sets join, candidates, foreign_key and direction of a relationship without secondary whose two models have tables.
 */
void orm_join_direct(OrmRelationship *relationship);

/** The same for one through a secondary: secondary_local, secondary_remote and their candidates. */
void orm_join_secondary(OrmRelationship *relationship);

/** Takes a key as the one that is followed: sets foreign_key, join and direction. */
void orm_join_take(OrmRelationship *relationship, OrmForeignKey *key);

/** Whether rows of the model have a part in this table: its own, or a parent's of joined inheritance. */
gboolean orm_model_lives_in(const OrmModel *model, const OrmTable *table);

/** Whether the column is one of the key's child columns. */
gboolean orm_foreign_key_has_column(const OrmForeignKey *key, const OrmColumn *column);

/** Whether the text of a join condition names each child column of the key. */
gboolean orm_foreign_key_named_in(const OrmForeignKey *key, const char *condition);

/** A column of the model's table or of the tables it is joined to by inheritance, by "field", "column" or
 * "table.column"; NULL when there is none. */
OrmColumn *orm_model_column(const OrmModel *model, const char *name);

/** A column by "field", "column" or "table.column" where `table` is this one; NULL when there is none. */
OrmColumn *orm_qualified_column(const OrmTable *table, const char *name);

#endif
