/* SPDX-License-Identifier: MIT */
/* DROP, and what goes with the dropped. What still is needed by something else is not dropped without CASCADE. */
#include <string.h>

#include "analyzer/schema/postgresql/drop.h"

static gboolean refers_to(const OrmCatalogForeignKey *key, const OrmCatalogTable *table)
{
    return key->parent == table->name && key->parent_schema == table->schema;
}

/* Removes the foreign keys of other tables into this one, or over it with the column when that is not NULL; without
 * `cascade` a fault and FALSE when there is one. */
static gboolean release(OrmPostgresqlReader *reader, const OrmCatalogTable *table, const char *column, gboolean cascade,
                        OrmPlace place)
{
    for (guint i = 0; i < reader->catalog->tables->len; i++) {
        OrmCatalogTable *child = g_ptr_array_index(reader->catalog->tables, i);
        for (guint k = child->foreign_keys->len; k > 0; k--) {
            const OrmCatalogForeignKey *key = g_ptr_array_index(child->foreign_keys, k - 1);
            if (child == table || !refers_to(key, table) ||
                (column != NULL && !g_ptr_array_find(key->parent_columns, column, NULL)))
                continue;
            if (!cascade) {
                orm_catalog_fault(reader->catalog, place, "foreign key `%s` of table `%s` needs `%s`", key->name,
                                  orm_postgresql_qualified(child->schema, child->name),
                                  column != NULL ? column : table->name);
                return FALSE;
            }
            g_ptr_array_remove_index(child->foreign_keys, k - 1);
        }
    }
    return TRUE;
}

static void drop_triggers(OrmCatalog *catalog, const char *table, const char *name)
{
    for (guint i = catalog->triggers->len; i > 0; i--) {
        const OrmCatalogTrigger *trigger = g_ptr_array_index(catalog->triggers, i - 1);
        if (strcmp(trigger->table, table) == 0 && (name == NULL || strcmp(trigger->name, name) == 0))
            g_ptr_array_remove_index(catalog->triggers, i - 1);
    }
}

gboolean orm_postgresql_drop_table(OrmPostgresqlReader *reader, OrmCatalogTable *table, gboolean cascade,
                                   OrmPlace place)
{
    g_autoptr(GPtrArray) children = orm_postgresql_descendants(reader, table);
    const char *label = orm_postgresql_qualified(table->schema, table->name);
    for (guint i = 0; i < children->len; i++) {
        const OrmCatalogTable *child = g_ptr_array_index(children, i);
        if (child->partition_of == NULL && !cascade) {
            orm_catalog_fault(reader->catalog, place, "table `%s` inherits from `%s`",
                              orm_postgresql_qualified(child->schema, child->name), label);
            return FALSE;
        }
    }
    if (!release(reader, table, NULL, cascade, place))
        return FALSE;
    g_ptr_array_add(children, table);
    for (guint i = 0; i < children->len; i++) {
        OrmCatalogTable *gone = g_ptr_array_index(children, i);
        orm_postgresql_sequences_follow_table(reader, gone, NULL, NULL, TRUE);
        drop_triggers(reader->catalog, orm_postgresql_qualified(gone->schema, gone->name), NULL);
        orm_catalog_drop_table(reader->catalog, gone, TRUE);
    }
    return TRUE;
}

gboolean orm_postgresql_drop_column(OrmPostgresqlReader *reader, OrmCatalogTable *table, OrmCatalogColumn *column,
                                    gboolean cascade, OrmPlace place)
{
    if (!release(reader, table, column->name, cascade, place))
        return FALSE;
    const char *owner = orm_postgresql_owner(table, column->name);
    orm_catalog_drop_column(reader->catalog, table, column);
    orm_postgresql_sequences_follow(reader, owner, NULL);
    return TRUE;
}

static gboolean same_set(GPtrArray *columns, const OrmCatalogIndex *index)
{
    gboolean same = columns->len == index->elements->len;
    for (guint i = 0; same && i < index->elements->len; i++)
        same = g_ptr_array_find(columns, ((OrmCatalogElement *)g_ptr_array_index(index->elements, i))->column, NULL);
    return same;
}

/* A foreign key that stands on this key of its parent. */
static gboolean is_needed(OrmPostgresqlReader *reader, const OrmCatalogTable *table, const OrmCatalogIndex *index,
                          gboolean cascade, OrmPlace place)
{
    for (guint i = 0; i < reader->catalog->tables->len; i++) {
        OrmCatalogTable *child = g_ptr_array_index(reader->catalog->tables, i);
        for (guint k = child->foreign_keys->len; k > 0; k--) {
            const OrmCatalogForeignKey *key = g_ptr_array_index(child->foreign_keys, k - 1);
            if (!refers_to(key, table) || !same_set(key->parent_columns, index))
                continue;
            if (!cascade) {
                orm_catalog_fault(reader->catalog, place, "foreign key `%s` of table `%s` needs `%s`", key->name,
                                  orm_postgresql_qualified(child->schema, child->name), index->name);
                return TRUE;
            }
            g_ptr_array_remove_index(child->foreign_keys, k - 1);
        }
    }
    return FALSE;
}

static OrmMigrationStepKind kind_of_key(const OrmCatalogIndex *key)
{
    return key->kind == ORM_CATALOG_PRIMARY_KEY ? ORM_STEP_DROP_PRIMARY_KEY : ORM_STEP_DROP_UNIQUE;
}

static gboolean drop_foreign_key(OrmCatalogTable *table, const char *name, OrmMigrationStep *step)
{
    for (guint i = 0; i < table->foreign_keys->len; i++) {
        const OrmCatalogForeignKey *key = g_ptr_array_index(table->foreign_keys, i);
        if (g_strcmp0(key->name, name) != 0)
            continue;
        step->kind = ORM_STEP_DROP_FOREIGN_KEY;
        step->columns = orm_postgresql_columns_text(key->columns);
        step->parent = orm_postgresql_qualified(key->parent_schema, key->parent);
        g_ptr_array_remove_index(table->foreign_keys, i);
        return TRUE;
    }
    return FALSE;
}

static gboolean drop_check(OrmPostgresqlReader *reader, OrmCatalogTable *table, const char *name)
{
    OrmCatalogCheck *exclude = orm_postgresql_find_check(table->excludes, name);
    if (exclude != NULL)
        return g_ptr_array_remove(table->excludes, exclude);
    g_autoptr(GPtrArray) tables = orm_postgresql_descendants(reader, table);
    g_ptr_array_add(tables, table);
    gboolean found = FALSE;
    for (guint i = 0; i < tables->len; i++) {
        OrmCatalogTable *heir = g_ptr_array_index(tables, i);
        OrmCatalogCheck *check = orm_postgresql_find_check(heir->checks, name);
        found |= check != NULL && heir == table;
        if (check != NULL)
            g_ptr_array_remove(heir->checks, check);
    }
    return found;
}

void orm_postgresql_drop_constraint(OrmPostgresqlReader *reader, OrmCatalogTable *table, const char *name,
                                    gboolean cascade, gboolean missing_ok, OrmPlace place)
{
    OrmMigrationStep *step = orm_postgresql_table_step(reader, ORM_STEP_DROP_CONSTRAINT, place, table, name);
    step->if_exists = missing_ok;
    OrmCatalogIndex *key = orm_catalog_index(reader->catalog, table, name);
    if (key != NULL && key->kind != ORM_CATALOG_INDEX) {
        step->kind = kind_of_key(key);
        if (!is_needed(reader, table, key, cascade, place))
            g_ptr_array_remove(table->indexes, key);
    } else if (!drop_foreign_key(table, name, step) && !drop_check(reader, table, name)) {
        step->kind = missing_ok ? ORM_STEP_OTHER : step->kind;
        if (!missing_ok)
            orm_catalog_fault(reader->catalog, place, "table `%s` has no constraint `%s`",
                              orm_postgresql_qualified(table->schema, table->name), name);
    }
}

static void drop_index(OrmPostgresqlReader *reader, const json_t *node, const char *schema, const char *name,
                       OrmPlace place)
{
    OrmCatalogTable *table = NULL;
    OrmCatalogIndex *index = orm_postgresql_find_index(reader, schema, name, &table);
    OrmMigrationStep *step = orm_postgresql_step(reader, index != NULL ? ORM_STEP_DROP_INDEX : ORM_STEP_OTHER, place);
    step->name = orm_intern(name);
    step->concurrently = orm_tree_flag(node, "concurrent");
    step->if_exists = orm_tree_flag(node, "missing_ok");
    if (index == NULL) {
        if (!step->if_exists)
            orm_catalog_fault(reader->catalog, place, "there is no index `%s`", orm_postgresql_qualified(schema, name));
        return;
    }
    step->schema = table->schema;
    step->table = table->name;
    step->unique = index->unique;
    if (index->kind != ORM_CATALOG_INDEX)
        orm_catalog_fault(reader->catalog, place, "constraint `%s` of table `%s` needs index `%s`", index->name,
                          orm_postgresql_qualified(table->schema, table->name), index->name);
    else if (!is_needed(reader, table, index, orm_tree_is(node, "behavior", "DROP_CASCADE"), place))
        g_ptr_array_remove(table->indexes, index);
}

static void drop_relation(OrmPostgresqlReader *reader, const json_t *node, const char *schema, const char *name,
                          OrmPlace place)
{
    gboolean of_table =
        orm_tree_is(node, "removeType", "OBJECT_TABLE") || orm_tree_is(node, "removeType", "OBJECT_FOREIGN_TABLE");
    OrmCatalogTable *table = orm_postgresql_find_table(reader, schema, name);
    gboolean passed_over = orm_postgresql_is_passed_over(reader, schema, name);
    OrmMigrationStepKind kind = of_table ? ORM_STEP_DROP_TABLE : ORM_STEP_DROP_VIEW;
    OrmMigrationStep *step = orm_postgresql_step(reader, table != NULL ? kind : ORM_STEP_OTHER, place);
    step->schema = table != NULL ? table->schema : NULL;
    step->table = orm_intern(name);
    step->if_exists = orm_tree_flag(node, "missing_ok");
    if (table == NULL) {
        if (!step->if_exists && !passed_over)
            orm_catalog_fault(reader->catalog, place, "there is no %s `%s`", of_table ? "table" : "view",
                              orm_postgresql_qualified(schema, name));
        return;
    }
    if (table->is_view == of_table)
        orm_catalog_fault(reader->catalog, place, "`%s` is a %s", orm_postgresql_qualified(schema, name),
                          of_table ? "view" : "table");
    else
        (void)orm_postgresql_drop_table(reader, table, orm_tree_is(node, "behavior", "DROP_CASCADE"), place);
}

static void drop_sequence(OrmPostgresqlReader *reader, const json_t *node, const char *schema, const char *name,
                          OrmPlace place)
{
    OrmCatalogSequence *sequence = orm_postgresql_find_sequence(reader, schema, name);
    orm_postgresql_step(reader, ORM_STEP_OTHER, place)->name = orm_intern(name);
    if (sequence != NULL)
        orm_postgresql_drop_sequence(reader, sequence);
    else if (!orm_tree_flag(node, "missing_ok") && !orm_postgresql_is_passed_over(reader, schema, name))
        orm_catalog_fault(reader->catalog, place, "there is no sequence `%s`", orm_postgresql_qualified(schema, name));
}

static void drop_trigger(OrmPostgresqlReader *reader, const char *schema, const char *name, OrmPlace place)
{
    orm_postgresql_step(reader, ORM_STEP_OTHER, place)->name = orm_intern(name);
    const OrmCatalogTable *table = orm_postgresql_find_table(reader, NULL, schema != NULL ? schema : "");
    if (table != NULL)
        drop_triggers(reader->catalog, orm_postgresql_qualified(table->schema, table->name), name);
}

static void drop_one(OrmPostgresqlReader *reader, const json_t *node, const json_t *object, OrmPlace place)
{
    g_autoptr(GPtrArray) names = orm_tree_names(object);
    const char *schema;
    const char *name;
    const char *type = orm_tree_text(node, "removeType");
    orm_postgresql_split_name(names, &schema, &name);
    if (strcmp(type, "OBJECT_INDEX") == 0)
        drop_index(reader, node, schema, name, place);
    else if (strcmp(type, "OBJECT_SEQUENCE") == 0)
        drop_sequence(reader, node, schema, name, place);
    else if (strcmp(type, "OBJECT_TYPE") == 0 || strcmp(type, "OBJECT_DOMAIN") == 0)
        orm_postgresql_drop_type(reader, node, schema, name, place);
    else if (strcmp(type, "OBJECT_SCHEMA") == 0)
        orm_postgresql_drop_schema(reader, node, name, place);
    else if (strcmp(type, "OBJECT_TRIGGER") == 0)
        drop_trigger(reader, schema, name, place);
    else
        drop_relation(reader, node, schema, name, place);
}

static gboolean shapes_nothing(const char *type)
{
    static const char *const types[] = {"OBJECT_TABLE",  "OBJECT_FOREIGN_TABLE", "OBJECT_VIEW", "OBJECT_MATVIEW",
                                        "OBJECT_INDEX",  "OBJECT_SEQUENCE",      "OBJECT_TYPE", "OBJECT_DOMAIN",
                                        "OBJECT_SCHEMA", "OBJECT_TRIGGER"};
    for (guint i = 0; i < G_N_ELEMENTS(types); i++) {
        if (g_strcmp0(type, types[i]) == 0)
            return FALSE;
    }
    return TRUE;
}

/* Tables that are dropped together may refer to each other. */
static void drop_keys_between(OrmPostgresqlReader *reader, const json_t *objects)
{
    g_autoptr(GPtrArray) tables = g_ptr_array_new();
    for (size_t i = 0; i < json_array_size(objects); i++) {
        g_autoptr(GPtrArray) names = orm_tree_names(json_array_get(objects, i));
        const char *schema;
        const char *name;
        orm_postgresql_split_name(names, &schema, &name);
        g_ptr_array_add(tables, orm_postgresql_find_table(reader, schema, name));
    }
    for (guint i = 0; i < tables->len; i++) {
        OrmCatalogTable *child = g_ptr_array_index(tables, i);
        for (guint k = child != NULL ? child->foreign_keys->len : 0; k > 0; k--) {
            const OrmCatalogForeignKey *key = g_ptr_array_index(child->foreign_keys, k - 1);
            OrmCatalogTable *parent = orm_catalog_table(reader->catalog, key->parent_schema, key->parent);
            if (parent != NULL && g_ptr_array_find(tables, parent, NULL))
                g_ptr_array_remove_index(child->foreign_keys, k - 1);
        }
    }
}

void orm_postgresql_drop(OrmPostgresqlReader *reader, const json_t *node)
{
    const json_t *objects = orm_tree_get(node, "objects");
    const char *type = orm_tree_text(node, "removeType");
    if (shapes_nothing(type)) {
        orm_postgresql_step(reader, ORM_STEP_OTHER, reader->place);
        return;
    }
    if (json_array_size(objects) > 1 && strcmp(type, "OBJECT_TABLE") == 0)
        drop_keys_between(reader, objects);
    guint from = 2;
    for (size_t i = 0; i < json_array_size(objects); i++) {
        const json_t *object = json_array_get(objects, i);
        g_autoptr(GPtrArray) names = orm_tree_names(object);
        const char *name = names->len > 0 ? g_ptr_array_index(names, names->len - 1) : NULL;
        guint to = orm_postgresql_element_end(reader, from);
        guint at = from; /* not a schema of the same name before it */
        while (at < to &&
               (!orm_postgresql_token_names(reader, at, name) || orm_postgresql_token_is_sign(reader, at + 1, '.')))
            at++;
        drop_one(reader, node, object, orm_postgresql_token_place(reader, at < to ? at : from));
        from = to + 1;
    }
}
