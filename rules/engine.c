/* SPDX-License-Identifier: MIT */
/* The walk over the graph, and the funnel through which rules report. */
#include <string.h>

#include "rules/run.h"

/* Where an ORM_ALLOW for the finding would stand. */
static void set_subject(OrmFinding *finding, const OrmAbout *about)
{
    const OrmStruct *record = about->record != NULL || about->model == NULL ? about->record : about->model->record;
    finding->subject_is_field = about->field != NULL && about->field->name != NULL;
    if (finding->subject_is_field) {
        finding->subject = about->field->place;
        finding->subject_name = about->field->name;
    } else if (record != NULL) {
        finding->subject = record->place;
        finding->subject_name = record->name;
    }
}

static OrmFinding *report(OrmRun *run, OrmSeverity wanted, OrmPlace place, const OrmAbout *about, const char *format,
                          va_list arguments)
{
    OrmRuleSubject subject = {.file = place.file, .table = about->object.table};
    OrmSeverity severity = orm_rule_set_severity_as(run->set, run->rule, &subject, wanted);
    OrmFinding *finding = orm_finding_new(run->rule->name, severity, place, about->object);
    g_free(finding->message);
    finding->message = g_strdup_vprintf(format, arguments);
    if (severity != ORM_SEVERITY_OFF)
        finding->suppressed =
            g_strdup(orm_suppression_reason(run->graph, run->input->catalog, &place, about, run->rule, run->used));
    set_subject(finding, about);
    g_ptr_array_add(run->findings, finding);
    return finding;
}

OrmFinding *orm_report(OrmRun *run, OrmPlace place, OrmAbout about, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    OrmFinding *finding = report(run, run->rule->severity, place, &about, format, arguments);
    va_end(arguments);
    return finding;
}

OrmFinding *orm_report_as(OrmRun *run, OrmSeverity severity, OrmPlace place, OrmAbout about, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    OrmFinding *finding = report(run, severity, place, &about, format, arguments);
    va_end(arguments);
    return finding;
}

static void visit_problems(OrmRun *run)
{
    for (guint i = 0; run->rule->problem != NULL && i < run->graph->problems->len; i++)
        run->rule->problem(run, g_ptr_array_index(run->graph->problems, i));
}

static void visit_models(OrmRun *run)
{
    for (guint i = 0; run->rule->model != NULL && i < run->graph->models->len; i++)
        run->rule->model(run, g_ptr_array_index(run->graph->models, i));
}

static void visit_columns(OrmRun *run, const OrmTable *table)
{
    for (guint i = 0; run->rule->column != NULL && i < table->columns->len; i++)
        run->rule->column(run, g_ptr_array_index(table->columns, i));
}

static void visit_foreign_keys(OrmRun *run, const OrmTable *table)
{
    for (guint i = 0; run->rule->foreign_key != NULL && i < table->foreign_keys->len; i++)
        run->rule->foreign_key(run, g_ptr_array_index(table->foreign_keys, i));
}

static void visit_indexes(OrmRun *run, const OrmTable *table)
{
    for (guint i = 0; run->rule->index != NULL && i < table->indexes->len; i++)
        run->rule->index(run, g_ptr_array_index(table->indexes, i));
}

static gboolean visits_tables(const OrmRule *rule)
{
    return rule->table != NULL || rule->column != NULL || rule->foreign_key != NULL || rule->index != NULL;
}

/* Tables from `first` up to `end`, with what they hold. */
static void visit_tables(OrmRun *run, guint first, guint end)
{
    for (guint i = first; visits_tables(run->rule) && i < end; i++) {
        const OrmTable *table = g_ptr_array_index(run->graph->tables, i);
        if (run->rule->table != NULL)
            run->rule->table(run, table);
        visit_columns(run, table);
        visit_foreign_keys(run, table);
        visit_indexes(run, table);
    }
}

/* A relationship of an abstract or embedded struct is judged where it is inherited: there it has a table. */
static void visit_relationships(OrmRun *run)
{
    for (guint i = 0; run->rule->relationship != NULL && i < run->graph->models->len; i++) {
        const OrmModel *model = g_ptr_array_index(run->graph->models, i);
        for (guint j = 0; model->table != NULL && j < model->relationships->len; j++)
            run->rule->relationship(run, g_ptr_array_index(model->relationships, j));
    }
}

static void visit_differences(OrmRun *run)
{
    const OrmComparison *comparison = run->input->comparison;
    for (guint i = 0; run->rule->difference != NULL && comparison != NULL && i < comparison->differences->len; i++)
        run->rule->difference(run, g_ptr_array_index(comparison->differences, i));
}

gboolean orm_run_judges_file(const OrmRun *run, const char *file)
{
    if (run->input->new_files == NULL)
        return TRUE;
    g_autofree char *path = g_canonicalize_filename(file, NULL);
    return g_hash_table_contains(run->input->new_files, path);
}

static void visit_steps(OrmRun *run)
{
    const GArray *steps = orm_run_steps(run);
    for (guint i = 0; run->rule->step != NULL && i < steps->len; i++) {
        const OrmMigrationStep *step = &g_array_index(steps, OrmMigrationStep, i);
        if (orm_run_judges_file(run, step->statement.file))
            run->rule->step(run, step);
    }
}

static void visit_faults(OrmRun *run)
{
    const OrmCatalog *catalog = run->input->catalog;
    for (guint i = 0; run->rule->fault != NULL && catalog != NULL && i < catalog->faults->len; i++)
        run->rule->fault(run, g_ptr_array_index(catalog->faults, i));
}

/* All but the tables. */
static void visit_rest(OrmRun *run)
{
    visit_problems(run);
    visit_models(run);
    visit_relationships(run);
    if (run->rule->graph != NULL)
        run->rule->graph(run, run->graph);
}

/* The families that judge tables, whoever states them. */
static gboolean judges_schemas(const OrmRule *rule)
{
    return rule->family == ORM_FAMILY_KEY || rule->family == ORM_FAMILY_INDEX ||
           rule->family == ORM_FAMILY_CONSTRAINT || rule->family == ORM_FAMILY_NAMING ||
           rule->family == ORM_FAMILY_TYPE;
}

/* What is to be done to annotations is of no use where there are none. */
static void drop_advice_on_annotations(OrmFinding *finding)
{
    g_clear_pointer(&finding->fix, orm_fix_free);
    if (finding->help != NULL && strstr(finding->help, "ORM_") != NULL)
        g_clear_pointer(&finding->help, g_free);
}

/* The actual schema's own tables. */
static void visit_schema(OrmRun *run)
{
    guint first = run->findings->len;
    const OrmGraph *models = run->graph;
    run->graph = run->input->comparison->actual;
    run->on_schema = TRUE;
    visit_tables(run, 0, run->graph->tables->len);
    visit_rest(run);
    run->on_schema = FALSE;
    run->graph = models;
    for (guint i = first; i < run->findings->len; i++)
        drop_advice_on_annotations(g_ptr_array_index(run->findings, i));
}

/* All that a rule looks at but the tables of the models. */
static void run_rule(OrmRun *run)
{
    visit_rest(run);
    visit_differences(run);
    visit_steps(run);
    visit_faults(run);
    if (run->input->lint_schema && run->input->comparison != NULL && judges_schemas(run->rule))
        visit_schema(run);
}

/* Counts what the rule at work reported since `first`, and the time since `start`. */
static void add_timing(const OrmRun *run, guint first, gint64 start, OrmRuleTiming *timing)
{
    timing->microseconds += g_get_monotonic_time() - start;
    for (guint i = first; i < run->findings->len; i++)
        timing->findings += ((const OrmFinding *)g_ptr_array_index(run->findings, i))->severity != ORM_SEVERITY_OFF;
}

/* As many tables as the processor's cache holds: a sweep over all of them for each rule would fetch the whole graph
 * from memory as often as there are rules. */
#define SLICE 32

static void run_over_tables(OrmRun *run, GArray *timings, guint first_rule)
{
    guint count = run->graph->tables->len;
    for (guint first = 0; first < count; first += SLICE) {
        for (guint i = first_rule; i < timings->len; i++) {
            OrmRuleTiming *timing = &g_array_index(timings, OrmRuleTiming, i);
            guint before = run->findings->len;
            if (!visits_tables(timing->rule))
                continue;
            gint64 start = g_get_monotonic_time();
            run->rule = timing->rule;
            visit_tables(run, first, MIN(first + SLICE, count));
            add_timing(run, before, start, timing);
        }
    }
}

/* The rules with or without the hook `suppression`, which judges what the others met. */
static void run_rules(OrmRun *run, gboolean about_suppressions, GArray *timings)
{
    g_autoptr(GPtrArray) suppressions = NULL;
    guint first_rule = timings->len;
    for (guint i = 0; orm_rules[i] != NULL; i++) {
        OrmRuleTiming timing = {.rule = orm_rules[i]};
        if (orm_rule_set_somewhere(run->set, timing.rule) && (timing.rule->suppression != NULL) == about_suppressions)
            g_array_append_val(timings, timing);
    }
    run_over_tables(run, timings, first_rule);
    if (about_suppressions && timings->len > first_rule)
        suppressions = orm_suppressions_list(run);
    for (guint i = first_rule; i < timings->len; i++) {
        OrmRuleTiming *timing = &g_array_index(timings, OrmRuleTiming, i);
        guint before = run->findings->len;
        gint64 start = g_get_monotonic_time();
        run->rule = timing->rule;
        run_rule(run);
        if (suppressions != NULL)
            orm_suppressions_visit(run, suppressions);
        add_timing(run, before, start, timing);
    }
}

/* Those that are off where they stand: rules may add to them until all is done. */
static GPtrArray *without_silenced(GPtrArray *findings)
{
    GPtrArray *kept = g_ptr_array_new_with_free_func((GDestroyNotify)orm_finding_free);
    for (guint i = 0; i < findings->len; i++) {
        OrmFinding *finding = g_ptr_array_index(findings, i);
        if (finding->severity == ORM_SEVERITY_OFF)
            orm_finding_free(finding);
        else
            g_ptr_array_add(kept, finding);
    }
    return kept;
}

GPtrArray *orm_rules_judge(const OrmRulesInput *input, const OrmRuleSet *set, GArray *timings)
{
    g_autoptr(GPtrArray) findings = g_ptr_array_new(); /* owns none: all move on */
    g_autoptr(GArray) own = timings != NULL ? g_array_ref(timings) : g_array_new(FALSE, FALSE, sizeof(OrmRuleTiming));
    g_autoptr(GHashTable) used = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GHashTable) met = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_hash_table_unref);
    g_autoptr(GHashTable) bounds = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_hash_table_unref);
    OrmRun run = {.input = input,
                  .graph = input->graph,
                  .set = set,
                  .findings = findings,
                  .met = met,
                  .bounds = bounds,
                  .used = used};
    run_rules(&run, FALSE, own);
    run_rules(&run, TRUE, own);
    g_clear_pointer(&run.step_objects, g_array_unref);
    return without_silenced(findings);
}

GPtrArray *orm_rules_run(const OrmGraph *graph, const OrmRuleSet *set)
{
    return orm_rules_judge(&(OrmRulesInput){.graph = graph}, set, NULL);
}
