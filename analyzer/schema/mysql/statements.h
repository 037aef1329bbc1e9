/* SPDX-License-Identifier: MIT */
/* The statements that shape a schema. Each is called behind its first words, and applies the statement to the catalog
 * or makes it a fault. */
#ifndef ORM_SCHEMA_MYSQL_STATEMENTS_H
#define ORM_SCHEMA_MYSQL_STATEMENTS_H

#include "analyzer/schema/mysql/definition.h"

/** Behind CREATE: everything. */
void orm_mysql_create(OrmMysqlParser *parser);
/** Behind CREATE [OR REPLACE] [TEMPORARY] TABLE. */
void orm_mysql_create_table(OrmMysqlParser *parser, gboolean replace, gboolean temporary);
/** Behind ALTER: tables and databases; others are passed over. */
void orm_mysql_alter(OrmMysqlParser *parser);
/** Behind DROP. */
void orm_mysql_drop(OrmMysqlParser *parser);
/** Behind RENAME. */
void orm_mysql_rename(OrmMysqlParser *parser);

/** Options of a table, up to the end of the statement or a comma: ENGINE, character set, collation, COMMENT, PARTITION
 * BY. Returns FALSE when none stands there. */
gboolean orm_mysql_accept_table_option(OrmMysqlParser *parser, OrmCatalogTable *table);
/** [DEFAULT] CHARACTER SET and COLLATE of a database: those of the tables to come. */
void orm_mysql_parse_database_options(OrmMysqlParser *parser);

/** The table of that name; NULL after making the statement a fault. */
OrmCatalogTable *orm_mysql_find_table(OrmMysqlParser *parser, const OrmMysqlName *name);
/** The column of that name; NULL after making the statement a fault. */
OrmCatalogColumn *orm_mysql_find_column(OrmMysqlParser *parser, const OrmCatalogTable *table, const char *name,
                                        OrmPlace place);
gboolean orm_mysql_is_temporary(const OrmMysqlParser *parser, const OrmMysqlName *name);

/** Removes a table or view; a step says so. */
void orm_mysql_drop_table(OrmMysqlParser *parser, OrmCatalogTable *table, OrmPlace place);
/** Renames a table, which the statement names at `place`; a step says so. */
void orm_mysql_rename_table(OrmMysqlParser *parser, OrmCatalogTable *table, OrmPlace place, const OrmMysqlName *name);

#endif
