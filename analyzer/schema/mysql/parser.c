/* SPDX-License-Identifier: MIT */
#include "analyzer/schema/mysql/parser.h"

#include <string.h>

/* What was no name in any version: a name that is missing is then seen where it is missing. */
static const char *const reserved[] = {
    "ADD",   "ALTER",   "AND",   "AS",     "BY",     "CHECK", "CREATE", "CROSS",   "DEFAULT",    "DELETE", "DESC",
    "DROP",  "FOREIGN", "FROM",  "GROUP",  "IN",     "INDEX", "INSERT", "INTO",    "IS",         "JOIN",   "KEY",
    "LIKE",  "LIMIT",   "NOT",   "NULL",   "ON",     "OR",    "ORDER",  "PRIMARY", "REFERENCES", "SELECT", "SET",
    "TABLE", "TO",      "UNION", "UNIQUE", "UPDATE", "USING", "VALUES", "WHERE",   "WITH",
};

const OrmMysqlToken *orm_mysql_token_after(const OrmMysqlParser *parser, guint n)
{
    guint last = parser->tokens->len - 1;
    return &g_array_index(parser->tokens, OrmMysqlToken, MIN(parser->at + n, last));
}

const OrmMysqlToken *orm_mysql_token(const OrmMysqlParser *parser)
{
    return orm_mysql_token_after(parser, 0);
}

OrmPlace orm_mysql_place(const OrmMysqlParser *parser)
{
    const OrmMysqlToken *token = orm_mysql_token(parser);
    return orm_mysql_lexer_place(parser->lexer, token->start, token->start + token->length);
}

void orm_mysql_advance(OrmMysqlParser *parser)
{
    if (parser->at + 1 < parser->tokens->len)
        parser->at++;
}

gboolean orm_mysql_at_end(const OrmMysqlParser *parser)
{
    return parser->at + 1 >= parser->tokens->len;
}

gboolean orm_mysql_at(const OrmMysqlParser *parser, const char *word)
{
    return orm_mysql_token_is(orm_mysql_token(parser), word);
}

gboolean orm_mysql_accept(OrmMysqlParser *parser, const char *word)
{
    if (!orm_mysql_at(parser, word))
        return FALSE;
    orm_mysql_advance(parser);
    return TRUE;
}

gboolean orm_mysql_accept_pair(OrmMysqlParser *parser, const char *first, const char *second)
{
    if (!orm_mysql_at(parser, first) || !orm_mysql_token_is(orm_mysql_token_after(parser, 1), second))
        return FALSE;
    parser->at += 2;
    return TRUE;
}

gboolean orm_mysql_accept_symbol(OrmMysqlParser *parser, char symbol)
{
    if (!orm_mysql_token_is_symbol(orm_mysql_token(parser), symbol))
        return FALSE;
    orm_mysql_advance(parser);
    return TRUE;
}

gboolean orm_mysql_expect(OrmMysqlParser *parser, const char *word)
{
    return orm_mysql_accept(parser, word) || orm_mysql_fail(parser, word);
}

gboolean orm_mysql_expect_symbol(OrmMysqlParser *parser, char symbol)
{
    char what[] = {'`', symbol, '`', '\0'};
    return orm_mysql_accept_symbol(parser, symbol) || orm_mysql_fail(parser, what);
}

gboolean orm_mysql_accept_if_exists(OrmMysqlParser *parser)
{
    return orm_mysql_accept_pair(parser, "IF", "EXISTS");
}

gboolean orm_mysql_accept_if_not_exists(OrmMysqlParser *parser)
{
    if (!orm_mysql_at(parser, "IF") || !orm_mysql_token_is(orm_mysql_token_after(parser, 1), "NOT"))
        return FALSE;
    parser->at += 2;
    return orm_mysql_expect(parser, "EXISTS");
}

static gboolean is_reserved(const OrmMysqlToken *token)
{
    for (guint i = 0; i < G_N_ELEMENTS(reserved); i++) {
        if (orm_mysql_token_is(token, reserved[i]))
            return TRUE;
    }
    return FALSE;
}

const char *orm_mysql_expect_name(OrmMysqlParser *parser, const char *what, OrmPlace *place)
{
    const OrmMysqlToken *token = orm_mysql_token(parser);
    /* outside expressions, "name" can be meant for nothing but a name, whatever the mode */
    gboolean quoted = token->kind == ORM_MYSQL_QUOTED || (token->kind == ORM_MYSQL_STRING && *token->start == '"');
    if ((!quoted && token->kind != ORM_MYSQL_WORD) || is_reserved(token)) {
        orm_mysql_fail(parser, what);
        return NULL;
    }
    if (place != NULL)
        *place = orm_mysql_place(parser);
    const char *name = orm_mysql_token_text(parser->lexer, token);
    if (*name == '\0') {
        orm_mysql_fail(parser, what);
        return NULL;
    }
    orm_mysql_advance(parser);
    return name;
}

gboolean orm_mysql_expect_table(OrmMysqlParser *parser, OrmMysqlName *name)
{
    *name = (OrmMysqlName){.schema = parser->database};
    name->name = orm_mysql_expect_name(parser, "the name of a table", &name->place);
    if (name->name == NULL)
        return FALSE;
    if (!orm_mysql_accept_symbol(parser, '.'))
        return TRUE;
    name->schema = name->name;
    name->name = orm_mysql_expect_name(parser, "the name of a table", &name->place);
    return name->name != NULL;
}

const char *orm_mysql_expect_string(OrmMysqlParser *parser, const char *what)
{
    g_autoptr(GString) text = g_string_new(NULL);
    if (orm_mysql_token(parser)->kind != ORM_MYSQL_STRING) {
        orm_mysql_fail(parser, what);
        return NULL;
    }
    for (; orm_mysql_token(parser)->kind == ORM_MYSQL_STRING; orm_mysql_advance(parser))
        g_string_append(text, orm_mysql_token_text(parser->lexer, orm_mysql_token(parser)));
    return orm_intern(text->str);
}

const char *orm_mysql_expect_value(OrmMysqlParser *parser, const char *what)
{
    const OrmMysqlToken *token = orm_mysql_token(parser);
    if (orm_mysql_at_end(parser) || token->kind == ORM_MYSQL_SYMBOL || token->kind == ORM_MYSQL_BROKEN) {
        orm_mysql_fail(parser, what);
        return NULL;
    }
    orm_mysql_advance(parser);
    return orm_mysql_token_text(parser->lexer, token);
}

static gint depth_change(const OrmMysqlToken *token)
{
    return orm_mysql_token_is_symbol(token, '(') - orm_mysql_token_is_symbol(token, ')');
}

const char *orm_mysql_expect_parentheses(OrmMysqlParser *parser)
{
    if (!orm_mysql_expect_symbol(parser, '('))
        return NULL;
    guint first = parser->at;
    for (gint depth = 1; !orm_mysql_at_end(parser) && orm_mysql_token(parser)->kind != ORM_MYSQL_BROKEN;
         orm_mysql_advance(parser)) {
        depth += depth_change(orm_mysql_token(parser));
        if (depth > 0)
            continue;
        const OrmMysqlToken *tokens = (const OrmMysqlToken *)(gpointer)parser->tokens->data;
        const char *text = orm_mysql_tokens_text(parser->lexer, tokens + first, tokens + parser->at);
        orm_mysql_advance(parser);
        return text;
    }
    orm_mysql_fail(parser, "`)`");
    return NULL;
}

void orm_mysql_skip_clause(OrmMysqlParser *parser)
{
    for (gint depth = 0; !orm_mysql_at_end(parser); orm_mysql_advance(parser)) {
        const OrmMysqlToken *token = orm_mysql_token(parser);
        if (depth == 0 && (orm_mysql_token_is_symbol(token, ',') || orm_mysql_token_is_symbol(token, ')')))
            return;
        depth += depth_change(token);
    }
}

/* The token as a message shows it. */
static char *shown(const OrmMysqlToken *token)
{
    static const guint most = 30;
    if (token->kind == ORM_MYSQL_END || token->kind == ORM_MYSQL_DELIMITER)
        return g_strdup("the end of the statement");
    gsize length = MIN(token->length, most);
    g_autofree char *text = g_utf8_make_valid(token->start, (gssize)length);
    for (char *c = text; *c != '\0'; c++)
        *c = g_ascii_iscntrl(*c) ? ' ' : *c;
    return g_strdup_printf("`%s%s`", text, token->length > most ? "..." : "");
}

static gboolean runs_over_lines(const OrmMysqlToken *token)
{
    return (token->kind == ORM_MYSQL_STRING || token->kind == ORM_MYSQL_QUOTED) &&
           memchr(token->start, '\n', token->length) != NULL;
}

/* Quotes come in pairs: what the reader stumbles over behind one that runs over lines, or where the last one has no
 * other, is for want of a quote above. The one that begins there, or NULL. */
static const OrmMysqlToken *odd_quote(const OrmMysqlParser *parser, const OrmMysqlToken *found)
{
    if (parser->at > 0 && runs_over_lines(found - 1))
        return found - 1;
    for (guint i = 0; found->kind == ORM_MYSQL_BROKEN && i < parser->at; i++) {
        const OrmMysqlToken *token = &g_array_index(parser->tokens, OrmMysqlToken, i);
        if (runs_over_lines(token))
            return token;
    }
    return NULL;
}

gboolean orm_mysql_fail(OrmMysqlParser *parser, const char *what)
{
    const OrmMysqlToken *token = orm_mysql_token(parser);
    const OrmMysqlToken *odd = odd_quote(parser, token);
    if (odd != NULL)
        return orm_mysql_refuse(parser, orm_mysql_lexer_place(parser->lexer, odd->start, odd->start + 1),
                                "the quote that begins here ends some lines below: is one missing?");
    if (token->kind == ORM_MYSQL_BROKEN)
        return orm_mysql_refuse(parser, orm_mysql_lexer_place(parser->lexer, token->start, token->start + 1),
                                "the %s that begins here never ends",
                                *token->start == '/'   ? "comment"
                                : *token->start == '`' ? "quoted name"
                                                       : "string");
    g_autofree char *found = shown(token);
    return orm_mysql_refuse(parser, orm_mysql_place(parser), "expected %s, found %s", what, found);
}

gboolean orm_mysql_refuse(OrmMysqlParser *parser, OrmPlace place, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    if (!parser->failed)
        orm_catalog_fault(parser->catalog, place, "%s", message);
    parser->failed = TRUE;
    return FALSE;
}
