/* SPDX-License-Identifier: MIT */
/* SQL text, executed by SQLite itself in memory, statement by statement. */
#include "analyzer/schema/sqlite/application.h"
#include "analyzer/schema/sqlite/reader.h"

#include <string.h>

enum { MOST_FAULTS = 100 }; /* a text with more is something else; the rest is counted */

static void fault(OrmSqliteApplication *application, OrmPlace place, const char *message)
{
    if (++application->faults <= MOST_FAULTS)
        orm_catalog_fault(application->catalog, place, "%s", message);
}

/* The error of the connection, at the token it speaks of. */
static void tell_error(OrmSqliteApplication *application, const OrmSqliteStatement *statement, int offset)
{
    if (application->faults >= MOST_FAULTS) {
        application->faults++;
        return;
    }
    const OrmSqliteSource *source = application->source;
    g_autofree char *reason = orm_sqlite_error(application->sandbox->database);
    g_autofree char *message = g_str_equal(reason, "interrupted")
                                   ? g_strdup("the statement takes too long: it was given up")
                                   : g_strdup_printf("the statement cannot be applied: %s", reason);
    OrmPlace place = orm_place_known(&statement->name_place) ? statement->name_place : statement->place;
    OrmSqliteToken token = orm_sqlite_token(source, statement->start + (gsize)MAX(offset, 0));
    if (offset >= 0 && token.kind != ORM_SQLITE_END && token.end <= statement->end)
        place = orm_sqlite_place(source, token.start, token.end);
    fault(application, place, message);
}

/* A transaction begins and ends with what SQLite makes of the statement. */
static void follow_transaction(OrmSqliteApplication *application, const OrmSqliteStatement *statement, guint *count)
{
    gboolean open = !sqlite3_get_autocommit(application->sandbox->database);
    if (open && application->transaction == 0) {
        application->transaction = ++*count;
        application->transaction_place = statement->place;
    }
}

static gboolean leave_out_module(OrmSqliteApplication *application, const OrmSqliteStatement *statement)
{
    const char *message = sqlite3_errmsg(application->sandbox->database);
    gboolean missing =
        !orm_sqlite_sandbox_allows_module(statement->module) || g_str_has_prefix(message, "no such module");
    if (statement->kind != ORM_SQLITE_CREATE_VIRTUAL_TABLE || statement->module == NULL || !missing)
        return FALSE;
    orm_catalog_notice(application->catalog, ORM_NOTICE_INFO, statement->name_place,
                       "virtual table `%s` is left out: there is no module `%s` here", statement->name,
                       statement->module);
    return TRUE;
}

static void execute(OrmSqliteApplication *application, const OrmSqliteStatement *statement, guint *transactions)
{
    const char *sql = application->source->text + statement->start;
    gsize length = statement->end - statement->start;
    OrmSqliteBefore before = orm_sqlite_before(application, statement);
    int offset = -1;
    if (memchr(sql, '\0', length) != NULL) {
        fault(application, statement->place, "the statement cannot be applied: it holds a NUL byte");
    } else if (orm_sqlite_sandbox_execute(application->sandbox, sql, length, &offset)) {
        follow_transaction(application, statement, transactions);
        orm_sqlite_note(application, statement, before);
    } else if (!leave_out_module(application, statement)) {
        tell_error(application, statement, offset);
    }
    if (sqlite3_get_autocommit(application->sandbox->database))
        application->transaction = 0;
}

/* The sqlite3 shell dumps a virtual table as a row of sqlite_schema whose last value is its statement: that is
 * executed. */
static void apply_schema_row(OrmSqliteApplication *application, const OrmSqliteStatement *row, guint *transactions)
{
    g_autoptr(GArray) tokens = orm_sqlite_tokens(application->source, row->start, row->end);
    const char *sql = NULL;
    for (guint i = 0; i < tokens->len; i++) {
        OrmSqliteToken token = g_array_index(tokens, OrmSqliteToken, i);
        if (token.kind == ORM_SQLITE_STRING)
            sql = orm_sqlite_name(application->source, token);
    }
    if (sql == NULL || g_ascii_strncasecmp(sql, "CREATE VIRTUAL TABLE", 20) != 0) {
        fault(application, row->place,
              "the statement cannot be applied: it writes the database's own table of its schema");
        return;
    }
    g_autoptr(OrmSqliteSource) source = orm_sqlite_source_new(NULL, sql, strlen(sql));
    OrmSqliteStatement statement = orm_sqlite_statement_read(source, 0, source->length);
    statement.place = statement.name_place = row->place;
    const OrmSqliteSource *outer = application->source;
    application->source = source;
    execute(application, &statement, transactions);
    application->source = outer;
    orm_sqlite_statement_clear(&statement);
}

static gboolean names_own_schema(const char *table)
{
    static const char *const names[] = {"sqlite_schema", "sqlite_master"};
    return table != NULL && (g_ascii_strcasecmp(table, names[0]) == 0 || g_ascii_strcasecmp(table, names[1]) == 0);
}

static void apply(OrmSqliteApplication *application, const OrmSqliteStatement *statement, guint *transactions)
{
    gboolean attaches = statement->kind == ORM_SQLITE_ATTACH &&
                        g_ascii_strncasecmp(application->source->text + statement->start, "ATTACH", 6) == 0;
    if (attaches) {
        fault(application, statement->place,
              "ATTACH is not followed: no file is opened but those that are named as schemas");
    } else if (statement->kind == ORM_SQLITE_DATA && names_own_schema(statement->name)) {
        apply_schema_row(application, statement, transactions);
    } else if (statement->kind == ORM_SQLITE_DATA || statement->kind == ORM_SQLITE_QUERY ||
               statement->kind == ORM_SQLITE_ATTACH ||
               (statement->kind == ORM_SQLITE_PRAGMA && !orm_sqlite_sandbox_needs_pragma(statement->name))) {
        orm_sqlite_note(application, statement, (OrmSqliteBefore){0});
    } else {
        execute(application, statement, transactions);
    }
}

/* A command of the sqlite3 shell: a line that begins with a dot. Returns where it ends. */
static gsize pass_command(OrmSqliteApplication *application, gsize start)
{
    const OrmSqliteSource *source = application->source;
    const char *newline = memchr(source->text + start, '\n', source->length - start);
    gsize end = newline != NULL ? (gsize)(newline - source->text) : source->length;
    if (source->length - start >= 5 && g_ascii_strncasecmp(source->text + start, ".read", 5) == 0)
        fault(application, orm_sqlite_place(source, start, end),
              "`.read` is not followed: name the file as a schema of its own");
    return end;
}

/* Where the first statement begins: after the mark of a UTF-8 file. */
static gsize text_start(const OrmSqliteSource *source)
{
    return source->length >= 3 && memcmp(source->text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
}

static void end_transaction(OrmSqliteApplication *application)
{
    if (sqlite3_get_autocommit(application->sandbox->database))
        return;
    fault(application, application->transaction_place, "the transaction that begins here is never committed");
    sqlite3_exec(application->sandbox->database, "COMMIT", NULL, NULL, NULL);
    application->transaction = 0;
}

static void apply_text(OrmSqliteApplication *application, guint *transactions)
{
    const OrmSqliteSource *source = application->source;
    for (gsize offset = text_start(source); offset < source->length;) {
        OrmSqliteToken first = orm_sqlite_token(source, offset);
        if (first.kind == ORM_SQLITE_END)
            break;
        gboolean line_start = first.start == 0 || source->text[first.start - 1] == '\n';
        if (source->text[first.start] == '.' && line_start) {
            offset = pass_command(application, first.start);
            continue;
        }
        gsize last;
        gsize end = orm_sqlite_statement_end(source, first.start, &last);
        if (last > first.start) {
            OrmSqliteStatement statement = orm_sqlite_statement_read(source, first.start, last);
            application->statement_number++;
            apply(application, &statement, transactions);
            orm_sqlite_statement_clear(&statement);
        }
        offset = end;
    }
    end_transaction(application);
}

void orm_sqlite_read_text(OrmCatalog *catalog, const OrmSqlText *texts, guint count)
{
    if (catalog->tables->len > 0) {
        orm_catalog_fault(catalog, (OrmPlace){.file = texts[0].file},
                          "SQL cannot be applied to a SQLite schema that was read from a database or a snapshot");
        return;
    }
    g_autoptr(OrmSqliteSandbox) sandbox = orm_sqlite_sandbox_new();
    g_autoptr(OrmSqlitePlaces) places = orm_sqlite_places_new();
    OrmSqliteApplication application = {.catalog = catalog, .sandbox = sandbox, .places = places};
    guint transactions = 0;
    for (guint i = 0; i < count; i++) {
        g_autoptr(OrmSqliteSource) source = orm_sqlite_source_new(texts[i].file, texts[i].text, texts[i].length);
        application.source = source;
        application.faults = 0;
        apply_text(&application, &transactions);
        if (application.faults > MOST_FAULTS)
            orm_catalog_fault(catalog, (OrmPlace){.file = texts[i].file}, "%u more statements cannot be applied",
                              application.faults - MOST_FAULTS);
    }
    g_autoptr(GError) error = NULL;
    orm_sqlite_sandbox_open(sandbox);
    if (!orm_sqlite_read_schema(sandbox->database, catalog, places, &error))
        orm_catalog_fault(catalog, orm_catalog_place(catalog), "%s", error->message);
}
