/* SPDX-License-Identifier: MIT */
#include "rules/rule.h"

#include "analyzer/graph/questions_relationships.h"

static void check(OrmRun *run, const OrmProblem *problem)
{
    const OrmRelationship *relationship = orm_problem_relationship(problem);
    if (problem->kind != ORM_PROBLEM_WRONG_ACTION || relationship == NULL ||
        !orm_relationship_is_many_to_many(relationship))
        return;
    const char *link =
        relationship->secondary != NULL ? orm_table_label(relationship->secondary) : relationship->secondary_name.text;
    OrmFinding *finding = orm_report(run, problem->place, orm_about_relationship(relationship),
                                     "the many-to-many `%s` states a referential action, which belongs to the foreign "
                                     "keys of its link table `%s`",
                                     orm_relationship_label(relationship), link);
    const OrmForeignKey *const keys[] = {relationship->secondary_local, relationship->secondary_remote};
    for (guint i = 0; i < G_N_ELEMENTS(keys); i++)
        if (keys[i] != NULL)
            orm_finding_related(finding, keys[i]->place, "foreign key of `%s`", orm_foreign_key_label(keys[i]));
    orm_finding_help(finding, "state it in `ORM_FOREIGN_KEY` of `%s`", link);
}

const OrmRule orm_rule_secondary_referential_action = {
    .name = "secondary-referential-action",
    .family = ORM_FAMILY_RELATIONSHIP,
    .severity = ORM_SEVERITY_WARNING,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_HINT,
    .summary = "`ondelete` or `onupdate` is stated on a many-to-many instead of on the link table's foreign keys",
    .why = "A many-to-many has no foreign key of its own: the two keys stand in the link table, and only there can an "
           "action be declared. An `ondelete=cascade` on the relationship never reaches the database, and deleting a "
           "row that still has links fails, or leaves links to rows that are gone where foreign keys are not enforced. "
           "Prisma rejects referential actions on implicit many-to-many relations.",
    .fix = "Move the action to the `ORM_FOREIGN_KEY` of each column of the link table, usually `ondelete=cascade` on "
           "both.",
    .problem = check,
};
