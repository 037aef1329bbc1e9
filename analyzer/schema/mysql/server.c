/* SPDX-License-Identifier: MIT */
/* A server's schema: one connection, one transaction that only reads, a fixed number of queries over
 * information_schema.
 */
#include "analyzer/schema/mysql/server.h"

#include <string.h>

#include "analyzer/schema/mysql/definition.h"

enum { DEFAULT_TIMEOUT = 30, OLDEST_MYSQL = 50700, OLDEST_MARIADB = 100200 };

static gboolean begin(OrmMysqlServer *server, guint timeout, GError **error)
{
    g_autofree char *wait = g_strdup_printf("SET SESSION lock_wait_timeout = %u", timeout);
    return orm_mysql_tell(server, wait, error) && orm_mysql_tell(server, "SET SESSION sql_mode = ''", error) &&
           orm_mysql_tell(server, "START TRANSACTION READ ONLY", error);
}

/* "10.11.6-MariaDB-0+deb12u1", "8.0.36-0ubuntu0", "5.5.5-10.2.9-MariaDB". */
static gboolean identify(OrmMysqlServer *server, GError **error)
{
    const char *text = mysql_get_server_info(server->connection);
    server->version = mysql_get_server_version(server->connection);
    server->is_mariadb = strstr(text, "MariaDB") != NULL;
    text += g_str_has_prefix(text, "5.5.5-") && server->is_mariadb ? 6 : 0;
    g_autofree char *number = g_strndup(text, strspn(text, "0123456789."));
    server->catalog->server_version = orm_intern(number);
    server->catalog->dialect = server->is_mariadb ? ORM_DIALECT_MARIADB : ORM_DIALECT_MYSQL;
    server->quotes_defaults = server->is_mariadb && server->version >= 100207;
    if (server->version >= (server->is_mariadb ? OLDEST_MARIADB : OLDEST_MYSQL))
        return TRUE;
    g_set_error(error, ORM_SCHEMA_ERROR, 0, "%s: %s %s is older than what can be read: MySQL 5.7, MariaDB 10.2",
                server->catalog->label, server->is_mariadb ? "MariaDB" : "MySQL", number);
    return FALSE;
}

static gboolean read_database(OrmMysqlServer *server, GError **error)
{
    g_autoptr(OrmMysqlRows) rows =
        orm_mysql_ask(server,
                      "SELECT SCHEMA_NAME, DEFAULT_CHARACTER_SET_NAME, DEFAULT_COLLATION_NAME FROM "
                      "information_schema.SCHEMATA WHERE SCHEMA_NAME = DATABASE()",
                      error);
    if (rows == NULL)
        return FALSE;
    MYSQL_ROW row = mysql_fetch_row(rows);
    if (row == NULL) {
        g_set_error(error, ORM_SCHEMA_ERROR, 0, "%s: the database cannot be seen", server->catalog->label);
        return FALSE;
    }
    server->catalog->default_schema = orm_mysql_value(row, 0);
    server->catalog->default_charset = orm_mysql_value(row, 1);
    server->catalog->default_collation = orm_mysql_value(row, 2);
    return TRUE;
}

static gboolean read_all(OrmMysqlServer *server, guint timeout, GError **error)
{
    if (!identify(server, error) || !begin(server, timeout, error) || !read_database(server, error))
        return FALSE;
    guint first = server->catalog->tables->len;
    if (!orm_mysql_server_tables(server, error) || !orm_mysql_server_columns(server, error) ||
        !orm_mysql_server_indexes(server, error) || !orm_mysql_server_foreign_keys(server, error) ||
        !orm_mysql_server_checks(server, error) || !orm_mysql_server_triggers(server, error))
        return FALSE;
    for (guint i = first; i < server->catalog->tables->len; i++)
        orm_mysql_complete_table(server->catalog, g_ptr_array_index(server->catalog->tables, i));
    return TRUE;
}

gboolean orm_mysql_read_server(OrmCatalog *catalog, const char *name, const OrmSchemaOptions *options, GError **error)
{
    guint timeout = options != NULL && options->timeout_seconds > 0 ? options->timeout_seconds : DEFAULT_TIMEOUT;
    OrmMysqlServer server = {.catalog = catalog};
    gboolean read = orm_mysql_connect(&server, name, timeout, error) && read_all(&server, timeout, error);
    g_clear_pointer(&server.connection, mysql_close);
    return read;
}
