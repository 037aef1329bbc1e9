/* SPDX-License-Identifier: MIT */
/* Questions about primary and foreign keys that several rules ask of the graph. All take constant graphs and keep
 * nothing. */
#ifndef ORM_GRAPH_QUESTIONS_KEYS_H
#define ORM_GRAPH_QUESTIONS_KEYS_H

#include "analyzer/graph/graph.h"

/** The place from the first to the last of some named columns; where they stand in two files, the first's. Unknown for
 * an empty array. */
OrmPlace orm_references_place(const GPtrArray *references);

/** "table.a" or "table (a, b)": how a message names resolved columns of a table; interned. */
const char *orm_references_label(const OrmTable *table, GPtrArray *references);

/** Where a model says its table: the name in ORM_TABLE, else the struct's name. */
OrmPlace orm_model_table_place(const OrmModel *model);

/** Whether a model's ORM_TABLE says `unmanaged`. */
gboolean orm_model_is_unmanaged(const OrmModel *model);

/** The column a primary key of one column consists of; NULL when there is no key, a composite one, or the name is no
 * column. */
const OrmColumn *orm_table_single_key(const OrmTable *table);

/** Whether every named column is a column of the table. */
gboolean orm_references_resolved(const GPtrArray *references);

/** Whether an index or constraint makes exactly its columns unique: no predicate, no expression, every column resolved.
 */
gboolean orm_index_is_plain_unique(const OrmIndex *index);

/** Whether every member of the key belongs to a foreign key. */
gboolean orm_key_is_all_foreign(const GPtrArray *references);

/**
 * Whether the table states a primary key. ORM_UNKNOWN when it states none but one may be hidden from us: a base or an
 * embedded struct that was not seen, a key on a field of a type that makes no column, an annotation that could not be
 * read.
 */
OrmTruth orm_table_states_key(const OrmTable *table);

/** Whether the table holds nothing but foreign keys, of which a unique constraint or index spans at least two. */
gboolean orm_table_is_unique_link(const OrmTable *table);

/**
 * Whether the columns a foreign key references are known not to be a key of the parent: neither its primary key nor a
 * unique set. FALSE for a foreign key that is not resolved, whose two sides differ in number, whose parent is a view,
 * or whose parent's keys are not all known. A foreign key that names no columns has none to take where the parent is
 * right to have no primary key (a view, a link table): TRUE.
 */
gboolean orm_foreign_key_target_not_unique(const OrmForeignKey *key);

/** Whether all columns of the foreign key reference themselves. */
gboolean orm_foreign_key_is_identity(const OrmForeignKey *key);

/**
 * A text that is equal for foreign keys which tie the same columns to the same columns, in whatever order they are
 * listed; NULL when the key is not resolved. Free with g_free.
 */
char *orm_foreign_key_signature(const OrmForeignKey *key);

#endif
