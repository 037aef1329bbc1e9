/* SPDX-License-Identifier: MIT */
/*
 * The report for programs, version 1 of the format in docs/reports.md. Every diagnostic and notice is a line of its
 * own, so that reports can be compared line by line and are written without being held in memory.
 */
#include "reporters/output.h"
#include "reporters/report_json.h"

static gboolean write_diagnostics(const OrmReport *report, FILE *out, GString *text, GError **error)
{
    g_string_append(text, ",\n \"diagnostics\": [");
    for (guint i = 0; i < report->findings->len; i++) {
        orm_json_append(text, i == 0 ? "\n  " : ",\n  ",
                        orm_report_json_finding(g_ptr_array_index(report->findings, i)));
        if (!orm_output_write(out, text, error))
            return FALSE;
    }
    g_string_append_c(text, ']');
    return TRUE;
}

static gboolean write_notices(const OrmReport *report, FILE *out, GString *text, GError **error)
{
    g_autoptr(GPtrArray) notices = orm_report_sorted_notices(report);
    g_string_append(text, ",\n \"notices\": [");
    for (guint i = 0; i < notices->len; i++)
        orm_json_append(text, i == 0 ? "\n  " : ",\n  ", orm_report_json_notice(g_ptr_array_index(notices, i)));
    g_string_append(text, "]}\n");
    return orm_output_write(out, text, error);
}

static gboolean write_json(const OrmReport *report, const OrmReporterOptions *options, FILE *out, GError **error)
{
    (void)options;
    g_autoptr(GString) text = g_string_new(NULL);
    orm_json_append(text, "{\"version\": ", json_integer(ORM_REPORT_VERSION));
    orm_json_append(text, ",\n \"tool\": ", orm_report_json_tool(report));
    orm_json_append(text, ",\n \"dialect\": ", orm_json_string(report->dialect));
    orm_json_append(text, ", \"schemas\": ", orm_report_json_schemas(report));
    orm_json_append(text, ",\n \"summary\": ", orm_report_json_summary(report));
    return write_diagnostics(report, out, text, error) && write_notices(report, out, text, error) &&
           orm_output_finish(out, error);
}

const OrmReporter orm_reporter_json = {
    .name = "json",
    .summary = "everything the report knows, for programs",
    .write = write_json,
};
