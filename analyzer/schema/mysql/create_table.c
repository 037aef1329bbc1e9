/* SPDX-License-Identifier: MIT */
#include "analyzer/schema/mysql/statements.h"
#include "analyzer/schema/mysql/steps.h"

#include <string.h>

static void take_keys(OrmMysqlParser *parser, OrmCatalogTable *table, const OrmMysqlColumn *definition, gboolean steps)
{
    const OrmCatalogColumn *column = definition->column;
    const OrmCatalogIndexKind kinds[] = {ORM_CATALOG_PRIMARY_KEY, ORM_CATALOG_UNIQUE};
    const gboolean wanted[] = {definition->is_primary && orm_catalog_primary_key(table) == NULL, definition->is_unique};
    for (guint i = 0; i < G_N_ELEMENTS(kinds); i++) {
        if (!wanted[i])
            continue;
        OrmCatalogIndex *index = orm_catalog_add_index(table, kinds[i], NULL, column->place);
        orm_catalog_add_element(index, column->name, NULL);
        if (steps)
            orm_mysql_step_index(parser, table, index);
    }
}

/* MySQL reads REFERENCES of a column and forgets it; MariaDB makes a foreign key of it since 10.5. */
static void take_reference(OrmMysqlParser *parser, OrmCatalogTable *table, const OrmMysqlColumn *definition,
                           gboolean steps)
{
    const OrmMysqlReference *reference = &definition->reference;
    const char *name = definition->column->name;
    if (reference->parent.name == NULL)
        return;
    if (parser->catalog->dialect != ORM_DIALECT_MARIADB) {
        OrmCatalogIgnoredReference *ignored = g_new0(OrmCatalogIgnoredReference, 1);
        *ignored = (OrmCatalogIgnoredReference){name, reference->parent.name, reference->place};
        g_ptr_array_add(table->ignored_references, ignored);
        return;
    }
    OrmCatalogForeignKey *key = orm_catalog_add_foreign_key(table, NULL, reference->place);
    g_ptr_array_add(key->columns, (gpointer)name);
    orm_mysql_set_reference(parser->catalog, key, reference);
    if (steps)
        orm_mysql_step_foreign_key(parser, table, key, ORM_STEP_ADD_FOREIGN_KEY);
}

static void take_check(OrmMysqlParser *parser, OrmCatalogTable *table, const OrmMysqlColumn *definition, gboolean steps)
{
    if (definition->check == NULL)
        return;
    /* MariaDB calls a column's own CHECK as it calls the column */
    gboolean by_column = definition->check_name == NULL && parser->catalog->dialect == ORM_DIALECT_MARIADB;
    OrmCatalogCheck *check =
        orm_catalog_add_check(table->checks, by_column ? definition->column->name : definition->check_name,
                              definition->check, definition->check_place);
    check->not_valid = definition->check_is_off;
    if (steps)
        orm_mysql_step(parser, ORM_STEP_ADD_CHECK, table, check->name, check->place);
}

void orm_mysql_take_column(OrmMysqlParser *parser, OrmCatalogTable *table, OrmMysqlColumn *definition, gint position,
                           gboolean steps)
{
    take_keys(parser, table, definition, steps);
    take_reference(parser, table, definition, steps);
    take_check(parser, table, definition, steps);
    g_ptr_array_insert(table->columns, position, g_steal_pointer(&definition->column));
}

static gboolean parse_column(OrmMysqlParser *parser, OrmCatalogTable *table)
{
    g_auto(OrmMysqlColumn) definition = {0};
    if (!orm_mysql_parse_column(parser, &definition))
        return FALSE;
    if (orm_catalog_column(parser->catalog, table, definition.column->name) != NULL)
        return orm_mysql_refuse(parser, definition.column->place, "table `%s` has a column `%s` already", table->name,
                                definition.column->name);
    orm_mysql_take_column(parser, table, &definition, -1, FALSE);
    return TRUE;
}

/* PERIOD FOR x (a, b) names columns that are there. */
static gboolean parse_member(OrmMysqlParser *parser, OrmCatalogTable *table)
{
    if (orm_mysql_accept_pair(parser, "PERIOD", "FOR")) {
        orm_mysql_skip_clause(parser);
        return TRUE;
    }
    return orm_mysql_at_key(parser) ? orm_mysql_parse_key(parser, table, FALSE) : parse_column(parser, table);
}

/* UNION=(a, b), TABLESPACE x STORAGE DISK and their like: a word, and its value if there is one. */
static gboolean pass_option(OrmMysqlParser *parser)
{
    const OrmMysqlToken *token = orm_mysql_token(parser);
    if (token->kind != ORM_MYSQL_WORD)
        return FALSE;
    if (orm_mysql_accept(parser, "WITH") || orm_mysql_accept(parser, "WITHOUT"))
        return orm_mysql_expect(parser, "SYSTEM") && orm_mysql_expect(parser, "VERSIONING");
    gboolean two_words = orm_mysql_at(parser, "DATA") || orm_mysql_at(parser, "INDEX") ||
                         orm_mysql_at(parser, "START") || orm_mysql_at(parser, "STORAGE");
    orm_mysql_advance(parser);
    if (two_words)
        orm_mysql_advance(parser);
    orm_mysql_accept_symbol(parser, '=');
    if (orm_mysql_token_is_symbol(orm_mysql_token(parser), '('))
        return orm_mysql_expect_parentheses(parser) != NULL;
    if (orm_mysql_token_is_symbol(orm_mysql_token(parser), '-'))
        orm_mysql_advance(parser);
    return orm_mysql_expect_value(parser, "a value") != NULL;
}

/* "RANGE (created_at)"; the partitions themselves are none of the comparison's. */
static void parse_partitioning(OrmMysqlParser *parser, OrmCatalogTable *table)
{
    guint first = parser->at;
    orm_mysql_accept(parser, "LINEAR");
    orm_mysql_advance(parser);
    if (orm_mysql_accept(parser, "COLUMNS") || orm_mysql_accept(parser, "ALGORITHM"))
        if (orm_mysql_accept_symbol(parser, '='))
            orm_mysql_advance(parser);
    if (orm_mysql_expect_parentheses(parser) == NULL)
        return;
    const OrmMysqlToken *tokens = (const OrmMysqlToken *)(gpointer)parser->tokens->data;
    const char *text = orm_mysql_tokens_text(parser->lexer, tokens + first, tokens + parser->at);
    table->partition_by = orm_mysql_without_backquotes(text);
    while (!orm_mysql_at_end(parser))
        orm_mysql_advance(parser);
}

gboolean orm_mysql_accept_table_option(OrmMysqlParser *parser, OrmCatalogTable *table)
{
    if (orm_mysql_at_end(parser))
        return FALSE;
    if (orm_mysql_accept_pair(parser, "PARTITION", "BY"))
        return parse_partitioning(parser, table), TRUE;
    orm_mysql_accept(parser, "DEFAULT");
    if (orm_mysql_accept_charset(parser, &table->charset, &table->collation))
        return TRUE;
    gboolean engine = orm_mysql_at(parser, "ENGINE") || orm_mysql_at(parser, "TYPE");
    if (!engine && !orm_mysql_at(parser, "COMMENT"))
        return pass_option(parser);
    orm_mysql_advance(parser);
    orm_mysql_accept_symbol(parser, '=');
    if (engine)
        table->engine = orm_mysql_expect_value(parser, "an engine");
    else
        table->comment = orm_mysql_expect_string(parser, "a comment in quotes");
    if (table->comment != NULL && *table->comment == '\0')
        table->comment = NULL;
    return TRUE;
}

static void copy_columns(OrmCatalogTable *table, const OrmCatalogTable *model)
{
    for (guint i = 0; i < model->columns->len; i++) {
        const OrmCatalogColumn *old = g_ptr_array_index(model->columns, i);
        OrmCatalogColumn *column = orm_catalog_add_column(table, old->name, table->place);
        *column = *old;
        column->place = table->place;
        column->labels = old->labels != NULL ? g_ptr_array_copy(old->labels, NULL, NULL) : NULL;
    }
}

/* CREATE TABLE a LIKE b: everything but foreign keys. */
static void copy_table(OrmCatalogTable *table, const OrmCatalogTable *model)
{
    copy_columns(table, model);
    for (guint i = 0; i < model->indexes->len; i++) {
        const OrmCatalogIndex *old = g_ptr_array_index(model->indexes, i);
        OrmCatalogIndex *index = orm_catalog_add_index(table, old->kind, old->name, table->place);
        index->method = old->method;
        index->comment = old->comment;
        for (guint k = 0; k < old->elements->len; k++) {
            const OrmCatalogElement *element = g_ptr_array_index(old->elements, k);
            *orm_catalog_add_element(index, element->column, element->expression) = *element;
        }
    }
    for (guint i = 0; i < model->checks->len; i++) {
        const OrmCatalogCheck *old = g_ptr_array_index(model->checks, i);
        orm_catalog_add_check(table->checks, old->name, old->expression, table->place);
    }
    table->engine = model->engine;
    table->charset = model->charset;
    table->collation = model->collation;
    table->comment = model->comment;
    table->partition_by = model->partition_by;
}

static gboolean parse_like(OrmMysqlParser *parser, OrmCatalogTable *table)
{
    OrmMysqlName name;
    if (!orm_mysql_expect_table(parser, &name))
        return FALSE;
    const OrmCatalogTable *model = orm_mysql_find_table(parser, &name);
    if (model != NULL)
        copy_table(table, model);
    return model != NULL;
}

/* The columns and keys in parentheses; LIKE may stand in them too. */
static gboolean parse_body(OrmMysqlParser *parser, OrmCatalogTable *table)
{
    if (orm_mysql_accept(parser, "LIKE"))
        return parse_like(parser, table);
    if (!orm_mysql_accept_symbol(parser, '('))
        return TRUE;
    if (orm_mysql_accept(parser, "LIKE"))
        return parse_like(parser, table) && orm_mysql_expect_symbol(parser, ')');
    do {
        if (!parse_member(parser, table))
            return FALSE;
    } while (orm_mysql_accept_symbol(parser, ','));
    return orm_mysql_expect_symbol(parser, ')');
}

static gboolean at_select(const OrmMysqlParser *parser)
{
    return orm_mysql_at(parser, "SELECT") || orm_mysql_at(parser, "AS") || orm_mysql_at(parser, "WITH") ||
           orm_mysql_at(parser, "VALUES") || orm_mysql_at(parser, "IGNORE") || orm_mysql_at(parser, "REPLACE") ||
           orm_mysql_token_is_symbol(orm_mysql_token(parser), '(');
}

/* Commas between options are allowed. */
static gboolean parse_options(OrmMysqlParser *parser, OrmCatalogTable *table)
{
    while (!orm_mysql_at_end(parser) && !parser->failed) {
        gboolean versioning = orm_mysql_token_is(orm_mysql_token_after(parser, 1), "SYSTEM");
        if (at_select(parser) && !versioning)
            return orm_mysql_refuse(parser, orm_mysql_place(parser),
                                    "the columns that this SELECT gives to table `%s` cannot be told from the text",
                                    table->name);
        if (!orm_mysql_accept_table_option(parser, table))
            return orm_mysql_fail(parser, "an option of the table");
        orm_mysql_accept_symbol(parser, ',');
    }
    return !parser->failed;
}

void orm_mysql_create_table(OrmMysqlParser *parser, gboolean replace, gboolean temporary)
{
    gboolean if_not_exists = orm_mysql_accept_if_not_exists(parser);
    OrmMysqlName name;
    if (!orm_mysql_expect_table(parser, &name))
        return;
    OrmCatalogTable *old = orm_catalog_table(parser->catalog, name.schema, name.name);
    if (temporary || (old != NULL && if_not_exists)) {
        if (temporary)
            g_hash_table_add(parser->temporary, (gpointer)name.name);
        orm_mysql_step(parser, ORM_STEP_OTHER, NULL, name.name, name.place);
        return;
    }
    if (old != NULL && !replace) {
        orm_mysql_refuse(parser, name.place, "there is a table `%s` already", name.name);
        return;
    }
    if (old != NULL)
        orm_mysql_drop_table(parser, old, name.place);
    OrmCatalogTable *table = orm_catalog_add_table(parser->catalog, name.schema, name.name, name.place);
    if (!parse_body(parser, table) || !parse_options(parser, table)) {
        orm_catalog_drop_table(parser->catalog, table, FALSE);
        return;
    }
    orm_mysql_complete_table(parser->catalog, table);
    orm_mysql_step(parser, ORM_STEP_CREATE_TABLE, table, NULL, name.place)->if_exists = if_not_exists;
}
