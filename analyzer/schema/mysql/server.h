/* SPDX-License-Identifier: MIT */
/* A server's schema through libmariadb, between the files of its reader. */
#ifndef ORM_SCHEMA_MYSQL_SERVER_H
#define ORM_SCHEMA_MYSQL_SERVER_H

#include <mysql.h>

#include "analyzer/schema/readers.h"

typedef struct {
    MYSQL *connection;
    OrmCatalog *catalog;
    gboolean is_mariadb;
    gulong version;           /* 101106: 10.11.6 */
    gboolean quotes_defaults; /* what information_schema has for a default is SQL (MariaDB 10.2.7); else a value */
} OrmMysqlServer;

typedef MYSQL_RES OrmMysqlRows;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OrmMysqlRows, mysql_free_result)

/** Connects by the URL; the connection is the server's, which the caller closes. FALSE with `error` set, which never
 * says a password. */
gboolean orm_mysql_connect(OrmMysqlServer *server, const char *url, guint timeout_seconds, GError **error);

/** The rows of a query; NULL with `error` set. */
OrmMysqlRows *orm_mysql_ask(OrmMysqlServer *server, const char *query, GError **error);
/** Executes a statement without rows. */
gboolean orm_mysql_tell(OrmMysqlServer *server, const char *statement, GError **error);

/** A value as an interned string; NULL for NULL. A text value is NULL for "", too: nothing is stated. */
const char *orm_mysql_value(MYSQL_ROW row, guint column);
const char *orm_mysql_text_value(MYSQL_ROW row, guint column);

/** An expression as MySQL 8 writes it, its quotes escaped, as SQL. Interned; NULL stays NULL. */
const char *orm_mysql_plain_expression(const OrmMysqlServer *server, const char *expression);

/* The parts of the schema, in the order in which they have to be read: each one query, or two. */
gboolean orm_mysql_server_tables(OrmMysqlServer *server, GError **error);
gboolean orm_mysql_server_columns(OrmMysqlServer *server, GError **error);
gboolean orm_mysql_server_indexes(OrmMysqlServer *server, GError **error);
gboolean orm_mysql_server_foreign_keys(OrmMysqlServer *server, GError **error);
gboolean orm_mysql_server_checks(OrmMysqlServer *server, GError **error);
gboolean orm_mysql_server_triggers(OrmMysqlServer *server, GError **error);

#endif
