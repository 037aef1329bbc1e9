/* SPDX-License-Identifier: MIT */
/* Readers that this build does not have: each says so. */
#include "analyzer/schema/readers.h"

static gboolean missing_server(const OrmCatalog *catalog, const char *dialect, GError **error)
{
    g_set_error(error, ORM_SCHEMA_ERROR, 0, "%s: this build of ormlint cannot read %s", catalog->label, dialect);
    return FALSE;
}

gboolean orm_mysql_read_server(OrmCatalog *catalog, const char *name, const OrmSchemaOptions *options, GError **error)
{
    (void)name, (void)options;
    return missing_server(catalog, "MySQL", error);
}
