/* SPDX-License-Identifier: MIT */
/* What the types of a database may be: of which parts, how long, of how many digits. */
#ifndef ORM_RULES_TYPE_DIALECT_TYPES_H
#define ORM_RULES_TYPE_DIALECT_TYPES_H

#include "analyzer/graph/sql_type_names.h"
#include "rules/rule.h"

/** "PostgreSQL", "MySQL", ...; "any database" for the portable dialect. Static. */
const char *orm_dialect_title(OrmDialect dialect);

/**
 * What to do about a part of the type that no type of the dialect has (UNSIGNED in PostgreSQL, a time zone or an array
 * in MySQL), as help; NULL: it has none such. Static.
 */
const char *orm_type_foreign_part(const OrmSqlType *type, OrmDialect dialect);

/**
 * Whether the name of a type (lower case, without arguments) begins with one that the dialect knows and goes on:
 * `interval day to second`, `varchar character set utf8mb4`, `integer not null`. `odd` gets the first word behind it
 * that may not stand there, NULL where all may; free it with g_free.
 */
gboolean orm_type_begins_with_known(const char *name, OrmDialect dialect, char **odd);

/**
 * The greatest length that the type of the column can have in the dialect, in characters, bytes or bits; of a MySQL
 * string by the character set that the type or the table states. 0: no bound is known.
 */
gint64 orm_type_longest(const OrmColumn *column, const OrmSqlTypeName *name, OrmDialect dialect);

/**
 * The key that the database refuses because it holds the whole of the column, a TEXT or BLOB: any key in MySQL, the
 * primary key in MariaDB. ORM_PLACE_UNKNOWN: there is none.
 */
OrmPlace orm_column_refused_key(const OrmColumn *column, OrmDialect dialect);

/** The most digits that NUMERIC has in all, and behind the point; 0: no bound is known. */
gint64 orm_numeric_most_digits(OrmDialect dialect);
gint64 orm_numeric_most_decimals(OrmDialect dialect);
/** The fewest digits behind the point: below 0, PostgreSQL rounds to tens, hundreds, ... */
gint64 orm_numeric_least_decimals(OrmDialect dialect);

#endif
