/* SPDX-License-Identifier: MIT */
/* Reading one statement token by token. What begins with `accept` takes a thing when it is there; with `expect`, it
 * must be there: else the statement is a fault, which names the place, what was expected and what stands there. Each
 * returns whether it was there. */
#ifndef ORM_SCHEMA_MYSQL_PARSER_H
#define ORM_SCHEMA_MYSQL_PARSER_H

#include "analyzer/schema/mysql/literal.h"

typedef struct {
    OrmCatalog *catalog;
    OrmMysqlLexer *lexer;
    GArray *tokens; /* of OrmMysqlToken: the statement's, the last of kind END or DELIMITER */
    guint at;
    OrmPlace statement;
    const char *database;  /* of USE; NULL: none */
    GHashTable *temporary; /* set of the names of temporary tables, which are no part of the schema */
    GPtrArray *renamed;    /* of const char *, of ALTER TABLE: old and new names of columns, in turn */
    guint statement_number, transaction, transactions;
    gboolean failed; /* the statement is a fault: said once */
} OrmMysqlParser;

/** A table's name. */
typedef struct {
    const char *schema, *name;
    OrmPlace place;
} OrmMysqlName;

const OrmMysqlToken *orm_mysql_token(const OrmMysqlParser *parser);                /* the next one */
const OrmMysqlToken *orm_mysql_token_after(const OrmMysqlParser *parser, guint n); /* and the n-th behind it */
OrmPlace orm_mysql_place(const OrmMysqlParser *parser);                            /* of the next token */
void orm_mysql_advance(OrmMysqlParser *parser);
gboolean orm_mysql_at_end(const OrmMysqlParser *parser);

gboolean orm_mysql_at(const OrmMysqlParser *parser, const char *word);
gboolean orm_mysql_accept(OrmMysqlParser *parser, const char *word);
/** Both words, or neither. */
gboolean orm_mysql_accept_pair(OrmMysqlParser *parser, const char *first, const char *second);
gboolean orm_mysql_accept_symbol(OrmMysqlParser *parser, char symbol);
gboolean orm_mysql_expect(OrmMysqlParser *parser, const char *word);
gboolean orm_mysql_expect_symbol(OrmMysqlParser *parser, char symbol);

/** IF EXISTS, IF NOT EXISTS. */
gboolean orm_mysql_accept_if_exists(OrmMysqlParser *parser);
gboolean orm_mysql_accept_if_not_exists(OrmMysqlParser *parser);

/** A name, interned, and its place; NULL on failure. `what` is what was expected: "a column". */
const char *orm_mysql_expect_name(OrmMysqlParser *parser, const char *what, OrmPlace *place);
gboolean orm_mysql_expect_table(OrmMysqlParser *parser, OrmMysqlName *name);
/** One string, or several that stand behind each other; NULL on failure. */
const char *orm_mysql_expect_string(OrmMysqlParser *parser, const char *what);
/** A value of an option: a word, name, string or number; NULL on failure. */
const char *orm_mysql_expect_value(OrmMysqlParser *parser, const char *what);

/** From `(` to its `)`: the text between them, or NULL on failure. */
const char *orm_mysql_expect_parentheses(OrmMysqlParser *parser);
/** Passes over what is left of a clause: up to a comma or parenthesis that belongs to what is around, or the end. */
void orm_mysql_skip_clause(OrmMysqlParser *parser);

/** Makes the statement a fault at the next token: "expected WHAT, found ...". Returns FALSE. */
gboolean orm_mysql_fail(OrmMysqlParser *parser, const char *what);
/** Makes the statement a fault at a place. Returns FALSE. */
gboolean orm_mysql_refuse(OrmMysqlParser *parser, OrmPlace place, const char *format, ...) G_GNUC_PRINTF(3, 4);

#endif
