/* SPDX-License-Identifier: MIT */
#include "rules/edit.h"
#include "rules/other_side.h"

#include "analyzer/graph/questions_relationships.h"

/* "The latest of many" is read-only or has a join of its own, and no one-to-one. */
static gboolean claims_one_to_one(const OrmRelationship *relationship)
{
    return relationship->join == ORM_JOIN_RESOLVED && relationship->direction == ORM_ONE_TO_ONE_INVERSE &&
           !orm_relationship_is_viewonly(relationship) && !orm_relationship_has_own_join(relationship);
}

/* A half that follows the key from the wrong side of an impossible pair is relationship-direction-conflict. */
static gboolean pair_is_impossible(const OrmRelationship *relationship)
{
    const OrmRelationship *other = orm_relationship_counterpart(relationship);
    return other != NULL && (other->direction != ORM_MANY_TO_ONE || other->foreign_key != relationship->foreign_key);
}

static const OrmRelationship *claimant(const OrmForeignKey *key)
{
    for (guint i = 0; i < key->relationships->len; i++) {
        const OrmRelationship *relationship = g_ptr_array_index(key->relationships, i);
        if (relationship->foreign_key == key && claims_one_to_one(relationship) && !pair_is_impossible(relationship))
            return relationship;
    }
    return NULL;
}

static void suggest(OrmFinding *finding, const OrmForeignKey *key, const OrmRelationship *relationship)
{
    if (key->child == key->parent && relationship->remote_side->len == 0 && key->parent_columns->len == 1) {
        const OrmColumnReference *remote = g_ptr_array_index(key->parent_columns, 0);
        orm_finding_help(
            finding,
            "if `%s` is the many-to-one side of the self reference, add `remote_side=(%s)` to it; else make "
            "`%s` unique",
            relationship->name, remote->column != NULL ? remote->column->field_path : remote->name,
            orm_foreign_key_label(key));
    } else if (key->columns->len == 1) {
        orm_finding_help(finding, "add `unique` to the column, or make `%s` a collection",
                         orm_relationship_label(relationship));
    } else {
        orm_finding_help(finding, "add `ORM_UNIQUE%s` to the struct, or make `%s` a collection",
                         orm_columns_label(key->columns), orm_relationship_label(relationship));
    }
}

/* A unique constraint over the columns of a composite key; `ORM_TABLE` is there to stand behind. */
static void offer_constraint(OrmFinding *finding, const OrmForeignKey *key, const OrmModel *model)
{
    g_autofree char *constraint = g_strdup_printf("ORM_UNIQUE%s", orm_columns_label(key->columns));
    for (guint i = 0; i < model->annotations->len; i++) {
        const OrmAnnotation *annotation = g_ptr_array_index(model->annotations, i);
        if (!g_str_equal(annotation->kind, "table"))
            continue;
        orm_finding_fix(finding, TRUE, "add `%s`", constraint);
        orm_finding_edit(finding, ORM_EDIT_ANNOTATE_STRUCT, annotation->place, annotation->kind, constraint);
        return;
    }
}

static void offer_uniqueness(OrmFinding *finding, const OrmForeignKey *key, const OrmRelationship *relationship)
{
    const OrmColumn *column = ((const OrmColumnReference *)g_ptr_array_index(key->columns, 0))->column;
    gboolean self = key->child == key->parent && relationship->remote_side->len == 0;
    if (self && (key->parent_columns->len != 1 || !orm_relationship_is_own(relationship)))
        return;
    if (self) {
        const OrmColumnReference *remote = g_ptr_array_index(key->parent_columns, 0);
        const char *name = remote->column != NULL ? remote->column->field_path : remote->name;
        orm_finding_fix(finding, FALSE, "add `remote_side=(%s)`", name);
        orm_edit_add(finding, relationship->annotation, "remote_side=(%s)", name);
    } else if (!orm_column_is_own(column)) {
        return;
    } else if (key->columns->len > 1) {
        offer_constraint(finding, key, column->model);
    } else if (column->flags->unique.value == ORM_UNKNOWN) {
        orm_finding_fix(finding, TRUE, "add `unique` to `%s`", column->field_path);
        orm_edit_add_flag(finding, column, "unique");
    }
}

static void check(OrmRun *run, const OrmForeignKey *key)
{
    const OrmRelationship *relationship = claimant(key);
    if (relationship == NULL || orm_foreign_key_unique(key) != ORM_NO ||
        orm_run_other_determines_row(run, key->child, key->columns))
        return;
    const OrmColumn *column = ((const OrmColumnReference *)g_ptr_array_index(key->columns, 0))->column;
    OrmFinding *finding =
        orm_report(run, column->place, orm_about_column(column),
                   "foreign key `%s` is not unique, but the scalar `%s` expects one `%s` at most",
                   orm_foreign_key_label(key), orm_relationship_label(relationship), relationship->target->name);
    orm_finding_related(finding, relationship->place, "the one-to-one `%s`", orm_relationship_label(relationship));
    suggest(finding, key, relationship);
    offer_uniqueness(finding, key, relationship);
}

const OrmRule orm_rule_one_to_one_not_unique = {
    .name = "one-to-one-not-unique",
    .family = ORM_FAMILY_RELATIONSHIP,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_EDIT,
    .summary = "The foreign key of a one-to-one relationship has no unique constraint.",
    .why =
        "A scalar on the side without the foreign key expects at most one row. Nothing but a unique constraint makes "
        "that true: two processes that both find no profile insert one each, and from then on the program shows "
        "whichever row the database returns first. Prisma demands the constraint, active_record_doctor and "
        "database_consistency look for it behind every `has_one`.\n\n"
        "A `viewonly` scalar, or one with a join of its own (the latest of many), is no one-to-one.",
    .fix = "Make the foreign key column `unique` (or the primary key); for a composite key add `ORM_UNIQUE(...)` over "
           "its columns. If there may be several rows, make the relationship a collection. A parent pointer in a self "
           "reference needs `remote_side=`.",
    .foreign_key = check,
};
