/* SPDX-License-Identifier: MIT */
/* The Reviewdog Diagnostic Format. Its columns are bytes of UTF-8, as ours. */
#include "reporters/columns.h"
#include "reporters/json_values.h"
#include "reporters/output.h"
#include "reporters/path.h"
#include "reporters/selection.h"

static const char *severity_of(OrmSeverity severity)
{
    switch (severity) {
    case ORM_SEVERITY_ERROR:
        return "ERROR";
    case ORM_SEVERITY_WARNING:
        return "WARNING";
    default:
        return "INFO";
    }
}

static json_t *position(guint line, guint column)
{
    json_t *json = json_object();
    orm_json_set(json, "line", json_integer(line));
    orm_json_set(json, "column", json_integer(column));
    return json;
}

static json_t *location_of(OrmPlace place, const OrmReporterOptions *options)
{
    json_t *location = json_object();
    orm_json_set(location, "path",
                 place.file == NULL ? json_string("") : orm_json_take(orm_report_path(options, NULL, place.file)));
    if (place.line == 0)
        return location;
    place = orm_columns_closed(place);
    json_t *range = json_object();
    orm_json_set(range, "start", position(place.line, place.column));
    orm_json_set(range, "end", position(place.end_line, place.end_column));
    orm_json_set(location, "range", range);
    return location;
}

static json_t *related_of(const OrmFinding *finding, const OrmReporterOptions *options)
{
    json_t *array = json_array();
    for (guint i = 0; i < finding->related->len; i++) {
        const OrmRelated *related = finding->related->pdata[i];
        json_t *json = json_object();
        orm_json_set(json, "message", orm_json_string(related->message));
        orm_json_set(json, "location", location_of(related->place, options));
        json_array_append_new(array, json);
    }
    return array;
}

/* Only what one edit of the finding's own file does can be suggested. */
static json_t *suggestions_of(const OrmFinding *finding)
{
    if (finding->fix == NULL || finding->fix->edits->len != 1)
        return NULL;
    const OrmEdit *edit = finding->fix->edits->pdata[0];
    if (edit->kind != ORM_EDIT_REPLACE || edit->place.file != finding->place.file || edit->place.line == 0)
        return NULL;
    json_t *array = json_array(), *json = json_object(), *range = json_object();
    orm_json_set(range, "start", position(edit->place.line, edit->place.column));
    orm_json_set(range, "end", position(edit->place.end_line, edit->place.end_column));
    orm_json_set(json, "range", range);
    orm_json_set(json, "text", orm_json_string(edit->text != NULL ? edit->text : ""));
    json_array_append_new(array, json);
    return array;
}

static json_t *diagnostic(const OrmFinding *finding, const OrmReporterOptions *options)
{
    json_t *json = json_object(), *code = json_object();
    orm_json_set(code, "value", orm_json_string(finding->rule));
    orm_json_set(json, "message", orm_json_take(orm_finding_line(finding)));
    orm_json_set(json, "location", location_of(finding->place, options));
    orm_json_set(json, "severity", json_string(severity_of(finding->severity)));
    orm_json_set(json, "code", code);
    if (finding->related->len > 0)
        orm_json_set(json, "related_locations", related_of(finding, options));
    json_t *suggestions = suggestions_of(finding);
    if (suggestions != NULL)
        orm_json_set(json, "suggestions", suggestions);
    return json;
}

static gboolean write_rdjson(const OrmReport *report, const OrmReporterOptions *options, FILE *out, GError **error)
{
    g_autoptr(GPtrArray) findings = orm_report_visible(report);
    g_autoptr(GString) text = g_string_new("{\"source\": {\"name\": \"ormlint\"},\n \"diagnostics\": [");
    for (guint i = 0; i < findings->len; i++) {
        orm_json_append(text, i == 0 ? "\n  " : ",\n  ", diagnostic(findings->pdata[i], options));
        if (!orm_output_write(out, text, error))
            return FALSE;
    }
    g_string_append(text, "]}\n");
    return orm_output_write(out, text, error) && orm_output_finish(out, error);
}

const OrmReporter orm_reporter_rdjson = {
    .name = "rdjson",
    .summary = "the Reviewdog Diagnostic Format, for review comments",
    .write = write_rdjson,
};
