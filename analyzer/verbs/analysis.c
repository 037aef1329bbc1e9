/* SPDX-License-Identifier: MIT */
#include "analyzer/verbs/analysis.h"

#include <string.h>

#include "analyzer/facts/compare.h"
#include "analyzer/fixes/resolve.h"
#include "analyzer/verbs/describe.h"
#include "analyzer/verbs/progress.h"

static gint compare_notices(gconstpointer left, gconstpointer right)
{
    return orm_notice_compare(*(OrmNotice *const *)left, *(OrmNotice *const *)right);
}

void orm_analysis_notice(OrmAnalysis *analysis, OrmNoticeLevel level, OrmPlace place, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    OrmNotice *notice = orm_notice_new(level, place, format, arguments);
    va_end(arguments);
    g_ptr_array_add(analysis->own_notices, notice);
    g_ptr_array_add(analysis->notices, notice);
    g_ptr_array_sort(analysis->notices, compare_notices);
}

static void collect_notices(OrmAnalysis *analysis)
{
    g_autoptr(GPtrArray) all = g_ptr_array_new();
    if (analysis->plan != NULL)
        g_ptr_array_extend(all, analysis->plan->notices, NULL, NULL);
    g_ptr_array_extend(all, analysis->verdict->notices, NULL, NULL);
    if (analysis->actual != NULL)
        g_ptr_array_extend(all, analysis->actual->catalog->notices, NULL, NULL);
    g_ptr_array_sort(all, compare_notices);
    analysis->notices = g_ptr_array_new();
    for (guint i = 0; i < all->len; i++)
        if (i == 0 || orm_notice_compare(all->pdata[i - 1], all->pdata[i]) != 0)
            g_ptr_array_add(analysis->notices, all->pdata[i]);
}

static gint compare_tables(gconstpointer left_item, gconstpointer right_item)
{
    const OrmReportTable *left = left_item, *right = right_item;
    int order = g_strcmp0(left->name, right->name);
    return order != 0 ? order : orm_place_compare(&left->place, &right->place);
}

/* All of it but the findings. */
static OrmVerdict *sum_up(const OrmGraph *graph)
{
    OrmVerdict *verdict = orm_verdict_new();
    verdict->dialect = orm_dialect_name(graph->dialect);
    verdict->models = graph->models->len;
    for (guint i = 0; i < graph->models->len; i++)
        verdict->mapped += ((const OrmModel *)graph->models->pdata[i])->mapped ? 1 : 0;
    for (guint i = 0; i < graph->tables->len; i++) {
        const OrmTable *table = graph->tables->pdata[i];
        OrmReportTable item = {.name = orm_table_label(table), .place = table->place};
        g_array_append_val(verdict->tables, item);
        verdict->columns += table->columns->len;
    }
    g_array_sort(verdict->tables, compare_tables);
    g_ptr_array_extend(verdict->files, graph->facts->files, NULL, NULL);
    for (guint i = 0; i < graph->facts->notices->len; i++)
        g_ptr_array_add(verdict->notices, g_memdup2(graph->facts->notices->pdata[i], sizeof(OrmNotice)));
    return verdict;
}

/* What a stage took is the time since the end of the one before. */
static void end_stage(OrmAnalysis *analysis, OrmStage stage, gint64 *since)
{
    gint64 now = g_get_monotonic_time();
    analysis->microseconds[stage] = now - *since;
    *since = now;
}

static void judge(OrmAnalysis *analysis, const OrmSetup *setup, OrmFacts *facts, gint64 *since)
{
    OrmLinkOptions options = setup->link;
    analysis->actual = orm_actual_read(setup);
    options.dialect = orm_actual_dialect(analysis->actual, setup);
    end_stage(analysis, ORM_STAGE_SCHEMA, since);
    analysis->graph = orm_link(facts, &options);
    end_stage(analysis, ORM_STAGE_LINK, since);
    if (analysis->actual != NULL && analysis->actual->graph != NULL)
        analysis->comparison =
            orm_compare(analysis->graph, analysis->actual->graph, analysis->actual->catalog, options.ignore_tables);
    end_stage(analysis, ORM_STAGE_COMPARE, since);
    OrmRulesInput input = {.graph = analysis->graph,
                           .comparison = analysis->comparison,
                           .catalog = analysis->actual != NULL ? analysis->actual->catalog : NULL,
                           .new_files = setup->new_files,
                           .lint_schema = setup->lint_schema};
    if (setup->lint_schema && analysis->comparison != NULL)
        analysis->schema_tables = analysis->comparison->actual->tables->len;
    analysis->verdict = sum_up(analysis->graph);
    g_ptr_array_unref(analysis->verdict->findings);
    analysis->verdict->findings = orm_rules_judge(&input, setup->rules, analysis->timings);
    orm_findings_sort(analysis->verdict->findings);
    end_stage(analysis, ORM_STAGE_RULES, since);
}

/* What follows from the verdict, whether it is of this run or of an earlier one. */
static void conclude(OrmAnalysis *analysis, const OrmSetup *setup, gint64 *since)
{
    analysis->findings = analysis->verdict->findings;
    analysis->schemas = orm_actual_labels(setup);
    orm_fixes_resolve(analysis->sources, analysis->findings, analysis->verdict->files);
    collect_notices(analysis);
    analysis->rules = orm_describe_rules(setup->rules);
    end_stage(analysis, ORM_STAGE_CONCLUSION, since);
}

/* NULL when the verdict is neither to be taken nor to be kept: what an actual schema has is not in the sum. Free with
 * g_free. */
static char *verdict_key(const OrmSetup *setup, const OrmAnswers *answers)
{
    return setup->verdict_is_enough && setup->schemas->len == 0 ? orm_verdict_key(setup, answers) : NULL;
}

static OrmVerdict *known_verdict(const OrmSetup *setup, const OrmAnswers *answers)
{
    g_autofree char *key = verdict_key(setup, answers);
    return key == NULL ? NULL : orm_verdict_find(orm_answers_cache(answers), key);
}

static void keep_verdict(const OrmAnalysis *analysis, const OrmSetup *setup, const OrmAnswers *answers)
{
    g_autofree char *key = verdict_key(setup, answers);
    if (key != NULL)
        orm_verdict_keep(orm_answers_cache(answers), key, analysis->verdict);
}

static void read_and_judge(OrmAnalysis *analysis, const OrmSetup *setup, gint64 *since)
{
    OrmProgress progress;
    OrmReadOptions read = setup->read;
    read.sums = analysis->plan->sums;
    orm_progress_begin(&progress);
    if (setup->shows_progress) {
        read.progress = orm_progress_tell;
        read.progress_data = &progress;
    }
    g_autoptr(OrmAnswers) answers = orm_answers_new(analysis->plan->units, &setup->extract, &read);
    analysis->verdict = known_verdict(setup, answers);
    OrmFacts *facts = analysis->verdict != NULL ? NULL : orm_answers_facts(answers);
    orm_progress_end(&progress);
    analysis->libclang = orm_answers_libclang(answers);
    end_stage(analysis, ORM_STAGE_EXTRACT, since);
    if (facts == NULL)
        return;
    judge(analysis, setup, facts, since);
    keep_verdict(analysis, setup, answers);
}

static OrmAnalysis *new_analysis(gint64 now)
{
    OrmAnalysis *analysis = g_new0(OrmAnalysis, 1);
    analysis->own_notices = g_ptr_array_new_with_free_func(g_free);
    analysis->sources = orm_fix_sources_new(now);
    analysis->timings = g_array_new(FALSE, FALSE, sizeof(OrmRuleTiming));
    return analysis;
}

OrmAnalysis *orm_analysis_new(const OrmSetup *setup)
{
    OrmAnalysis *analysis = new_analysis(g_get_real_time());
    gint64 since = g_get_monotonic_time();
    analysis->plan = orm_plan_new(&setup->plan);
    end_stage(analysis, ORM_STAGE_PLAN, &since);
    read_and_judge(analysis, setup, &since);
    conclude(analysis, setup, &since);
    return analysis;
}

OrmAnalysis *orm_analysis_of_facts(const OrmSetup *setup, OrmFacts *facts)
{
    OrmAnalysis *analysis = new_analysis(0); /* the sources may have changed since: no fixes */
    gint64 since = g_get_monotonic_time();
    judge(analysis, setup, facts, &since);
    conclude(analysis, setup, &since);
    return analysis;
}

void orm_analysis_free(OrmAnalysis *analysis)
{
    if (analysis == NULL)
        return;
    g_ptr_array_unref(analysis->notices);
    g_ptr_array_unref(analysis->own_notices);
    orm_fix_sources_free(analysis->sources);
    g_array_unref(analysis->timings);
    g_array_unref(analysis->rules);
    orm_verdict_free(analysis->verdict);
    g_clear_pointer(&analysis->comparison, orm_comparison_free);
    orm_actual_free(analysis->actual);
    g_ptr_array_unref(analysis->schemas);
    g_clear_pointer(&analysis->graph, orm_graph_free);
    orm_plan_free(analysis->plan);
    g_free(analysis);
}

gboolean orm_analysis_incomplete(const OrmAnalysis *analysis)
{
    if (analysis->actual != NULL && analysis->actual->catalog->faults->len > 0)
        return TRUE;
    for (guint i = 0; i < analysis->notices->len; i++)
        if (((const OrmNotice *)analysis->notices->pdata[i])->level == ORM_NOTICE_ERROR)
            return TRUE;
    return FALSE;
}

void orm_analysis_report(const OrmAnalysis *analysis, OrmReport *report)
{
    const OrmVerdict *verdict = analysis->verdict;
    report->tool_version = ORMLINT_VERSION;
    report->libclang_version = analysis->libclang;
    report->dialect = verdict->dialect;
    report->schemas = analysis->schemas;
    report->findings = analysis->findings;
    report->notices = analysis->notices;
    report->baselined = analysis->baselined;
    report->rules = analysis->rules;
    report->tables = verdict->tables;
    report->files = verdict->files->len;
    report->models = verdict->mapped;
    report->columns = verdict->columns;
    report->schema_tables = analysis->schema_tables;
    report->complete = !orm_analysis_incomplete(analysis);
    for (guint stage = 0; stage < ORM_STAGE_COUNT; stage++)
        report->seconds += (double)analysis->microseconds[stage] / G_USEC_PER_SEC;
}
