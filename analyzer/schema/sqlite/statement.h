/* SPDX-License-Identifier: MIT */
/* What a statement of SQL text is about, by its first words. */
#ifndef ORM_SCHEMA_SQLITE_STATEMENT_H
#define ORM_SCHEMA_SQLITE_STATEMENT_H

#include "analyzer/schema/sqlite/cursor.h"
#include "analyzer/schema/sqlite/definition.h"

typedef enum {
    ORM_SQLITE_CREATE_TABLE,
    ORM_SQLITE_CREATE_VIRTUAL_TABLE,
    ORM_SQLITE_CREATE_INDEX,
    ORM_SQLITE_CREATE_VIEW,
    ORM_SQLITE_CREATE_TRIGGER,
    ORM_SQLITE_DROP_TABLE,
    ORM_SQLITE_DROP_INDEX,
    ORM_SQLITE_DROP_VIEW,
    ORM_SQLITE_DROP_TRIGGER,
    ORM_SQLITE_RENAME_TABLE,
    ORM_SQLITE_RENAME_COLUMN,
    ORM_SQLITE_ADD_COLUMN,
    ORM_SQLITE_DROP_COLUMN,
    ORM_SQLITE_BEGIN,
    ORM_SQLITE_COMMIT,
    ORM_SQLITE_ROLLBACK,
    ORM_SQLITE_SAVEPOINT, /* RELEASE and ROLLBACK TO, too */
    ORM_SQLITE_PRAGMA,
    ORM_SQLITE_DATA,   /* INSERT, UPDATE, DELETE */
    ORM_SQLITE_QUERY,  /* SELECT, EXPLAIN, ANALYZE, VACUUM: changes no schema */
    ORM_SQLITE_ATTACH, /* DETACH, too */
    ORM_SQLITE_UNKNOWN /* SQLite will say what is wrong with it */
} OrmSqliteStatementKind;

typedef struct {
    OrmSqliteStatementKind kind;
    OrmPlace place;     /* from its first word to its last token */
    gsize start, end;   /* the same in bytes */
    gboolean temporary; /* CREATE TEMP */
    gboolean unique;    /* CREATE UNIQUE INDEX */
    gboolean if_exists; /* IF EXISTS, IF NOT EXISTS */
    const char *schema; /* before the dot; NULL: none */
    const char *name;   /* the table, index, view, trigger, pragma; the table that is altered or written to */
    OrmPlace name_place;
    const char *table;  /* of CREATE INDEX and CREATE TRIGGER */
    const char *column; /* of ALTER TABLE */
    OrmPlace column_place;
    const char *new_name; /* of RENAME */
    const char *module;   /* of a virtual table */
    GArray *tokens;       /* of OrmSqliteToken, owned; empty but for the END for data and queries */
    guint rest;           /* index of the token after the name; of ADD COLUMN, the column's first */
} OrmSqliteStatement;

/** Reads the words of the statement that lies between the offsets. Free it with orm_sqlite_statement_clear. */
OrmSqliteStatement orm_sqlite_statement_read(const OrmSqliteSource *source, gsize start, gsize end);
void orm_sqlite_statement_clear(OrmSqliteStatement *statement);

#endif
