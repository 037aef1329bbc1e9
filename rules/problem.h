/* SPDX-License-Identifier: MIT */
/* What link found wrong with annotations (OrmProblem), reported by the rule whose kind of problem it is. */
#ifndef ORM_RULES_PROBLEM_H
#define ORM_RULES_PROBLEM_H

#include "rules/rule.h"

/** Reports the problem in its own words, with its help and related place. Returns the finding, owned by the run. */
OrmFinding *orm_report_problem(OrmRun *run, const OrmProblem *problem);

#endif
