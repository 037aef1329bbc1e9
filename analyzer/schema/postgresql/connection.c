/* SPDX-License-Identifier: MIT */
#include "analyzer/schema/postgresql/connection.h"

#include <stdlib.h>
#include <string.h>

enum { OLDEST_VERSION = 100000, GRACE_SECONDS = 2 };

/* libpq's message in one line. Free with g_free. */
static char *one_line(const char *message)
{
    g_autofree char *text = g_strstrip(g_strdup(message));
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; *line != NULL; line++)
        g_strchug(*line);
    return g_strjoinv("; ", lines);
}

static void fail(const OrmPostgresqlConnection *connection, const char *message, GError **error)
{
    g_autofree char *text = one_line(message);
    g_set_error(error, ORM_SCHEMA_ERROR, 0, "%s: %s", connection->label, text);
}

/* Keywords and values for PQconnectdbParams: what is stated, and behind it what we add, which only counts when it is
 * not stated. */
static void add_keyword(GPtrArray *keywords, GPtrArray *values, const char *keyword, const char *value)
{
    for (guint i = 0; i < keywords->len; i++) {
        if (strcmp(g_ptr_array_index(keywords, i), keyword) == 0)
            return;
    }
    g_ptr_array_add(keywords, g_strdup(keyword));
    g_ptr_array_add(values, g_strdup(value));
}

static PGconn *open_connection(const char *name, guint timeout_seconds)
{
    PQconninfoOption *options = PQconninfoParse(name, NULL);
    if (options == NULL) /* its message may show a part of the name, and so of the password */
        return NULL;
    g_autoptr(GPtrArray) keywords = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) values = g_ptr_array_new_with_free_func(g_free);
    add_keyword(keywords, values, "client_encoding", "UTF8");
    for (const PQconninfoOption *option = options; option->keyword != NULL; option++) {
        if (option->val != NULL)
            add_keyword(keywords, values, option->keyword, option->val);
    }
    PQconninfoFree(options);
    g_autofree char *seconds = g_strdup_printf("%u", MAX(timeout_seconds, 2)); /* libpq takes less for 2 */
    if (g_getenv("PGCONNECT_TIMEOUT") == NULL)
        add_keyword(keywords, values, "connect_timeout", seconds);
    add_keyword(keywords, values, "fallback_application_name", "ormlint");
    g_ptr_array_add(keywords, NULL);
    g_ptr_array_add(values, NULL);
    return PQconnectdbParams((const char *const *)keywords->pdata, (const char *const *)values->pdata, 0);
}

static void pass_notice(void *data, const PGresult *result)
{
    (void)data, (void)result;
}

OrmPostgresqlConnection *orm_postgresql_connect(const char *name, const char *label, guint timeout_seconds,
                                                GError **error)
{
    g_autoptr(OrmPostgresqlConnection) connection = g_new0(OrmPostgresqlConnection, 1);
    connection->label = label;
    connection->timeout_seconds = timeout_seconds;
    connection->connection = open_connection(name, timeout_seconds);
    if (connection->connection == NULL) {
        fail(connection, "this is no connection string that libpq understands", error);
        return NULL;
    }
    if (PQstatus(connection->connection) != CONNECTION_OK) {
        fail(connection, PQerrorMessage(connection->connection), error);
        return NULL;
    }
    PQsetNoticeReceiver(connection->connection, pass_notice, NULL);
    connection->version = PQserverVersion(connection->connection);
    if (connection->version < OLDEST_VERSION) {
        fail(connection, "the server is older than PostgreSQL 10, which is the oldest that can be read", error);
        return NULL;
    }
    return g_steal_pointer(&connection);
}

void orm_postgresql_disconnect(OrmPostgresqlConnection *connection)
{
    if (connection == NULL)
        return;
    g_clear_pointer(&connection->connection, PQfinish);
    g_free(connection);
}

/* FALSE when the time is over before the answer is there. A broken connection is an answer too. */
static gboolean await_answer(OrmPostgresqlConnection *connection)
{
    gint64 end = g_get_monotonic_time() + (gint64)(connection->timeout_seconds + GRACE_SECONDS) * G_USEC_PER_SEC;
    while (PQisBusy(connection->connection)) {
        gint64 left = end - g_get_monotonic_time();
        GPollFD socket = {.fd = PQsocket(connection->connection), .events = G_IO_IN};
        if (left <= 0)
            return FALSE;
        if (g_poll(&socket, 1, (gint)(left / 1000) + 1) > 0 && !PQconsumeInput(connection->connection))
            return TRUE;
    }
    return TRUE;
}

OrmPostgresqlRows *orm_postgresql_query(OrmPostgresqlConnection *connection, const char *statement,
                                        const char *parameter, GError **error)
{
    PGconn *server = connection->connection;
    int count = parameter != NULL ? 1 : 0;
    if (!PQsendQueryParams(server, statement, count, NULL, count > 0 ? &parameter : NULL, NULL, NULL, 0)) {
        fail(connection, PQerrorMessage(server), error);
        return NULL;
    }
    if (!await_answer(connection)) {
        fail(connection, "the server does not answer", error);
        return NULL;
    }
    g_autoptr(OrmPostgresqlRows) rows = PQgetResult(server);
    for (;;) { /* to the end of the answer */
        if (rows == NULL || !await_answer(connection))
            break;
        g_autoptr(OrmPostgresqlRows) rest = PQgetResult(server);
        if (rest == NULL)
            break;
    }
    ExecStatusType status = PQresultStatus(rows);
    if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK)
        return g_steal_pointer(&rows);
    fail(connection, rows != NULL ? PQresultErrorMessage(rows) : PQerrorMessage(server), error);
    return NULL;
}

const char *orm_postgresql_value(const OrmPostgresqlRows *rows, int row, int column)
{
    return PQgetisnull(rows, row, column) ? NULL : PQgetvalue(rows, row, column);
}

gboolean orm_postgresql_flag(const OrmPostgresqlRows *rows, int row, int column)
{
    return *PQgetvalue(rows, row, column) == 't';
}

gint64 orm_postgresql_number(const OrmPostgresqlRows *rows, int row, int column)
{
    return g_ascii_strtoll(PQgetvalue(rows, row, column), NULL, 10);
}
