/* SPDX-License-Identifier: MIT */
/* The names of SQL types and their aliases, per dialect. */
#ifndef ORM_GRAPH_SQL_TYPE_NAMES_H
#define ORM_GRAPH_SQL_TYPE_NAMES_H

#include "analyzer/graph/sql_type.h"

/** What the arguments in a type's parentheses mean. */
typedef enum {
    ORM_ARGUMENTS_NONE,
    ORM_ARGUMENTS_LENGTH,
    ORM_ARGUMENTS_PRECISION_SCALE,
    ORM_ARGUMENTS_FRACTION, /* digits of fractional seconds */
    ORM_ARGUMENTS_FLOAT_BITS
} OrmTypeArguments;

typedef struct {
    const char *alias; /* lower case, words separated by one blank, without arguments */
    const char *canonical;
    OrmSqlFamily family;
    guint bits;
    OrmTypeArguments arguments;
    gint default_length; /* when no length is given; ORM_SQL_UNSTATED: none */
    gboolean with_time_zone, is_serial;
    gboolean is_vector; /* PostgreSQL's oidvector and int2vector: arrays by nature */
    guint dialects;     /* bit set of 1 << OrmDialect */
} OrmSqlTypeName;

/** The entry of a type's words in a dialect (`portable` knows every dialect's names), or NULL. Static. */
const OrmSqlTypeName *orm_sql_type_name_find(const char *words, OrmDialect dialect);

/** The name of the dialect that `words` is a slip of the pen from, or NULL: one letter, or two of a long name. Static.
 */
const char *orm_sql_type_name_nearest(const char *words, OrmDialect dialect);

/** The upper-case name under which a dialect writes a type of one of the standard families. Static. */
const char *orm_sql_type_printed_name(const OrmSqlType *type, OrmDialect dialect);

#endif
