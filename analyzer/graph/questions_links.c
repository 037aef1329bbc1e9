/* SPDX-License-Identifier: MIT */
/* The questions about keys and link tables behind relationships: uniqueness, the column that lacks its key, link tables
 * that are more than that. */
#include "analyzer/graph/questions_relationships.h"

static gboolean names_column(GPtrArray *references, const OrmColumn *column)
{
    for (guint i = 0; i < references->len; i++)
        if (((const OrmColumnReference *)g_ptr_array_index(references, i))->column == column)
            return TRUE;
    return FALSE;
}

/* A unique index that may make the key unique, though nobody can say so: partial, or not read. */
static gboolean perhaps_unique(const OrmIndex *index, GPtrArray *columns)
{
    if (index->kind != ORM_KEY_UNIQUE && index->unique.value != ORM_YES)
        return FALSE;
    if (!index->elements_known)
        return TRUE;
    if (index->predicate.text == NULL || index->elements->len == 0)
        return FALSE;
    for (guint i = 0; i < index->elements->len; i++) {
        const OrmIndexElement *element = g_ptr_array_index(index->elements, i);
        if (element->reference.column == NULL || !names_column(columns, element->reference.column))
            return FALSE;
    }
    return TRUE;
}

OrmTruth orm_foreign_key_unique(const OrmForeignKey *key)
{
    for (guint i = 0; i < key->columns->len; i++)
        if (((const OrmColumnReference *)g_ptr_array_index(key->columns, i))->column == NULL)
            return ORM_UNKNOWN;
    if (orm_table_columns_determine_row(key->child, key->columns))
        return ORM_YES;
    if (key->child->is_view)
        return ORM_UNKNOWN;
    for (guint i = 0; i < key->child->indexes->len; i++)
        if (perhaps_unique(g_ptr_array_index(key->child->indexes, i), key->columns))
            return ORM_UNKNOWN;
    return ORM_NO;
}

static const OrmColumn *single_key(const OrmTable *table)
{
    if (table->primary_key == NULL || table->primary_key->columns->len != 1)
        return NULL;
    return ((const OrmColumnReference *)g_ptr_array_index(table->primary_key->columns, 0))->column;
}

static const char *last_name(const char *path)
{
    const char *dot = g_strrstr(path, ".");
    return dot == NULL ? path : dot + 1;
}

/* The column `<first>_<second>` of a table, when it carries no key and could refer to `key`. */
static OrmColumn *free_column(const OrmTable *table, const char *first, const char *second, const OrmColumn *key)
{
    g_autofree char *name = g_strdup_printf("%s_%s", first, second);
    OrmColumn *column = orm_table_column(table, name);
    if (column == NULL || column == key || column->foreign_keys->len > 0)
        return NULL;
    OrmSqlFit fit = orm_sql_type_fit(&column->type, &key->type);
    return fit == ORM_FIT_DIFFERENT || fit == ORM_FIT_UNKNOWN ? NULL : column;
}

/* The column of `child` that by its name refers to `parent`; `field`: the relationship in the child, or NULL. */
static OrmColumn *bearer_in(const OrmModel *child, const char *field, const OrmModel *parent)
{
    const OrmColumn *key = single_key(parent->table);
    if (key == NULL)
        return NULL;
    const char *key_field = last_name(key->field_path);
    const struct {
        const char *first, *second;
    } names[] = {{field, "id"},
                 {parent->name, key_field},
                 {parent->name, key->name},
                 {parent->table->name, key_field},
                 {parent->table->name, key->name}};
    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        OrmColumn *column = NULL;
        if (names[i].first != NULL)
            column = free_column(child->table, last_name(names[i].first), names[i].second, key);
        if (column != NULL)
            return column;
    }
    return NULL;
}

OrmColumn *orm_relationship_bearer(const OrmRelationship *relationship)
{
    const OrmModel *model = relationship->model, *target = relationship->target;
    if ((relationship->join != ORM_JOIN_NO_PATH && relationship->join != ORM_JOIN_BAD_CHOICE) || target == NULL ||
        target->table == NULL || model->table == NULL)
        return NULL;
    for (guint i = 0; i < relationship->foreign_keys->len; i++) {
        const OrmColumnReference *named = g_ptr_array_index(relationship->foreign_keys, i);
        if (named->column != NULL && named->column->foreign_keys->len == 0)
            return named->column;
    }
    if (relationship->foreign_keys->len > 0)
        return NULL;
    OrmColumn *column = NULL;
    if (relationship->shape == ORM_SHAPE_SCALAR)
        column = bearer_in(model, relationship->name, target);
    return column != NULL ? column : bearer_in(target, relationship->back_populates.text, model);
}

static gboolean names_unknown_table(const OrmTable *table)
{
    for (guint i = 0; i < table->foreign_keys->len; i++) {
        const OrmForeignKey *key = g_ptr_array_index(table->foreign_keys, i);
        if (key->parent == NULL)
            return TRUE;
    }
    return FALSE;
}

gboolean orm_relationship_path_unknown(const OrmRelationship *relationship)
{
    if (relationship->secondary != NULL)
        return names_unknown_table(relationship->secondary);
    return (relationship->model->table != NULL && names_unknown_table(relationship->model->table)) ||
           (relationship->target != NULL && relationship->target->table != NULL &&
            names_unknown_table(relationship->target->table));
}

/* A single integer key without a foreign key gets its value from the database. */
static gboolean is_generated_key(const OrmColumn *column)
{
    return single_key(column->table) == column && column->type.family == ORM_SQL_INTEGER &&
           column->foreign_keys->len == 0 && column->flags->autoincrement.value != ORM_NO;
}

gboolean orm_column_is_required(const OrmColumn *column)
{
    return column->nullable == ORM_NO && column->details->server_default.text == NULL &&
           column->details->default_value.text == NULL && column->details->computed.text == NULL &&
           column->identity == ORM_IDENTITY_NONE && !column->type.is_serial &&
           column->flags->autoincrement.value != ORM_YES && column->flags->version.value != ORM_YES &&
           !is_generated_key(column);
}

const OrmColumn *orm_relationship_unfilled_column(const OrmRelationship *many_to_many)
{
    for (guint i = 0; i < many_to_many->secondary->columns->len; i++) {
        const OrmColumn *column = g_ptr_array_index(many_to_many->secondary->columns, i);
        if (orm_column_is_required(column) && !names_column(many_to_many->secondary_local->columns, column) &&
            !names_column(many_to_many->secondary_remote->columns, column))
            return column;
    }
    return NULL;
}

const OrmRelationship *orm_relationship_rival_of_link(const OrmRelationship *many_to_many)
{
    const OrmForeignKey *const keys[] = {many_to_many->secondary_local, many_to_many->secondary_remote};
    for (guint i = 0; i < G_N_ELEMENTS(keys); i++)
        for (guint j = 0; j < keys[i]->relationships->len; j++) {
            const OrmRelationship *other = g_ptr_array_index(keys[i]->relationships, j);
            if (other->model->table == many_to_many->secondary && other->foreign_key == keys[i] &&
                other->direction == ORM_MANY_TO_ONE && !orm_relationship_is_viewonly(other) &&
                !orm_relationships_overlap_knowingly(many_to_many, other))
                return other;
        }
    return NULL;
}

gboolean orm_relationship_secondary_is_model(const OrmRelationship *many_to_many)
{
    return many_to_many->join == ORM_JOIN_RESOLVED && many_to_many->secondary != NULL &&
           many_to_many->secondary_local != NULL && many_to_many->secondary_remote != NULL &&
           !orm_relationship_is_viewonly(many_to_many) &&
           (orm_relationship_unfilled_column(many_to_many) != NULL ||
            orm_relationship_rival_of_link(many_to_many) != NULL);
}
