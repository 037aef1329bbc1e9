/* SPDX-License-Identifier: MIT */
/* What ALTER TABLE adds, and columns that it states anew or gives another default. */
#include "analyzer/schema/mysql/alteration.h"
#include "analyzer/schema/mysql/steps.h"

#include <string.h>

static gint index_of(const OrmCatalogTable *table, const OrmCatalogColumn *column)
{
    guint position = 0;
    return g_ptr_array_find(table->columns, column, &position) ? (gint)position : -1;
}

/* FIRST, AFTER x; -1: neither. */
static gint parse_position(OrmMysqlParser *parser, const OrmCatalogTable *table)
{
    OrmPlace place;
    if (orm_mysql_accept(parser, "FIRST"))
        return 0;
    if (!orm_mysql_accept(parser, "AFTER"))
        return -1;
    const char *name = orm_mysql_expect_name(parser, "the name of a column", &place);
    const OrmCatalogColumn *before = name != NULL ? orm_mysql_find_column(parser, table, name, place) : NULL;
    return before != NULL ? index_of(table, before) + 1 : -1;
}

static void add_column(OrmMysqlParser *parser, OrmCatalogTable *table, gboolean if_not_exists)
{
    g_auto(OrmMysqlColumn) definition = {0};
    if (!orm_mysql_parse_column(parser, &definition))
        return;
    gint position = parse_position(parser, table);
    const OrmCatalogColumn *column = definition.column;
    gboolean exists = orm_catalog_column(parser->catalog, table, column->name) != NULL;
    if (exists && !if_not_exists)
        orm_mysql_refuse(parser, column->place, "table `%s` has a column `%s` already", table->name, column->name);
    if (exists || parser->failed)
        return;
    if (definition.is_primary)
        definition.column->nullable = ORM_NO;
    orm_mysql_step_new_column(parser, table, column);
    orm_mysql_take_column(parser, table, &definition, position, TRUE);
}

void orm_mysql_alter_add(OrmMysqlParser *parser, OrmCatalogTable *table)
{
    static const char *const passed[] = {"PARTITION", "PERIOD", "SYSTEM"};
    for (guint i = 0; i < G_N_ELEMENTS(passed); i++) {
        if (orm_mysql_accept(parser, passed[i])) {
            orm_mysql_skip_clause(parser);
            return;
        }
    }
    gboolean column = orm_mysql_accept(parser, "COLUMN");
    gboolean if_not_exists = orm_mysql_accept_if_not_exists(parser);
    if (!column && orm_mysql_at_key(parser)) {
        orm_mysql_parse_key(parser, table, TRUE);
    } else if (orm_mysql_accept_symbol(parser, '(')) {
        do {
            if (orm_mysql_at_key(parser))
                orm_mysql_parse_key(parser, table, TRUE);
            else
                add_column(parser, table, if_not_exists);
        } while (!parser->failed && orm_mysql_accept_symbol(parser, ','));
        orm_mysql_expect_symbol(parser, ')');
    } else {
        add_column(parser, table, if_not_exists);
    }
}

/* MODIFY and CHANGE state the column anew; only its keys stay. */
static void redefine(OrmMysqlParser *parser, OrmCatalogTable *table, OrmCatalogColumn *old, OrmPlace old_place)
{
    g_auto(OrmMysqlColumn) definition = {0};
    if (!orm_mysql_parse_column(parser, &definition))
        return;
    gint position = parse_position(parser, table);
    OrmCatalogColumn *column = definition.column;
    if (parser->failed)
        return;
    const OrmCatalogColumn *other = orm_catalog_column(parser->catalog, table, column->name);
    if (other != NULL && other != old) {
        orm_mysql_refuse(parser, column->place, "table `%s` has a column `%s` already", table->name, column->name);
        return;
    }
    const OrmCatalogIndex *primary = orm_catalog_primary_key(table);
    for (guint i = 0; primary != NULL && i < primary->elements->len; i++)
        if (g_strcmp0(((const OrmCatalogElement *)g_ptr_array_index(primary->elements, i))->column, old->name) == 0)
            column->nullable = ORM_NO;
    orm_mysql_step_changes(parser, table, old, old_place, column);
    if (strcmp(old->name, column->name) != 0)
        orm_mysql_alter_rename_column(parser, table, old, column->name);
    gint at = index_of(table, old);
    gboolean moves = position >= 0;
    if (moves && position > at)
        position--; /* the old one goes first */
    g_ptr_array_remove(table->columns, old);
    orm_mysql_take_column(parser, table, &definition, moves ? position : at, TRUE);
}

void orm_mysql_alter_modify(OrmMysqlParser *parser, OrmCatalogTable *table, gboolean change)
{
    orm_mysql_accept(parser, "COLUMN");
    gboolean if_exists = orm_mysql_accept_if_exists(parser);
    guint first = parser->at;
    OrmPlace place;
    const char *name = orm_mysql_expect_name(parser, "the name of a column", &place);
    if (name == NULL)
        return;
    if (!change)
        parser->at = first; /* the definition begins with the name */
    if (if_exists && orm_catalog_column(parser->catalog, table, name) == NULL) {
        orm_mysql_skip_clause(parser);
        return;
    }
    OrmCatalogColumn *column = orm_mysql_find_column(parser, table, name, place);
    if (column != NULL)
        redefine(parser, table, column, place);
}

static void alter_default(OrmMysqlParser *parser, OrmCatalogTable *table, OrmCatalogColumn *column, OrmPlace place)
{
    if (orm_mysql_accept_pair(parser, "DROP", "DEFAULT")) {
        column->default_text = NULL;
        orm_mysql_step(parser, ORM_STEP_DROP_DEFAULT, table, column->name, place);
    } else if (orm_mysql_accept_pair(parser, "SET", "DEFAULT")) {
        column->default_place = orm_mysql_place(parser);
        if (orm_mysql_parse_default(parser, &column->default_text))
            orm_mysql_step(parser, ORM_STEP_SET_DEFAULT, table, column->name, place);
    } else {
        orm_mysql_skip_clause(parser); /* SET INVISIBLE */
    }
}

/* ALTER [COLUMN] x SET DEFAULT, ALTER INDEX x INVISIBLE, ALTER CHECK x NOT ENFORCED. */
void orm_mysql_alter_member(OrmMysqlParser *parser, OrmCatalogTable *table)
{
    OrmPlace place;
    if (orm_mysql_accept(parser, "INDEX") || orm_mysql_accept(parser, "KEY")) {
        orm_mysql_skip_clause(parser);
        return;
    }
    if (orm_mysql_accept(parser, "CHECK") || orm_mysql_accept(parser, "CONSTRAINT")) {
        const char *name = orm_mysql_expect_name(parser, "the name of a constraint", &place);
        OrmCatalogCheck *check = name != NULL ? orm_mysql_find_check(table, name) : NULL;
        gboolean off = orm_mysql_accept_not_enforced(parser);
        if (check != NULL)
            check->not_valid = off;
        return;
    }
    orm_mysql_accept(parser, "COLUMN");
    gboolean if_exists = orm_mysql_accept_if_exists(parser);
    const char *name = orm_mysql_expect_name(parser, "the name of a column", &place);
    if (name == NULL)
        return;
    if (if_exists && orm_catalog_column(parser->catalog, table, name) == NULL) {
        orm_mysql_skip_clause(parser);
        return;
    }
    OrmCatalogColumn *column = orm_mysql_find_column(parser, table, name, place);
    if (column != NULL)
        alter_default(parser, table, column, place);
}
