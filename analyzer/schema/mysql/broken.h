/* SPDX-License-Identifier: MIT */
/* Text that is cut off or lacks a quote. */
#ifndef ORM_SCHEMA_MYSQL_BROKEN_H
#define ORM_SCHEMA_MYSQL_BROKEN_H

#include "analyzer/schema/mysql/parser.h"

/** After a statement that begins at `start` is a fault: where a quote without end may have taken in what follows it,
 * reading goes on behind the first delimiter that ends a line. */
void orm_mysql_resume_behind(OrmMysqlParser *parser, const char *start);

/** Passes over a statement that writes rows and begins at `start`, looking at no more than quotes; a fault when it
 * never ends. */
void orm_mysql_pass_rows(OrmMysqlParser *parser, const char *start);

/** Whether mysqldump or mariadb-dump wrote the text. */
gboolean orm_mysql_is_dump(const OrmSqlText *text);
/** A notice when a dump lacks its last line. */
void orm_mysql_check_dump_end(OrmMysqlParser *parser);

#endif
