/* SPDX-License-Identifier: MIT */
#include "analyzer/schema/sqlite/connection.h"

#include <string.h>

static int compare_bytes(void *data, int left_length, const void *left, int right_length, const void *right)
{
    (void)data;
    int order = memcmp(left, right, (size_t)MIN(left_length, right_length));
    return order != 0 ? order : left_length - right_length;
}

static void make_collation(void *data, sqlite3 *database, int encoding, const char *name)
{
    (void)data;
    (void)encoding;
    sqlite3_create_collation_v2(database, name, SQLITE_UTF8, NULL, compare_bytes, NULL);
}

void orm_sqlite_accept_collations(sqlite3 *database)
{
    sqlite3_collation_needed(database, NULL, make_collation);
}

static void return_null(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    (void)values;
    sqlite3_result_null(context);
}

gboolean orm_sqlite_accept_function(sqlite3 *database)
{
    static const char prefix[] = "no such function: ";
    const char *message = sqlite3_errmsg(database);
    if (!g_str_has_prefix(message, prefix))
        return FALSE;
    g_autofree char *name = g_strdup(message + strlen(prefix));
    int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
    return sqlite3_create_function_v2(database, name, -1, flags, NULL, return_null, NULL, NULL, NULL) == SQLITE_OK;
}

char *orm_sqlite_error(sqlite3 *database)
{
    enum { LONGEST = 300 };
    const char *message = sqlite3_errmsg(database);
    g_autofree char *cut = g_strndup(message, LONGEST);
    char *text = g_utf8_make_valid(cut, -1);
    for (char *c = text; *c != '\0'; c++) {
        if (g_ascii_iscntrl(*c))
            *c = ' ';
    }
    if (strlen(message) <= LONGEST)
        return text;
    char *longer = g_strconcat(text, "...", NULL);
    g_free(text);
    return longer;
}
