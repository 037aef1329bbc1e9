/* SPDX-License-Identifier: MIT */
/* A database file, which others may write while it is read. */
#include "analyzer/schema/sqlite/reader.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <unistd.h>

/* A writer of a file is soon done, or hangs: longer than a server's answer nobody waits for it. */
enum { BUSY_SECONDS = 10 };

static const char *explain(int code)
{
    switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return "another process keeps it locked";
    case SQLITE_NOTADB:
        return "it is no SQLite database, or an encrypted one";
    case SQLITE_CORRUPT:
        return "the file is damaged";
    case SQLITE_READONLY:
        return "a transaction that was broken off has to be rolled back first, by a program that may write it";
    case SQLITE_CANTOPEN:
        return "it cannot be opened";
    default:
        return NULL;
    }
}

static gboolean fail(sqlite3 *database, const char *label, GError **error)
{
    const char *reason = explain(sqlite3_extended_errcode(database));
    g_autofree char *message = orm_sqlite_error(database);
    g_clear_error(error);
    if (reason != NULL)
        g_set_error(error, ORM_SCHEMA_ERROR, 0, "%s: %s (%s)", label, reason, message);
    else
        g_set_error(error, ORM_SCHEMA_ERROR, 0, "%s: %s", label, message);
    return FALSE;
}

/* A file in WAL mode that nobody has open, in a folder where we may not write, can only be read as one that nobody
 * writes. */
static gboolean is_alone(const char *file)
{
    g_autofree char *log = g_strconcat(file, "-wal", NULL);
    g_autofree char *folder = g_path_get_dirname(file);
    guchar header[20] = {0};
    FILE *stream = g_fopen(file, "rb");
    size_t read = stream != NULL ? fread(header, 1, sizeof header, stream) : 0;
    if (stream != NULL)
        fclose(stream);
    gboolean logs = read == sizeof header && header[19] == 2; /* the version to read it with: 2 is WAL */
    return logs && !g_file_test(log, G_FILE_TEST_EXISTS) && g_access(folder, W_OK) != 0;
}

static int open_database(const char *file, sqlite3 **database)
{
    g_autofree char *absolute = g_canonicalize_filename(file, NULL);
    g_autofree char *uri = g_filename_to_uri(absolute, NULL, NULL);
    if (!is_alone(file) || uri == NULL)
        return sqlite3_open_v2(absolute, database, SQLITE_OPEN_READONLY, NULL);
    g_autofree char *immutable = g_strconcat(uri, "?immutable=1", NULL);
    return sqlite3_open_v2(immutable, database, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL);
}

gboolean orm_sqlite_read_database(OrmCatalog *catalog, const char *file, const OrmSchemaOptions *options,
                                  GError **error)
{
    if (!g_file_test(file, G_FILE_TEST_EXISTS) || g_file_test(file, G_FILE_TEST_IS_DIR)) {
        g_set_error(error, ORM_SCHEMA_ERROR, 0, "%s: %s", catalog->label,
                    g_file_test(file, G_FILE_TEST_IS_DIR) ? "it is a folder, no SQLite database"
                                                          : "there is no such file");
        return FALSE;
    }
    sqlite3 *opened = NULL;
    int result = open_database(file, &opened);
    g_autoptr(sqlite3) database = opened;
    if (result != SQLITE_OK)
        return fail(database, catalog->label, error);
    guint seconds = options != NULL && options->timeout_seconds != 0 ? options->timeout_seconds : BUSY_SECONDS;
    sqlite3_busy_timeout(database, (int)MIN(seconds, 3600u) * 1000);
    sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    orm_sqlite_accept_collations(database);
    if (sqlite3_exec(database, "BEGIN", NULL, NULL, NULL) != SQLITE_OK ||
        !orm_sqlite_read_schema(database, catalog, NULL, error))
        return fail(database, catalog->label, error);
    catalog->server_version = orm_intern(sqlite3_libversion());
    return TRUE;
}
