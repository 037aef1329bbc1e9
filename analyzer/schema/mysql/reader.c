/* SPDX-License-Identifier: MIT */
/* Files of SQL as MySQL and MariaDB read them, statement by statement; dumps as they come. */
#include "analyzer/schema/mysql/broken.h"
#include "analyzer/schema/mysql/statements.h"
#include "analyzer/schema/mysql/steps.h"
#include "analyzer/schema/mysql/update_columns.h"

#include <string.h>

enum { MOST_FAULTS = 100 }; /* a text with more is something else; the rest is counted */

static void clear(OrmMysqlParser *parser)
{
    g_array_unref(parser->tokens);
    g_hash_table_unref(parser->temporary);
}

static gboolean is_first(const OrmMysqlToken *token, const char *const *words)
{
    for (; *words != NULL; words++) {
        if (orm_mysql_token_is(token, *words))
            return TRUE;
    }
    return FALSE;
}

/* Routines and triggers hold statements of their own; where nobody set another delimiter, theirs end at the END that
 * closes their BEGIN. */
static gint block_change(const OrmMysqlParser *parser, const OrmMysqlToken *token)
{
    static const char *const loops[] = {"IF", "LOOP", "WHILE", "REPEAT", NULL};
    const OrmMysqlToken *before =
        parser->tokens->len > 0 ? &g_array_index(parser->tokens, OrmMysqlToken, parser->tokens->len - 1) : NULL;
    gboolean after_end = before != NULL && orm_mysql_token_is(before, "END");
    if (orm_mysql_token_is(token, "BEGIN") || (orm_mysql_token_is(token, "CASE") && !after_end))
        return 1;
    if (orm_mysql_token_is(token, "END"))
        return -1;
    return after_end && is_first(token, loops) ? 1 : 0; /* END IF closes no BEGIN */
}

static gboolean holds_statements(const OrmMysqlParser *parser)
{
    static const char *const kinds[] = {"TRIGGER", "PROCEDURE", "FUNCTION", "EVENT", "PACKAGE", NULL};
    const guint look = MIN(parser->tokens->len, 24);
    gboolean creates = look > 0 && orm_mysql_token_is(&g_array_index(parser->tokens, OrmMysqlToken, 0), "CREATE");
    for (guint i = 1; i < look && creates; i++) {
        if (is_first(&g_array_index(parser->tokens, OrmMysqlToken, i), kinds))
            return TRUE;
    }
    return FALSE;
}

/* The tokens of one statement, its end included. The depth of blocks counts only where there can be any. */
static void collect_tokens(OrmMysqlParser *parser, const OrmMysqlToken *first)
{
    gint depth = 0;
    g_array_set_size(parser->tokens, 0);
    g_array_append_val(parser->tokens, *first);
    for (;;) {
        OrmMysqlToken token = orm_mysql_lexer_next(parser->lexer);
        gboolean ends = token.kind == ORM_MYSQL_END || token.kind == ORM_MYSQL_DELIMITER;
        if (token.kind == ORM_MYSQL_WORD && holds_statements(parser))
            depth = MAX(depth + block_change(parser, &token), 0);
        g_array_append_val(parser->tokens, token);
        if (token.kind == ORM_MYSQL_BROKEN) {
            OrmMysqlToken end = {.kind = ORM_MYSQL_END, .start = parser->lexer->end};
            g_array_append_val(parser->tokens, end);
            return;
        }
        if (token.kind == ORM_MYSQL_END || (ends && depth == 0))
            return;
    }
}

/* DELIMITER x is a command of the client: it takes the rest of its line. */
static void set_delimiter(OrmMysqlLexer *lexer)
{
    while (lexer->at < lexer->end && (*lexer->at == ' ' || *lexer->at == '\t'))
        lexer->at++;
    const char *end = lexer->at;
    while (end < lexer->end && !g_ascii_isspace(*end) && *end != '\0')
        end++;
    if (end > lexer->at) {
        g_free(lexer->delimiter);
        lexer->delimiter = g_strndup(lexer->at, (gsize)(end - lexer->at));
    }
    const char *newline = memchr(end, '\n', (gsize)(lexer->end - end));
    lexer->at = newline != NULL ? newline : lexer->end;
}

static gboolean value_has(const char *value, const char *mode)
{
    g_autofree char *upper = value != NULL ? g_ascii_strup(value, -1) : NULL;
    return upper != NULL && strstr(upper, mode) != NULL;
}

/* SET sql_mode = '...': quotes and backslashes mean other things from here on. SET lock_wait_timeout. */
static void follow_set(OrmMysqlParser *parser)
{
    static const char *const timeouts[] = {"lock_wait_timeout", "innodb_lock_wait_timeout", "max_statement_time", NULL};
    for (; !orm_mysql_at_end(parser); orm_mysql_advance(parser)) {
        const OrmMysqlToken *token = orm_mysql_token(parser);
        OrmPlace place = orm_mysql_place(parser);
        if (is_first(token, timeouts))
            orm_mysql_step(parser, ORM_STEP_SET_TIMEOUT, NULL, orm_mysql_token_text(parser->lexer, token), place);
        if (!orm_mysql_token_is(token, "SQL_MODE"))
            continue;
        const OrmMysqlToken *value = orm_mysql_token_after(parser, 1);
        guint ahead = 1;
        while (ahead < 3 && value->kind == ORM_MYSQL_SYMBOL)
            value = orm_mysql_token_after(parser, ++ahead);
        if (value->kind != ORM_MYSQL_STRING)
            continue; /* a variable, as at the end of dumps */
        const char *mode = orm_mysql_token_text(parser->lexer, value);
        parser->lexer->ansi_quotes = value_has(mode, "ANSI");
        parser->lexer->no_backslash_escapes = value_has(mode, "NO_BACKSLASH_ESCAPES");
    }
}

static void follow_transaction(OrmMysqlParser *parser, OrmMigrationStepKind kind)
{
    if (kind == ORM_STEP_BEGIN)
        parser->transaction = ++parser->transactions;
    orm_mysql_step(parser, kind, NULL, NULL, parser->statement);
    if (kind != ORM_STEP_BEGIN)
        parser->transaction = 0;
}

static void use_database(OrmMysqlParser *parser)
{
    const char *name = orm_mysql_expect_name(parser, "the name of a database", NULL);
    if (name == NULL)
        return;
    if (parser->catalog->default_schema == NULL && parser->catalog->tables->len == 0)
        parser->catalog->default_schema = name;
    parser->database = name;
}

static const char *const data_words[] = {"INSERT", "REPLACE", "UPDATE", "DELETE", "LOAD", "TRUNCATE", NULL};

static void apply(OrmMysqlParser *parser)
{
    static const char *const passed[] = {
        "SELECT", "WITH",    "CALL",       "DO",        "SHOW",    "LOCK",     "UNLOCK",    "GRANT",
        "REVOKE", "FLUSH",   "ANALYZE",    "OPTIMIZE",  "REPAIR",  "CHECK",    "EXPLAIN",   "DESCRIBE",
        "DESC",   "PREPARE", "DEALLOCATE", "HANDLER",   "KILL",    "INSTALL",  "UNINSTALL", "RESET",
        "PURGE",  "CHANGE",  "STOP",       "SAVEPOINT", "RELEASE", "XA",       "VALUES",    "CACHE",
        "HELP",   "SIGNAL",  "BACKUP",     "TABLE",     "BINLOG",  "CHECKSUM", "IMPORT",    NULL};
    const OrmMysqlToken *token = orm_mysql_token(parser);
    if (orm_mysql_accept(parser, "CREATE"))
        orm_mysql_create(parser);
    else if (orm_mysql_accept(parser, "ALTER"))
        orm_mysql_alter(parser);
    else if (orm_mysql_accept(parser, "DROP"))
        orm_mysql_drop(parser);
    else if (orm_mysql_accept(parser, "RENAME"))
        orm_mysql_rename(parser);
    else if (orm_mysql_accept(parser, "USE"))
        use_database(parser);
    else if (orm_mysql_accept(parser, "SET"))
        follow_set(parser);
    else if (orm_mysql_at(parser, "BEGIN") || orm_mysql_accept_pair(parser, "START", "TRANSACTION"))
        follow_transaction(parser, ORM_STEP_BEGIN);
    else if (orm_mysql_at(parser, "COMMIT"))
        follow_transaction(parser, ORM_STEP_COMMIT);
    else if (orm_mysql_at(parser, "ROLLBACK"))
        follow_transaction(parser, ORM_STEP_ROLLBACK);
    else if (orm_mysql_at(parser, "SOURCE") || *token->start == '\\')
        orm_mysql_refuse(parser, parser->statement, "SOURCE is not followed: name the file as a schema of its own");
    else if (orm_mysql_at(parser, "EXECUTE"))
        orm_catalog_notice(parser->catalog, ORM_NOTICE_WARNING, parser->statement,
                           "a statement that is put together as text is not followed: what it changes is not known");
    else if (!is_first(token, passed) && !orm_mysql_at(parser, "START") && *token->start != '(')
        orm_mysql_fail(parser, "a statement");
}

static gboolean is_too_faulty(const OrmMysqlParser *parser, guint before)
{
    OrmCatalog *catalog = parser->catalog;
    if (catalog->faults->len - before < MOST_FAULTS)
        return FALSE;
    orm_catalog_fault(catalog, parser->statement, "the rest is not read: there are too many faults");
    return TRUE;
}

static void read_statement(OrmMysqlParser *parser, const OrmMysqlToken *first)
{
    OrmMysqlLexer *lexer = parser->lexer;
    parser->statement = orm_mysql_lexer_place(lexer, first->start, first->start + first->length);
    parser->statement_number++;
    if (is_first(first, data_words)) {
        OrmUpdate update = orm_mysql_update_read(lexer, first);
        orm_mysql_pass_rows(parser, first->start);
        OrmMigrationStep *step = orm_mysql_step(parser, ORM_STEP_DATA, NULL, NULL, parser->statement);
        step->table = update.table;
        step->columns = update.columns;
        return;
    }
    collect_tokens(parser, first);
    parser->at = 0;
    parser->failed = FALSE;
    apply(parser);
    if (parser->failed)
        orm_mysql_resume_behind(parser, first->start);
}

static void read_text(OrmMysqlParser *parser, const OrmSqlText *text)
{
    OrmMysqlLexer lexer;
    guint faults = parser->catalog->faults->len;
    orm_mysql_lexer_init(&lexer, text, parser->catalog->dialect);
    parser->lexer = &lexer;
    for (;;) {
        OrmMysqlToken token = orm_mysql_lexer_next(&lexer);
        if (token.kind == ORM_MYSQL_END || is_too_faulty(parser, faults))
            break;
        if (orm_mysql_token_is(&token, "DELIMITER"))
            set_delimiter(&lexer);
        else if (token.kind != ORM_MYSQL_DELIMITER)
            read_statement(parser, &token);
    }
    orm_mysql_check_dump_end(parser);
    orm_mysql_lexer_clear(&lexer);
    parser->transaction = 0; /* each file has a connection of its own */
}

void orm_mysql_read_text(OrmCatalog *catalog, const OrmSqlText *texts, guint count)
{
    OrmMysqlParser parser = {.catalog = catalog,
                             .tokens = g_array_new(FALSE, FALSE, sizeof(OrmMysqlToken)),
                             .temporary = g_hash_table_new(NULL, NULL)};
    for (guint i = 0; i < count; i++)
        read_text(&parser, &texts[i]);
    clear(&parser);
}
