/* SPDX-License-Identifier: MIT */
#include "rules/problem.h"

static void check_problem(OrmRun *run, const OrmProblem *problem)
{
    if (problem->kind == ORM_PROBLEM_CONFLICT)
        orm_report_problem(run, problem);
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
