/* SPDX-License-Identifier: MIT */
/* What a run took and what it found, in tables for people. */
#include "analyzer/verbs/analysis.h"

#include <string.h>

static const char *const stage_names[ORM_STAGE_COUNT] = {
    [ORM_STAGE_PLAN] = "find files and commands",
    [ORM_STAGE_EXTRACT] = "read (libclang)",
    [ORM_STAGE_SCHEMA] = "read the schema",
    [ORM_STAGE_LINK] = "link",
    [ORM_STAGE_COMPARE] = "compare with the schema",
    [ORM_STAGE_RULES] = "rules",
    [ORM_STAGE_CONCLUSION] = "prepare fixes and notices",
};

static void append_time(GString *out, gint64 microseconds, const char *indent, const char *name)
{
    g_string_append_printf(out, "%10.3f ms  %s%s\n", (double)microseconds / 1000, indent, name);
}

#define SLOWEST 10 /* rules that are told one by one, unless all are */

/** Slowest first; equal ones by name, so that the order is defined. */
static gint compare_timings(gconstpointer left, gconstpointer right)
{
    const OrmRuleTiming *a = left, *b = right;
    if (a->microseconds != b->microseconds)
        return a->microseconds < b->microseconds ? 1 : -1;
    return strcmp(a->rule->name, b->rule->name);
}

static void append_rules(GString *out, const OrmAnalysis *analysis, gboolean every_rule)
{
    g_autoptr(GArray) timings = g_array_copy(analysis->timings);
    g_array_sort(timings, compare_timings);
    guint told = every_rule ? timings->len : MIN(timings->len, SLOWEST);
    gint64 others = 0;
    for (guint i = 0; i < timings->len; i++) {
        const OrmRuleTiming *timing = &g_array_index(timings, OrmRuleTiming, i);
        if (i < told)
            append_time(out, timing->microseconds, "  ", timing->rule->name);
        else
            others += timing->microseconds;
    }
    if (timings->len > told) {
        g_autofree char *label = g_strdup_printf("%u other rules", timings->len - told);
        append_time(out, others, "  ", label);
    }
}

char *orm_analysis_timings(const OrmAnalysis *analysis, gboolean every_rule)
{
    GString *out = g_string_new(NULL);
    gint64 sum = 0;
    for (guint stage = 0; stage < ORM_STAGE_COUNT; stage++) {
        append_time(out, analysis->microseconds[stage], "", stage_names[stage]);
        sum += analysis->microseconds[stage];
        if (stage == ORM_STAGE_RULES)
            append_rules(out, analysis, every_rule);
    }
    append_time(out, sum, "", "all");
    return g_string_free(out, FALSE);
}

char *orm_analysis_statistics(const OrmAnalysis *analysis)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; orm_rules[i] != NULL; i++) {
        guint counts[ORM_SEVERITY_ERROR + 1] = {0}, suppressed = 0;
        for (guint f = 0; f < analysis->findings->len; f++) {
            const OrmFinding *finding = analysis->findings->pdata[f];
            if (strcmp(finding->rule, orm_rules[i]->name) != 0)
                continue;
            if (finding->suppressed != NULL)
                suppressed++;
            else
                counts[finding->severity]++;
        }
        for (guint severity = ORM_SEVERITY_ERROR; severity > ORM_SEVERITY_OFF; severity--)
            if (counts[severity] > 0)
                g_string_append_printf(out, "%6u  %-10s  %s\n", counts[severity], orm_severity_name(severity),
                                       orm_rules[i]->name);
        if (suppressed > 0)
            g_string_append_printf(out, "%6u  %-10s  %s\n", suppressed, "suppressed", orm_rules[i]->name);
    }
    if (out->len == 0)
        g_string_append(out, "no findings\n");
    return g_string_free(out, FALSE);
}
