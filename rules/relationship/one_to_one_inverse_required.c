/* SPDX-License-Identifier: MIT */
#include "rules/rule.h"

#include "analyzer/graph/questions_relationships.h"

static void check(OrmRun *run, const OrmRelationship *relationship)
{
    const OrmCType *type = relationship->field->type;
    if (relationship->join != ORM_JOIN_RESOLVED || relationship->direction != ORM_ONE_TO_ONE_INVERSE ||
        relationship->foreign_key == NULL || type->kind != ORM_C_POINTER ||
        type->nullability != ORM_NULLABILITY_NONNULL)
        return;
    const char *child = orm_table_label(relationship->foreign_key->child);
    OrmFinding *finding =
        orm_report(run, relationship->place, orm_about_relationship(relationship),
                   "relationship `%s` is declared `_Nonnull`, but the foreign key stands in `%s` and no constraint can "
                   "demand a row there",
                   orm_relationship_label(relationship), child);
    orm_finding_related(finding, relationship->foreign_key->place, "foreign key of `%s`",
                        orm_foreign_key_label(relationship->foreign_key));
    orm_finding_help(finding, "declare the pointer `_Nullable`");
    orm_finding_fix(finding, TRUE, "declare the pointer `_Nullable`");
    orm_finding_edit(finding, ORM_EDIT_QUALIFY_POINTER, relationship->place, relationship->field->name, "_Nullable");
}

const OrmRule orm_rule_one_to_one_inverse_required = {
    .name = "one-to-one-inverse-required",
    .family = ORM_FAMILY_RELATIONSHIP,
    .severity = ORM_SEVERITY_WARNING,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_EDIT,
    .summary = "The side of a one-to-one that does not hold the foreign key is declared `_Nonnull`.",
    .why =
        "A NOT NULL foreign key makes sure that each child has a parent. No constraint of any database makes sure "
        "that each parent has a child: between the two inserts there is none, and a DELETE of the child leaves none. "
        "A pointer declared `_Nonnull` on that side is a promise that the data will break, and the compiler drops "
        "the checks that would have caught it. Prisma rejects a required back relation for this reason.",
    .fix = "Declare the pointer `_Nullable` and handle its absence, or move the foreign key to this side.",
    .relationship = check,
};
