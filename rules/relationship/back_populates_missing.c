/* SPDX-License-Identifier: MIT */
#include "rules/edit.h"

#include "analyzer/graph/questions_relationships.h"

/* Of the two sides the one that holds the foreign key reports; between equals the one declared first. */
static gboolean speaks(const OrmRelationship *relationship, const OrmRelationship *other)
{
    gboolean owns = relationship->direction == ORM_MANY_TO_ONE;
    if (owns != (other->direction == ORM_MANY_TO_ONE))
        return owns;
    return orm_place_compare(&relationship->place, &other->place) < 0;
}

static void check(OrmRun *run, const OrmRelationship *relationship)
{
    const OrmRelationship *other = orm_relationship_unlinked_inverse(relationship);
    if (other == NULL || !speaks(relationship, other))
        return;
    const OrmForeignKey *key = relationship->foreign_key;
    const char *path = key != NULL ? orm_foreign_key_label(key) : orm_table_label(relationship->secondary);
    OrmFinding *finding =
        orm_report(run, relationship->place, orm_about_relationship(relationship),
                   "relationships `%s` and `%s` are the two sides of one link over `%s`, but neither names the other",
                   orm_relationship_label(relationship), orm_relationship_label(other), path);
    orm_finding_related(finding, other->place, "the other side `%s`", orm_relationship_label(other));
    orm_finding_help(finding, "add `back_populates=%s` to `%s` and `back_populates=%s` to `%s`", other->name,
                     orm_relationship_label(relationship), relationship->name, orm_relationship_label(other));
    if (!orm_relationship_is_own(relationship) || !orm_relationship_is_own(other))
        return;
    orm_finding_fix(finding, TRUE, "add `back_populates=%s` and `back_populates=%s`", other->name, relationship->name);
    orm_edit_add(finding, relationship->annotation, "back_populates=%s", other->name);
    orm_edit_add(finding, other->annotation, "back_populates=%s", relationship->name);
}

const OrmRule orm_rule_back_populates_missing = {
    .name = "back-populates-missing",
    .family = ORM_FAMILY_RELATIONSHIP,
    .severity = ORM_SEVERITY_WARNING,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_EDIT,
    .summary = "Two relationships run over the same foreign key in opposite directions and neither names the other.",
    .why =
        "Both sides write the same foreign key column without knowing of each other. A program that moves an order "
        "to another customer by one side and still has the old customer's list in memory writes the column twice, "
        "and the later write wins. This is by far the commonest cause of SQLAlchemy's warning \"relationship X will "
        "copy column ... which conflicts with relationship Y\" (`qzyx`); RuboCop asks for the same as `InverseOf`.\n\n"
        "A side that only reads (`viewonly`) needs no link, and one side alone is fine.",
    .fix = "Add `back_populates=` on both sides, or make one of them `viewonly`.",
    .relationship = check,
};
