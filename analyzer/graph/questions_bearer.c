/* SPDX-License-Identifier: MIT */
/* Which column should carry the foreign key that a relationship needs. */
#include "analyzer/graph/questions_keys.h"

/* Width and sign are left to fk-type-mismatch, once there is a foreign key to compare. */
static gboolean typed_like(const OrmColumn *column, const OrmColumn *key)
{
    OrmSqlFit fit = orm_sql_type_fit(&column->type, &key->type);
    return fit == ORM_FIT_EQUAL || fit == ORM_FIT_WIDER || fit == ORM_FIT_NARROWER || fit == ORM_FIT_SIGN;
}

/* The column `<stem>_<suffix>` of a table if it could carry a foreign key to `key` and carries none. */
static const OrmColumn *keyless_column(const OrmTable *table, const char *stem, const char *suffix, const OrmColumn *key)
{
    g_autofree char *name = g_strconcat(stem, "_", suffix, NULL);
    const OrmColumn *column = orm_table_column(table, name);
    return column && column != key && column->foreign_keys->len == 0 && typed_like(column, key) ? column : NULL;
}

/* The column of `table` that is named after a relationship's field, or after the model it leads to. */
static const OrmColumn *bearer_in(const OrmTable *table, const char *field, const OrmModel *parent)
{
    const OrmColumn *key = orm_table_single_key(parent->table);
    if (!key)
        return NULL;
    const OrmColumn *column = field ? keyless_column(table, field, "id", key) : NULL;
    if (!column)
        column = keyless_column(table, parent->name, key->name, key);
    if (!column)
        column = keyless_column(table, parent->table->name, key->name, key);
    return column;
}

/* A column named by `foreign_keys=` that has no foreign key at all; one that leads elsewhere was chosen wrongly instead. */
static const OrmColumn *stated_bearer(const OrmRelationship *relationship)
{
    for (guint i = 0; i < relationship->foreign_keys->len; i++) {
        const OrmColumnReference *reference = g_ptr_array_index(relationship->foreign_keys, i);
        const OrmColumn *column = reference->column;
        if (column && column->foreign_keys->len == 0 &&
            (column->table == relationship->model->table || column->table == relationship->target->table))
            return column;
    }
    return NULL;
}

/* The bearer on the target's side: what a relationship back to us asks for, else a column named after us. */
static const OrmColumn *bearer_of_target(const OrmRelationship *relationship)
{
    const OrmModel *model = relationship->model;
    const OrmModel *target = relationship->target;
    if (relationship->back_populates.text)
        return bearer_in(target->table, relationship->back_populates.text, model);
    for (guint i = 0; i < target->relationships->len; i++) {
        const OrmRelationship *other = g_ptr_array_index(target->relationships, i);
        if (other == relationship || other->target != model || other->shape != ORM_SHAPE_SCALAR)
            continue;
        const OrmColumn *column =
            other->foreign_keys->len > 0 ? stated_bearer(other) : bearer_in(target->table, other->name, model);
        if (column)
            return column;
    }
    return bearer_in(target->table, NULL, model);
}

/* A many-to-one that follows another column's foreign key, although a column with its own name stands there without one. */
static const OrmColumn *overlooked_bearer(const OrmRelationship *relationship)
{
    const OrmColumn *key = orm_table_single_key(relationship->target->table);
    if (!key || relationship->direction != ORM_MANY_TO_ONE || relationship->shape != ORM_SHAPE_SCALAR)
        return NULL;
    return keyless_column(relationship->model->table, relationship->name, "id", key);
}

const OrmColumn *orm_relationship_missing_key_column(const OrmRelationship *relationship)
{
    if (!relationship->target || !relationship->target->table || !relationship->model->table ||
        relationship->primaryjoin.text || relationship->secondary_name.text)
        return NULL;
    if (relationship->foreign_keys->len > 0)
        return relationship->join == ORM_JOIN_RESOLVED ? NULL : stated_bearer(relationship);
    if (relationship->join == ORM_JOIN_RESOLVED)
        return overlooked_bearer(relationship);
    if (relationship->join != ORM_JOIN_NO_PATH)
        return NULL;
    const OrmColumn *column = NULL;
    if (relationship->shape == ORM_SHAPE_SCALAR)
        column = bearer_in(relationship->model->table, relationship->name, relationship->target);
    return column ? column : bearer_of_target(relationship);
}
