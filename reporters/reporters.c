/* SPDX-License-Identifier: MIT */
/* The ledger of reporters, and what all of them count alike. */
#include "reporters/reporter.h"

#define REPORTER(name) extern const OrmReporter orm_reporter_##name;
#include "reporters/reporters.def"
#undef REPORTER

#define REPORTER(name) &orm_reporter_##name,
const OrmReporter *const orm_reporters[] = {
#include "reporters/reporters.def"
    NULL};
#undef REPORTER

const OrmReporter *orm_reporter_find(const char *name)
{
    for (guint i = 0; orm_reporters[i] != NULL; i++)
        if (g_strcmp0(orm_reporters[i]->name, name) == 0)
            return orm_reporters[i];
    return NULL;
}

OrmReportCounts orm_report_count(const OrmReport *report)
{
    OrmReportCounts counts = {.baselined = report->baselined};
    for (guint i = 0; i < report->findings->len; i++) {
        const OrmFinding *finding = g_ptr_array_index(report->findings, i);
        if (finding->suppressed != NULL)
            counts.suppressed++;
        else if (finding->severity == ORM_SEVERITY_ERROR)
            counts.errors++;
        else if (finding->severity == ORM_SEVERITY_WARNING)
            counts.warnings++;
        else if (finding->severity == ORM_SEVERITY_INFO)
            counts.infos++;
    }
    return counts;
}

const OrmReportRule *orm_report_rule(const OrmReport *report, const char *name)
{
    for (guint i = 0; report->rules != NULL && i < report->rules->len; i++) {
        const OrmReportRule *rule = &g_array_index(report->rules, OrmReportRule, i);
        if (g_strcmp0(rule->name, name) == 0)
            return rule;
    }
    return NULL;
}

static void add_count(GString *line, const char *before, guint count, const char *noun)
{
    g_string_append_printf(line, "%s%u %s%s", before, count, noun, count == 1 ? "" : "s");
}

char *orm_report_summary(const OrmReport *report)
{
    OrmReportCounts counts = orm_report_count(report);
    GString *line = g_string_new(NULL);
    add_count(line, "", counts.errors, "error");
    add_count(line, ", ", counts.warnings, "warning");
    if (counts.infos > 0)
        add_count(line, ", ", counts.infos, "info");
    if (counts.suppressed > 0)
        g_string_append_printf(line, ", %u suppressed", counts.suppressed);
    if (counts.baselined > 0)
        g_string_append_printf(line, ", %u baselined", counts.baselined);
    if (report->files > 0 || report->schema_tables == 0) {
        add_count(line, "; ", report->files, "file");
        add_count(line, ", ", report->models, "model");
        add_count(line, ", ", report->columns, "column");
    }
    if (report->schema_tables > 0) {
        add_count(line, "; ", report->schema_tables, "table");
        g_string_append(line, " of the schema");
    }
    char seconds[G_ASCII_DTOSTR_BUF_SIZE];
    g_string_append_printf(line, " in %s s", g_ascii_formatd(seconds, sizeof seconds, "%.2f", report->seconds));
    if (!report->complete)
        g_string_append(line, "; the analysis is incomplete");
    return g_string_free(line, FALSE);
}
