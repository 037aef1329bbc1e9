/* SPDX-License-Identifier: MIT */
#include "rules/edit.h"

#include "analyzer/graph/questions_relationships.h"

/* Two collections over one key that name each other are relationship-direction-conflict. */
static gboolean pair_of_collections(const OrmRelationship *relationship)
{
    const OrmRelationship *other = orm_relationship_counterpart(relationship);
    return other != NULL && other->shape == ORM_SHAPE_COLLECTION;
}

/* Whether another option speaks of a collection, or of children to delete, which a scalar would not have. */
static gboolean says_more(const OrmRelationship *relationship)
{
    return relationship->order_by->len > 0 || relationship->uselist.value != ORM_UNKNOWN ||
           (relationship->direction == ORM_MANY_TO_ONE &&
            (relationship->cascade_stated || relationship->passive_deletes.text != NULL));
}

/* It changes the struct, so that the code which uses the field has to follow. */
static void offer_scalar(OrmFinding *finding, const OrmRelationship *relationship)
{
    const OrmField *field = relationship->field;
    if (!orm_relationship_is_own(relationship) || says_more(relationship) ||
        (relationship->holder != ORM_HOLDER_POINTER_POINTER && relationship->holder != ORM_HOLDER_COUNTED))
        return;
    orm_finding_fix(finding, FALSE, "make `%s` a scalar", field->name);
    if (relationship->holder == ORM_HOLDER_POINTER_POINTER)
        orm_finding_edit(finding, ORM_EDIT_DROP_POINTER, field->place, field->name, NULL);
    if (relationship->count_field.text == NULL)
        return;
    orm_edit_remove_option(finding, relationship->annotations, "relationship", "count");
    orm_edit_release(finding, relationship->owner, relationship->count_field.text);
}

static void check(OrmRun *run, const OrmRelationship *relationship)
{
    const OrmForeignKey *key = relationship->foreign_key;
    if (relationship->join != ORM_JOIN_RESOLVED || relationship->shape != ORM_SHAPE_COLLECTION || key == NULL ||
        orm_relationship_has_own_join(relationship) || pair_of_collections(relationship))
        return;
    const char *label = orm_relationship_label(relationship), *key_label = orm_foreign_key_label(key);
    OrmFinding *finding;
    if (relationship->direction == ORM_MANY_TO_ONE)
        finding = orm_report(run, relationship->place, orm_about_relationship(relationship),
                             "collection `%s` can hold one `%s` at most: it follows the foreign key `%s` of its own "
                             "table",
                             label, relationship->target->name, key_label);
    else if (relationship->direction == ORM_ONE_TO_MANY && orm_foreign_key_unique(key) == ORM_YES)
        finding = orm_report(run, relationship->place, orm_about_relationship(relationship),
                             "collection `%s` can hold one `%s` at most: its foreign key `%s` is unique", label,
                             relationship->target->name, key_label);
    else
        return;
    offer_scalar(finding, relationship);
    orm_finding_related(finding, key->place, "foreign key of `%s`", key_label);
    orm_finding_help(finding, "make it a scalar, `struct %s *`, %s", relationship->target->name,
                     relationship->direction == ORM_MANY_TO_ONE ? "or use a link table (`secondary=`)"
                                                                : "or drop the uniqueness");
}

const OrmRule orm_rule_relationship_cardinality_mismatch = {
    .name = "relationship-cardinality-mismatch",
    .family = ORM_FAMILY_RELATIONSHIP,
    .severity = ORM_SEVERITY_WARNING,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_EDIT,
    .summary = "A collection over a foreign key that allows one row at most.",
    .why = "If the foreign key column is unique, or is the primary key itself, a parent has at most one child, and the "
           "struct promises a list that the database can never fill: the second insert fails with a uniqueness "
           "violation. Either the uniqueness or the collection is a mistake. The same holds for a collection over the "
           "own table's foreign key, which refers to one row. Django reports the first form as fields.W342.",
    .fix = "Make the relationship a scalar pointer if there is one row at most; drop `unique` if there may be several; "
           "use a link table if both sides have many.",
    .relationship = check,
};
