/* SPDX-License-Identifier: MIT */
#include "rules/engine.h"

/* A name that selects rules elsewhere, but allows none. */
static gboolean check_group(OrmRun *run, const OrmSuppression *suppression)
{
    OrmFamily family = ORM_FAMILY_MAPPING;
    gboolean all = g_strcmp0(suppression->name, "all") == 0;
    if (!all && !orm_family_parse(suppression->name, &family))
        return FALSE;
    OrmFinding *finding =
        orm_report(run, suppression->place, suppression->about, "`%s` names %s`%s`, where only rules may stand",
                   suppression->form, all ? "" : "the family ", suppression->name);
    orm_finding_help(finding, "name each rule; `ormlint rule all` lists them");
    return TRUE;
}

static void check_name(OrmRun *run, const OrmSuppression *suppression)
{
    OrmFinding *finding = orm_report(run, suppression->place, suppression->about, "`%s` names `%s`, which is no rule",
                                     suppression->form, suppression->name);
    const char *nearest = orm_rule_nearest_rule(suppression->name);
    if (nearest != NULL)
        orm_finding_help(finding, "did you mean `%s`?", nearest);
    else
        orm_finding_help(finding, "`ormlint rule all` lists the rules");
}

static void check_suppression(OrmRun *run, const OrmSuppression *suppression)
{
    if (suppression->fault != NULL) {
        OrmFinding *finding = orm_report(run, suppression->place, suppression->about, "`%s` cannot be read: %s",
                                         suppression->form, suppression->fault);
        orm_finding_help(finding, "write `%s RULE[, RULE] -- REASON`", suppression->form);
    } else if (suppression->rule == NULL && !check_group(run, suppression)) {
        check_name(run, suppression);
    }
}

const OrmRule orm_rule_unknown_rule = {
    .name = "unknown-rule",
    .family = ORM_FAMILY_META,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_ALWAYS,
    .fix_kind = ORM_FIX_HINT,
    .summary = "`ORM_ALLOW` or a comment that allows rules names a rule that does not exist",
    .why = "A misspelt name suppresses nothing: the finding that was meant to be allowed stays, or, worse, everybody "
           "believes that a decision is on record which is not. The same holds for a comment `ormlint: allow` that "
           "cannot be read. In the configuration and on the command line an unknown name is an error of the run "
           "instead (exit code 2).",
    .fix = "Write the rule's name as the report shows it in brackets. `ormlint rule all` lists every rule. Families "
           "and `all` cannot be allowed: each exception is to be named.",
    .suppression = check_suppression,
};
