/* SPDX-License-Identifier: MIT */
/* Readers that this build does not have: each says so. */
#include "analyzer/schema/readers.h"

static void missing_text(OrmCatalog *catalog, const char *dialect)
{
    orm_catalog_fault(catalog, orm_catalog_place(catalog), "this build of ormlint cannot read SQL of %s", dialect);
}

static gboolean missing_server(const OrmCatalog *catalog, const char *dialect, GError **error)
{
    g_set_error(error, ORM_SCHEMA_ERROR, 0, "%s: this build of ormlint cannot read %s", catalog->label, dialect);
    return FALSE;
}

void orm_mysql_read_text(OrmCatalog *catalog, const OrmSqlText *texts, guint count)
{
    (void)texts, (void)count;
    missing_text(catalog, "MySQL");
}

gboolean orm_postgresql_read_server(OrmCatalog *catalog, const char *name, const OrmSchemaOptions *options,
                                    GError **error)
{
    (void)name, (void)options;
    return missing_server(catalog, "PostgreSQL", error);
}

gboolean orm_mysql_read_server(OrmCatalog *catalog, const char *name, const OrmSchemaOptions *options, GError **error)
{
    (void)name, (void)options;
    return missing_server(catalog, "MySQL", error);
}
