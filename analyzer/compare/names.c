/* SPDX-License-Identifier: MIT */
#include "analyzer/compare/comparer.h"

#include "analyzer/graph/names.h"

const char *orm_compared_name(const OrmComparer *comparer, const char *name)
{
    return comparer->dialect == ORM_DIALECT_POSTGRESQL ? orm_intern(name) : orm_fold_name(name);
}

gboolean orm_same_name(const char *left, const char *right)
{
    return left == right || g_ascii_strcasecmp(left, right) == 0;
}

const char *orm_compared_schema(const OrmComparer *comparer, const char *schema)
{
    const char *usual = comparer->catalog->default_schema;
    if (schema == NULL || comparer->dialect == ORM_DIALECT_SQLITE)
        return NULL; /* a schema of SQLite is an attached file, whose name is not the models' business */
    if (usual == NULL && comparer->dialect == ORM_DIALECT_POSTGRESQL)
        usual = "public";
    return usual != NULL && orm_same_name(schema, usual) ? NULL : orm_compared_name(comparer, schema);
}

/* Tables that tools and extensions keep for themselves. */
static const char *const foreign_tables[] = {
    "alembic_version",
    "_prisma_migrations",
    "schema_migrations",
    "schema_version",
    "flyway_schema_history",
    "goose_db_version",
    "gorp_migrations",
    "django_migrations",
    "knex_migrations",
    "knex_migrations_lock",
    "__efmigrationshistory",
    "ar_internal_metadata",
    "databasechangelog",
    "databasechangeloglock",
    "doctrine_migration_versions",
    "__diesel_schema_migrations",
    "_sqlx_migrations",
    "atlas_schema_revisions",
    "sequelizemeta",
    "sqlite_sequence",
    "sqlite_stat1",
    "sqlite_stat4",
    "spatial_ref_sys",
    "geometry_columns",
    "geography_columns",
    "raster_columns",
    "raster_overviews",
    NULL,
};

gboolean orm_table_is_foreign(const OrmComparer *comparer, const OrmTable *table)
{
    const GPtrArray *globs = comparer->ignore_tables;
    if (g_strv_contains(foreign_tables, orm_fold_name(table->name)))
        return TRUE;
    for (guint i = 0; globs != NULL && i < globs->len; i++) {
        const char *glob = g_ptr_array_index(globs, i);
        if (g_pattern_match_simple(glob, table->name) || g_pattern_match_simple(glob, orm_table_label(table)))
            return TRUE;
    }
    return FALSE;
}
