/* SPDX-License-Identifier: MIT */
/* One clause of an ALTER TABLE. */
#ifndef ORM_SCHEMA_POSTGRESQL_ALTERATION_H
#define ORM_SCHEMA_POSTGRESQL_ALTERATION_H

#include "analyzer/schema/postgresql/reader.h"

typedef struct {
    OrmPostgresqlReader *reader;
    OrmCatalogTable *table;
    const json_t *command; /* AlterTableCmd */
    guint from, to;        /* its tokens */
    gboolean recurses;     /* into children and partitions: not with ONLY */
} OrmPostgresqlAlteration;

/* Clauses about a column (alter_column.c). */
void orm_postgresql_alter_add_column(const OrmPostgresqlAlteration *alteration);
void orm_postgresql_alter_drop_column(const OrmPostgresqlAlteration *alteration);
void orm_postgresql_alter_type(const OrmPostgresqlAlteration *alteration);
void orm_postgresql_alter_nullable(const OrmPostgresqlAlteration *alteration);
void orm_postgresql_alter_default(const OrmPostgresqlAlteration *alteration);
void orm_postgresql_alter_drop_expression(const OrmPostgresqlAlteration *alteration);
void orm_postgresql_alter_identity(const OrmPostgresqlAlteration *alteration);

/* Clauses about parents and partitions (partitions.c). */
void orm_postgresql_attach_partition(const OrmPostgresqlAlteration *alteration);
void orm_postgresql_detach_partition(const OrmPostgresqlAlteration *alteration);
void orm_postgresql_alter_inherit(const OrmPostgresqlAlteration *alteration);
/** ALTER INDEX ... ATTACH PARTITION: the partition's index is its parent's from then on. */
void orm_postgresql_attach_index(OrmPostgresqlReader *reader, const json_t *node);

#endif
