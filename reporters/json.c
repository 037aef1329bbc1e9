/* SPDX-License-Identifier: MIT */
/*
 * The report for programs, version 1 of the format in docs/reports.md. Every diagnostic and notice is a line of its
 * own, so that reports can be compared line by line and are written without being held in memory.
 */
#include <jansson.h>

#include "reporters/output.h"
#include "reporters/reporter.h"

#define FORMAT_VERSION 1

/* The user's bytes need not be UTF-8; JSON is. */
static json_t *string_or_null(const char *text)
{
    if (text == NULL)
        return json_null();
    if (g_utf8_validate(text, -1, NULL))
        return json_string_nocheck(text);
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    return json_string_nocheck(valid);
}

static json_t *number_or_null(guint number)
{
    return number == 0 ? json_null() : json_integer(number);
}

static void set(json_t *object, const char *key, json_t *value)
{
    json_object_set_new_nocheck(object, key, value);
}

static void set_start(json_t *object, const OrmPlace *place)
{
    set(object, "file", string_or_null(place->file));
    set(object, "line", number_or_null(place->line));
    set(object, "column", number_or_null(place->line == 0 ? 0 : place->column));
}

/* A place without an end is empty: it ends where it begins. */
static void set_end(json_t *object, const OrmPlace *place)
{
    gboolean open = place->line > 0 && place->end_line == 0;
    set(object, "end_line", number_or_null(open ? place->line : place->end_line));
    set(object, "end_column", number_or_null(open ? place->column : place->end_column));
}

static json_t *object_to_json(const OrmObject *object)
{
    json_t *json = json_object();
    set(json, "table", string_or_null(object->table));
    set(json, "name", string_or_null(object->name));
    set(json, "kind", string_or_null(object->kind));
    return json;
}

static json_t *related_to_json(GPtrArray *related)
{
    json_t *array = json_array();
    for (guint i = 0; i < related->len; i++) {
        const OrmRelated *item = g_ptr_array_index(related, i);
        json_t *json = json_object();
        set_start(json, &item->place);
        set(json, "message", string_or_null(item->message));
        json_array_append_new(array, json);
    }
    return array;
}

static json_t *suppression_to_json(const char *reason)
{
    if (reason == NULL)
        return json_null();
    json_t *json = json_object();
    set(json, "kind", json_string("inSource"));
    set(json, "reason", *reason == '\0' ? json_null() : string_or_null(reason));
    return json;
}

static json_t *edit_to_json(const OrmEdit *edit)
{
    json_t *json = json_object();
    set_start(json, &edit->place);
    set_end(json, &edit->place);
    set(json, "text", string_or_null(edit->text));
    return json;
}

static json_t *fix_to_json(const OrmFix *fix)
{
    if (fix == NULL)
        return json_null();
    json_t *json = json_object(), *edits = json_array();
    for (guint i = 0; i < fix->edits->len; i++)
        json_array_append_new(edits, edit_to_json(g_ptr_array_index(fix->edits, i)));
    set(json, "description", string_or_null(fix->description));
    set(json, "safe", json_boolean(fix->safe));
    set(json, "edits", edits);
    return json;
}

static json_t *finding_to_json(const OrmFinding *finding)
{
    g_autofree char *fingerprint = orm_finding_fingerprint(finding);
    json_t *json = json_object();
    set(json, "rule", string_or_null(finding->rule));
    set(json, "severity", json_string(orm_severity_name(finding->severity)));
    set(json, "message", string_or_null(finding->message));
    set(json, "help", string_or_null(finding->help));
    set_start(json, &finding->place);
    set_end(json, &finding->place);
    set(json, "object", object_to_json(&finding->object));
    set(json, "expected", string_or_null(finding->expected));
    set(json, "actual", string_or_null(finding->actual));
    set(json, "related", related_to_json(finding->related));
    set(json, "fix", fix_to_json(finding->fix));
    set(json, "fingerprint", json_string(fingerprint));
    set(json, "suppressed", suppression_to_json(finding->suppressed));
    return json;
}

static json_t *notice_to_json(const OrmNotice *notice)
{
    static const char *const levels[] = {
        [ORM_NOTICE_ERROR] = "error", [ORM_NOTICE_WARNING] = "warning", [ORM_NOTICE_INFO] = "info"};
    json_t *json = json_object();
    set(json, "level", json_string(levels[notice->level]));
    set_start(json, &notice->place);
    set(json, "message", string_or_null(notice->message));
    return json;
}

static json_t *tool_to_json(const OrmReport *report)
{
    json_t *json = json_object();
    set(json, "name", json_string("ormlint"));
    set(json, "version", string_or_null(report->tool_version));
    set(json, "libclang", string_or_null(report->libclang_version));
    return json;
}

static json_t *schemas_to_json(const OrmReport *report)
{
    json_t *array = json_array();
    for (guint i = 0; report->schemas != NULL && i < report->schemas->len; i++)
        json_array_append_new(array, string_or_null(g_ptr_array_index(report->schemas, i)));
    return array;
}

static json_t *summary_to_json(const OrmReport *report)
{
    OrmReportCounts counts = orm_report_count(report);
    json_t *json = json_object();
    set(json, "files", json_integer(report->files));
    set(json, "models", json_integer(report->models));
    set(json, "columns", json_integer(report->columns));
    set(json, "errors", json_integer(counts.errors));
    set(json, "warnings", json_integer(counts.warnings));
    set(json, "infos", json_integer(counts.infos));
    set(json, "suppressed", json_integer(counts.suppressed));
    set(json, "baselined", json_integer(counts.baselined));
    set(json, "complete", json_boolean(report->complete));
    return json;
}

/* Appends the value on one line; takes the reference. */
static void append_json(GString *out, const char *before, json_t *value)
{
    char *text = json_dumps(value, JSON_ENCODE_ANY);
    g_string_append(out, before);
    g_string_append(out, text);
    free(text);
    json_decref(value);
}

static gboolean write_diagnostics(const OrmReport *report, FILE *out, GString *text, GError **error)
{
    g_string_append(text, ",\n \"diagnostics\": [");
    for (guint i = 0; i < report->findings->len; i++) {
        append_json(text, i == 0 ? "\n  " : ",\n  ", finding_to_json(g_ptr_array_index(report->findings, i)));
        if (!orm_output_write(out, text, error))
            return FALSE;
    }
    g_string_append_c(text, ']');
    return TRUE;
}

static int compare_notices(gconstpointer left_item, gconstpointer right_item)
{
    const OrmNotice *left = *(const OrmNotice *const *)left_item, *right = *(const OrmNotice *const *)right_item;
    int order = orm_place_compare(&left->place, &right->place);
    if (order == 0)
        order = (int)left->level - (int)right->level;
    return order == 0 ? g_strcmp0(left->message, right->message) : order;
}

/* Notices come from several parts of the run; their order must not tell which was first. */
static gboolean write_notices(const OrmReport *report, FILE *out, GString *text, GError **error)
{
    g_autoptr(GPtrArray) notices = g_ptr_array_new();
    for (guint i = 0; report->notices != NULL && i < report->notices->len; i++)
        g_ptr_array_add(notices, g_ptr_array_index(report->notices, i));
    g_ptr_array_sort(notices, compare_notices);
    g_string_append(text, ",\n \"notices\": [");
    for (guint i = 0; i < notices->len; i++) {
        append_json(text, i == 0 ? "\n  " : ",\n  ", notice_to_json(g_ptr_array_index(notices, i)));
        if (!orm_output_write(out, text, error))
            return FALSE;
    }
    g_string_append(text, "]}\n");
    return orm_output_write(out, text, error);
}

static gboolean write_json(const OrmReport *report, const OrmReporterOptions *options, FILE *out, GError **error)
{
    (void)options;
    g_autoptr(GString) text = g_string_new(NULL);
    append_json(text, "{\"version\": ", json_integer(FORMAT_VERSION));
    append_json(text, ",\n \"tool\": ", tool_to_json(report));
    append_json(text, ",\n \"dialect\": ", string_or_null(report->dialect));
    append_json(text, ", \"schemas\": ", schemas_to_json(report));
    append_json(text, ",\n \"summary\": ", summary_to_json(report));
    return write_diagnostics(report, out, text, error) && write_notices(report, out, text, error) &&
           orm_output_finish(out, error);
}

const OrmReporter orm_reporter_json = {
    .name = "json",
    .summary = "everything the report knows, for programs",
    .write = write_json,
};
