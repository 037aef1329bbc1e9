/* SPDX-License-Identifier: MIT */
/* Migration steps: what each clause did. */
#ifndef ORM_SCHEMA_MYSQL_STEPS_H
#define ORM_SCHEMA_MYSQL_STEPS_H

#include "analyzer/schema/mysql/parser.h"

/** Adds a step about the table (NULL: about none) and the thing of that name; returns it, owned by the catalog, until
 * the next one. */
OrmMigrationStep *orm_mysql_step(OrmMysqlParser *parser, OrmMigrationStepKind kind, const OrmCatalogTable *table,
                                 const char *name, OrmPlace place);
void orm_mysql_step_index(OrmMysqlParser *parser, const OrmCatalogTable *table, const OrmCatalogIndex *index);
/** `kind`: that of adding or of dropping. */
void orm_mysql_step_foreign_key(OrmMysqlParser *parser, const OrmCatalogTable *table, const OrmCatalogForeignKey *key,
                                OrmMigrationStepKind kind);
void orm_mysql_step_new_column(OrmMysqlParser *parser, const OrmCatalogTable *table, const OrmCatalogColumn *column);
/** What changes when the column `old`, which the clause names at `old_place`, becomes `column`: its name, type, values,
 * nullability, default. */
void orm_mysql_step_changes(OrmMysqlParser *parser, const OrmCatalogTable *table, const OrmCatalogColumn *old,
                            OrmPlace old_place, const OrmCatalogColumn *column);

#endif
