/* SPDX-License-Identifier: MIT */
/* DROP and RENAME. */
#include "analyzer/schema/mysql/statements.h"
#include "analyzer/schema/mysql/steps.h"

#include <string.h>

void orm_mysql_drop_table(OrmMysqlParser *parser, OrmCatalogTable *table, OrmPlace place)
{
    orm_mysql_step(parser, table->is_view ? ORM_STEP_DROP_VIEW : ORM_STEP_DROP_TABLE, table, NULL, place);
    orm_catalog_drop_table(parser->catalog, table, FALSE);
}

void orm_mysql_rename_table(OrmMysqlParser *parser, OrmCatalogTable *table, OrmPlace place, const OrmMysqlName *name)
{
    if (orm_catalog_table(parser->catalog, name->schema, name->name) != NULL) {
        orm_mysql_refuse(parser, name->place, "there is a table `%s` already", name->name);
        return;
    }
    OrmMigrationStep *step = orm_mysql_step(parser, ORM_STEP_RENAME_TABLE, table, NULL, place);
    step->new_name = name->name;
    g_autofree char *old_prefix = g_strconcat(table->name, "_ibfk_", NULL);
    for (guint i = 0; i < table->foreign_keys->len; i++) {
        OrmCatalogForeignKey *key = g_ptr_array_index(table->foreign_keys, i);
        /* names that the server made up go with the table */
        if (key->name == NULL || !g_str_has_prefix(key->name, old_prefix))
            continue;
        g_autofree char *key_name = g_strconcat(name->name, "_ibfk_", key->name + strlen(old_prefix), NULL);
        key->name = orm_intern(key_name);
    }
    table->place = name->place;
    orm_catalog_rename_table(parser->catalog, table, name->schema, name->name);
    const OrmCatalogTable *renamed = orm_catalog_table(parser->catalog, name->schema, name->name);
    if (g_strcmp0(step->schema, renamed->schema) != 0)
        step->new_schema = renamed->schema != NULL ? renamed->schema : parser->catalog->default_schema;
}

/* DROP TABLE a, b; DROP VIEW a, b. */
static void drop_tables(OrmMysqlParser *parser, gboolean views, gboolean temporary)
{
    gboolean if_exists = orm_mysql_accept_if_exists(parser);
    do {
        OrmMysqlName name;
        if (!orm_mysql_expect_table(parser, &name))
            return;
        if (temporary || (orm_mysql_is_temporary(parser, &name) && !views)) {
            g_hash_table_remove(parser->temporary, name.name);
            orm_mysql_step(parser, ORM_STEP_OTHER, NULL, name.name, name.place);
            continue;
        }
        OrmCatalogTable *table = orm_catalog_table(parser->catalog, name.schema, name.name);
        if (table != NULL && table->is_view == views) {
            orm_mysql_drop_table(parser, table, name.place);
            g_array_index(parser->catalog->steps, OrmMigrationStep, parser->catalog->steps->len - 1).if_exists =
                if_exists;
        } else if (!if_exists) {
            orm_mysql_refuse(parser, name.place, "there is no %s `%s`", views ? "view" : "table", name.name);
        }
    } while (orm_mysql_accept_symbol(parser, ','));
}

static void drop_index(OrmMysqlParser *parser)
{
    gboolean if_exists = orm_mysql_accept_if_exists(parser);
    OrmPlace place;
    OrmMysqlName name;
    const char *index_name = orm_mysql_expect_name(parser, "the name of an index", &place);
    if (index_name == NULL || !orm_mysql_expect(parser, "ON") || !orm_mysql_expect_table(parser, &name) ||
        orm_mysql_is_temporary(parser, &name))
        return;
    OrmCatalogTable *table = orm_mysql_find_table(parser, &name);
    if (table == NULL)
        return;
    gboolean primary = g_ascii_strcasecmp(index_name, "PRIMARY") == 0;
    OrmCatalogIndex *index =
        primary ? orm_catalog_primary_key(table) : orm_catalog_index(parser->catalog, table, index_name);
    if (index == NULL) {
        if (!if_exists)
            orm_mysql_refuse(parser, place, "table `%s` has no index `%s`", table->name, index_name);
        return;
    }
    OrmMigrationStepKind kind = primary                             ? ORM_STEP_DROP_PRIMARY_KEY
                                : index->kind == ORM_CATALOG_UNIQUE ? ORM_STEP_DROP_UNIQUE
                                                                    : ORM_STEP_DROP_INDEX;
    orm_mysql_step(parser, kind, table, index->name, place)->if_exists = if_exists;
    g_ptr_array_remove(table->indexes, index);
}

static void drop_database(OrmMysqlParser *parser)
{
    orm_mysql_accept_if_exists(parser);
    OrmPlace place;
    OrmCatalog *catalog = parser->catalog;
    const char *name = orm_mysql_expect_name(parser, "the name of a database", &place);
    if (name == NULL)
        return;
    const char *schema = g_strcmp0(name, catalog->default_schema) == 0 ? NULL : name;
    guint count = 0;
    for (guint i = catalog->tables->len; i > 0; i--) {
        OrmCatalogTable *table = g_ptr_array_index(catalog->tables, i - 1);
        if (table->schema != schema || (schema == NULL && catalog->default_schema == NULL))
            continue;
        orm_catalog_drop_table(catalog, table, FALSE);
        count++;
    }
    /* a dump drops the database that it makes */
    orm_mysql_step(parser, count > 0 ? ORM_STEP_DROP_SCHEMA : ORM_STEP_OTHER, NULL, name, place);
}

static void drop_trigger(OrmMysqlParser *parser)
{
    orm_mysql_accept_if_exists(parser);
    OrmMysqlName name;
    if (!orm_mysql_expect_table(parser, &name))
        return;
    GPtrArray *triggers = parser->catalog->triggers;
    for (guint i = triggers->len; i > 0; i--)
        if (g_strcmp0(((const OrmCatalogTrigger *)g_ptr_array_index(triggers, i - 1))->name, name.name) == 0)
            g_ptr_array_remove_index(triggers, i - 1);
}

static void drop_sequence(OrmMysqlParser *parser)
{
    orm_mysql_accept_if_exists(parser);
    OrmMysqlName name;
    if (!orm_mysql_expect_table(parser, &name))
        return;
    OrmCatalogSequence *sequence = orm_catalog_sequence(parser->catalog, name.schema, name.name);
    if (sequence != NULL)
        g_ptr_array_remove(parser->catalog->sequences, sequence);
}

void orm_mysql_drop(OrmMysqlParser *parser)
{
    gboolean temporary = orm_mysql_accept(parser, "TEMPORARY");
    if (orm_mysql_accept(parser, "TABLE") || orm_mysql_accept(parser, "TABLES"))
        drop_tables(parser, FALSE, temporary);
    else if (orm_mysql_accept(parser, "VIEW"))
        drop_tables(parser, TRUE, FALSE);
    else if (orm_mysql_accept(parser, "INDEX"))
        drop_index(parser);
    else if (orm_mysql_accept(parser, "DATABASE") || orm_mysql_accept(parser, "SCHEMA"))
        drop_database(parser);
    else if (orm_mysql_accept(parser, "TRIGGER"))
        drop_trigger(parser);
    else if (orm_mysql_accept(parser, "SEQUENCE"))
        drop_sequence(parser);
}

void orm_mysql_rename(OrmMysqlParser *parser)
{
    if (!orm_mysql_accept(parser, "TABLE") && !orm_mysql_accept(parser, "TABLES"))
        return; /* RENAME USER */
    gboolean if_exists = orm_mysql_accept_if_exists(parser);
    do {
        OrmMysqlName name, new_name;
        if (!orm_mysql_expect_table(parser, &name))
            return;
        if (orm_mysql_accept(parser, "WAIT"))
            orm_mysql_advance(parser);
        orm_mysql_accept(parser, "NOWAIT");
        if (!orm_mysql_expect(parser, "TO") || !orm_mysql_expect_table(parser, &new_name))
            return;
        OrmCatalogTable *table = orm_catalog_table(parser->catalog, name.schema, name.name);
        if (table == NULL && !if_exists)
            orm_mysql_find_table(parser, &name);
        if (table != NULL)
            orm_mysql_rename_table(parser, table, name.place, &new_name);
    } while (!parser->failed && orm_mysql_accept_symbol(parser, ','));
}
