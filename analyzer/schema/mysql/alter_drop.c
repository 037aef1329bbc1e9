/* SPDX-License-Identifier: MIT */
/* What ALTER TABLE drops. */
#include "analyzer/schema/mysql/alteration.h"
#include "analyzer/schema/mysql/steps.h"

#include <string.h>

static void drop_column(OrmMysqlParser *parser, OrmCatalogTable *table)
{
    OrmPlace place;
    orm_mysql_accept(parser, "COLUMN");
    gboolean if_exists = orm_mysql_accept_if_exists(parser);
    const char *name = orm_mysql_expect_name(parser, "the name of a column", &place);
    if (name == NULL || (if_exists && orm_catalog_column(parser->catalog, table, name) == NULL))
        return;
    OrmCatalogColumn *column = orm_mysql_find_column(parser, table, name, place);
    if (column == NULL)
        return;
    orm_mysql_step(parser, ORM_STEP_DROP_COLUMN, table, column->name, place)->old_type = column->type;
    orm_catalog_drop_column(parser->catalog, table, column);
    if (!orm_mysql_accept(parser, "RESTRICT"))
        orm_mysql_accept(parser, "CASCADE");
}

static void remove_index(OrmMysqlParser *parser, OrmCatalogTable *table, OrmCatalogIndex *index, OrmPlace place)
{
    static const OrmMigrationStepKind kinds[] = {[ORM_CATALOG_PRIMARY_KEY] = ORM_STEP_DROP_PRIMARY_KEY,
                                                 [ORM_CATALOG_UNIQUE] = ORM_STEP_DROP_UNIQUE,
                                                 [ORM_CATALOG_INDEX] = ORM_STEP_DROP_INDEX};
    orm_mysql_step(parser, kinds[index->kind], table, index->name, place);
    g_ptr_array_remove(table->indexes, index);
}

static OrmCatalogForeignKey *find_foreign_key(const OrmCatalogTable *table, const char *name)
{
    for (guint i = 0; i < table->foreign_keys->len; i++) {
        OrmCatalogForeignKey *key = g_ptr_array_index(table->foreign_keys, i);
        if (key->name != NULL && g_ascii_strcasecmp(key->name, name) == 0)
            return key;
    }
    return NULL;
}

OrmCatalogCheck *orm_mysql_find_check(const OrmCatalogTable *table, const char *name)
{
    for (guint i = 0; i < table->checks->len; i++) {
        OrmCatalogCheck *check = g_ptr_array_index(table->checks, i);
        if (check->name != NULL && g_ascii_strcasecmp(check->name, name) == 0)
            return check;
    }
    return NULL;
}

/* What DROP CONSTRAINT may mean; `of` says which kinds it may be. FALSE: nothing of that name. */
static gboolean remove_named(OrmMysqlParser *parser, OrmCatalogTable *table, const char *of, const char *name,
                             OrmPlace place)
{
    OrmCatalogForeignKey *key = strchr(of, 'f') != NULL ? find_foreign_key(table, name) : NULL;
    OrmCatalogCheck *check = key == NULL && strchr(of, 'c') != NULL ? orm_mysql_find_check(table, name) : NULL;
    OrmCatalogIndex *index = key == NULL && check == NULL && strchr(of, 'i') != NULL
                                 ? orm_catalog_index(parser->catalog, table, name)
                                 : NULL;
    if (key != NULL) {
        orm_mysql_step_foreign_key(parser, table, key, ORM_STEP_DROP_FOREIGN_KEY);
        g_array_index(parser->catalog->steps, OrmMigrationStep, parser->catalog->steps->len - 1).place = place;
        g_ptr_array_remove(table->foreign_keys, key);
    } else if (check != NULL) {
        orm_mysql_step(parser, ORM_STEP_DROP_CONSTRAINT, table, check->name, place);
        g_ptr_array_remove(table->checks, check);
    } else if (index != NULL) {
        remove_index(parser, table, index, place);
    }
    return key != NULL || check != NULL || index != NULL;
}

void orm_mysql_alter_drop(OrmMysqlParser *parser, OrmCatalogTable *table)
{
    static const struct {
        const char *word, *second, *of, *what;
    } kinds[] = {{"FOREIGN", "KEY", "f", "foreign key"},
                 {"INDEX", NULL, "i", "index"},
                 {"KEY", NULL, "i", "index"},
                 {"CHECK", NULL, "c", "check"},
                 {"CONSTRAINT", NULL, "fci", "constraint"}};
    if (orm_mysql_accept_pair(parser, "PRIMARY", "KEY")) {
        OrmCatalogIndex *primary = orm_catalog_primary_key(table);
        if (primary == NULL)
            orm_mysql_refuse(parser, orm_mysql_place(parser), "table `%s` has no primary key", table->name);
        else
            remove_index(parser, table, primary, parser->statement);
        return;
    }
    if (orm_mysql_at(parser, "PARTITION")) { /* a, b, ...: the last clause */
        while (!orm_mysql_at_end(parser))
            orm_mysql_advance(parser);
        return;
    }
    if (orm_mysql_at(parser, "SYSTEM") || orm_mysql_at(parser, "PERIOD")) {
        orm_mysql_skip_clause(parser);
        return;
    }
    for (guint i = 0; i < G_N_ELEMENTS(kinds); i++) {
        if (!orm_mysql_accept(parser, kinds[i].word))
            continue;
        if (kinds[i].second != NULL && !orm_mysql_expect(parser, kinds[i].second))
            return;
        OrmPlace place;
        gboolean if_exists = orm_mysql_accept_if_exists(parser);
        const char *name = orm_mysql_expect_name(parser, "a name", &place);
        if (name != NULL && !remove_named(parser, table, kinds[i].of, name, place) && !if_exists)
            orm_mysql_refuse(parser, place, "table `%s` has no %s `%s`", table->name, kinds[i].what, name);
        return;
    }
    drop_column(parser, table);
}
