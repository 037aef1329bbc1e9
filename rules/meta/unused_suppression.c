/* SPDX-License-Identifier: MIT */
#include "rules/rule.h"

/* What could not be read may have held the finding that is missing. */
static gboolean facts_are_complete(const OrmGraph *graph)
{
    for (guint i = 0; i < graph->facts->notices->len; i++)
        if (((const OrmNotice *)g_ptr_array_index(graph->facts->notices, i))->level == ORM_NOTICE_ERROR)
            return FALSE;
    return TRUE;
}

static void check_suppression(OrmRun *run, const OrmSuppression *suppression);

static void report(OrmRun *run, const OrmSuppression *suppression, const char *why)
{
    OrmAbout about = suppression->about;
    if (suppression->rule->suppression == check_suppression) /* what allows this very rule must not hide itself */
        about = (OrmAbout){.object = about.object};
    OrmFinding *finding =
        orm_report(run, suppression->place, about, "`%s` of `%s` %s", suppression->form, suppression->name, why);
    orm_finding_help(finding, "remove it");
    if (suppression->in_sql) /* who runs migrations may know them by their checksum */
        return;
    orm_finding_fix(finding, TRUE, "remove `%s`", suppression->name);
    gboolean annotation = g_strcmp0(suppression->form, "ORM_ALLOW") == 0;
    orm_finding_edit(finding, annotation ? ORM_EDIT_REMOVE_ARGUMENT : ORM_EDIT_REMOVE_ALLOWED, suppression->place,
                     annotation ? NULL : suppression->name, NULL);
}

static void check_suppression(OrmRun *run, const OrmSuppression *suppression)
{
    const OrmRule *rule = suppression->rule;
    if (rule == NULL || !suppression->rule_is_on || suppression->used)
        return;
    if (rule->enabled == ORM_RULE_ALWAYS)
        report(run, suppression, "has no effect: the rule is always on");
    else if (facts_are_complete(orm_run_graph(run)))
        report(run, suppression, "suppresses nothing: there is no such finding here");
}

const OrmRule orm_rule_unused_suppression = {
    .name = "unused-suppression",
    .family = ORM_FAMILY_META,
    .severity = ORM_SEVERITY_WARNING,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_EDIT,
    .summary = "`ORM_ALLOW` or a comment allows a rule that has no finding there",
    .why = "The fault is mended, or the suppression stands in the wrong place. If it stays, it hides the next fault of "
           "that kind which is made there. Only rules that are on in the run are judged (those about a schema or "
           "migrations only where one is given), and only when every file could be read. squawk has the same rule for "
           "its comments (`unused-ignore`), and users of "
           "active_record_doctor have asked for it.",
    .fix = "Remove the rule's name, or the whole suppression when it names no other. Where one run looks at a part of "
           "the project only, look at the whole: some faults need two files.",
    .suppression = check_suppression,
};
