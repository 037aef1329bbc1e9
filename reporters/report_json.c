/* SPDX-License-Identifier: MIT */
#include "reporters/report_json.h"

static json_t *number_or_null(guint number)
{
    return number == 0 ? json_null() : json_integer(number);
}

static void set_start(json_t *object, const OrmPlace *place)
{
    orm_json_set(object, "file", orm_json_string(place->file));
    orm_json_set(object, "line", number_or_null(place->line));
    orm_json_set(object, "column", number_or_null(place->line == 0 ? 0 : place->column));
}

/* A place without an end is empty: it ends where it begins. */
static void set_end(json_t *object, const OrmPlace *place)
{
    gboolean open = place->line > 0 && place->end_line == 0;
    orm_json_set(object, "end_line", number_or_null(open ? place->line : place->end_line));
    orm_json_set(object, "end_column", number_or_null(open ? place->column : place->end_column));
}

static json_t *object_to_json(const OrmObject *object)
{
    json_t *json = json_object();
    orm_json_set(json, "table", orm_json_string(object->table));
    orm_json_set(json, "name", orm_json_string(object->name));
    orm_json_set(json, "kind", orm_json_string(object->kind));
    return json;
}

static json_t *related_to_json(GPtrArray *related)
{
    json_t *array = json_array();
    for (guint i = 0; i < related->len; i++) {
        const OrmRelated *item = g_ptr_array_index(related, i);
        json_t *json = json_object();
        set_start(json, &item->place);
        orm_json_set(json, "message", orm_json_string(item->message));
        json_array_append_new(array, json);
    }
    return array;
}

static json_t *suppression_to_json(const char *reason)
{
    if (reason == NULL)
        return json_null();
    json_t *json = json_object();
    orm_json_set(json, "kind", json_string("inSource"));
    orm_json_set(json, "reason", *reason == '\0' ? json_null() : orm_json_string(reason));
    return json;
}

static json_t *edit_to_json(const OrmEdit *edit)
{
    json_t *json = json_object();
    set_start(json, &edit->place);
    set_end(json, &edit->place);
    orm_json_set(json, "text", orm_json_string(edit->text));
    return json;
}

static json_t *fix_to_json(const OrmFix *fix)
{
    if (fix == NULL)
        return json_null();
    json_t *json = json_object(), *edits = json_array();
    for (guint i = 0; i < fix->edits->len; i++)
        json_array_append_new(edits, edit_to_json(g_ptr_array_index(fix->edits, i)));
    orm_json_set(json, "description", orm_json_string(fix->description));
    orm_json_set(json, "safe", json_boolean(fix->safe));
    orm_json_set(json, "edits", edits);
    return json;
}

json_t *orm_report_json_finding(const OrmFinding *finding)
{
    g_autofree char *fingerprint = orm_finding_fingerprint(finding);
    json_t *json = json_object();
    orm_json_set(json, "rule", orm_json_string(finding->rule));
    orm_json_set(json, "severity", json_string(orm_severity_name(finding->severity)));
    orm_json_set(json, "message", orm_json_string(finding->message));
    orm_json_set(json, "help", orm_json_string(finding->help));
    set_start(json, &finding->place);
    set_end(json, &finding->place);
    orm_json_set(json, "object", object_to_json(&finding->object));
    orm_json_set(json, "expected", orm_json_string(finding->expected));
    orm_json_set(json, "actual", orm_json_string(finding->actual));
    orm_json_set(json, "related", related_to_json(finding->related));
    orm_json_set(json, "fix", fix_to_json(finding->fix));
    orm_json_set(json, "fingerprint", json_string(fingerprint));
    orm_json_set(json, "suppressed", suppression_to_json(finding->suppressed));
    return json;
}

const char *orm_notice_level_name(OrmNoticeLevel level)
{
    static const char *const names[] = {
        [ORM_NOTICE_ERROR] = "error", [ORM_NOTICE_WARNING] = "warning", [ORM_NOTICE_INFO] = "info"};
    return names[level];
}

json_t *orm_report_json_notice(const OrmNotice *notice)
{
    json_t *json = json_object();
    orm_json_set(json, "level", json_string(orm_notice_level_name(notice->level)));
    set_start(json, &notice->place);
    orm_json_set(json, "message", orm_json_string(notice->message));
    return json;
}

json_t *orm_report_json_tool(const OrmReport *report)
{
    json_t *json = json_object();
    orm_json_set(json, "name", json_string("ormlint"));
    orm_json_set(json, "version", orm_json_string(report->tool_version));
    orm_json_set(json, "libclang", orm_json_string(report->libclang_version));
    return json;
}

json_t *orm_report_json_schemas(const OrmReport *report)
{
    json_t *array = json_array();
    for (guint i = 0; report->schemas != NULL && i < report->schemas->len; i++)
        json_array_append_new(array, orm_json_string(g_ptr_array_index(report->schemas, i)));
    return array;
}

json_t *orm_report_json_summary(const OrmReport *report)
{
    OrmReportCounts counts = orm_report_count(report);
    json_t *json = json_object();
    orm_json_set(json, "files", json_integer(report->files));
    orm_json_set(json, "models", json_integer(report->models));
    orm_json_set(json, "columns", json_integer(report->columns));
    orm_json_set(json, "errors", json_integer(counts.errors));
    orm_json_set(json, "warnings", json_integer(counts.warnings));
    orm_json_set(json, "infos", json_integer(counts.infos));
    orm_json_set(json, "suppressed", json_integer(counts.suppressed));
    orm_json_set(json, "baselined", json_integer(counts.baselined));
    orm_json_set(json, "complete", json_boolean(report->complete));
    return json;
}

static int compare_notices(gconstpointer left_item, gconstpointer right_item)
{
    const OrmNotice *left = *(const OrmNotice *const *)left_item, *right = *(const OrmNotice *const *)right_item;
    int order = orm_place_compare(&left->place, &right->place);
    if (order == 0)
        order = (int)left->level - (int)right->level;
    return order == 0 ? g_strcmp0(left->message, right->message) : order;
}

GPtrArray *orm_report_sorted_notices(const OrmReport *report)
{
    GPtrArray *notices = g_ptr_array_new();
    for (guint i = 0; report->notices != NULL && i < report->notices->len; i++)
        g_ptr_array_add(notices, g_ptr_array_index(report->notices, i));
    g_ptr_array_sort(notices, compare_notices);
    return notices;
}
