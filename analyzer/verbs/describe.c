/* SPDX-License-Identifier: MIT */
#include "analyzer/verbs/describe.h"

#include <string.h>

static OrmReportRule describe(const OrmRule *rule, OrmSeverity severity)
{
    return (OrmReportRule){.name = rule->name,
                           .family = orm_family_name(rule->family),
                           .summary = rule->summary,
                           .why = rule->why,
                           .fix = rule->fix,
                           .severity = severity,
                           .usual = rule->severity,
                           .opt_in = rule->enabled == ORM_RULE_OPT_IN};
}

static gint compare_rules(gconstpointer left, gconstpointer right)
{
    return strcmp(((const OrmReportRule *)left)->name, ((const OrmReportRule *)right)->name);
}

GArray *orm_describe_rules(const OrmRuleSet *set)
{
    GArray *rules = g_array_new(FALSE, FALSE, sizeof(OrmReportRule));
    for (guint i = 0; orm_rules[i] != NULL; i++) {
        OrmReportRule described =
            describe(orm_rules[i], set != NULL ? orm_rule_set_severity(set, orm_rules[i]) : ORM_SEVERITY_OFF);
        g_array_append_val(rules, described);
    }
    g_array_sort(rules, compare_rules);
    return rules;
}
