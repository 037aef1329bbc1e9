/* SPDX-License-Identifier: MIT */
/*
 * What the other side says of a thing: the actual schema of what the models state, and the models of what the schema
 * states while that is judged itself. Without an actual schema, and for what only one side has, there is nothing.
 */
#ifndef ORM_RULES_OTHER_SIDE_H
#define ORM_RULES_OTHER_SIDE_H

#include "analyzer/graph/questions_c_types.h"
#include "rules/rule.h"

const OrmTable *orm_run_other_table(const OrmRun *run, const OrmTable *table);
const OrmColumn *orm_run_other_column(const OrmRun *run, const OrmColumn *column);

/** Whether the other side's table has an index that serves the foreign key, whether it has the key or not. */
gboolean orm_run_other_indexes_key(const OrmRun *run, const OrmForeignKey *key);

/** Whether the columns (of OrmColumnReference *), all of `table`, contain a unique set of the other side. */
gboolean orm_run_other_determines_row(const OrmRun *run, const OrmTable *table, const GPtrArray *references);

/**
 * The column's stated SQL type (an array's element), as orm_column_stated_type. A name that stands for a domain of the
 * actual schema is what that domain is made of. A type that is not stated follows from the C type. Where the actual one
 * differs from either, that is `drift-type`: which of the two is meant is not known then, and so the type is not.
 */
OrmSqlType orm_run_stated_type(const OrmRun *run, const OrmColumn *column);
/** The type for a message: "NUMERIC(10, 2)", "QUANTITY (BIGINT)" of a domain. Free with g_free. */
char *orm_run_type_text(const OrmRun *run, const OrmColumn *column);
/** As orm_column_sql_range, of that type. */
OrmRange orm_run_sql_range(const OrmRun *run, const OrmColumn *column);

/** Whether a counter of the database fills the column, on either side: SERIAL, IDENTITY, AUTO_INCREMENT, a lone integer
 * key. */
gboolean orm_run_has_counter(const OrmRun *run, const OrmColumn *column);
/**
 * Whether the column's values come from such a counter, or from a column that has one and that it refers to. They
 * are never negative, and the program does not make them.
 */
gboolean orm_run_counts_itself(const OrmRun *run, const OrmColumn *column);

/** What the valid CHECKs of the column's table, of the actual table and of the column's domain allow together; NULL:
 * none speaks of it. Owned by the run. */
const OrmCheckBounds *orm_run_check_bounds(const OrmRun *run, const OrmColumn *column);

#endif
