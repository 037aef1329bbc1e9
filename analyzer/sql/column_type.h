/* SPDX-License-Identifier: MIT */
/* A column as CREATE TABLE writes it. */
#ifndef ORM_SQL_COLUMN_TYPE_H
#define ORM_SQL_COLUMN_TYPE_H

#include "analyzer/graph/graph.h"

/** "name TYPE NOT NULL DEFAULT ...". */
void orm_append_column(GString *sql, const OrmColumn *column, OrmDialect dialect);

/** The column's type as ALTER writes it: never a serial. Free with g_free. */
char *orm_column_plain_type(const OrmColumn *column, OrmDialect dialect);

/** Whether the dialect has enum types. */
gboolean orm_has_enums(OrmDialect dialect);

/** "('new', 'paid')": the labels of a column of an enum type. */
void orm_append_labels(GString *sql, const OrmColumn *column, OrmDialect dialect);

/**
 * On SQLite the single integer key that is another name of the rowid (or NULL): it is stated with its column and has
 * the very type INTEGER, as "ROWIDs and the INTEGER PRIMARY KEY" in SQLite's documentation of CREATE TABLE demands. One
 * whose type is stated to be another integer is none.
 */
const OrmColumn *orm_rowid_column(const OrmTable *table, OrmDialect dialect);

#endif
