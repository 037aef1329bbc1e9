/* SPDX-License-Identifier: MIT */
/* A database in memory that executes SQL of unknown origin: it reaches no file, and gives up on what takes too long. */
#ifndef ORM_SCHEMA_SQLITE_SANDBOX_H
#define ORM_SCHEMA_SQLITE_SANDBOX_H

#include "analyzer/schema/sqlite/connection.h"

typedef struct {
    sqlite3 *database;
    guint rounds; /* of the virtual machine, in thousands, that the present statement took */
} OrmSqliteSandbox;

/** Never fails but for want of memory. */
OrmSqliteSandbox *orm_sqlite_sandbox_new(void);
void orm_sqlite_sandbox_free(OrmSqliteSandbox *sandbox);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OrmSqliteSandbox, orm_sqlite_sandbox_free)

/** Executes one statement. FALSE: the connection's error says why, and `offset` where in the text, or is -1. */
gboolean orm_sqlite_sandbox_execute(OrmSqliteSandbox *sandbox, const char *sql, gsize length, int *offset);
/** Lets the schema be read: to be called when nothing more is executed. */
void orm_sqlite_sandbox_open(OrmSqliteSandbox *sandbox);
/** Whether the virtual table's module does nothing but keep rows. */
gboolean orm_sqlite_sandbox_allows_module(const char *module);
/** Whether a pragma bears on how later statements are executed; the others need not be. */
gboolean orm_sqlite_sandbox_needs_pragma(const char *pragma);

#endif
