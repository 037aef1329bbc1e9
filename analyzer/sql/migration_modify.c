/* SPDX-License-Identifier: MIT */
/* MySQL and MariaDB: a column is stated anew as a whole. */
#include "analyzer/sql/column_type.h"
#include "analyzer/sql/identifier.h"
#include "analyzer/sql/migration_internal.h"

/* Between virtual, stored and plain, MySQL changes no column. */
static gboolean needs_a_new_one(const OrmColumn *want, const OrmColumn *have)
{
    gboolean computed = want->details->computed.text != NULL || have->details->computed.text != NULL;
    return computed && (want->details->computed.text == NULL || have->details->computed.text == NULL ||
                        (want->generated == ORM_GENERATED_STORED) != (have->generated == ORM_GENERATED_STORED));
}

gboolean orm_migrate_modify(OrmMigration *migration, const OrmDifference *difference)
{
    OrmSide want = orm_migration_want(migration, difference), have = orm_migration_have(migration, difference);
    if (want.column == NULL || have.column == NULL || want.table->is_view)
        return FALSE;
    if (needs_a_new_one(want.column, have.column)) {
        guint loss = have.column->details->computed.text == NULL ? ORM_DESTRUCTIVE : ORM_SAFE;
        orm_migration_drop_column(migration, have.column, loss, ORM_PHASE_RENAME);
        orm_migration_add_column(migration, want.column, loss);
        return TRUE;
    }
    if (difference->kind == ORM_DIFFERENCE_TYPE)
        orm_migration_renew_keys(migration, difference->actual_column);
    if (!orm_migration_once(migration, want.column))
        return TRUE;
    GString *sql = orm_migration_alter(migration, want.table);
    g_string_append(sql, "MODIFY COLUMN ");
    orm_append_column(sql, want.column, migration->dialect);
    gboolean tightens = want.column->nullable == ORM_NO && have.column->nullable == ORM_YES;
    /* AUTO_INCREMENT wants its key, which may be new */
    gboolean last = want.column->flags->autoincrement.value == ORM_YES && want.column->in_primary_key;
    orm_migration_add(migration, last ? ORM_PHASE_CREATE_INDEX : ORM_PHASE_ALTER_COLUMN,
                      ORM_DATA_DEPENDENT | ORM_BLOCKING, orm_migration_end(sql), "column `%s` as the %s%s",
                      orm_column_label(want.column), migration->options->down ? "schema had it" : "models state it",
                      tightens ? ": rows in which it is NULL must be filled first" : "");
    return TRUE;
}
