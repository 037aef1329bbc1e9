/* SPDX-License-Identifier: MIT */
/* Questions about the C type of a column's field beside its SQL type. */
#ifndef ORM_GRAPH_QUESTIONS_C_TYPES_H
#define ORM_GRAPH_QUESTIONS_C_TYPES_H

#include "analyzer/graph/check_bounds.h"

/** The integers a type holds; `known` FALSE: it is no integer, or its range is not known. */
typedef struct {
    gboolean known;
    gint64 minimum;
    guint64 maximum;
} OrmRange;

/**
 * The C type of one value of the column: behind a lone pointer, or an array's element where the column is an array too.
 * NULL where field and column do not correspond in that way, for a `char *`, which is text, and for a type that does not
 * compile.
 */
const OrmCType *orm_column_value_type(const OrmColumn *column);

/** The column's stated SQL type (an array's element); family ORM_SQL_UNKNOWN when `type=` is not stated. */
OrmSqlType orm_column_stated_type(const OrmColumn *column);

/** What a C integer or bit-field of the column's field holds; plain `char` counts as signed. */
OrmRange orm_column_c_range(const OrmColumn *column);

/**
 * What an SQL type holds; NUMERIC(n) of more digits than 64 bits hold reaches to the ends of 64 bits. SQLite stores any
 * integer of 64 bits whatever the type says: unknown there, unless the table is STRICT.
 */
OrmRange orm_sql_type_range(const OrmSqlType *type, OrmDialect dialect, gboolean strict);

/** Whether a type of whole numbers has no negative ones: UNSIGNED, BIT(n), oid. */
gboolean orm_sql_type_is_unsigned(const OrmSqlType *type);

/** Whether a signed C integer has the bits of the unsigned SQL type whose range is `sql`, but takes the greatest for
 * negative ones. */
gboolean orm_range_differs_in_sign(const OrmRange *c, const OrmRange *sql);

/** The range narrowed by a column's CHECK; `bounds` may be NULL. A range that is not known becomes the CHECK's where
 * that has both ends. */
OrmRange orm_range_narrow(OrmRange range, const OrmCheckBounds *bounds);

/** Whether the database enforces lengths of this table's columns (all but SQLite do). */
gboolean orm_dialect_enforces_lengths(OrmDialect dialect);

/** Whether a typedef of that name was passed on the way to the type. */
gboolean orm_c_type_is_called(const OrmCType *type, const char *name);

/** Whether the last constant only counts the others (`COLOR_COUNT`): implicit, and named so. */
gboolean orm_enum_ends_with_count(const OrmEnum *enumeration);
/** How many constants stand for values: all but a last one that counts the others. */
guint orm_enum_values(const OrmEnum *enumeration);

#endif
