/* SPDX-License-Identifier: MIT */
#include "rules/problem.h"

static void check_problem(OrmRun *run, const OrmProblem *problem)
{
    if (problem->kind == ORM_PROBLEM_MISPLACED)
        orm_report_problem(run, problem);
}

const OrmRule orm_rule_annotation_without_model = {
    .name = "annotation-without-model",
    .family = ORM_FAMILY_MAPPING,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_HINT,
    .summary = "A column, key or relationship is annotated in a struct that no table is mapped to.",
    .why = "Such a struct is not a model, so its columns, keys and relationships exist nowhere: no table is created "
           "for it, and nothing is compared with the database. Nearly always `ORM_TABLE` was forgotten. SQLAlchemy "
           "refuses the class at once (\"does not have a `__table__` or `__tablename__` specified\").",
    .fix = "Map the struct with `ORM_TABLE(name)`; or mark it `ORM_ABSTRACT()` when other models inherit or embed "
           "it; or remove the annotation.",
    .problem = check_problem,
};
