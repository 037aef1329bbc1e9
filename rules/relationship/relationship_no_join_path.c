/* SPDX-License-Identifier: MIT */
#include "rules/rule.h"

#include "analyzer/graph/questions_relationships.h"

/* Where the key would stand: in our table for a scalar, in the target's for a collection. */
static void suggest(OrmFinding *finding, const OrmRelationship *relationship)
{
    gboolean ours = relationship->shape == ORM_SHAPE_SCALAR;
    const OrmTable *child = ours ? relationship->model->table : relationship->target->table;
    const OrmTable *parent = ours ? relationship->target->table : relationship->model->table;
    orm_finding_help(finding, "add a column with `ORM_FOREIGN_KEY(%s)` to `%s`, or state `primaryjoin=`",
                     orm_table_label(parent), orm_table_label(child));
}

/* A field that is a column as well, a number, or a table without columns: the fault is another, and reported as such.
 */
static gboolean at_fault_otherwise(const OrmRelationship *relationship)
{
    return orm_relationship_is_column_too(relationship) || relationship->model->table->columns->len == 0 ||
           (relationship->holder == ORM_HOLDER_OTHER && relationship->pointee == NULL);
}

static void check(OrmRun *run, const OrmRelationship *relationship)
{
    if (relationship->join != ORM_JOIN_NO_PATH || at_fault_otherwise(relationship) ||
        orm_relationship_has_own_join(relationship) || !orm_relationship_leads(relationship) ||
        orm_relationship_path_unknown(relationship) || orm_relationship_bearer(relationship) != NULL)
        return;
    const OrmRelationship *other = orm_relationship_counterpart(relationship);
    if (other != NULL && (orm_relationship_has_own_join(other) || orm_relationship_bearer(other) != NULL))
        return;
    OrmFinding *finding = orm_report(run, relationship->place, orm_about_relationship(relationship),
                                     "relationship `%s` cannot be joined: no foreign key leads from `%s` to `%s` or "
                                     "back",
                                     orm_relationship_label(relationship), orm_model_label(relationship->model),
                                     orm_model_label(relationship->target));
    if (other != NULL)
        orm_finding_related(finding, other->place, "its other side `%s`", orm_relationship_label(other));
    else
        orm_finding_related(finding, relationship->target->place, "`%s` is mapped here",
                            orm_model_label(relationship->target));
    suggest(finding, relationship);
}

const OrmRule orm_rule_relationship_no_join_path = {
    .name = "relationship-no-join-path",
    .family = ORM_FAMILY_RELATIONSHIP,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_HINT,
    .summary = "No foreign key in either direction links the two models of a relationship, and no join is written.",
    .why = "The foreign key is what tells which rows belong together. Without one, nothing says how the two tables are "
           "joined, so the related rows can neither be loaded nor stored. SQLAlchemy raises `NoForeignKeysError` at "
           "start-up; a C program would find out when the field stays empty.\n\n"
           "Where a column is evidently meant to carry the key (`<field>_id`), `missing-foreign-key` points at that "
           "column instead.",
    .fix = "Give the table on the \"many\" side a column with `ORM_FOREIGN_KEY(...)` to the other table. Name the link "
           "table with `secondary=` for a many-to-many. A join that is no foreign key is written with `primaryjoin=`.",
    .relationship = check,
};
