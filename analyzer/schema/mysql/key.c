/* SPDX-License-Identifier: MIT */
/* Definitions of keys, indexes and constraints. */
#include "analyzer/schema/mysql/definition.h"
#include "analyzer/schema/mysql/steps.h"

#include <string.h>

void orm_mysql_reference_clear(OrmMysqlReference *reference)
{
    g_clear_pointer(&reference->columns, g_ptr_array_unref);
}

/* (a, b): of const char *, owned; NULL on failure. */
static GPtrArray *parse_names(OrmMysqlParser *parser)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    if (!orm_mysql_expect_symbol(parser, '('))
        return NULL;
    do {
        const char *name = orm_mysql_expect_name(parser, "the name of a column", NULL);
        if (name == NULL)
            return NULL;
        g_ptr_array_add(names, (gpointer)name);
        if (orm_mysql_token_is_symbol(orm_mysql_token(parser), '(') && orm_mysql_expect_parentheses(parser) == NULL)
            return NULL; /* a length, which foreign keys ignore */
    } while (orm_mysql_accept_symbol(parser, ','));
    return orm_mysql_expect_symbol(parser, ')') ? g_steal_pointer(&names) : NULL;
}

static gboolean parse_action(OrmMysqlParser *parser, OrmActionKind *action)
{
    if (orm_mysql_accept(parser, "CASCADE"))
        *action = ORM_ACTION_CASCADE;
    else if (orm_mysql_accept(parser, "RESTRICT"))
        *action = ORM_ACTION_RESTRICT;
    else if (orm_mysql_accept_pair(parser, "NO", "ACTION"))
        *action = ORM_ACTION_UNSTATED;
    else if (orm_mysql_accept_pair(parser, "SET", "NULL"))
        *action = ORM_ACTION_SET_NULL;
    else if (orm_mysql_accept_pair(parser, "SET", "DEFAULT"))
        *action = ORM_ACTION_SET_DEFAULT;
    else
        return orm_mysql_fail(parser, "CASCADE, RESTRICT, SET NULL, SET DEFAULT or NO ACTION");
    return TRUE;
}

gboolean orm_mysql_parse_reference(OrmMysqlParser *parser, OrmMysqlReference *reference)
{
    *reference = (OrmMysqlReference){.place = orm_mysql_place(parser)};
    if (!orm_mysql_expect(parser, "REFERENCES") || !orm_mysql_expect_table(parser, &reference->parent))
        return FALSE;
    if (orm_mysql_token_is_symbol(orm_mysql_token(parser), '(') && (reference->columns = parse_names(parser)) == NULL)
        return FALSE;
    for (;;) {
        if (orm_mysql_accept(parser, "MATCH")) {
            const char *match = orm_mysql_expect_value(parser, "FULL, PARTIAL or SIMPLE");
            g_autofree char *lower = match != NULL ? g_ascii_strdown(match, -1) : NULL;
            reference->match = g_strcmp0(lower, "simple") != 0 ? orm_intern(lower) : NULL;
        } else if (orm_mysql_accept_pair(parser, "ON", "DELETE")) {
            parse_action(parser, &reference->ondelete);
        } else if (orm_mysql_token_is(orm_mysql_token_after(parser, 1), "UPDATE") && orm_mysql_accept(parser, "ON")) {
            orm_mysql_advance(parser);
            parse_action(parser, &reference->onupdate);
        } else {
            return !parser->failed;
        }
    }
}

/* A member: a column with a prefix length, or an expression in parentheses; ASC or DESC. */
static gboolean parse_element(OrmMysqlParser *parser, OrmCatalogIndex *index)
{
    if (orm_mysql_token_is_symbol(orm_mysql_token(parser), '(')) {
        const char *expression = orm_mysql_expect_parentheses(parser);
        if (expression == NULL)
            return FALSE;
        orm_catalog_add_element(index, NULL, orm_mysql_without_backquotes(expression));
    } else {
        const char *name = orm_mysql_expect_name(parser, "the name of a column", NULL);
        if (name == NULL)
            return FALSE;
        orm_catalog_add_element(index, name, NULL);
    }
    OrmCatalogElement *element = g_ptr_array_index(index->elements, index->elements->len - 1);
    if (orm_mysql_token_is_symbol(orm_mysql_token(parser), '(')) {
        const char *length = orm_mysql_expect_parentheses(parser);
        if (length == NULL)
            return FALSE;
        element->prefix_length = (gint)g_ascii_strtoll(length, NULL, 10);
    }
    if (orm_mysql_accept(parser, "DESC"))
        element->order = ORM_ORDER_DESC;
    else
        orm_mysql_accept(parser, "ASC");
    return TRUE;
}

static gboolean accept_method(OrmMysqlParser *parser, OrmCatalogIndex *index)
{
    if (!orm_mysql_accept(parser, "USING") && !orm_mysql_accept(parser, "TYPE"))
        return FALSE;
    const char *method = orm_mysql_expect_value(parser, "BTREE, HASH or RTREE");
    g_autofree char *lower = method != NULL ? g_ascii_strdown(method, -1) : NULL;
    if (index->method == NULL && g_strcmp0(lower, "btree") != 0)
        index->method = orm_intern(lower);
    return TRUE;
}

static gboolean accept_index_option(OrmMysqlParser *parser, OrmCatalogIndex *index)
{
    static const char *const valued[] = {
        "KEY_BLOCK_SIZE", "ENGINE_ATTRIBUTE", "SECONDARY_ENGINE_ATTRIBUTE", "CLUSTERING", "ALGORITHM", "LOCK", "WAIT"};
    static const char *const alone[] = {"VISIBLE", "INVISIBLE", "IGNORED", "NOWAIT"};
    if (accept_method(parser, index))
        return TRUE;
    if (orm_mysql_accept(parser, "COMMENT")) {
        orm_mysql_accept_symbol(parser, '=');
        index->comment = orm_mysql_expect_string(parser, "a comment in quotes");
        return TRUE;
    }
    if (orm_mysql_accept_pair(parser, "WITH", "PARSER"))
        return orm_mysql_expect_value(parser, "a name"), TRUE;
    if (orm_mysql_accept_pair(parser, "NOT", "IGNORED"))
        return TRUE;
    for (guint i = 0; i < G_N_ELEMENTS(alone); i++) {
        if (orm_mysql_accept(parser, alone[i]))
            return TRUE;
    }
    for (guint i = 0; i < G_N_ELEMENTS(valued); i++) {
        if (!orm_mysql_accept(parser, valued[i]))
            continue;
        orm_mysql_accept_symbol(parser, '=');
        return orm_mysql_expect_value(parser, "a value"), TRUE;
    }
    return FALSE;
}

gboolean orm_mysql_parse_index(OrmMysqlParser *parser, OrmCatalogIndex *index)
{
    accept_method(parser, index);
    if (!orm_mysql_expect_symbol(parser, '('))
        return FALSE;
    do {
        if (!parse_element(parser, index))
            return FALSE;
        /* WITHOUT OVERLAPS of an application-time period: its column is a part of the key */
        orm_mysql_accept_pair(parser, "WITHOUT", "OVERLAPS");
    } while (orm_mysql_accept_symbol(parser, ','));
    if (!orm_mysql_expect_symbol(parser, ')'))
        return FALSE;
    while (!parser->failed && accept_index_option(parser, index))
        ;
    return !parser->failed;
}

gboolean orm_mysql_accept_not_enforced(OrmMysqlParser *parser)
{
    orm_mysql_accept(parser, "ENFORCED");
    return orm_mysql_accept_pair(parser, "NOT", "ENFORCED");
}

gboolean orm_mysql_at_key(const OrmMysqlParser *parser)
{
    static const char *const words[] = {"CONSTRAINT", "PRIMARY", "UNIQUE",  "INDEX", "KEY",
                                        "FULLTEXT",   "SPATIAL", "FOREIGN", "CHECK", "VECTOR"};
    for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
        if (orm_mysql_at(parser, words[i]))
            return TRUE;
    }
    return FALSE;
}

/* The name of an index that may have none: before USING or its parentheses. FALSE on failure. */
static gboolean accept_index_name(OrmMysqlParser *parser, const char **name, OrmPlace *place, gboolean *if_not_exists)
{
    *if_not_exists = orm_mysql_accept_if_not_exists(parser);
    if (orm_mysql_token_is_symbol(orm_mysql_token(parser), '(') || orm_mysql_at(parser, "USING") ||
        orm_mysql_at(parser, "TYPE"))
        return TRUE;
    *name = orm_mysql_expect_name(parser, "the name of an index", place);
    return *name != NULL;
}

static gboolean add_index(OrmMysqlParser *parser, OrmCatalogTable *table, OrmCatalogIndexKind kind, const char *name,
                          OrmPlace place, const char *method, gboolean steps)
{
    gboolean if_not_exists = FALSE;
    if (kind != ORM_CATALOG_PRIMARY_KEY && !accept_index_name(parser, &name, &place, &if_not_exists))
        return FALSE;
    gboolean exists = kind != ORM_CATALOG_PRIMARY_KEY && orm_catalog_index(parser->catalog, table, name) != NULL;
    if (exists && if_not_exists) {
        orm_mysql_skip_clause(parser);
        return TRUE;
    }
    if (exists)
        return orm_mysql_refuse(parser, place, "table `%s` has an index `%s` already", table->name, name);
    if (kind == ORM_CATALOG_PRIMARY_KEY && orm_catalog_primary_key(table) != NULL)
        return orm_mysql_refuse(parser, place, "table `%s` has a primary key already", table->name);
    OrmCatalogIndex *index = orm_catalog_add_index(table, kind, kind == ORM_CATALOG_PRIMARY_KEY ? NULL : name, place);
    index->method = orm_intern(method);
    /* PRIMARY KEY takes a name, and ignores it */
    if (kind == ORM_CATALOG_PRIMARY_KEY && !orm_mysql_token_is_symbol(orm_mysql_token(parser), '(') &&
        !orm_mysql_at(parser, "USING"))
        orm_mysql_advance(parser);
    if (!orm_mysql_parse_index(parser, index)) {
        g_ptr_array_remove(table->indexes, index);
        return FALSE;
    }
    if (steps)
        orm_mysql_step_index(parser, table, index);
    return TRUE;
}

static gboolean add_foreign_key(OrmMysqlParser *parser, OrmCatalogTable *table, const char *name, OrmPlace place,
                                gboolean steps)
{
    const char *index = NULL; /* names the key in MariaDB where CONSTRAINT does not */
    orm_mysql_accept_if_not_exists(parser);
    if (!orm_mysql_token_is_symbol(orm_mysql_token(parser), '(') &&
        (index = orm_mysql_expect_name(parser, "the name of an index", NULL)) == NULL)
        return FALSE;
    g_autoptr(GPtrArray) columns = parse_names(parser);
    g_auto(OrmMysqlReference) reference = {0};
    if (columns == NULL || !orm_mysql_parse_reference(parser, &reference))
        return FALSE;
    if (name == NULL && parser->catalog->dialect == ORM_DIALECT_MARIADB)
        name = index;
    OrmCatalogForeignKey *key = orm_catalog_add_foreign_key(table, name, place);
    g_ptr_array_extend(key->columns, columns, NULL, NULL);
    orm_mysql_set_reference(parser->catalog, key, &reference);
    if (steps)
        orm_mysql_step_foreign_key(parser, table, key, ORM_STEP_ADD_FOREIGN_KEY);
    return TRUE;
}

static gboolean add_check(OrmMysqlParser *parser, OrmCatalogTable *table, const char *name, OrmPlace place,
                          gboolean steps)
{
    const char *expression = orm_mysql_expect_parentheses(parser);
    if (expression == NULL)
        return FALSE;
    OrmCatalogCheck *check =
        orm_catalog_add_check(table->checks, name, orm_mysql_without_backquotes(expression), place);
    check->not_valid = orm_mysql_accept_not_enforced(parser);
    if (steps)
        orm_mysql_step(parser, ORM_STEP_ADD_CHECK, table, name, place);
    return TRUE;
}

static gboolean has_constraint(const OrmCatalog *catalog, const OrmCatalogTable *table, const char *name)
{
    for (guint i = 0; i < table->foreign_keys->len; i++) {
        const OrmCatalogForeignKey *key = g_ptr_array_index(table->foreign_keys, i);
        if (key->name != NULL && g_ascii_strcasecmp(key->name, name) == 0)
            return TRUE;
    }
    for (guint i = 0; i < table->checks->len; i++) {
        const OrmCatalogCheck *check = g_ptr_array_index(table->checks, i);
        if (check->name != NULL && g_ascii_strcasecmp(check->name, name) == 0)
            return TRUE;
    }
    return orm_catalog_index(catalog, table, name) != NULL;
}

gboolean orm_mysql_parse_key(OrmMysqlParser *parser, OrmCatalogTable *table, gboolean steps)
{
    const char *name = NULL;
    OrmPlace place = orm_mysql_place(parser);
    if (orm_mysql_accept(parser, "CONSTRAINT") && !orm_mysql_at_key(parser)) {
        gboolean if_not_exists = orm_mysql_accept_if_not_exists(parser);
        if ((name = orm_mysql_expect_name(parser, "the name of a constraint", &place)) == NULL)
            return FALSE;
        if (if_not_exists && has_constraint(parser->catalog, table, name)) {
            orm_mysql_skip_clause(parser);
            return TRUE;
        }
    }
    if (orm_mysql_accept_pair(parser, "PRIMARY", "KEY"))
        return add_index(parser, table, ORM_CATALOG_PRIMARY_KEY, NULL, place, NULL, steps);
    if (orm_mysql_accept_pair(parser, "FOREIGN", "KEY"))
        return add_foreign_key(parser, table, name, place, steps);
    if (orm_mysql_accept(parser, "CHECK"))
        return add_check(parser, table, name, place, steps);
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
        if (!orm_mysql_accept(parser, "KEY"))
            orm_mysql_accept(parser, "INDEX");
        return add_index(parser, table, kinds[i].kind, name, place, kinds[i].method, steps);
    }
    if (orm_mysql_accept(parser, "KEY") || orm_mysql_accept(parser, "INDEX"))
        return add_index(parser, table, ORM_CATALOG_INDEX, name, place, NULL, steps);
    return orm_mysql_fail(parser, "PRIMARY KEY, UNIQUE, FOREIGN KEY or CHECK");
}

void orm_mysql_set_reference(OrmCatalog *catalog, OrmCatalogForeignKey *key, const OrmMysqlReference *reference)
{
    const char *schema = reference->parent.schema;
    key->parent_schema = g_strcmp0(schema, catalog->default_schema) == 0 ? NULL : schema;
    key->parent = reference->parent.name;
    if (reference->columns != NULL)
        g_ptr_array_extend(key->parent_columns, reference->columns, NULL, NULL);
    key->ondelete = reference->ondelete;
    key->onupdate = reference->onupdate;
    key->match = reference->match;
}
