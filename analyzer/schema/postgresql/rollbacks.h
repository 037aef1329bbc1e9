/* SPDX-License-Identifier: MIT */
/* Which statements of a file are undone by a ROLLBACK behind them. */
#ifndef ORM_SCHEMA_POSTGRESQL_ROLLBACKS_H
#define ORM_SCHEMA_POSTGRESQL_ROLLBACKS_H

#include "analyzer/schema/postgresql/statements.h"

/** For each statement TRUE when it is undone: of gboolean. Free with g_array_unref. */
GArray *orm_postgresql_rollbacks(const OrmPostgresqlStatements *statements);

#endif
