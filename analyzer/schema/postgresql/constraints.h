/* SPDX-License-Identifier: MIT */
/* Constraints of tables on their way into the catalog: constraints.c collects them and makes them in the server's
 * order. */
#ifndef ORM_SCHEMA_POSTGRESQL_CONSTRAINTS_H
#define ORM_SCHEMA_POSTGRESQL_CONSTRAINTS_H

#include "analyzer/schema/postgresql/reader.h"

/** A key or foreign key that waits for the columns of the statement. */
typedef struct {
    const json_t *constraint;
    const char *column; /* on which it was written; NULL: the table's */
    gboolean deferrable, deferred;
    OrmPlace place;
} OrmPostgresqlPending;

/** The token with which the constraint begins. */
guint orm_postgresql_constraint_token(const OrmPostgresqlReader *reader, const json_t *constraint);
/** A step about the constraint; one that is thrown away where the statement makes the table. */
OrmMigrationStep *orm_postgresql_constraint_step(OrmPostgresqlReader *reader, const OrmPostgresqlConstraints *collected,
                                                 OrmMigrationStepKind kind, OrmPlace place, const char *name);
/** Whether no constraint of the table has the name; else a fault. */
gboolean orm_postgresql_constraint_is_new(OrmPostgresqlReader *reader, const OrmCatalogTable *table, const char *name,
                                          OrmPlace place);
/** The columns in the list `member` of the constraint, else the one on which it was written: of const char *, borrowed.
 * Free with g_ptr_array_unref. */
GPtrArray *orm_postgresql_key_columns(const OrmPostgresqlPending *pending, const char *member);
/** Whether the table has the columns; else a fault. */
gboolean orm_postgresql_check_columns(OrmPostgresqlReader *reader, OrmCatalogTable *table, const GPtrArray *columns,
                                      OrmPlace place);

/** Makes a primary key or unique constraint; `first` is the first of the table's indexes that the statement made. */
void orm_postgresql_add_key(OrmPostgresqlReader *reader, const OrmPostgresqlConstraints *collected,
                            const OrmPostgresqlPending *pending, guint first);
/** Names what has none of the indexes from `first` on, once it is known what is left of the keys. */
void orm_postgresql_name_keys(OrmPostgresqlReader *reader, OrmCatalogTable *table, guint first);
void orm_postgresql_add_exclusion(OrmPostgresqlReader *reader, const OrmPostgresqlConstraints *collected,
                                  const OrmPostgresqlPending *pending);
void orm_postgresql_add_foreign_key(OrmPostgresqlReader *reader, const OrmPostgresqlConstraints *collected,
                                    const OrmPostgresqlPending *pending);

#endif
