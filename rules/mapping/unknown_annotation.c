/* SPDX-License-Identifier: MIT */
#include "rules/problem.h"

static void check_problem(OrmRun *run, const OrmProblem *problem)
{
    if (problem->kind != ORM_PROBLEM_UNKNOWN)
        return;
    OrmFinding *finding = orm_report_problem(run, problem);
    if (problem->word == NULL)
        return;
    orm_finding_fix(finding, problem->is_likely, "write `%s`", problem->instead);
    orm_finding_edit(finding, ORM_EDIT_REPLACE, problem->place, problem->word, problem->instead);
}

const OrmRule orm_rule_unknown_annotation = {
    .name = "unknown-annotation",
    .family = ORM_FAMILY_MAPPING,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_EDIT,
    .summary = "An annotation, or an option of one, is not in the vocabulary.",
    .why = "The compiler sees nothing of an annotation, so a misspelt option is dropped without a word: the column "
           "that was to be `unique` is not, the foreign key that was to be `deferrable` is not, and the first to "
           "notice is whoever reads the data a year later. openradtool stops at such words (\"unknown field info "
           "token\"); so does ormlint, and it offers the nearest word it knows.",
    .fix = "Write the option as the vocabulary has it, or remove it. `ormlint/orm.h` documents the options at each "
           "macro.",
    .problem = check_problem,
};
