/* SPDX-License-Identifier: MIT */
#include "rules/rule.h"

#include "analyzer/graph/questions_relationships.h"

static void check(OrmRun *run, const OrmRelationship *relationship)
{
    const OrmRelationship *other = orm_relationship_counterpart(relationship);
    if (other == NULL || !orm_relationship_leads(relationship) || !orm_relationships_both_own(relationship, other))
        return;
    OrmFinding *finding =
        orm_report(run, relationship->place, orm_about_relationship(relationship),
                   "both sides of the one-to-one hold a foreign key: `%s` follows `%s` and its inverse `%s` follows "
                   "`%s`; one of the two must do",
                   orm_relationship_label(relationship), orm_foreign_key_label(relationship->foreign_key),
                   orm_relationship_label(other), orm_foreign_key_label(other->foreign_key));
    orm_finding_related(finding, other->place, "its inverse `%s`", orm_relationship_label(other));
    orm_finding_related(finding, relationship->foreign_key->place, "foreign key of `%s`",
                        orm_foreign_key_label(relationship->foreign_key));
    orm_finding_related(finding, other->foreign_key->place, "foreign key of `%s`",
                        orm_foreign_key_label(other->foreign_key));
    orm_finding_help(finding,
                     "keep the foreign key on the side that cannot exist without the other, and drop the other key");
}

const OrmRule orm_rule_one_to_one_two_owners = {
    .name = "one-to-one-two-owners",
    .family = ORM_FAMILY_RELATIONSHIP,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_NONE,
    .summary = "Both sides of a one-to-one relationship hold a foreign key to the other.",
    .why = "With a key on each side the database can hold a user whose profile belongs to another user; no constraint "
           "forbids it, and each side of the relationship shows another truth. The first insert of a pair also needs a "
           "second UPDATE, or is impossible when both columns are NOT NULL. TypeORM, Prisma and EF Core allow the key "
           "on one side only.",
    .fix = "Drop one of the two foreign keys, usually the one of the side that exists first. If they are two different "
           "links, do not join them by `back_populates`.",
    .relationship = check,
};
