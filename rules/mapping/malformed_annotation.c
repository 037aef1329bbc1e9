/* SPDX-License-Identifier: MIT */
#include "rules/problem.h"

static void check_problem(OrmRun *run, const OrmProblem *problem)
{
    if (problem->kind == ORM_PROBLEM_MALFORMED)
        orm_report_problem(run, problem);
}

const OrmRule orm_rule_malformed_annotation = {
    .name = "malformed-annotation",
    .family = ORM_FAMILY_MAPPING,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_HINT,
    .summary = "An annotation has bad syntax, too few or too many arguments, or a value its option does not take.",
    .why = "What cannot be read cannot be checked or created: `ORM_FOREIGN_KEY()` names no table and "
           "`ondelete=explode` is no action, so the database gets no key, or one that acts otherwise than the "
           "program expects. openradtool and Prisma refuse such declarations for the same reason.",
    .fix = "Write the arguments as the macro's description in `ormlint/orm.h` asks: text with blanks or SQL in "
           "quotes, lists in parentheses, one of the listed words where the option takes a word.",
    .problem = check_problem,
};
