/* SPDX-License-Identifier: MIT */
#include "rules/rule.h"

#include "analyzer/graph/questions_relationships.h"

/* A relationship over a join written by hand has a counterpart if anything leads back: which one, nobody can tell. */
static gboolean anything_leads_back(const OrmRelationship *relationship)
{
    GPtrArray *relationships = relationship->target->relationships;
    for (guint i = 0; i < relationships->len; i++) {
        const OrmRelationship *other = g_ptr_array_index(relationships, i);
        if (other != relationship && other->target == relationship->model)
            return TRUE;
    }
    return FALSE;
}

/* Whether any relationship runs the other way over the same key, linked or not, even if it only reads. */
static gboolean has_opposite(const OrmRelationship *relationship)
{
    const OrmForeignKey *key =
        relationship->secondary != NULL ? relationship->secondary_local : relationship->foreign_key;
    for (guint i = 0; key != NULL && i < key->relationships->len; i++)
        if (orm_relationships_are_opposite(relationship, g_ptr_array_index(key->relationships, i)))
            return TRUE;
    return FALSE;
}

static void check(OrmRun *run, const OrmRelationship *relationship)
{
    if ((relationship->join != ORM_JOIN_RESOLVED && relationship->join != ORM_JOIN_EXPLICIT) ||
        relationship->back_populates.text != NULL || relationship->named_by->len > 0 || relationship->target == NULL ||
        orm_relationship_is_viewonly(relationship))
        return;
    gboolean by_hand = relationship->join == ORM_JOIN_EXPLICIT || orm_relationship_has_own_join(relationship);
    if (by_hand ? anything_leads_back(relationship) : has_opposite(relationship))
        return;
    OrmFinding *finding = orm_report(run, relationship->place, orm_about_relationship(relationship),
                                     "relationship `%s` has no counterpart in `%s`",
                                     orm_relationship_label(relationship), orm_model_label(relationship->target));
    orm_finding_related(finding, relationship->target->place, "`%s` is mapped here",
                        orm_model_label(relationship->target));
    orm_finding_help(finding, "declare the other side in `%s` and link the two with `back_populates=`",
                     relationship->target->name);
}

const OrmRule orm_rule_relationship_one_sided = {
    .name = "relationship-one-sided",
    .family = ORM_FAMILY_RELATIONSHIP,
    .severity = ORM_SEVERITY_INFO,
    .enabled = ORM_RULE_OPT_IN,
    .fix_kind =
        ORM_FIX_HINT, /* the other side is a new field, whose name, shape and place are the program's to choose */
    .summary = "A relationship is declared on one side only.",
    .why =
        "Some projects want every link to be navigable from both ends, so that a reader of either struct sees it and "
        "deleting a parent can reach its children. Prisma demands this of everybody, and much resentment has come "
        "of it: one side alone is a sound model, so this rule is off until a project asks for it.",
    .fix = "Declare the other side and link both with `back_populates=`. A relationship that is `viewonly` needs none.",
    .relationship = check,
};
