/* SPDX-License-Identifier: MIT */
/* Types as an actual schema keeps them. */
#ifndef ORM_COMPARE_TYPES_H
#define ORM_COMPARE_TYPES_H

#include "analyzer/compare/comparer.h"

/** How SQLite stores what comes into a column: "Datatypes In SQLite", section 3. */
typedef enum { ORM_AFFINITY_NUMERIC, ORM_AFFINITY_REAL, ORM_AFFINITY_TEXT, ORM_AFFINITY_BLOB } OrmAffinity;

/** The affinity of a type by its words, INTEGER counted as NUMERIC: both store the same. */
OrmAffinity orm_sqlite_affinity(const char *type);

/** A declared column's type as the actual schema's dialect has it, defaults filled in. */
OrmSqlType orm_declared_type(const OrmComparer *comparer, const OrmColumn *column);

/** An actual column's type, defaults filled in and a domain replaced by what it is made of. */
OrmSqlType orm_actual_type(const OrmComparer *comparer, const OrmColumn *column);

/** Whether two such types are the same to the dialect; ORM_UNKNOWN: one of them is not known. */
OrmTruth orm_types_equal(const OrmComparer *comparer, const OrmSqlType *declared, const OrmSqlType *actual);

/** On SQLite: the same of two columns, by what it enforces. */
OrmTruth orm_sqlite_types_equal(const OrmComparer *comparer, const OrmColumn *declared, const OrmColumn *actual);

/** The domain or enum that a type names, or NULL. */
const OrmCatalogType *orm_named_type(const OrmComparer *comparer, const OrmSqlType *type);

/** A name that may be qualified and quoted, without its quotes and without the default schema. Free with g_free. */
char *orm_bare_type_name(const OrmComparer *comparer, const char *text);

#endif
