/* SPDX-License-Identifier: MIT */
#include "analyzer/schema/mysql/update_columns.h"
#include "analyzer/schema/mysql/literal.h"

typedef struct {
    OrmMysqlLexer *lexer;
    OrmMysqlToken token; /* the next one */
    guint depth;         /* of the parentheses around it */
    GString *columns;
} Reading;

static void advance(Reading *reading)
{
    reading->token = orm_mysql_lexer_next(reading->lexer);
    reading->depth += orm_mysql_token_is_symbol(&reading->token, '(');
    reading->depth -= orm_mysql_token_is_symbol(&reading->token, ')') && reading->depth > 0;
}

static gboolean at_end(const Reading *reading)
{
    OrmMysqlTokenKind kind = reading->token.kind;
    return kind == ORM_MYSQL_END || kind == ORM_MYSQL_DELIMITER || kind == ORM_MYSQL_BROKEN;
}

static gboolean accept(Reading *reading, const char *word)
{
    gboolean is_there = orm_mysql_token_is(&reading->token, word);
    if (is_there)
        advance(reading);
    return is_there;
}

static gboolean at_name(const Reading *reading)
{
    return reading->token.kind == ORM_MYSQL_WORD || reading->token.kind == ORM_MYSQL_QUOTED;
}

/* The last part of a name with what may stand before it and a dot; NULL: there is none. */
static const char *read_name(Reading *reading)
{
    const char *name = NULL;
    while (at_name(reading)) {
        name = orm_mysql_token_text(reading->lexer, &reading->token);
        advance(reading);
        if (!orm_mysql_token_is_symbol(&reading->token, '.'))
            break;
        advance(reading);
    }
    return name;
}

/* Up to the comma behind a value, or the end of the list. */
static void skip_value(Reading *reading)
{
    while (!at_end(reading)) {
        gboolean is_outside = reading->depth == 0;
        if (is_outside &&
            (orm_mysql_token_is_symbol(&reading->token, ',') || orm_mysql_token_is(&reading->token, "WHERE")))
            return;
        advance(reading);
    }
}

/* `column = value`: one that is set to NULL is not filled. */
static gboolean read_assignment(Reading *reading)
{
    const char *column = read_name(reading);
    if (column == NULL || !orm_mysql_token_is_symbol(&reading->token, '='))
        return FALSE;
    advance(reading);
    if (!orm_mysql_token_is(&reading->token, "NULL"))
        g_string_append_printf(reading->columns, "%s%s", reading->columns->len > 0 ? ", " : "", column);
    skip_value(reading);
    return TRUE;
}

OrmUpdate orm_mysql_update_read(const OrmMysqlLexer *lexer, const OrmMysqlToken *first)
{
    OrmUpdate update = {NULL, NULL};
    OrmMysqlLexer own = *lexer;
    g_autoptr(GString) columns = g_string_new(NULL);
    Reading reading = {.lexer = &own, .token = *first, .columns = columns};
    if (!accept(&reading, "UPDATE"))
        return update;
    accept(&reading, "LOW_PRIORITY");
    accept(&reading, "IGNORE");
    update.table = read_name(&reading);
    while (!at_end(&reading) && !(reading.depth == 0 && orm_mysql_token_is(&reading.token, "SET")))
        advance(&reading);
    do
        advance(&reading);
    while (read_assignment(&reading) && orm_mysql_token_is_symbol(&reading.token, ','));
    update.columns = columns->len > 0 ? orm_intern(columns->str) : NULL;
    return update;
}
