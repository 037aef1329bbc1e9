/* SPDX-License-Identifier: MIT */
#include "rules/rule.h"

static void check_suppression(OrmRun *run, const OrmSuppression *suppression)
{
    if (!suppression->first || suppression->name == NULL || suppression->reason != NULL)
        return;
    gboolean annotation = g_strcmp0(suppression->form, "ORM_ALLOW") == 0;
    OrmFinding *finding = orm_report(run, suppression->whole, suppression->about, "`%s` of `%s` gives no reason",
                                     suppression->form, suppression->name);
    orm_finding_help(finding, annotation ? "add `reason=\"...\"`" : "add `-- ` and the reason");
}

const OrmRule orm_rule_suppression_without_reason = {
    .name = "suppression-without-reason",
    .family = ORM_FAMILY_META,
    .severity = ORM_SEVERITY_WARNING,
    .enabled = ORM_RULE_OPT_IN,
    .fix_kind = ORM_FIX_NONE,
    .summary = "a suppression does not say why it is there",
    .why = "A suppression is a decision against a rule. Without its reason nobody can tell later whether the decision "
           "still holds, so it is never taken back. Our own rule, for teams that want every exception explained.",
    .fix = "State the reason: `ORM_ALLOW(rule, reason=\"...\")`, or `// ormlint: allow rule -- ...`.",
    .suppression = check_suppression,
};
