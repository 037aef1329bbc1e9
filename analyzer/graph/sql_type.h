/* SPDX-License-Identifier: MIT */
/* SQL types: read from text, derived from C types, compared by what they hold. */
#ifndef ORM_GRAPH_SQL_TYPE_H
#define ORM_GRAPH_SQL_TYPE_H

#include <glib.h>

typedef enum {
    ORM_DIALECT_PORTABLE,
    ORM_DIALECT_POSTGRESQL,
    ORM_DIALECT_SQLITE,
    ORM_DIALECT_MYSQL,
    ORM_DIALECT_MARIADB
} OrmDialect;

typedef enum {
    ORM_SQL_UNKNOWN, /* no type, or one that this dialect's table does not know: `name` is what was written */
    ORM_SQL_BOOLEAN,
    ORM_SQL_INTEGER, /* bits, is_unsigned */
    ORM_SQL_NUMERIC, /* precision, scale */
    ORM_SQL_FLOAT,   /* bits */
    ORM_SQL_CHAR,    /* length */
    ORM_SQL_VARCHAR, /* length */
    ORM_SQL_TEXT,
    ORM_SQL_BINARY,    /* length */
    ORM_SQL_VARBINARY, /* length */
    ORM_SQL_BLOB,      /* BLOB, BYTEA */
    ORM_SQL_DATE,
    ORM_SQL_TIME,      /* precision, with_time_zone */
    ORM_SQL_TIMESTAMP, /* precision, with_time_zone; MySQL DATETIME too (`name` tells) */
    ORM_SQL_INTERVAL,
    ORM_SQL_UUID,
    ORM_SQL_JSON,
    ORM_SQL_BIT, /* length */
    ORM_SQL_ENUM,
    ORM_SQL_OTHER /* a type the dialect knows and that needs no family of its own: inet, oid, tsvector, ...; equal by
                     name */
} OrmSqlFamily;

#define ORM_SQL_UNSTATED (-1)

typedef struct {
    OrmSqlFamily family;
    const char
        *name; /* interned canonical name, lower case, without arguments: "bigint", "character varying" is "varchar" */
    const char *text; /* interned; as the model or schema states it, or as it would be printed */
    guint bits;       /* integers, floats */
    gboolean is_unsigned;
    gint length;    /* characters, bytes or bits; ORM_SQL_UNSTATED when not given */
    gint precision; /* digits, or fractional seconds */
    gint scale; /* below 0 PostgreSQL rounds to tens, hundreds, ...; stated or filled in wherever `precision` is */
    gboolean with_time_zone;
    guint array_depth; /* 0: no array */
    gboolean is_serial;
} OrmSqlType;

/**
 * Reads a type as written in DDL ("NUMERIC(10, 2)", "bigint unsigned", "timestamp with time zone", "text[]"), resolving
 * aliases and filling in the dialect's defaults. Never fails: what the dialect does not know has the family
 * ORM_SQL_UNKNOWN and keeps its text.
 */
OrmSqlType orm_sql_type_parse(const char *text, OrmDialect dialect);

/** A plain type of a family with no length, precision or array. */
OrmSqlType orm_sql_type_simple(OrmSqlFamily family, const char *name);

/** The type of an array's elements (one dimension less; oidvector's are oid, int2vector's smallint); the type itself
 * when it is no array. */
OrmSqlType orm_sql_type_element(const OrmSqlType *type);

/** The type as `dialect` writes it, upper case as SQLAlchemy prints it ("VARCHAR(30)", "BIGINT UNSIGNED"). Free with
 * g_free. */
char *orm_sql_type_to_string(const OrmSqlType *type, OrmDialect dialect);

/** The same, interned. */
const char *orm_sql_type_interned(const OrmSqlType *type, OrmDialect dialect);

/** Which of the few types that a STRICT table of SQLite may have stands for it. Static. */
const char *orm_sql_type_strict_name(const OrmSqlType *type);

/** The labels in "ENUM('a', 'b')": of const char *, interned. NULL: another type. Free with g_ptr_array_unref. */
GPtrArray *orm_sql_type_labels(const OrmSqlType *type);

/** How a foreign key column's type stands to its target's. */
typedef enum {
    ORM_FIT_EQUAL,
    ORM_FIT_WIDER,    /* holds every value of the target and more */
    ORM_FIT_NARROWER, /* cannot hold every value of the target */
    ORM_FIT_SIGN,     /* same width, other sign */
    ORM_FIT_DIFFERENT,
    ORM_FIT_UNKNOWN /* either type is unknown */
} OrmSqlFit;

OrmSqlFit orm_sql_type_fit(const OrmSqlType *type, const OrmSqlType *target);

/** "postgresql", ...; reading returns FALSE for an unknown name. "mysql" and "mariadb" are two dialects;
 * orm_dialect_is_mysql is true for both. */
const char *orm_dialect_name(OrmDialect dialect);
gboolean orm_dialect_parse(const char *name, OrmDialect *dialect);
gboolean orm_dialect_is_mysql(OrmDialect dialect);

#endif
