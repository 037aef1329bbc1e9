/* SPDX-License-Identifier: MIT */
/* What ALTER TABLE gives other names. */
#include "analyzer/schema/mysql/alteration.h"
#include "analyzer/schema/mysql/steps.h"

/* Noted, to be taken back when another clause cannot be applied: foreign keys of other tables follow the name. */
void orm_mysql_alter_rename_column(OrmMysqlParser *parser, OrmCatalogTable *table, OrmCatalogColumn *column,
                                   const char *name)
{
    g_ptr_array_add(parser->renamed, (gpointer)column->name);
    g_ptr_array_add(parser->renamed, (gpointer)name);
    orm_catalog_rename_column(parser->catalog, table, column, name);
}

static void rename_member(OrmMysqlParser *parser, OrmCatalogTable *table, gboolean of_column)
{
    OrmPlace place, new_place;
    gboolean if_exists = orm_mysql_accept_if_exists(parser);
    const char *name = orm_mysql_expect_name(parser, "a name", &place);
    if (name == NULL || !orm_mysql_expect(parser, "TO"))
        return;
    const char *new_name = orm_mysql_expect_name(parser, "a name", &new_place);
    if (new_name == NULL)
        return;
    OrmCatalogColumn *column = of_column ? orm_catalog_column(parser->catalog, table, name) : NULL;
    OrmCatalogIndex *index = of_column ? NULL : orm_catalog_index(parser->catalog, table, name);
    if (column == NULL && index == NULL) {
        if (!if_exists)
            orm_mysql_refuse(parser, place, "table `%s` has no %s `%s`", table->name, of_column ? "column" : "index",
                             name);
        return;
    }
    orm_mysql_step(parser, of_column ? ORM_STEP_RENAME_COLUMN : ORM_STEP_RENAME_OTHER, table, name, place)->new_name =
        new_name;
    if (column != NULL) {
        column->place = new_place;
        orm_mysql_alter_rename_column(parser, table, column, new_name);
    } else {
        index->name = new_name;
    }
}

void orm_mysql_alter_rename(OrmMysqlParser *parser, OrmCatalogTable *table, OrmMysqlName *new_name)
{
    if (orm_mysql_accept(parser, "COLUMN")) {
        rename_member(parser, table, TRUE);
    } else if (orm_mysql_accept(parser, "INDEX") || orm_mysql_accept(parser, "KEY")) {
        rename_member(parser, table, FALSE);
    } else {
        if (!orm_mysql_accept(parser, "TO") && !orm_mysql_accept(parser, "AS"))
            orm_mysql_accept_symbol(parser, '=');
        orm_mysql_expect_table(parser, new_name);
    }
}
