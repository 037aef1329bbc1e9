/* SPDX-License-Identifier: MIT */
/* `ormlint check`: the main job. */
#include <stdio.h>
#include <string.h>

#include "analyzer/facts/facts_json.h"
#include "analyzer/verbs/add_allow.h"
#include "analyzer/verbs/analysis.h"
#include "analyzer/verbs/check.h"
#include "analyzer/verbs/fix.h"
#include "analyzer/verbs/known.h"
#include "analyzer/verbs/message.h"
#include "analyzer/verbs/outcome.h"
#include "analyzer/verbs/outputs.h"
#include "analyzer/verbs/show_files.h"
#include "analyzer/verbs/since.h"
#include "analyzer/verbs/verb.h"
#include "analyzer/verbs/watch.h"

static void print_summary(const OrmArguments *arguments, const OrmAnalysis *analysis, const OrmReport *report)
{
    if (orm_arguments_has(arguments, ORM_OPTION_STATISTICS)) {
        g_autofree char *statistics = orm_analysis_statistics(analysis);
        fputs(statistics, stderr);
    }
    if (orm_arguments_has(arguments, ORM_OPTION_TIMINGS)) {
        g_autofree char *timings = orm_analysis_timings(analysis, orm_arguments_has(arguments, ORM_OPTION_VERBOSE));
        fputs(timings, stderr);
    }
    if (!orm_arguments_has(arguments, ORM_OPTION_QUIET)) {
        g_autofree char *summary = orm_report_summary(report);
        fprintf(stderr, "%s\n", g_strchomp(summary));
        orm_fix_hint(analysis);
    }
}

/** Whether the findings are ones to fail on. */
static gboolean has_failed(const OrmArguments *arguments, const OrmReport *report)
{
    OrmSeverity least = ORM_SEVERITY_ERROR;
    const char *level = orm_arguments_value(arguments, ORM_OPTION_FAIL_ON);
    const char *maximum = orm_arguments_value(arguments, ORM_OPTION_MAX_WARNINGS);
    OrmReportCounts counts = orm_report_count(report);
    if (orm_arguments_has(arguments, ORM_OPTION_EXIT_ZERO))
        return FALSE;
    if (level != NULL)
        orm_severity_parse(level, &least);
    if (maximum != NULL && counts.warnings > g_ascii_strtoull(maximum, NULL, 10))
        return TRUE;
    return counts.errors > 0 || (least <= ORM_SEVERITY_WARNING && counts.warnings > 0) ||
           (least <= ORM_SEVERITY_INFO && counts.infos > 0);
}

/** `least`: the exit code that what went before asks for. */
static int report(const OrmArguments *arguments, const OrmAnalysis *analysis, int least)
{
    OrmReport all = {0};
    orm_analysis_report(analysis, &all);
    orm_print_notices(arguments, analysis->notices);
    gboolean written = orm_outputs_write(arguments, &all);
    print_summary(arguments, analysis, &all);
    gboolean nothing = orm_found_nothing(arguments, analysis);
    gboolean keep_going = orm_arguments_has(arguments, ORM_OPTION_KEEP_GOING);
    if (!written || nothing || (!all.complete && !keep_going))
        return ORM_EXIT_INCOMPLETE;
    return MAX(least, has_failed(arguments, &all) ? ORM_EXIT_FINDINGS : ORM_EXIT_CLEAN);
}

/** Prints facts or graph instead of findings. */
static int dump(const OrmArguments *arguments, const OrmAnalysis *analysis)
{
    const char *stage = orm_arguments_value(arguments, ORM_OPTION_DUMP);
    gboolean facts = strcmp(stage, "facts") == 0;
    g_autofree char *text = facts ? orm_facts_dump(analysis->graph->facts) : orm_graph_dump(analysis->graph);
    orm_print_notices(arguments, analysis->notices);
    if (!orm_print(text) || (orm_analysis_incomplete(analysis) && !orm_arguments_has(arguments, ORM_OPTION_KEEP_GOING)))
        return ORM_EXIT_INCOMPLETE;
    return ORM_EXIT_CLEAN;
}

static int show_files(const OrmArguments *arguments, const OrmSetup *setup)
{
    g_autoptr(OrmPlan) plan = orm_plan_new(&setup->plan);
    g_autofree char *text = orm_show_files(plan);
    gboolean complete = TRUE;
    orm_print_notices(arguments, plan->notices);
    for (guint i = 0; i < plan->notices->len; i++)
        complete = complete && ((const OrmNotice *)plan->notices->pdata[i])->level != ORM_NOTICE_ERROR;
    return orm_print(text) && complete ? ORM_EXIT_CLEAN : ORM_EXIT_INCOMPLETE;
}

static int diff(const OrmArguments *arguments, const OrmAnalysis *analysis)
{
    orm_print_notices(arguments, analysis->notices);
    return orm_fix_diff(arguments, analysis);
}

/** Takes over `facts` (NULL: reads them). NULL after an error, which has been told. */
static OrmAnalysis *analyze(const OrmArguments *arguments, const OrmSetup *stated, OrmFacts *facts,
                            OrmBaseline *baseline, const char *baseline_file, const OrmSince *since)
{
    g_autoptr(GHashTable) new_files = since != NULL ? orm_since_new_files(since) : NULL;
    OrmSetup with = *stated;
    const OrmSetup *setup = &with;
    with.new_files = new_files;
    with.verdict_is_enough = since == NULL && !orm_arguments_has(arguments, ORM_OPTION_DUMP) &&
                             !orm_arguments_has(arguments, ORM_OPTION_TIMINGS);
    g_autoptr(OrmAnalysis) analysis = facts != NULL ? orm_analysis_of_facts(setup, facts) : orm_analysis_new(setup);
    if (baseline != NULL)
        orm_known_apply(analysis, setup, baseline, baseline_file);
    if (since != NULL && !orm_since_apply(since, setup, analysis))
        return NULL;
    return g_steal_pointer(&analysis);
}

int orm_check_report(const OrmArguments *arguments, const OrmSetup *setup, OrmFacts *facts)
{
    g_autoptr(OrmFacts) owned = facts;
    g_autoptr(OrmBaseline) baseline = NULL;
    g_autofree char *baseline_file = NULL;
    if (!orm_known_load(arguments, setup->config, &baseline, &baseline_file))
        return ORM_EXIT_USAGE;
    g_autoptr(OrmSince) since = NULL;
    if (!orm_since_load(arguments, &since))
        return ORM_EXIT_USAGE;
    g_autoptr(OrmAnalysis) analysis =
        analyze(arguments, setup, g_steal_pointer(&owned), baseline, baseline_file, since);
    if (analysis != NULL && orm_arguments_has(arguments, ORM_OPTION_ADD_ALLOW)) {
        int code = orm_add_allow(arguments, analysis);
        if (code != ORM_EXIT_CLEAN)
            return code;
        orm_analysis_free(analysis); /* what is reported is what is there now */
        analysis = analyze(arguments, setup, NULL, baseline, baseline_file, since);
    }
    if (analysis == NULL)
        return ORM_EXIT_INCOMPLETE;
    if (orm_arguments_has(arguments, ORM_OPTION_DUMP))
        return dump(arguments, analysis);
    if (orm_arguments_has(arguments, ORM_OPTION_DIFF))
        return diff(arguments, analysis);
    int least = ORM_EXIT_CLEAN;
    if (orm_arguments_has(arguments, ORM_OPTION_FIX) && orm_fix_apply(arguments, analysis, &least)) {
        orm_analysis_free(analysis); /* what is reported is what is left */
        analysis = analyze(arguments, setup, NULL, baseline, baseline_file, since);
        if (analysis == NULL)
            return ORM_EXIT_INCOMPLETE;
    }
    int code = report(arguments, analysis, least);
    if (!orm_arguments_has(arguments, ORM_OPTION_WATCH)) {
        /* To free hundreds of thousands of records takes as long as to look at them; the process ends with them. */
        static OrmAnalysis *last;
        orm_analysis_free(last);
        last = g_steal_pointer(&analysis);
    }
    return code;
}

int orm_verb_check(const OrmArguments *arguments)
{
    if (!orm_outputs_check(arguments) || !orm_fix_check(arguments))
        return ORM_EXIT_USAGE;
    if (orm_arguments_has(arguments, ORM_OPTION_WATCH))
        return orm_watch(arguments);
    g_autoptr(OrmSetup) setup = orm_setup_new(arguments);
    if (setup == NULL)
        return ORM_EXIT_USAGE;
    if (orm_arguments_has(arguments, ORM_OPTION_VERBOSE))
        fprintf(stderr, "ormlint: configuration: %s\n", setup->config->file != NULL ? setup->config->file : "none");
    if (orm_arguments_has(arguments, ORM_OPTION_SHOW_FILES))
        return show_files(arguments, setup);
    return orm_check_report(arguments, setup, NULL);
}
