/* SPDX-License-Identifier: MIT */
/* Views, triggers and schemas. */
#include <string.h>

#include "analyzer/schema/postgresql/reader.h"

void orm_postgresql_create_view(OrmPostgresqlReader *reader, const json_t *node)
{
    const json_t *range = orm_tree_get(node, "view");
    const char *name = orm_tree_text(range, "relname");
    const char *schema = orm_postgresql_creation_schema(reader, orm_tree_text(range, "schemaname"));
    OrmPlace place = orm_postgresql_range_place(reader, range);
    if (name == NULL || orm_tree_is(range, "relpersistence", "t")) {
        g_hash_table_add(reader->passed_over, (gpointer)orm_intern(name != NULL ? name : ""));
        return;
    }
    OrmMigrationStep *step = orm_postgresql_step(reader, ORM_STEP_CREATE_VIEW, place);
    step->schema = schema;
    step->table = orm_intern(name);
    OrmCatalogTable *view = orm_catalog_table(reader->catalog, schema, name);
    gboolean replaces = orm_tree_flag(node, "replace") && view != NULL && view->is_view;
    if (!replaces && orm_postgresql_relation_exists(reader, schema, name)) {
        step->kind = ORM_STEP_OTHER;
        orm_catalog_fault(reader->catalog, place, "there already is a `%s`", orm_postgresql_qualified(schema, name));
        return;
    }
    if (!replaces)
        view = orm_catalog_add_table(reader->catalog, schema, name, place);
    orm_postgresql_note_name(reader, schema, name);
    view->is_view = TRUE;
    view->columns_known = FALSE;
    view->definition = orm_postgresql_slice(reader, 0, reader->tokens->len);
}

void orm_postgresql_create_schema(OrmPostgresqlReader *reader, const json_t *node)
{
    const char *name = orm_tree_text(node, "schemaname");
    if (name == NULL)
        name = orm_tree_text(orm_tree_get(node, "authrole"), "rolename");
    guint token = orm_postgresql_find_word(reader, 0, "SCHEMA") + 1;
    OrmMigrationStep *step = orm_postgresql_step(reader, ORM_STEP_CREATE_SCHEMA,
                                                 orm_postgresql_name_place(reader, token, reader->tokens->len, name));
    step->name = orm_intern(name);
    step->if_exists = orm_tree_flag(node, "if_not_exists");
    const json_t *elements = orm_tree_get(node, "schemaElts");
    if (json_array_size(elements) == 0 || name == NULL)
        return;
    g_ptr_array_insert(reader->search_path, 0, (gpointer)orm_intern(name));
    for (size_t i = 0; i < json_array_size(elements); i++)
        orm_postgresql_apply(reader, json_array_get(elements, i));
    g_ptr_array_remove_index(reader->search_path, 0);
}

void orm_postgresql_create_trigger(OrmPostgresqlReader *reader, const json_t *node)
{
    const json_t *range = orm_tree_get(node, "relation");
    const char *name = orm_tree_text(node, "trigname");
    guint token = orm_postgresql_find_word(reader, 0, "TRIGGER") + 1;
    OrmPlace place = orm_postgresql_token_place(reader, token);
    orm_postgresql_step(reader, ORM_STEP_OTHER, place)->name = orm_intern(name);
    const OrmCatalogTable *table = orm_postgresql_require_table(reader, range, FALSE);
    if (table == NULL || name == NULL)
        return;
    const char *label = orm_postgresql_qualified(table->schema, table->name);
    for (guint i = 0; i < reader->catalog->triggers->len; i++) {
        OrmCatalogTrigger *trigger = g_ptr_array_index(reader->catalog->triggers, i);
        if (strcmp(trigger->table, label) == 0 && strcmp(trigger->name, name) == 0) {
            g_ptr_array_remove_index(reader->catalog->triggers, i);
            break;
        }
    }
    orm_catalog_add_trigger(reader->catalog, label, name, orm_postgresql_slice(reader, 0, reader->tokens->len), place);
}
