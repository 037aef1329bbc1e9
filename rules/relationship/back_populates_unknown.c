/* SPDX-License-Identifier: MIT */
#include "rules/rule.h"

#include "analyzer/graph/questions_relationships.h"

static void check_relationship(OrmRun *run, const OrmRelationship *relationship)
{
    const OrmStated *named = &relationship->back_populates;
    const OrmModel *target = relationship->target;
    if (named->text == NULL || target == NULL || relationship->inverse != NULL)
        return;
    const char *label = orm_relationship_label(relationship);
    OrmAbout about = orm_about_relationship(relationship);
    if (relationship->inverse_column != NULL) {
        OrmFinding *finding = orm_report(run, named->place, about,
                                         "`back_populates` of relationship `%s` names `%s.%s`, which is a column and "
                                         "no relationship",
                                         label, orm_model_label(target), named->text);
        orm_finding_related(finding, relationship->inverse_column->place, "column `%s`",
                            orm_column_label(relationship->inverse_column));
        orm_finding_help(finding, "name the relationship of `%s` that leads back to `%s`", orm_model_label(target),
                         orm_model_label(relationship->model));
        return;
    }
    OrmFinding *finding = orm_report(run, named->place, about,
                                     "`back_populates` of relationship `%s` names `%s`, which `%s` does not have",
                                     label, named->text, orm_model_label(target));
    orm_finding_related(finding, target->place, "`%s` is mapped here", orm_model_label(target));
    const char *nearest = orm_model_nearest_relationship(target, named->text);
    if (nearest != NULL)
        orm_finding_help(finding, "did you mean `%s`?", nearest);
}

static void check(OrmRun *run, const OrmGraph *graph)
{
    g_autoptr(GPtrArray) relationships = orm_graph_relationship_fields(graph);
    for (guint i = 0; i < relationships->len; i++)
        check_relationship(run, g_ptr_array_index(relationships, i));
}

const OrmRule orm_rule_back_populates_unknown = {
    .name = "back-populates-unknown",
    .family = ORM_FAMILY_RELATIONSHIP,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_HINT,
    .summary = "`back_populates=` names a field that the target does not have, or one that is a plain column.",
    .why = "`back_populates` joins the two ends of one link, so that setting one end sets the other. With a name that "
           "leads nowhere the ends are independent: a row put into one collection is missing at its other end until it "
           "is read again, and both ends write the same foreign key. Most often the field was renamed, or the foreign "
           "key column (`user_id`) was named in place of the relationship (`user`).\n\n"
           "Doctrine's schema validator reports both forms for `mappedBy` and `inversedBy`; SQLAlchemy fails when the "
           "mappers are configured.",
    .fix = "Name the relationship field of the target that leads back, or drop `back_populates` if there is none.",
    .graph = check,
};
