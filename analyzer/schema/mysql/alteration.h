/* SPDX-License-Identifier: MIT */
/* The clauses of ALTER TABLE. Each function is called behind the clause's first word, and applies the clause to the
 * table or makes the statement a fault. */
#ifndef ORM_SCHEMA_MYSQL_ALTERATION_H
#define ORM_SCHEMA_MYSQL_ALTERATION_H

#include "analyzer/schema/mysql/statements.h"

/** Behind ADD: columns, keys, constraints, partitions. */
void orm_mysql_alter_add(OrmMysqlParser *parser, OrmCatalogTable *table);
/** Behind MODIFY, or CHANGE, which states a name as well. */
void orm_mysql_alter_modify(OrmMysqlParser *parser, OrmCatalogTable *table, gboolean change);
/** Behind ALTER: [COLUMN] x SET DEFAULT, INDEX x INVISIBLE, CHECK x NOT ENFORCED. */
void orm_mysql_alter_member(OrmMysqlParser *parser, OrmCatalogTable *table);
/** Behind DROP: columns, keys, constraints, partitions. */
void orm_mysql_alter_drop(OrmMysqlParser *parser, OrmCatalogTable *table);
/** Behind RENAME. A new name of the table itself is put into `new_name`, and not applied. */
void orm_mysql_alter_rename(OrmMysqlParser *parser, OrmCatalogTable *table, OrmMysqlName *new_name);

/** Renames a column, which is noted in `parser->renamed` to be taken back when another clause cannot be applied:
 * foreign keys of other tables follow the name. */
void orm_mysql_alter_rename_column(OrmMysqlParser *parser, OrmCatalogTable *table, OrmCatalogColumn *column,
                                   const char *name);
/** The CHECK of that name; NULL: none. */
OrmCatalogCheck *orm_mysql_find_check(const OrmCatalogTable *table, const char *name);

#endif
