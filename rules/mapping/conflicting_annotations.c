/* SPDX-License-Identifier: MIT */
#include "rules/edit.h"
#include "rules/problem.h"

static void check_problem(OrmRun *run, const OrmProblem *problem)
{
    if (problem->kind != ORM_PROBLEM_CONFLICT)
        return;
    OrmFinding *finding = orm_report_problem(run, problem);
    if (problem->annotation == NULL)
        return;
    /* Which of the two was meant nobody can say: the one that was there first stays. */
    if (problem->argument != NULL) {
        g_autofree char *value = orm_value_to_string(problem->argument->value);
        const char *key = problem->argument->key;
        orm_finding_fix(finding, FALSE, "remove `%s%s%s`", key != NULL ? key : "", key != NULL ? "=" : "", value);
        orm_edit_remove(finding, problem->argument);
    } else {
        g_autofree char *macro = g_ascii_strup(problem->annotation->kind, -1);
        orm_finding_fix(finding, FALSE, "remove `ORM_%s`", macro);
        orm_finding_edit(finding, ORM_EDIT_REMOVE_ANNOTATION, problem->annotation->place, problem->annotation->kind,
                         NULL);
    }
}

const OrmRule orm_rule_conflicting_annotations = {
    .name = "conflicting-annotations",
    .family = ORM_FAMILY_MAPPING,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_EDIT,
    .summary = "Two annotations, or two options, of one field or struct exclude each other.",
    .why = "Annotations of one subject add up, so only one of the two can hold, and nobody can say which was meant. "
           "The database refuses the column (a generated one with a default, an identity with a default of its own) "
           "or takes the wrong half. Django (`fields.E160`), SQLAlchemy (`Identity` with `server_default`) and "
           "openradtool (\"rowid can't be null\") reject such pairs. To say the same thing twice is fine.",
    .fix = "Remove one of the two.",
    .problem = check_problem,
};
