/* SPDX-License-Identifier: MIT */
/* CREATE of everything but tables. */
#include "analyzer/schema/mysql/statements.h"
#include "analyzer/schema/mysql/steps.h"

#include <string.h>

gboolean orm_mysql_is_temporary(const OrmMysqlParser *parser, const OrmMysqlName *name)
{
    return g_hash_table_contains(parser->temporary, name->name);
}

OrmCatalogTable *orm_mysql_find_table(OrmMysqlParser *parser, const OrmMysqlName *name)
{
    OrmCatalogTable *table = orm_catalog_table(parser->catalog, name->schema, name->name);
    if (table == NULL)
        orm_mysql_refuse(parser, name->place, "there is no table `%s`", name->name);
    return table;
}

OrmCatalogColumn *orm_mysql_find_column(OrmMysqlParser *parser, const OrmCatalogTable *table, const char *name,
                                        OrmPlace place)
{
    OrmCatalogColumn *column = orm_catalog_column(parser->catalog, table, name);
    if (column == NULL)
        orm_mysql_refuse(parser, place, "table `%s` has no column `%s`", table->name, name);
    return column;
}

/* CREATE [UNIQUE|FULLTEXT|SPATIAL] INDEX x ON t (...), from INDEX on. */
static void create_index(OrmMysqlParser *parser, OrmCatalogIndexKind kind, const char *method, gboolean replace)
{
    gboolean if_not_exists = orm_mysql_accept_if_not_exists(parser);
    OrmPlace place;
    OrmMysqlName name;
    const char *index_name = orm_mysql_expect_name(parser, "the name of an index", &place);
    if (index_name == NULL)
        return;
    if (orm_mysql_accept(parser, "USING") || orm_mysql_accept(parser, "TYPE"))
        orm_mysql_advance(parser);
    if (!orm_mysql_expect(parser, "ON") || !orm_mysql_expect_table(parser, &name) ||
        orm_mysql_is_temporary(parser, &name))
        return;
    OrmCatalogTable *table = orm_mysql_find_table(parser, &name);
    OrmCatalogIndex *old = table != NULL ? orm_catalog_index(parser->catalog, table, index_name) : NULL;
    if (table == NULL || (old != NULL && if_not_exists))
        return;
    if (old != NULL && !replace) {
        orm_mysql_refuse(parser, place, "table `%s` has an index `%s` already", table->name, index_name);
        return;
    }
    if (old != NULL)
        g_ptr_array_remove(table->indexes, old);
    OrmCatalogIndex *index = orm_catalog_add_index(table, kind, index_name, place);
    index->method = orm_intern(method);
    if (!orm_mysql_parse_index(parser, index)) {
        g_ptr_array_remove(table->indexes, index);
        return;
    }
    orm_mysql_step_index(parser, table, index);
    g_array_index(parser->catalog->steps, OrmMigrationStep, parser->catalog->steps->len - 1).if_exists = if_not_exists;
    orm_mysql_complete_table(parser->catalog, table);
}

/* What the statement says from its first token on. */
static const char *whole_statement(const OrmMysqlParser *parser)
{
    const OrmMysqlToken *tokens = (const OrmMysqlToken *)(gpointer)parser->tokens->data;
    return orm_mysql_tokens_text(parser->lexer, tokens, tokens + parser->tokens->len - 1);
}

static void create_view(OrmMysqlParser *parser, gboolean replace)
{
    gboolean if_not_exists = orm_mysql_accept_if_not_exists(parser);
    OrmMysqlName name;
    if (!orm_mysql_expect_table(parser, &name))
        return;
    OrmCatalogTable *old = orm_catalog_table(parser->catalog, name.schema, name.name);
    if (old != NULL && if_not_exists)
        return;
    /* a dump makes a stand-in of each view first */
    if (old != NULL && !old->is_view && !replace) {
        orm_mysql_refuse(parser, name.place, "there is a table `%s` already", name.name);
        return;
    }
    if (old != NULL)
        orm_catalog_drop_table(parser->catalog, old, FALSE);
    OrmCatalogTable *view = orm_catalog_add_table(parser->catalog, name.schema, name.name, name.place);
    view->is_view = TRUE;
    view->columns_known = FALSE;
    view->definition = whole_statement(parser);
    orm_mysql_step(parser, ORM_STEP_CREATE_VIEW, view, NULL, name.place);
}

static void create_trigger(OrmMysqlParser *parser)
{
    orm_mysql_accept_if_not_exists(parser);
    OrmPlace place;
    OrmMysqlName name, table;
    if (!orm_mysql_expect_table(parser, &name))
        return;
    place = name.place;
    while (!orm_mysql_at_end(parser) && !orm_mysql_at(parser, "ON"))
        orm_mysql_advance(parser);
    if (!orm_mysql_expect(parser, "ON") || !orm_mysql_expect_table(parser, &table))
        return;
    orm_catalog_add_trigger(parser->catalog, table.name, name.name, whole_statement(parser), place);
    orm_mysql_step(parser, ORM_STEP_OTHER, NULL, name.name, place);
}

/* The number behind a word of a sequence's options, 0 when it is not there. */
static gint64 sequence_number(const OrmMysqlParser *parser, const char *word)
{
    for (guint i = parser->at; i + 1 < parser->tokens->len; i++) {
        if (!orm_mysql_token_is(&g_array_index(parser->tokens, OrmMysqlToken, i), word))
            continue;
        for (guint k = i + 1; k < parser->tokens->len && k < i + 4; k++) {
            const OrmMysqlToken *token = &g_array_index(parser->tokens, OrmMysqlToken, k);
            gboolean negative = orm_mysql_token_is_symbol(&g_array_index(parser->tokens, OrmMysqlToken, k - 1), '-');
            if (token->kind == ORM_MYSQL_NUMBER)
                return g_ascii_strtoll(orm_mysql_token_text(parser->lexer, token), NULL, 10) * (negative ? -1 : 1);
        }
    }
    return 0;
}

static void create_sequence(OrmMysqlParser *parser)
{
    gboolean if_not_exists = orm_mysql_accept_if_not_exists(parser);
    OrmMysqlName name;
    if (!orm_mysql_expect_table(parser, &name))
        return;
    if (orm_catalog_sequence(parser->catalog, name.schema, name.name) != NULL) {
        if (!if_not_exists)
            orm_mysql_refuse(parser, name.place, "there is a sequence `%s` already", name.name);
        return;
    }
    OrmCatalogSequence *sequence = orm_catalog_add_sequence(parser->catalog, name.schema, name.name, name.place);
    gint64 increment = sequence_number(parser, "INCREMENT"), start = sequence_number(parser, "START");
    sequence->increment = increment != 1 ? increment : 0;
    sequence->start = start != 1 ? start : 0;
    orm_mysql_step(parser, ORM_STEP_OTHER, NULL, name.name, name.place);
}

void orm_mysql_parse_database_options(OrmMysqlParser *parser)
{
    OrmCatalog *catalog = parser->catalog;
    while (!orm_mysql_at_end(parser) && !parser->failed) {
        orm_mysql_accept(parser, "DEFAULT");
        if (!orm_mysql_accept_charset(parser, &catalog->default_charset, &catalog->default_collation))
            orm_mysql_advance(parser); /* ENCRYPTION, READ ONLY, COMMENT */
    }
}

static void create_database(OrmMysqlParser *parser)
{
    orm_mysql_accept_if_not_exists(parser);
    OrmPlace place;
    const char *name = orm_mysql_expect_name(parser, "the name of a database", &place);
    if (name == NULL)
        return;
    orm_mysql_step(parser, ORM_STEP_CREATE_SCHEMA, NULL, name, place);
    orm_mysql_parse_database_options(parser);
}

/* Words between CREATE and VIEW or TRIGGER: ALGORITHM = x, DEFINER = a@b, SQL SECURITY x, AGGREGATE. */
static void skip_manners(OrmMysqlParser *parser)
{
    static const char *const ends[] = {"VIEW", "TRIGGER", "PROCEDURE", "FUNCTION", "EVENT", "TABLE"};
    if (!orm_mysql_at(parser, "ALGORITHM") && !orm_mysql_at(parser, "DEFINER") && !orm_mysql_at(parser, "SQL") &&
        !orm_mysql_at(parser, "AGGREGATE"))
        return;
    for (; !orm_mysql_at_end(parser); orm_mysql_advance(parser)) {
        for (guint i = 0; i < G_N_ELEMENTS(ends); i++) {
            if (orm_mysql_at(parser, ends[i]))
                return;
        }
    }
}

static gboolean create_any_index(OrmMysqlParser *parser, gboolean replace)
{
    static const struct {
        const char *word, *method;
        OrmCatalogIndexKind kind;
    } kinds[] = {{"UNIQUE", NULL, ORM_CATALOG_UNIQUE},
                 {"FULLTEXT", "fulltext", ORM_CATALOG_INDEX},
                 {"SPATIAL", "spatial", ORM_CATALOG_INDEX},
                 {"VECTOR", "vector", ORM_CATALOG_INDEX}};
    for (guint i = 0; i < G_N_ELEMENTS(kinds); i++) {
        if (!orm_mysql_accept(parser, kinds[i].word))
            continue;
        if (orm_mysql_expect(parser, "INDEX"))
            create_index(parser, kinds[i].kind, kinds[i].method, replace);
        return TRUE;
    }
    if (!orm_mysql_accept(parser, "INDEX"))
        return FALSE;
    create_index(parser, ORM_CATALOG_INDEX, NULL, replace);
    return TRUE;
}

void orm_mysql_create(OrmMysqlParser *parser)
{
    static const char *const passed[] = {
        "PROCEDURE", "FUNCTION",          "EVENT",   "USER",     "ROLE",      "SERVER", "LOGFILE",
        "UNDO",      "SPATIAL REFERENCE", "PACKAGE", "RESOURCE", "TABLESPACE"};
    gboolean replace = orm_mysql_accept_pair(parser, "OR", "REPLACE");
    if (!orm_mysql_accept(parser, "ONLINE"))
        orm_mysql_accept(parser, "OFFLINE");
    skip_manners(parser);
    gboolean temporary = orm_mysql_accept(parser, "TEMPORARY");
    if (orm_mysql_accept(parser, "TABLE")) {
        orm_mysql_create_table(parser, replace, temporary);
    } else if (orm_mysql_accept(parser, "VIEW")) {
        create_view(parser, replace);
    } else if (orm_mysql_accept(parser, "TRIGGER")) {
        create_trigger(parser);
    } else if (orm_mysql_accept(parser, "SEQUENCE")) {
        create_sequence(parser);
    } else if (orm_mysql_accept(parser, "DATABASE") || orm_mysql_accept(parser, "SCHEMA")) {
        create_database(parser);
    } else if (!create_any_index(parser, replace)) {
        for (guint i = 0; i < G_N_ELEMENTS(passed); i++) {
            if (orm_mysql_at(parser, passed[i]))
                return;
        }
        orm_mysql_fail(parser, "TABLE, INDEX, VIEW, TRIGGER or DATABASE");
    }
}
