/* SPDX-License-Identifier: MIT */
/*
 * What the text of CREATE TABLE and CREATE INDEX says and SQLite's pragmas do not: names of constraints, checks,
 * deferrability, expressions, and where all that stands. The text is one that SQLite took, or will judge: what is not
 * understood is passed over.
 */
#ifndef ORM_SCHEMA_SQLITE_DEFINITION_H
#define ORM_SCHEMA_SQLITE_DEFINITION_H

#include "analyzer/graph/graph.h"
#include "analyzer/schema/sqlite/token.h"

typedef enum {
    ORM_SQLITE_PRIMARY_KEY,
    ORM_SQLITE_UNIQUE,
    ORM_SQLITE_CHECK,
    ORM_SQLITE_FOREIGN_KEY
} OrmSqliteConstraintKind;

typedef struct {
    OrmSqliteConstraintKind kind;
    const char *name;       /* NULL: none */
    OrmPlace place;         /* its name, else the keyword */
    GPtrArray *columns;     /* of const char *, owned: of a key */
    const char *expression; /* of a CHECK */
    const char *match;      /* of a foreign key; NULL: none stated */
    const char *parent;
    gboolean deferrable, initially_deferred;
} OrmSqliteConstraint;

typedef struct {
    const char *name;
    OrmPlace place;
    const char *type; /* NULL: none */
    OrmPlace type_place, default_place;
    const char *default_text, *collation, *generated;
    gboolean not_null, autoincrement;
    GPtrArray *constraints; /* of OrmSqliteConstraint *, owned: its own, in order */
} OrmSqliteColumn;

typedef struct {
    OrmPlace place;         /* the table's name */
    GPtrArray *columns;     /* of OrmSqliteColumn *, owned */
    GPtrArray *constraints; /* of OrmSqliteConstraint *, owned: the table's, in order */
} OrmSqliteTable;

void orm_sqlite_table_free(OrmSqliteTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OrmSqliteTable, orm_sqlite_table_free)

/** Reads CREATE TABLE from its first parenthesis on; a table without columns when there is none (AS SELECT). `tokens`
 * ends with END. */
OrmSqliteTable *orm_sqlite_table_parse(const OrmSqliteSource *source, const OrmSqliteToken *tokens);
/** Reads one column, as ALTER TABLE ADD COLUMN has it. The caller owns it: orm_sqlite_column_free. */
OrmSqliteColumn *orm_sqlite_column_parse(const OrmSqliteSource *source, const OrmSqliteToken *tokens);
void orm_sqlite_column_free(gpointer column);
/** The column of that name in any case, the last one added; NULL: none. `table` may be NULL. */
OrmSqliteColumn *orm_sqlite_table_column(const OrmSqliteTable *table, const char *name);

typedef struct {
    GPtrArray *expressions; /* of const char *, owned: each member without order and collation */
    const char *predicate;  /* NULL: not partial */
} OrmSqliteIndex;

void orm_sqlite_index_free(OrmSqliteIndex *index);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OrmSqliteIndex, orm_sqlite_index_free)

/** Reads CREATE INDEX from its first parenthesis on. */
OrmSqliteIndex *orm_sqlite_index_parse(const OrmSqliteSource *source, const OrmSqliteToken *tokens);

#endif
