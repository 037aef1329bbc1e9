/* SPDX-License-Identifier: MIT */
/* Tables that become parts or heirs of others, or cease to be. What a partition has from its parent is not listed with
 * it. */
#include "analyzer/schema/postgresql/alteration.h"

#include <string.h>

static gboolean same_names(const GPtrArray *left, const GPtrArray *right)
{
    gboolean same = left->len == right->len;
    for (guint i = 0; same && i < left->len; i++)
        same = g_ptr_array_index(left, i) == g_ptr_array_index(right, i);
    return same;
}

static gboolean same_index(const OrmCatalogIndex *left, const OrmCatalogIndex *right)
{
    gboolean same = left->kind == right->kind && left->unique == right->unique && left->method == right->method &&
                    left->predicate == right->predicate && same_names(left->include, right->include) &&
                    left->elements->len == right->elements->len;
    for (guint i = 0; same && i < left->elements->len; i++) {
        const OrmCatalogElement *a = g_ptr_array_index(left->elements, i);
        const OrmCatalogElement *b = g_ptr_array_index(right->elements, i);
        same = a->column == b->column && a->expression == b->expression && a->order == b->order && a->nulls == b->nulls;
    }
    return same;
}

/* The partition's indexes, checks and keys that are as its parent's become its parent's. */
static void give_up(OrmCatalogTable *partition, const OrmCatalogTable *parent)
{
    for (guint i = 0; i < parent->indexes->len; i++) {
        for (guint k = 0; k < partition->indexes->len; k++) {
            if (same_index(g_ptr_array_index(parent->indexes, i), g_ptr_array_index(partition->indexes, k))) {
                g_ptr_array_remove_index(partition->indexes, k);
                break;
            }
        }
    }
    for (guint i = 0; i < parent->checks->len; i++) {
        const OrmCatalogCheck *check = g_ptr_array_index(parent->checks, i);
        OrmCatalogCheck *own = orm_postgresql_find_check(partition->checks, check->name);
        if (own != NULL)
            g_ptr_array_remove(partition->checks, own);
    }
    for (guint i = 0; i < parent->foreign_keys->len; i++) {
        const OrmCatalogForeignKey *key = g_ptr_array_index(parent->foreign_keys, i);
        for (guint k = 0; k < partition->foreign_keys->len; k++) {
            const OrmCatalogForeignKey *own = g_ptr_array_index(partition->foreign_keys, k);
            if (own->parent == key->parent && own->parent_schema == key->parent_schema &&
                same_names(own->columns, key->columns)) {
                g_ptr_array_remove_index(partition->foreign_keys, k);
                break;
            }
        }
    }
}

/* Partitions may have partitions: they have what all above them have. */
static void give_up_all(const OrmPostgresqlReader *reader, OrmCatalogTable *partition, const OrmCatalogTable *parent)
{
    g_autoptr(GPtrArray) parts = orm_postgresql_descendants(reader, partition);
    g_ptr_array_add(parts, partition);
    for (guint depth = 0; parent != NULL && depth < reader->catalog->tables->len; depth++) {
        for (guint i = 0; i < parts->len; i++)
            give_up(g_ptr_array_index(parts, i), parent);
        const char *above = parent->partition_of;
        parent = NULL;
        for (guint i = 0; above != NULL && i < reader->catalog->tables->len; i++) {
            const OrmCatalogTable *table = g_ptr_array_index(reader->catalog->tables, i);
            if (orm_postgresql_qualified(table->schema, table->name) == above)
                parent = table;
        }
    }
}

static const json_t *other_range(const OrmPostgresqlAlteration *alteration)
{
    const json_t *definition = orm_tree_get(alteration->command, "def");
    const json_t *partition = orm_tree_as(definition, "PartitionCmd");
    return partition != NULL ? orm_tree_get(partition, "name") : orm_tree_as(definition, "RangeVar");
}

/* The other table of the clause, with a step for it; a fault and NULL when there is none. */
static OrmCatalogTable *other_table(const OrmPostgresqlAlteration *alteration)
{
    const json_t *range = other_range(alteration);
    orm_postgresql_table_step(alteration->reader, ORM_STEP_OTHER, orm_postgresql_range_place(alteration->reader, range),
                              alteration->table, NULL);
    return orm_postgresql_require_table(alteration->reader, range, FALSE);
}

void orm_postgresql_attach_partition(const OrmPostgresqlAlteration *alteration)
{
    OrmCatalogTable *partition = other_table(alteration);
    const OrmCatalogTable *table = alteration->table;
    if (partition == NULL)
        return;
    if (table->partition_by == NULL) {
        orm_catalog_fault(alteration->reader->catalog, orm_postgresql_token_place(alteration->reader, alteration->from),
                          "table `%s` is not partitioned", orm_postgresql_qualified(table->schema, table->name));
        return;
    }
    partition->partition_of = orm_postgresql_qualified(table->schema, table->name);
    alteration->reader->has_children = TRUE;
    give_up_all(alteration->reader, partition, table);
}

static void copy_foreign_key(OrmPostgresqlReader *reader, OrmCatalogTable *table, const OrmCatalogForeignKey *key,
                             OrmPlace place)
{
    OrmCatalogForeignKey *copy = orm_catalog_add_foreign_key(table, key->name, place);
    GPtrArray *columns = copy->columns;
    GPtrArray *parent_columns = copy->parent_columns;
    *copy = *key;
    copy->place = place;
    copy->columns = columns;
    copy->parent_columns = parent_columns;
    for (guint i = 0; i < key->columns->len; i++)
        g_ptr_array_add(columns, g_ptr_array_index(key->columns, i));
    for (guint i = 0; i < key->parent_columns->len; i++)
        g_ptr_array_add(parent_columns, g_ptr_array_index(key->parent_columns, i));
    orm_postgresql_note_name(reader, table->schema, key->name);
}

void orm_postgresql_detach_partition(const OrmPostgresqlAlteration *alteration)
{
    OrmPostgresqlReader *reader = alteration->reader;
    OrmCatalogTable *partition = other_table(alteration);
    const OrmCatalogTable *table = alteration->table;
    if (partition == NULL)
        return;
    OrmPlace place = orm_postgresql_range_place(reader, other_range(alteration));
    if (partition->partition_of != orm_postgresql_qualified(table->schema, table->name)) {
        orm_catalog_fault(reader->catalog, place, "`%s` is no partition of `%s`", partition->name, table->name);
        return;
    }
    partition->partition_of = NULL; /* it keeps what it had from its parent */
    orm_postgresql_copy_checks(reader, partition, table, place);
    for (guint i = 0; i < table->indexes->len; i++)
        orm_postgresql_copy_index(reader, partition, g_ptr_array_index(table->indexes, i), place);
    for (guint i = 0; i < table->foreign_keys->len; i++)
        copy_foreign_key(reader, partition, g_ptr_array_index(table->foreign_keys, i), place);
}

void orm_postgresql_alter_inherit(const OrmPostgresqlAlteration *alteration)
{
    const OrmCatalogTable *parent = other_table(alteration);
    if (parent == NULL)
        return;
    const char *name = orm_postgresql_qualified(parent->schema, parent->name);
    alteration->reader->has_children = TRUE;
    orm_postgresql_replace_parent(alteration->table, name, NULL);
    if (orm_tree_is(alteration->command, "subtype", "AT_AddInherit"))
        orm_postgresql_add_parent(alteration->table, name);
}

void orm_postgresql_attach_index(OrmPostgresqlReader *reader, const json_t *node)
{
    const json_t *command = orm_tree_as(json_array_get(orm_tree_get(node, "cmds"), 0), "AlterTableCmd");
    const json_t *range = orm_tree_get(orm_tree_as(orm_tree_get(command, "def"), "PartitionCmd"), "name");
    const char *name = orm_tree_text(range, "relname");
    OrmPlace place = orm_postgresql_range_place(reader, range);
    orm_postgresql_step(reader, ORM_STEP_OTHER, place)->name = orm_intern(name);
    OrmCatalogTable *table = NULL;
    OrmCatalogIndex *index =
        name != NULL ? orm_postgresql_find_index(reader, orm_tree_text(range, "schemaname"), name, &table) : NULL;
    if (index != NULL) /* else the partition has it from its parent already */
        g_ptr_array_remove(table->indexes, index);
}
