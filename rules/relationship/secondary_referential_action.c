/* SPDX-License-Identifier: MIT */
#include "rules/rule.h"

#include "analyzer/graph/questions_relationships.h"

static void report_keys(OrmFinding *finding, const OrmRelationship *relationship)
{
    const OrmForeignKey *const keys[] = {relationship->secondary_local, relationship->secondary_remote};
    for (guint i = 0; i < G_N_ELEMENTS(keys); i++)
        if (keys[i] != NULL)
            orm_finding_related(finding, keys[i]->place, "foreign key of `%s`", orm_foreign_key_label(keys[i]));
}

static void check(OrmRun *run, const OrmProblem *problem)
{
    const OrmAnnotation *annotation = orm_problem_relationship_annotation(problem);
    const OrmArgument *secondary = annotation == NULL ? NULL : orm_annotation_argument(annotation, "secondary");
    if (problem->kind != ORM_PROBLEM_WRONG_ACTION || secondary == NULL || secondary->value->text == NULL)
        return;
    const OrmRelationship *relationship = orm_problem_relationship(problem);
    const char *link = relationship != NULL && relationship->secondary != NULL
                           ? orm_table_label(relationship->secondary)
                           : secondary->value->text;
    OrmAbout about = orm_about_problem(problem);
    about.object.kind = "relationship"; /* also in an abstract base, whose fields become nothing by themselves */
    OrmFinding *finding = orm_report(run, problem->place, about,
                                     "the many-to-many `%s.%s` states a referential action, which belongs to the "
                                     "foreign keys of its link table `%s`",
                                     about.object.table, about.object.name, link);
    if (relationship != NULL)
        report_keys(finding, relationship);
    orm_finding_help(finding, "state it in `ORM_FOREIGN_KEY` of `%s`", link);
}

const OrmRule orm_rule_secondary_referential_action = {
    .name = "secondary-referential-action",
    .family = ORM_FAMILY_RELATIONSHIP,
    .severity = ORM_SEVERITY_WARNING,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_HINT,
    .summary = "`ondelete` or `onupdate` is stated on a many-to-many instead of on the link table's foreign keys.",
    .why = "A many-to-many has no foreign key of its own: the two keys stand in the link table, and only there can an "
           "action be declared. An `ondelete=cascade` on the relationship never reaches the database, and deleting a "
           "row that still has links fails, or leaves links to rows that are gone where foreign keys are not enforced. "
           "Prisma rejects referential actions on implicit many-to-many relations.",
    .fix = "Move the action to the `ORM_FOREIGN_KEY` of each column of the link table, usually `ondelete=cascade` on "
           "both.",
    .problem = check,
};
