/* SPDX-License-Identifier: MIT */
#include "rules/rule.h"

#include "analyzer/graph/questions_relationships.h"

static void check(OrmRun *run, const OrmRelationship *relationship)
{
    gboolean many_to_one = relationship->direction == ORM_MANY_TO_ONE;
    if ((relationship->cascade & ORM_CASCADE_DELETE_ORPHAN) == 0 || !relationship->cascade_stated ||
        relationship->single_parent.value == ORM_YES || orm_relationship_is_viewonly(relationship) ||
        (!many_to_one && relationship->direction != ORM_MANY_TO_MANY) || relationship->target == NULL)
        return;
    const char *target = orm_model_label(relationship->target);
    OrmFinding *finding =
        orm_report(run, orm_relationship_cascade_place(relationship, ORM_CASCADE_DELETE_ORPHAN),
                   orm_about_relationship(relationship),
                   "`delete_orphan` of the %s relationship `%s` would delete rows of `%s` that other rows of `%s` may "
                   "still refer to",
                   many_to_one ? "many-to-one" : "many-to-many", orm_relationship_label(relationship), target,
                   orm_model_label(relationship->model));
    const OrmRelationship *other = orm_relationship_counterpart(relationship);
    if (other != NULL)
        orm_finding_related(finding, other->place, "the other side `%s`", orm_relationship_label(other));
    if (many_to_one)
        orm_finding_help(finding,
                         "put `delete_orphan` on the one-to-many side, or add `single_parent` if no two rows "
                         "share a `%s`",
                         relationship->target->name);
    else
        orm_finding_help(finding, "drop `delete_orphan`, or add `single_parent` if no two rows share a `%s`",
                         relationship->target->name);
}

const OrmRule orm_rule_delete_orphan_on_many = {
    .name = "delete-orphan-on-many",
    .family = ORM_FAMILY_RELATIONSHIP,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_HINT,
    .summary = "`delete_orphan` on a many-to-one or many-to-many relationship without `single_parent`.",
    .why =
        "`delete_orphan` deletes an object as soon as its parent lets go of it. On the many side the object may have "
        "many parents: unlinking one order from a customer would delete the customer that all the other orders "
        "still refer to. SQLAlchemy refuses the mapping (error `bbf0`), Doctrine calls it illegal orphan removal.",
    .fix = "Move `delete_orphan` to the one-to-many side. If every parent has an object of its own, say so with "
           "`single_parent`.",
    .relationship = check,
};
