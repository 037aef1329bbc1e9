/* SPDX-License-Identifier: MIT */
/* GitLab's Code Quality report. Entries with equal fingerprints would collapse into one there. */
#include "reporters/json_values.h"
#include "reporters/output.h"
#include "reporters/path.h"
#include "reporters/selection.h"

static const char *severity_of(const OrmFinding *finding)
{
    switch (finding->severity) {
    case ORM_SEVERITY_ERROR:
        return "major";
    case ORM_SEVERITY_WARNING:
        return "minor";
    default:
        return "info";
    }
}

/* A path and a line are required: what is in no file is shown at the project itself. */
static json_t *location_of(const OrmFinding *finding, const OrmReporterOptions *options)
{
    json_t *location = json_object(), *lines = json_object();
    const char *file = orm_finding_file_place(finding).file;
    orm_json_set(lines, "begin", json_integer(MAX(finding->place.line, 1)));
    if (finding->place.end_line > finding->place.line)
        orm_json_set(lines, "end", json_integer(finding->place.end_line));
    orm_json_set(location, "path",
                 file == NULL ? json_string(".")
                              : orm_json_take(orm_report_path(options, options->environment.gitlab_project, file)));
    orm_json_set(location, "lines", lines);
    return location;
}

/* The rule stands in the description because `check_name` is not displayed. */
static json_t *entry(const OrmFinding *finding, const char *fingerprint, const OrmReporterOptions *options)
{
    g_autofree char *line = orm_finding_line_with_database(finding);
    json_t *json = json_object();
    orm_json_set(json, "description", orm_json_take(g_strdup_printf("%s: %s", finding->rule, line)));
    orm_json_set(json, "check_name", orm_json_string(finding->rule));
    orm_json_set(json, "fingerprint", json_string(fingerprint));
    orm_json_set(json, "severity", json_string(severity_of(finding)));
    orm_json_set(json, "location", location_of(finding, options));
    return json;
}

static gboolean write_gitlab(const OrmReport *report, const OrmReporterOptions *options, FILE *out, GError **error)
{
    g_autoptr(GPtrArray) findings = orm_report_visible(report);
    g_autoptr(GPtrArray) fingerprints = orm_findings_fingerprints(findings);
    g_autoptr(GString) text = g_string_new("[");
    for (guint i = 0; i < findings->len; i++) {
        orm_json_append(text, i == 0 ? "\n  " : ",\n  ", entry(findings->pdata[i], fingerprints->pdata[i], options));
        if (!orm_output_write(out, text, error))
            return FALSE;
    }
    g_string_append(text, findings->len == 0 ? "]\n" : "\n]\n");
    return orm_output_write(out, text, error) && orm_output_finish(out, error);
}

const OrmReporter orm_reporter_gitlab = {
    .name = "gitlab",
    .summary = "GitLab's Code Quality report",
    .write = write_gitlab,
};
