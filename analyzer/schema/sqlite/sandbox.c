/* SPDX-License-Identifier: MIT */
#include "analyzer/schema/sqlite/sandbox.h"

enum {
    OPERATIONS_PER_ROUND = 1000,
    MOST_ROUNDS = 20000,      /* about a second; renaming in a schema of ten thousand tables takes a twentieth of it */
    LONGEST_VALUE = 16 << 20, /* bytes; of a statement, too */
    LARGEST_DATABASE = 65536, /* pages, 256 MB */
    MOST_FUNCTIONS = 100      /* of the program's own in one statement */
};

static gboolean among(const char *word, const char *const *words)
{
    for (; *words != NULL; words++) {
        if (g_ascii_strcasecmp(word, *words) == 0)
            return TRUE;
    }
    return FALSE;
}

gboolean orm_sqlite_sandbox_allows_module(const char *module)
{
    static const char *const modules[] = {"fts3", "fts4", "fts5", "rtree", "rtree_i32", "geopoly", NULL};
    return module != NULL && among(module, modules);
}

gboolean orm_sqlite_sandbox_needs_pragma(const char *pragma)
{
    static const char *const pragmas[] = {"foreign_keys", "defer_foreign_keys", "legacy_alter_table", NULL};
    return pragma != NULL && among(pragma, pragmas);
}

/* Virtual tables ask some of their own, and so does ALTER TABLE. */
static gboolean is_harmless_pragma(const char *pragma)
{
    static const char *const pragmas[] = {"page_size",  "quick_check", "data_version", "table_info", "table_xinfo",
                                          "table_list", "index_list",  "index_xinfo",  "index_info", "foreign_key_list",
                                          NULL};
    return pragma != NULL && (orm_sqlite_sandbox_needs_pragma(pragma) || among(pragma, pragmas));
}

static int authorize(void *data, int action, const char *first, const char *second, const char *database,
                     const char *trigger)
{
    static const char *const functions[] = {"load_extension", "fts3_tokenizer", "readfile", "writefile", "edit", NULL};
    (void)data;
    (void)database;
    (void)trigger;
    switch (action) {
    case SQLITE_ATTACH:
    case SQLITE_DETACH:
        return SQLITE_DENY;
    case SQLITE_PRAGMA:
        return is_harmless_pragma(first) ? SQLITE_OK : SQLITE_DENY;
    case SQLITE_FUNCTION:
        return second != NULL && among(second, functions) ? SQLITE_DENY : SQLITE_OK;
    case SQLITE_CREATE_VTABLE:
        return orm_sqlite_sandbox_allows_module(second) ? SQLITE_OK : SQLITE_DENY;
    default:
        return SQLITE_OK;
    }
}

static int count_round(void *data)
{
    OrmSqliteSandbox *sandbox = data;
    return ++sandbox->rounds > MOST_ROUNDS;
}

OrmSqliteSandbox *orm_sqlite_sandbox_new(void)
{
    OrmSqliteSandbox *sandbox = g_new0(OrmSqliteSandbox, 1);
    if (sqlite3_open_v2(":memory:", &sandbox->database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL) != SQLITE_OK)
        g_error("SQLite: %s", sqlite3_errmsg(sandbox->database));
    g_autofree char *settings = g_strdup_printf("PRAGMA temp_store = MEMORY; PRAGMA max_page_count = %d;"
                                                "PRAGMA temp.max_page_count = %d; PRAGMA journal_mode = MEMORY",
                                                LARGEST_DATABASE, LARGEST_DATABASE);
    sqlite3_exec(sandbox->database, settings, NULL, NULL, NULL);
    sqlite3_limit(sandbox->database, SQLITE_LIMIT_LENGTH, LONGEST_VALUE);
    sqlite3_limit(sandbox->database, SQLITE_LIMIT_SQL_LENGTH, LONGEST_VALUE);
    sqlite3_set_authorizer(sandbox->database, authorize, NULL);
    sqlite3_progress_handler(sandbox->database, OPERATIONS_PER_ROUND, count_round, sandbox);
    orm_sqlite_accept_collations(sandbox->database);
    return sandbox;
}

void orm_sqlite_sandbox_free(OrmSqliteSandbox *sandbox)
{
    if (sandbox == NULL)
        return;
    sqlite3_close(sandbox->database);
    g_free(sandbox);
}

void orm_sqlite_sandbox_open(OrmSqliteSandbox *sandbox)
{
    sqlite3_set_authorizer(sandbox->database, NULL, NULL);
    sqlite3_progress_handler(sandbox->database, 0, NULL, NULL);
}

static int error_offset(sqlite3 *database)
{
#if SQLITE_VERSION_NUMBER >= 3038000
    return sqlite3_error_offset(database);
#else
    (void)database;
    return -1;
#endif
}

gboolean orm_sqlite_sandbox_execute(OrmSqliteSandbox *sandbox, const char *sql, gsize length, int *offset)
{
    for (guint i = 0; i < MOST_FUNCTIONS; i++) {
        sqlite3_stmt *statement = NULL;
        int result = sqlite3_prepare_v2(sandbox->database, sql, (int)MIN(length, (gsize)G_MAXINT), &statement, NULL);
        *offset = result != SQLITE_OK ? error_offset(sandbox->database) : -1;
        while (result == SQLITE_OK || result == SQLITE_ROW)
            result = statement != NULL ? sqlite3_step(statement) : SQLITE_DONE;
        /* the error is asked for after it: finalizing keeps it */
        sqlite3_finalize(statement);
        sandbox->rounds = 0;
        if (result == SQLITE_DONE)
            return TRUE;
        if (!orm_sqlite_accept_function(sandbox->database))
            return FALSE;
    }
    return FALSE;
}
