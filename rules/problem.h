/* SPDX-License-Identifier: MIT */
/* What link found wrong with annotations (OrmProblem), reported by the rule whose kind of problem it is. */
#ifndef ORM_RULES_PROBLEM_H
#define ORM_RULES_PROBLEM_H

#include "rules/rule.h"

/** What a problem is about: the column or relationship its field makes, else the field, else the struct. */
OrmAbout orm_about_problem(const OrmProblem *problem);

/** What a field of a model is: a column, a relationship, or neither (orm_about_field). */
OrmAbout orm_about_model_field(const OrmModel *model, const OrmField *field);

/** Reports the problem in its own words, with its help and related place. Returns the finding, owned by the run. */
OrmFinding *orm_report_problem(OrmRun *run, const OrmProblem *problem);

#endif
