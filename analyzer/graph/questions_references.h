/* SPDX-License-Identifier: MIT */
/* What a name in an index, a constraint or an SQL expression stands for, when it is no column of its table. */
#ifndef ORM_GRAPH_QUESTIONS_REFERENCES_H
#define ORM_GRAPH_QUESTIONS_REFERENCES_H

#include "analyzer/graph/graph.h"

typedef enum {
    ORM_NAME_COLUMN,       /* a column of the table, or it may be one that we did not see */
    ORM_NAME_MISSING,      /* nothing of that name */
    ORM_NAME_RELATIONSHIP, /* `relationship` */
    ORM_NAME_FOREIGN,      /* a column of another table: `column`, or only `table` known */
    ORM_NAME_FIELD         /* in SQL text: the C field of a column that is called otherwise, `column` */
} OrmNameKind;

typedef struct {
    OrmNameKind kind;
    const char *name; /* as written; interned */
    OrmPlace place;
    const OrmColumn *column;
    const OrmRelationship *relationship;
} OrmNamed;

/** What a resolved or unresolved reference of an annotation stands for. */
OrmNamed orm_reference_named(const OrmTable *table, const OrmColumnReference *reference);

/**
 * The names in SQL text that are no columns of the table, each once: of OrmNamed *, owned. Empty when the text is NULL
 * or cannot be read. `place` is where the text stands, within which a name has its own where that can be told. Free
 * with g_ptr_array_unref.
 */
GPtrArray *orm_expression_strangers(const char *text, OrmPlace place, const OrmTable *table, OrmDialect dialect);

/** All names in an index or unique constraint that are no columns of its table: members, included columns, expressions,
 * predicate. As above. */
GPtrArray *orm_index_strangers(const OrmIndex *index, OrmDialect dialect);

/** The same for the definition of an exclusion constraint; empty when it cannot be read. */
GPtrArray *orm_exclude_strangers(const OrmExclude *exclude);

/** The columns of an exclusion constraint's index, in order: of const char *, interned, NULL for an expression. Empty
 * when it cannot be read or is over some rows only. Free with g_ptr_array_unref. */
GPtrArray *orm_exclude_columns(const OrmExclude *exclude);

/** "`x`, which is ..." for messages about a name that is no column of the table. Free with g_free. */
char *orm_named_describe(const OrmNamed *named, const OrmTable *table);

/** Whether the table may have a column that did not reach the graph: a base or an embedded struct that was not seen, or
 * a field of that name whose type makes no column. */
gboolean orm_table_may_hide_column(const OrmTable *table, const char *name);

#endif
