/* SPDX-License-Identifier: MIT */
#include "analyzer/schema/postgresql/constraints.h"

OrmActionKind orm_postgresql_action(const char *letter)
{
    switch (letter != NULL ? *letter : 'a') {
    case 'c':
        return ORM_ACTION_CASCADE;
    case 'n':
        return ORM_ACTION_SET_NULL;
    case 'd':
        return ORM_ACTION_SET_DEFAULT;
    case 'r':
        return ORM_ACTION_RESTRICT;
    default:
        return ORM_ACTION_UNSTATED;
    }
}

/* Fills in the parent, and the columns of its primary key when none are stated; a fault when it has no such. The key
 * stays as it was stated then. */
static void resolve_parent(OrmPostgresqlReader *reader, OrmCatalogForeignKey *key, const json_t *range,
                           const json_t *columns)
{
    OrmCatalogTable *parent = orm_postgresql_require_table(reader, range, FALSE);
    g_autoptr(GPtrArray) names = orm_tree_names(columns);
    const char *name = orm_tree_text(range, "relname");
    key->parent = orm_intern(name != NULL ? name : "");
    key->parent_schema =
        parent != NULL ? parent->schema : orm_postgresql_creation_schema(reader, orm_tree_text(range, "schemaname"));
    for (guint i = 0; i < names->len; i++)
        g_ptr_array_add(key->parent_columns, (gpointer)orm_intern(g_ptr_array_index(names, i)));
    const OrmCatalogIndex *primary = parent != NULL ? orm_catalog_primary_key(parent) : NULL;
    if (names->len > 0 || parent == NULL)
        return;
    if (primary == NULL) {
        orm_catalog_fault(reader->catalog, orm_postgresql_range_place(reader, range), "table `%s` has no primary key",
                          orm_postgresql_qualified(parent->schema, parent->name));
        return;
    }
    for (guint i = 0; i < primary->elements->len; i++)
        g_ptr_array_add(key->parent_columns,
                        (gpointer)((OrmCatalogElement *)g_ptr_array_index(primary->elements, i))->column);
}

void orm_postgresql_add_foreign_key(OrmPostgresqlReader *reader, const OrmPostgresqlConstraints *collected,
                                    const OrmPostgresqlPending *pending)
{
    OrmCatalogTable *table = collected->table;
    const json_t *constraint = pending->constraint;
    const char *stated = orm_tree_text(constraint, "conname");
    g_autoptr(GPtrArray) columns = orm_postgresql_key_columns(pending, "fk_attrs");
    if (!orm_postgresql_check_columns(reader, table, columns, pending->place) ||
        (stated != NULL && !orm_postgresql_constraint_is_new(reader, table, stated, pending->place)))
        return;
    g_autofree char *addition = orm_postgresql_joined_names(columns);
    const char *name =
        stated != NULL ? stated : orm_postgresql_constraint_name(reader, table->schema, table->name, addition, "fkey");
    orm_postgresql_note_name(reader, table->schema, name);
    OrmCatalogForeignKey *key = orm_catalog_add_foreign_key(table, name, pending->place);
    for (guint i = 0; i < columns->len; i++)
        g_ptr_array_add(key->columns, (gpointer)orm_intern(g_ptr_array_index(columns, i)));
    resolve_parent(reader, key, orm_tree_get(constraint, "pktable"), orm_tree_get(constraint, "pk_attrs"));
    key->ondelete = orm_postgresql_action(orm_tree_text(constraint, "fk_del_action"));
    key->onupdate = orm_postgresql_action(orm_tree_text(constraint, "fk_upd_action"));
    key->match = orm_tree_is(constraint, "fk_matchtype", "f") ? orm_intern("full") : NULL;
    key->deferrable = pending->deferrable ? ORM_YES : ORM_NO;
    key->initially_deferred = pending->deferred;
    key->not_valid = collected->steps && orm_tree_flag(constraint, "skip_validation");
    OrmMigrationStep *step =
        orm_postgresql_constraint_step(reader, collected, ORM_STEP_ADD_FOREIGN_KEY, pending->place, stated);
    step->columns = orm_postgresql_columns_text(columns);
    step->parent = orm_postgresql_qualified(key->parent_schema, key->parent);
    step->not_valid = key->not_valid;
}
