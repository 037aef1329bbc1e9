/* SPDX-License-Identifier: MIT */
/* A connection to a PostgreSQL server, as far as reading its catalog needs one. */
#ifndef ORM_SCHEMA_POSTGRESQL_CONNECTION_H
#define ORM_SCHEMA_POSTGRESQL_CONNECTION_H

#include <libpq-fe.h>

#include "analyzer/schema/schema.h"

typedef struct {
    PGconn *connection;
    const char *label;     /* names it in messages: without password */
    guint timeout_seconds; /* to connect, and for each query */
    int version;           /* 150020 */
} OrmPostgresqlConnection;

typedef PGresult OrmPostgresqlRows;

/** Connects by a URL or a list of keywords. NULL with `error` set when that fails; never says a password. */
OrmPostgresqlConnection *orm_postgresql_connect(const char *name, const char *label, guint timeout_seconds,
                                                GError **error);
void orm_postgresql_disconnect(OrmPostgresqlConnection *connection);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OrmPostgresqlConnection, orm_postgresql_disconnect)

/**
 * The rows of a statement with one parameter, $1 (NULL: it has none). NULL with `error` set when it fails or takes
 * longer than the timeout: the server is told so by statement_timeout, and waited for a little longer in case it does
 * not answer. Free with PQclear.
 */
OrmPostgresqlRows *orm_postgresql_query(OrmPostgresqlConnection *connection, const char *statement,
                                        const char *parameter, GError **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OrmPostgresqlRows, PQclear)

/** A value as text, borrowed; NULL for NULL. */
const char *orm_postgresql_value(const OrmPostgresqlRows *rows, int row, int column);
gboolean orm_postgresql_flag(const OrmPostgresqlRows *rows, int row, int column);
gint64 orm_postgresql_number(const OrmPostgresqlRows *rows, int row, int column);

#endif
