/* SPDX-License-Identifier: MIT */
/* CREATE statements for the models. */
#ifndef ORM_SQL_DDL_H
#define ORM_SQL_DDL_H

#include "analyzer/graph/graph.h"

/**
 * The statements that make an empty database hold the models: schemas and types, tables in an order in which their
 * parents are there, foreign keys of rings afterwards (SQLite: inline, it looks for the parent only when a row comes),
 * indexes, comments. What has to be left out is said in a comment. Text, free with g_free.
 */
char *orm_ddl(const OrmGraph *graph, OrmDialect dialect);

/** One CREATE TABLE; `late` (of OrmForeignKey *) are left out of it. For orm_ddl and what builds on tables one by one.
 */
void orm_append_create_table(GString *sql, const OrmTable *table, GHashTable *late, OrmDialect dialect);

/** CONSTRAINT ... FOREIGN KEY ... REFERENCES ..., as in CREATE TABLE and ALTER TABLE ADD. */
void orm_append_foreign_key(GString *sql, const OrmForeignKey *key, OrmDialect dialect);

/* The other constraints as CREATE TABLE and ALTER TABLE ADD write them, with "CONSTRAINT name" in front unless the name
 * is NULL. */
void orm_append_primary_key(GString *sql, const OrmTable *table, const char *name, OrmDialect dialect);
void orm_append_unique(GString *sql, const OrmIndex *index, const char *name, OrmDialect dialect);
void orm_append_check(GString *sql, const char *name, const char *expression, OrmDialect dialect);
void orm_append_exclude(GString *sql, const char *name, const char *definition, OrmDialect dialect);

/** The name of an index, which some databases insist on: its own, else the one that SQLAlchemy would give. Interned. */
const char *orm_index_name(const OrmIndex *index);

/** CREATE INDEX with its semicolon; nothing for unique constraints and the primary key's index. */
void orm_append_create_index(GString *sql, const OrmIndex *index, OrmDialect dialect);

/** "(a, b DESC, lower(c))": the elements of an index or unique constraint. */
void orm_append_elements(GString *sql, const OrmIndex *index, OrmDialect dialect);

#endif
