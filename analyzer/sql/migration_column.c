/* SPDX-License-Identifier: MIT */
/* Steps that add, drop and rename columns. */
#include "analyzer/sql/column_type.h"
#include "analyzer/sql/identifier.h"
#include "analyzer/sql/migration_internal.h"

static gboolean fills_itself(const OrmColumn *column)
{
    return column->details->server_default.text != NULL || column->details->computed.text != NULL ||
           column->identity != ORM_IDENTITY_NONE || column->type.is_serial ||
           column->flags->autoincrement.value == ORM_YES;
}

/* Rows that are there get a value that says nothing, as a default that goes again. */
void orm_migration_add_column(OrmMigration *migration, const OrmColumn *column, guint safety)
{
    OrmDialect dialect = migration->dialect;
    gboolean needs_value = column->nullable == ORM_NO && !fills_itself(column);
    const char *filler = orm_migration_filler(column, dialect);
    if (!orm_migration_once(migration, column))
        return;
    orm_migration_need_type(migration, column);
    GString *sql = orm_migration_alter(migration, column->table);
    g_string_append(sql, "ADD COLUMN ");
    orm_append_column(sql, column, dialect);
    if (needs_value && dialect == ORM_DIALECT_POSTGRESQL) {
        g_string_append_printf(sql, " DEFAULT %s;\nALTER TABLE ", filler);
        orm_append_table(sql, column->table, dialect);
        g_string_append(sql, " ALTER COLUMN ");
        orm_append_identifier(sql, column->name, dialect);
        g_string_append(sql, " DROP DEFAULT");
    }
    if (needs_value)
        orm_migration_add(migration, ORM_PHASE_ADD_COLUMN, safety | ORM_DATA_DEPENDENT, orm_migration_end(sql),
                          "column `%s` is new; rows that are there get %s: put in what is right for them",
                          orm_column_label(column),
                          orm_dialect_is_mysql(dialect) ? "MySQL's implicit default" : filler);
    else
        orm_migration_add(migration, ORM_PHASE_ADD_COLUMN, safety, orm_migration_end(sql), "column `%s` %s",
                          orm_column_label(column),
                          (safety & ORM_UNDOES_DROP) != 0 ? "is made again, if it was dropped" : "is new");
    orm_migration_add_members(migration, column, safety);
}

/* `loss`: what goes with it; nothing for a computed one. */
void orm_migration_drop_column(OrmMigration *migration, const OrmColumn *column, guint loss, OrmPhase phase)
{
    if (!orm_migration_once(migration, column))
        return;
    orm_migration_drop_members(migration, column, loss);
    GString *sql = orm_migration_alter(migration, column->table);
    g_string_append(sql, "DROP COLUMN ");
    orm_append_identifier(sql, column->name, migration->dialect);
    orm_migration_add(migration, phase, loss | ORM_INCOMPATIBLE, orm_migration_end(sql), "column `%s` goes%s",
                      orm_column_label(column), loss != ORM_SAFE ? ", with its values" : "");
    orm_migration_free_type(migration, column);
}

static void rename_column(OrmMigration *migration, const OrmSide *want, const OrmSide *have)
{
    GString *sql = orm_migration_alter(migration, want->table);
    g_string_append(sql, "RENAME COLUMN ");
    orm_append_identifier(sql, have->column->name, migration->dialect);
    g_string_append(sql, " TO ");
    orm_append_identifier(sql, want->column->name, migration->dialect);
    orm_migration_add(migration, ORM_PHASE_RENAME, ORM_INCOMPATIBLE, orm_migration_end(sql),
                      "column `%s` is renamed to `%s`", orm_column_label(have->column), want->column->name);
}

/* Which of the two it is, add and drop or a rename, only a person knows. */
static void maybe_rename(OrmMigration *migration, const OrmDifference *difference, const OrmSide *want,
                         const OrmSide *have)
{
    if (difference->column->details->renamed_from.text != NULL) {
        rename_column(migration, want, have);
        return;
    }
    gboolean down = migration->options->down;
    orm_migration_add(migration, ORM_PHASE_RENAME, ORM_INCOMPATIBLE, NULL,
                      "if `%s` is the new name of `%s`, state renamed_from=%s in the model: then it is renamed",
                      difference->column->name, orm_column_label(difference->actual_column),
                      difference->actual_column->name);
    orm_migration_add_column(migration, want->column, down ? ORM_UNDOES_DROP : ORM_SAFE);
    orm_migration_drop_column(migration, have->column, ORM_DESTRUCTIVE, ORM_PHASE_DROP_COLUMN);
}

static void add_or_drop(OrmMigration *migration, const OrmDifference *difference, const OrmSide *want,
                        const OrmSide *have)
{
    /* what brings back a column that was never dropped must not run */
    gboolean undoes_drop = migration->options->down && difference->column == NULL;
    if (want->column != NULL)
        orm_migration_add_column(migration, want->column, undoes_drop ? ORM_UNDOES_DROP : ORM_SAFE);
    else
        orm_migration_drop_column(migration, have->column,
                                  have->column->details->computed.text != NULL ? ORM_SAFE : ORM_DESTRUCTIVE,
                                  ORM_PHASE_DROP_COLUMN);
}

gboolean orm_migrate_column(OrmMigration *migration, const OrmDifference *difference)
{
    OrmSide want = orm_migration_want(migration, difference), have = orm_migration_have(migration, difference);
    switch (difference->kind) {
    case ORM_DIFFERENCE_COLUMN_MISSING:
    case ORM_DIFFERENCE_COLUMN_EXTRA:
    case ORM_DIFFERENCE_COLUMN_EXTRA_REQUIRED:
        add_or_drop(migration, difference, &want, &have);
        return TRUE;
    case ORM_DIFFERENCE_COLUMN_RENAME:
        maybe_rename(migration, difference, &want, &have);
        return TRUE;
    case ORM_DIFFERENCE_COLUMN_IGNORED_REQUIRED: /* the model is at fault */
    case ORM_DIFFERENCE_COLUMN_ORDER:            /* no database can change it */
    case ORM_DIFFERENCE_VIEW_WITHOUT_KEY:
    case ORM_DIFFERENCE_REFERENCE_IGNORED:
        return TRUE;
    default:
        return FALSE;
    }
}
