/* SPDX-License-Identifier: MIT */
/* The report as a stream of lines, each a JSON object with a `type`: header, diagnostics, notices, summary. */
#include "reporters/output.h"
#include "reporters/report_json.h"

static void append_line(GString *text, const char *type, json_t *value)
{
    json_t *line = json_object();
    orm_json_set(line, "type", json_string(type));
    json_object_update(line, value);
    json_decref(value);
    orm_json_append(text, "", line);
    g_string_append_c(text, '\n');
}

static json_t *header(const OrmReport *report)
{
    json_t *json = json_object();
    orm_json_set(json, "version", json_integer(ORM_REPORT_VERSION));
    orm_json_set(json, "tool", orm_report_json_tool(report));
    orm_json_set(json, "dialect", orm_json_string(report->dialect));
    orm_json_set(json, "schemas", orm_report_json_schemas(report));
    return json;
}

static gboolean write_jsonl(const OrmReport *report, const OrmReporterOptions *options, FILE *out, GError **error)
{
    (void)options;
    g_autoptr(GString) text = g_string_new(NULL);
    append_line(text, "header", header(report));
    for (guint i = 0; i < report->findings->len; i++) {
        append_line(text, "diagnostic", orm_report_json_finding(g_ptr_array_index(report->findings, i)));
        if (!orm_output_write(out, text, error))
            return FALSE;
    }
    g_autoptr(GPtrArray) notices = orm_report_sorted_notices(report);
    for (guint i = 0; i < notices->len; i++)
        append_line(text, "notice", orm_report_json_notice(notices->pdata[i]));
    append_line(text, "summary", orm_report_json_summary(report));
    return orm_output_write(out, text, error) && orm_output_finish(out, error);
}

const OrmReporter orm_reporter_jsonl = {
    .name = "jsonl",
    .summary = "JSON Lines: a header, one diagnostic a line, a summary",
    .write = write_jsonl,
};
