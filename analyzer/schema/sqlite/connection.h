/* SPDX-License-Identifier: MIT */
/* What both a database file and the memory that executes SQL text are asked through. */
#ifndef ORM_SCHEMA_SQLITE_CONNECTION_H
#define ORM_SCHEMA_SQLITE_CONNECTION_H

#include <glib.h>
#include <sqlite3.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(sqlite3, sqlite3_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(sqlite3_stmt, sqlite3_finalize)

/** Lets expressions use collations that only the program behind the schema defines. */
void orm_sqlite_accept_collations(sqlite3 *database);
/** If the last error was a function that only the program behind the schema defines, makes one of that name; TRUE: try
 * again. */
gboolean orm_sqlite_accept_function(sqlite3 *database);
/** The last error, cut to what a message can hold, in valid UTF-8. Free with g_free. */
char *orm_sqlite_error(sqlite3 *database);

#endif
