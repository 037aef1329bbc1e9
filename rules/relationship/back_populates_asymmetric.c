/* SPDX-License-Identifier: MIT */
#include "rules/edit.h"

#include "analyzer/graph/questions_relationships.h"

/* A relationship that others than `wanted` name as their inverse: the fault is theirs and reported there. */
static gboolean named_by_another(const OrmRelationship *relationship, const OrmRelationship *wanted)
{
    for (guint i = 0; i < relationship->named_by->len; i++)
        if (g_ptr_array_index(relationship->named_by, i) != wanted)
            return TRUE;
    return FALSE;
}

/* The only relationship of that model which runs back over the same key and is not spoken for; NULL: none or several.
 */
static const OrmRelationship *true_inverse(const OrmRelationship *relationship, const OrmModel *model)
{
    const OrmRelationship *found = NULL;
    for (guint i = 0; i < model->relationships->len; i++) {
        const OrmRelationship *other = g_ptr_array_index(model->relationships, i);
        gboolean free = other->back_populates.text == NULL || other->inverse == relationship;
        if (!free || !orm_relationships_are_opposite(relationship, other))
            continue;
        if (found != NULL)
            return NULL;
        found = other;
    }
    return found;
}

static void offer_other_name(OrmFinding *finding, const OrmRelationship *relationship, const OrmModel *model)
{
    const OrmRelationship *other = true_inverse(relationship, model);
    if (other == NULL || !orm_relationship_is_own(relationship) || !orm_relationship_is_own(other))
        return;
    orm_finding_fix(finding, TRUE, "name `%s`", orm_relationship_label(other));
    orm_finding_edit(finding, ORM_EDIT_REPLACE, relationship->back_populates.place, relationship->back_populates.text,
                     other->name);
    if (other->back_populates.text == NULL)
        orm_edit_add(finding, other->annotation, "back_populates=%s", relationship->name);
}

static void report_other_model(OrmRun *run, const OrmRelationship *relationship, const OrmRelationship *inverse)
{
    OrmFinding *finding = orm_report(run, relationship->back_populates.place, orm_about_relationship(relationship),
                                     "`back_populates` of relationship `%s` names `%s`, which leads to `%s` and not "
                                     "back to `%s`",
                                     orm_relationship_label(relationship), orm_relationship_label(inverse),
                                     orm_model_label(inverse->target), orm_model_label(relationship->model));
    orm_finding_related(finding, inverse->place, "`%s` is declared here", orm_relationship_label(inverse));
    orm_finding_help(finding, "name a relationship of `%s` whose target is `%s`", orm_model_label(inverse->model),
                     relationship->model->name);
    offer_other_name(finding, relationship, inverse->model);
}

static void report_names_none(OrmRun *run, const OrmRelationship *relationship, const OrmRelationship *inverse)
{
    OrmFinding *finding =
        orm_report(run, relationship->back_populates.place, orm_about_relationship(relationship),
                   "`back_populates` of relationship `%s` names `%s`, which does not name it in return",
                   orm_relationship_label(relationship), orm_relationship_label(inverse));
    orm_finding_related(finding, inverse->place, "`%s` has no `back_populates`", orm_relationship_label(inverse));
    orm_finding_help(finding, "add `back_populates=%s` to `%s`", relationship->name, orm_relationship_label(inverse));
    if (!orm_relationship_is_own(relationship) || !orm_relationship_is_own(inverse))
        return;
    orm_finding_fix(finding, TRUE, "add `back_populates=%s` to `%s`", relationship->name,
                    orm_relationship_label(inverse));
    orm_edit_add(finding, inverse->annotation, "back_populates=%s", relationship->name);
}

static void report_names_another(OrmRun *run, const OrmRelationship *relationship, const OrmRelationship *inverse)
{
    OrmFinding *finding = orm_report(run, relationship->back_populates.place, orm_about_relationship(relationship),
                                     "`back_populates` of relationship `%s` names `%s`, which names `%s` in return and "
                                     "not `%s`",
                                     orm_relationship_label(relationship), orm_relationship_label(inverse),
                                     inverse->inverse->name, relationship->name);
    orm_finding_related(finding, inverse->back_populates.place, "`%s` names `%s`", orm_relationship_label(inverse),
                        orm_relationship_label(inverse->inverse));
    orm_finding_help(finding, "two relationships name each other; a third over the same rows is `viewonly` or has an "
                              "inverse of its own");
}

static void check(OrmRun *run, const OrmRelationship *relationship)
{
    const OrmRelationship *inverse = relationship->inverse;
    if (inverse == NULL || inverse == relationship || inverse->inverse == relationship || inverse->target == NULL)
        return;
    if (!orm_model_is_a(relationship->model, inverse->target) && !orm_model_is_a(inverse->target, relationship->model))
        report_other_model(run, relationship, inverse);
    else if (inverse->inverse != NULL)
        report_names_another(run, relationship, inverse);
    else if (inverse->back_populates.text == NULL && !named_by_another(relationship, inverse))
        report_names_none(run, relationship, inverse);
}

const OrmRule orm_rule_back_populates_asymmetric = {
    .name = "back-populates-asymmetric",
    .family = ORM_FAMILY_RELATIONSHIP,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_EDIT,
    .summary = "A relationship names an inverse that names another field, none, or leads to another model.",
    .why = "The two ends of a link must name each other. If only one does, or two relationships claim the same "
           "inverse, a change at one end reaches the other end in one direction only, or reaches the wrong field: the "
           "objects in memory disagree with the rows, depending on which end the program happened to set. Doctrine "
           "calls such mappings \"inconsistent with each other\"; SQLAlchemy refuses an inverse that leads to another "
           "model.",
    .fix = "Let both sides name each other. Where two relationships cover the same rows, one of them is the pair's "
           "half and the other is `viewonly`.",
    .relationship = check,
};
