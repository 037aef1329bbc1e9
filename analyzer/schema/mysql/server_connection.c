/* SPDX-License-Identifier: MIT */
#include "analyzer/schema/mysql/server.h"

#include <string.h>

static gboolean fail(const OrmMysqlServer *server, GError **error, const char *message)
{
    g_set_error(error, ORM_SCHEMA_ERROR, 0, "%s: %s", server->catalog->label, message);
    return FALSE;
}

/* Parts of mysql://user:password@host:port/database?socket=... */
typedef struct {
    char *user, *password, *host, *path, *query;
    gint port;
    GHashTable *parameters; /* owned; NULL: none */
} Address;

static void clear_address(Address *address)
{
    g_free(address->user);
    if (address->password != NULL)
        memset(address->password, 0, strlen(address->password));
    g_free(address->password);
    g_free(address->host);
    g_free(address->path);
    g_free(address->query);
    g_clear_pointer(&address->parameters, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Address, clear_address)

static const char *parameter(const Address *address, const char *name, const char *other)
{
    const char *value = address->parameters != NULL ? g_hash_table_lookup(address->parameters, name) : NULL;
    if (value == NULL && other != NULL && address->parameters != NULL)
        value = g_hash_table_lookup(address->parameters, other);
    return value;
}

static gboolean check_parameters(const OrmMysqlServer *server, const Address *address, GError **error)
{
    static const char *const known[] = {"socket", "unix_socket", "user",     "password", "ssl-ca",
                                        "ssl_ca", "ssl-mode",    "ssl_mode", NULL};
    GHashTableIter iterator;
    gpointer name;
    if (address->parameters == NULL)
        return TRUE;
    g_hash_table_iter_init(&iterator, address->parameters);
    while (g_hash_table_iter_next(&iterator, &name, NULL)) {
        if (g_strv_contains(known, name))
            continue;
        g_autofree char *message = g_strdup_printf(
            "unknown parameter `%s` in the URL: there are socket, user, password, ssl-ca and ssl-mode", (char *)name);
        return fail(server, error, message);
    }
    return TRUE;
}

/* No message of GLib's is passed on: it may show a part of the password. */
static gboolean parse_url(const OrmMysqlServer *server, const char *url, Address *address, GError **error)
{
    GUriFlags flags = G_URI_FLAGS_PARSE_RELAXED | G_URI_FLAGS_HAS_PASSWORD | G_URI_FLAGS_ENCODED_QUERY;
    if (!g_uri_split_with_user(url, flags, NULL, &address->user, &address->password, NULL, &address->host,
                               &address->port, &address->path, &address->query, NULL, NULL))
        return fail(server, error,
                    "this is no URL as mysql://user:password@host:port/database (other characters of a password are "
                    "written with a percent sign)");
    if (address->query != NULL)
        address->parameters = g_uri_parse_params(address->query, -1, "&", G_URI_PARAMS_NONE, NULL);
    if (address->query != NULL && address->parameters == NULL)
        return fail(server, error, "what stands behind `?` in the URL is no list of parameters");
    if (address->path == NULL || address->path[0] != '/' || address->path[1] == '\0')
        return fail(server, error, "the URL names no database: mysql://user@host/database");
    return check_parameters(server, address, error);
}

static void set_options(MYSQL *connection, const Address *address, guint timeout)
{
    guint no_files = 0;
    const char *mode = parameter(address, "ssl-mode", "ssl_mode");
    my_bool enforced =
        mode != NULL && g_ascii_strcasecmp(mode, "disabled") != 0 && g_ascii_strcasecmp(mode, "preferred") != 0;
    const char *authority = parameter(address, "ssl-ca", "ssl_ca");
    mysql_options(connection, MYSQL_OPT_CONNECT_TIMEOUT, &timeout);
    mysql_options(connection, MYSQL_OPT_READ_TIMEOUT, &timeout);
    mysql_options(connection, MYSQL_OPT_WRITE_TIMEOUT, &timeout);
    mysql_options(connection, MYSQL_OPT_LOCAL_INFILE, &no_files);
    mysql_options(connection, MYSQL_SET_CHARSET_NAME, "utf8mb4");
    if (authority != NULL)
        mysql_options(connection, MYSQL_OPT_SSL_CA, authority);
    if (enforced || authority != NULL)
        mysql_options(connection, MYSQL_OPT_SSL_ENFORCE, &(my_bool){1});
}

static gboolean fail_with_answer(const OrmMysqlServer *server, GError **error)
{
    g_autofree char *message = g_strdelimit(g_utf8_make_valid(mysql_error(server->connection), -1), "\n\r", ' ');
    return fail(server, error, *message != '\0' ? message : "the server does not answer");
}

gboolean orm_mysql_connect(OrmMysqlServer *server, const char *url, guint timeout_seconds, GError **error)
{
    g_auto(Address) address = {0};
    if (!parse_url(server, url, &address, error))
        return FALSE;
    const char *user = address.user != NULL && *address.user != '\0' ? address.user : parameter(&address, "user", NULL);
    const char *password = address.password != NULL ? address.password : parameter(&address, "password", NULL);
    const char *socket = parameter(&address, "socket", "unix_socket");
    const char *host = address.host != NULL && *address.host != '\0' ? address.host : NULL;
    server->connection = mysql_init(NULL);
    if (server->connection == NULL)
        return fail(server, error, "out of memory");
    set_options(server->connection, &address, timeout_seconds);
    if (mysql_real_connect(server->connection, socket != NULL ? NULL : host, user,
                           password != NULL ? password : g_getenv("MYSQL_PWD"), address.path + 1,
                           address.port > 0 ? (guint)address.port : 0, socket, 0) == NULL)
        return fail_with_answer(server, error);
    return TRUE;
}

OrmMysqlRows *orm_mysql_ask(OrmMysqlServer *server, const char *query, GError **error)
{
    OrmMysqlRows *rows = NULL;
    if (mysql_real_query(server->connection, query, strlen(query)) == 0)
        rows = mysql_store_result(server->connection);
    if (rows == NULL)
        fail_with_answer(server, error);
    return rows;
}

gboolean orm_mysql_tell(OrmMysqlServer *server, const char *statement, GError **error)
{
    return mysql_real_query(server->connection, statement, strlen(statement)) == 0 || fail_with_answer(server, error);
}

const char *orm_mysql_value(MYSQL_ROW row, guint column)
{
    if (row[column] == NULL)
        return NULL;
    g_autofree char *valid = g_utf8_make_valid(row[column], -1);
    return orm_intern(valid);
}

const char *orm_mysql_text_value(MYSQL_ROW row, guint column)
{
    return row[column] != NULL && *row[column] != '\0' ? orm_mysql_value(row, column) : NULL;
}
