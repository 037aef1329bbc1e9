/* SPDX-License-Identifier: MIT */
#include "rules/rule.h"

#include "analyzer/graph/questions_relationships.h"

/* A relationship that others than `wanted` name as their inverse: the fault is theirs and reported there. */
static gboolean named_by_another(const OrmRelationship *relationship, const OrmRelationship *wanted)
{
    for (guint i = 0; i < relationship->named_by->len; i++)
        if (g_ptr_array_index(relationship->named_by, i) != wanted)
            return TRUE;
    return FALSE;
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
}

static void report_names_none(OrmRun *run, const OrmRelationship *relationship, const OrmRelationship *inverse)
{
    OrmFinding *finding =
        orm_report(run, relationship->back_populates.place, orm_about_relationship(relationship),
                   "`back_populates` of relationship `%s` names `%s`, which does not name it in return",
                   orm_relationship_label(relationship), orm_relationship_label(inverse));
    orm_finding_related(finding, inverse->place, "`%s` has no `back_populates`", orm_relationship_label(inverse));
    orm_finding_help(finding, "add `back_populates=%s` to `%s`", relationship->name, orm_relationship_label(inverse));
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
