/* SPDX-License-Identifier: MIT */
/* Between the files about DROP. */
#ifndef ORM_SCHEMA_POSTGRESQL_DROP_H
#define ORM_SCHEMA_POSTGRESQL_DROP_H

#include "analyzer/schema/postgresql/reader.h"

/** Removes a table or view with its partitions and all that is theirs; FALSE and a fault when that needs CASCADE. */
gboolean orm_postgresql_drop_table(OrmPostgresqlReader *reader, OrmCatalogTable *table, gboolean cascade,
                                   OrmPlace place);
void orm_postgresql_drop_type(OrmPostgresqlReader *reader, const json_t *node, const char *schema, const char *name,
                              OrmPlace place);
void orm_postgresql_drop_schema(OrmPostgresqlReader *reader, const json_t *node, const char *name, OrmPlace place);

#endif
