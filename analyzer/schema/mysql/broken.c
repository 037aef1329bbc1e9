/* SPDX-License-Identifier: MIT */
/* Text that is cut off or lacks a quote: what is broken is named, and what follows is read all the same. */
#include "analyzer/schema/mysql/broken.h"

#include <string.h>

/* Whether a quote that is missing may have taken in what follows the statement. */
static gboolean swallows_lines(const OrmMysqlParser *parser)
{
    for (guint i = 0; i < parser->tokens->len; i++) {
        const OrmMysqlToken *token = &g_array_index(parser->tokens, OrmMysqlToken, i);
        gboolean quoted = token->kind == ORM_MYSQL_STRING || token->kind == ORM_MYSQL_QUOTED;
        if (token->kind == ORM_MYSQL_BROKEN || (quoted && memchr(token->start, '\n', token->length) != NULL))
            return TRUE;
    }
    return FALSE;
}

/* Reading goes on where a line ends with the delimiter: there the next statement seems to begin. */
static void resume(OrmMysqlLexer *lexer, const char *start)
{
    gsize length = strlen(lexer->delimiter);
    lexer->in_conditional = FALSE;
    for (const char *line = start; (line = memchr(line, '\n', (gsize)(lexer->end - line))) != NULL; line++) {
        const char *end = line;
        while (end > start && g_ascii_isspace(end[-1]))
            end--;
        if ((gsize)(end - start) >= length && memcmp(end - length, lexer->delimiter, length) == 0) {
            lexer->at = line;
            return;
        }
    }
}

void orm_mysql_resume_behind(OrmMysqlParser *parser, const char *start)
{
    if (swallows_lines(parser))
        resume(parser->lexer, start);
}

gboolean orm_mysql_is_dump(const OrmSqlText *text)
{
    g_autofree char *head = g_strndup(text->text, MIN(text->length, 400));
    return strstr(head, "-- MySQL dump ") != NULL || strstr(head, "-- MariaDB dump ") != NULL;
}

void orm_mysql_pass_rows(OrmMysqlParser *parser, const char *start)
{
    OrmMysqlLexer *lexer = parser->lexer;
    const char *broken = orm_mysql_lexer_skip_statement(lexer);
    parser->failed = FALSE;
    if (broken == NULL)
        return;
    if (broken < lexer->end) {
        orm_mysql_refuse(parser, orm_mysql_lexer_place(lexer, broken, broken + 1), "the %s that begins here never ends",
                         *broken == '/' ? "comment" : "string");
        resume(lexer, start);
    } else if (orm_mysql_is_dump(lexer->text)) {
        orm_mysql_refuse(parser, parser->statement, "the dump is cut off in this statement");
    }
}

void orm_mysql_check_dump_end(OrmMysqlParser *parser)
{
    const OrmSqlText *text = parser->lexer->text;
    gsize length = MIN(text->length, 400);
    g_autofree char *tail = g_strndup(text->text + text->length - length, length);
    if (orm_mysql_is_dump(text) && strstr(tail, "-- Dump completed") == NULL)
        orm_catalog_notice(parser->catalog, ORM_NOTICE_WARNING,
                           orm_mysql_lexer_place(parser->lexer, parser->lexer->end, parser->lexer->end),
                           "the dump does not end with `-- Dump completed`: it may be cut off");
}
