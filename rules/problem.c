/* SPDX-License-Identifier: MIT */
#include "rules/problem.h"

OrmFinding *orm_report_problem(OrmRun *run, const OrmProblem *problem)
{
    OrmFinding *finding = orm_report(run, problem->place, orm_about_problem(problem), "%s", problem->message);
    if (problem->help)
        orm_finding_help(finding, "%s", problem->help);
    if (problem->related_message)
        orm_finding_related(finding, problem->related_place, "%s", problem->related_message);
    return finding;
}
