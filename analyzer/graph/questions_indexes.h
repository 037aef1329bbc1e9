/* SPDX-License-Identifier: MIT */
/* Indexes and unique sets compared: which says the same as another, which begins another, which keeps rows apart. */
#ifndef ORM_GRAPH_QUESTIONS_INDEXES_H
#define ORM_GRAPH_QUESTIONS_INDEXES_H

#include "analyzer/graph/graph.h"

/** A primary key, unique constraint or index with all that tells it from others in one spelling. Texts are interned. */
typedef struct {
    const OrmIndex *index; /* NULL: the primary key */
    const OrmTable *table;
    GPtrArray *columns;    /* of const char *, owned: each member as a column or expression alone */
    GPtrArray *members;    /* of const char *, owned: each with direction, place of NULLs, operator class, prefix */
    GPtrArray *include;    /* of const char *, owned: the included columns, sorted */
    const char *kind;      /* "FULLTEXT", "SPATIAL"; NULL: plain */
    const char *method;    /* "btree" where none is stated */
    const char *predicate; /* NULL: all rows */
    gboolean unique;
} OrmIndexShape;

/**
 * The shapes of a table's primary key (first, if it has one) and its indexes and constraints in order: of OrmIndexShape
 * *, owned. Left out are those whose members are not all known: a definition that could not be read, a name that is no
 * column. Free with g_ptr_array_unref.
 */
GPtrArray *orm_table_index_shapes(const OrmTable *table, OrmDialect dialect);

/** Whether no two of the table's indexes, constraints and primary key begin with the same column, no unique set may
 * hold all columns of another, and none has an expression: then none of them repeats, begins or implies another. FALSE
 * where finding out would take long. */
gboolean orm_table_indexes_are_apart(const OrmTable *table);

/** A text equal for shapes that are the same index: kind, method, members in order, predicate, included columns,
 * uniqueness. Free with g_free. */
char *orm_index_shape_signature(const OrmIndexShape *shape);

/**
 * A text equal for shapes that keep the same rows apart: the columns in any order, predicate, included columns,
 * DEFERRABLE, NULLS NOT DISTINCT. NULL for a shape that is not unique. Free with g_free.
 */
char *orm_index_shape_uniqueness(const OrmIndexShape *shape);

/** The shapes that are the same index as an earlier one: OrmIndexShape * -> the earlier OrmIndexShape *. Only pairs of
 * plain indexes and pairs of unique indexes count, neither constraints nor the primary key. */
GHashTable *orm_index_shapes_repeated(const GPtrArray *shapes);

/** Whether `longer` begins with all members of `shorter` and serves every look-up that it serves. */
gboolean orm_index_shape_covers(const OrmIndexShape *longer, const OrmIndexShape *shorter);

/** Whether some known or unknown index, unique, exclusion constraint or primary key begins with the foreign key's
 * columns, in any order. */
gboolean orm_foreign_key_is_indexed(const OrmForeignKey *key, OrmDialect dialect);

/** "index `ix_a` on `t (a, b)`", "unique constraint on `t (a)`", "the primary key of `t`". Free with g_free. */
char *orm_index_describe(const OrmIndex *index);
char *orm_index_shape_describe(const OrmIndexShape *shape);

/** Where an index, constraint or primary key is stated. */
OrmPlace orm_index_shape_place(const OrmIndexShape *shape);

/** FULLTEXT, SPATIAL and the like: the word given as `prefix=`, upper case and interned; NULL: a plain index. */
const char *orm_index_kind(const OrmIndex *index);

/** The access method, lower case: "btree" where none is stated. */
const char *orm_index_method(const OrmIndex *index);

/** Whether the index is made of nothing but a column's `unique` or `index` flag, or an annotation that could be read:
 * FALSE for one whose annotation has a syntax error. */
gboolean orm_index_is_readable(const OrmIndex *index);

/** Whether the dialect refuses the member's column in such an index, for its type: PostgreSQL orders no JSON, XML and
 * shapes, MySQL no JSON, and no BLOB as a whole. TEXT is left to `unbounded-string`. */
gboolean orm_index_refuses_column(const OrmIndex *index, const OrmIndexElement *element, OrmDialect dialect);

/** Whether a CHECK of the table, or the column itself, keeps NULL out of it; ORM_UNKNOWN where that is not known. */
OrmTruth orm_column_excludes_null(const OrmColumn *column, OrmDialect dialect);

#endif
