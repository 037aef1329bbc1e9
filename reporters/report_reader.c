/* SPDX-License-Identifier: MIT */
#include "reporters/report_reader.h"

#include <string.h>

#include "reporters/json_reader.h"
#include "reporters/report_json.h"

void orm_report_read_free(OrmReadReport *read)
{
    if (read == NULL)
        return;
    g_clear_pointer(&read->report.schemas, g_ptr_array_unref);
    g_clear_pointer(&read->report.findings, g_ptr_array_unref);
    g_clear_pointer(&read->report.notices, g_ptr_array_unref);
    g_free(read);
}

static OrmPlace read_start(OrmJsonReader *reader, json_t *object, const char *path)
{
    /* In turn, so that the first of several faults is told. */
    OrmPlace place = {0};
    place.file = orm_json_text_or_null(reader, object, path, "file");
    place.line = orm_json_number_or_null(reader, object, path, "line");
    place.column = orm_json_number_or_null(reader, object, path, "column");
    return place;
}

static OrmPlace read_place(OrmJsonReader *reader, json_t *object, const char *path)
{
    OrmPlace place = read_start(reader, object, path);
    place.end_line = orm_json_number_or_null(reader, object, path, "end_line");
    place.end_column = orm_json_number_or_null(reader, object, path, "end_column");
    return place;
}

static OrmSeverity read_severity(OrmJsonReader *reader, json_t *object, const char *path, const char *key)
{
    OrmSeverity severity = ORM_SEVERITY_OFF;
    const char *name = orm_json_text(reader, object, path, key);
    if (name != NULL && (!orm_severity_parse(name, &severity) || severity == ORM_SEVERITY_OFF))
        orm_json_fail(reader, path, "`%s` is no severity; known: error, warning, info", name);
    return severity;
}

static void read_related(OrmJsonReader *reader, json_t *object, const char *path, OrmFinding *finding)
{
    json_t *array = orm_json_array(reader, object, path, "related"), *item;
    size_t index;
    json_array_foreach(array, index, item)
    {
        g_autofree char *place = g_strdup_printf("%s.related[%zu]", path, index);
        if (!json_is_object(item)) {
            orm_json_fail(reader, place, "an object is expected");
            return;
        }
        const char *message = orm_json_text(reader, item, place, "message");
        orm_finding_related(finding, read_start(reader, item, place), "%s", message != NULL ? message : "");
    }
}

static void read_fix(OrmJsonReader *reader, json_t *object, const char *path, OrmFinding *finding)
{
    json_t *value = json_object_get(object, "fix"), *item;
    size_t index;
    if (value == NULL || json_is_null(value))
        return;
    json_t *fix = orm_json_object(reader, object, path, "fix");
    if (fix == NULL)
        return;
    g_autofree char *place = g_strconcat(path, ".fix", NULL);
    const char *description = orm_json_text(reader, fix, place, "description");
    orm_finding_fix(finding, orm_json_flag(reader, fix, place, "safe"), "%s", description != NULL ? description : "");
    json_t *edits = orm_json_array(reader, fix, place, "edits");
    json_array_foreach(edits, index, item)
    {
        g_autofree char *at = g_strdup_printf("%s.edits[%zu]", place, index);
        if (!json_is_object(item)) {
            orm_json_fail(reader, at, "an object is expected");
            return;
        }
        OrmPlace where = read_place(reader, item, at);
        orm_finding_edit(finding, ORM_EDIT_REPLACE, where, NULL, orm_json_text_or_null(reader, item, at, "text"));
    }
}

static void read_suppression(OrmJsonReader *reader, json_t *object, const char *path, OrmFinding *finding)
{
    json_t *value = json_object_get(object, "suppressed");
    if (value == NULL || json_is_null(value))
        return;
    json_t *suppression = orm_json_object(reader, object, path, "suppressed");
    if (suppression == NULL)
        return;
    g_autofree char *place = g_strconcat(path, ".suppressed", NULL);
    const char *reason = orm_json_text_or_null(reader, suppression, place, "reason");
    finding->suppressed = g_strdup(reason != NULL ? reason : "");
}

static OrmObject read_object(OrmJsonReader *reader, json_t *finding, const char *path)
{
    json_t *json = orm_json_object(reader, finding, path, "object");
    g_autofree char *place = g_strconcat(path, ".object", NULL);
    if (json == NULL)
        return (OrmObject){0};
    OrmObject object = {0};
    object.table = orm_json_text_or_null(reader, json, place, "table");
    object.name = orm_json_text_or_null(reader, json, place, "name");
    object.kind = orm_json_text_or_null(reader, json, place, "kind");
    return object;
}

static OrmFinding *read_finding(OrmJsonReader *reader, json_t *json, const char *path)
{
    const char *rule = orm_json_text(reader, json, path, "rule");
    OrmSeverity severity = read_severity(reader, json, path, "severity");
    OrmPlace place = read_place(reader, json, path);
    OrmFinding *finding = orm_finding_new(rule != NULL ? rule : "", severity, place, read_object(reader, json, path));
    const char *message = orm_json_text(reader, json, path, "message");
    g_free(finding->message);
    finding->message = g_strdup(message != NULL ? message : "");
    finding->help = g_strdup(orm_json_text_or_null(reader, json, path, "help"));
    finding->expected = g_strdup(orm_json_text_or_null(reader, json, path, "expected"));
    finding->actual = g_strdup(orm_json_text_or_null(reader, json, path, "actual"));
    read_related(reader, json, path, finding);
    read_fix(reader, json, path, finding);
    read_suppression(reader, json, path, finding);
    return finding;
}

static void read_notice(OrmJsonReader *reader, json_t *json, const char *path, GPtrArray *notices)
{
    OrmNotice *notice = g_new0(OrmNotice, 1);
    g_ptr_array_add(notices, notice);
    const char *level = orm_json_text(reader, json, path, "level");
    while (notice->level < ORM_NOTICE_INFO && g_strcmp0(orm_notice_level_name(notice->level), level) != 0)
        notice->level++;
    if (level != NULL && strcmp(orm_notice_level_name(notice->level), level) != 0)
        orm_json_fail(reader, path, "`%s` is no level; known: error, warning, info", level);
    notice->place = read_start(reader, json, path);
    notice->message = orm_json_text(reader, json, path, "message");
}

/* Calls `read` for each element of an array of objects. */
static void read_all(OrmJsonReader *reader, json_t *root, const char *key, OrmReadReport *into,
                     void (*read)(OrmJsonReader *, json_t *, const char *, OrmReadReport *))
{
    json_t *array = orm_json_array(reader, root, "", key), *item;
    size_t index;
    json_array_foreach(array, index, item)
    {
        g_autofree char *path = g_strdup_printf("%s[%zu]", key, index);
        if (!json_is_object(item))
            orm_json_fail(reader, path, "an object is expected");
        if (reader->error != NULL)
            return;
        read(reader, item, path, into);
    }
}

static void add_finding(OrmJsonReader *reader, json_t *json, const char *path, OrmReadReport *into)
{
    g_ptr_array_add(into->report.findings, read_finding(reader, json, path));
}

static void add_notice(OrmJsonReader *reader, json_t *json, const char *path, OrmReadReport *into)
{
    read_notice(reader, json, path, into->report.notices);
}

static void read_schemas(OrmJsonReader *reader, json_t *root, OrmReport *report)
{
    json_t *array = orm_json_array(reader, root, "", "schemas"), *item;
    size_t index;
    json_array_foreach(array, index, item)
    {
        if (!json_is_string(item))
            orm_json_fail(reader, "schemas", "strings are expected");
        g_ptr_array_add(report->schemas, (char *)orm_intern(json_string_value(item)));
    }
}

static void read_head(OrmJsonReader *reader, json_t *root, OrmReport *report)
{
    json_t *tool = orm_json_object(reader, root, "", "tool"), *summary = orm_json_object(reader, root, "", "summary");
    if (tool == NULL || summary == NULL)
        return;
    report->tool_version = orm_json_text(reader, tool, "tool", "version");
    report->libclang_version = orm_json_text_or_null(reader, tool, "tool", "libclang");
    report->dialect = orm_json_text_or_null(reader, root, "", "dialect");
    report->files = orm_json_number(reader, summary, "summary", "files");
    report->models = orm_json_number(reader, summary, "summary", "models");
    report->columns = orm_json_number(reader, summary, "summary", "columns");
    report->baselined = orm_json_number(reader, summary, "summary", "baselined");
    report->complete = orm_json_flag(reader, summary, "summary", "complete");
}

static gboolean check_version(OrmJsonReader *reader, json_t *root)
{
    json_t *version = json_object_get(root, "version");
    if (!json_is_object(root) || json_object_get(root, "diagnostics") == NULL || version == NULL)
        return orm_json_fail(reader, "", "this is no report of `ormlint check --format json`%s",
                             json_object_get(root, "type") != NULL ? "; `jsonl` cannot be read back" : "");
    if (!json_is_integer(version) || json_integer_value(version) != ORM_REPORT_VERSION) {
        char *text = json_dumps(version, JSON_ENCODE_ANY);
        orm_json_fail(reader, "version", "this is version %s of the format; version %d is expected", text,
                      ORM_REPORT_VERSION);
        free(text);
        return FALSE;
    }
    return TRUE;
}

static OrmReadReport *read_report(OrmJsonReader *reader, json_t *root)
{
    g_autoptr(OrmReadReport) read = g_new0(OrmReadReport, 1);
    read->report = (OrmReport){.schemas = g_ptr_array_new(),
                               .findings = g_ptr_array_new_with_free_func((GDestroyNotify)orm_finding_free),
                               .notices = g_ptr_array_new_with_free_func(g_free)};
    if (!check_version(reader, root))
        return NULL;
    read_head(reader, root, &read->report);
    read_schemas(reader, root, &read->report);
    read_all(reader, root, "diagnostics", read, add_finding);
    read_all(reader, root, "notices", read, add_notice);
    return reader->error == NULL ? g_steal_pointer(&read) : NULL;
}

OrmReadReport *orm_report_read(const char *name, const char *text, gsize length, GError **error)
{
    OrmJsonReader reader = {.file = name};
    json_error_t fault;
    json_t *root = json_loadb(text, length, JSON_REJECT_DUPLICATES, &fault);
    if (root == NULL) {
        g_set_error(error, ORM_REPORT_ERROR, 0, "%s:%d:%d: this is no JSON: %s", name, fault.line, fault.column,
                    fault.text);
        return NULL;
    }
    OrmReadReport *read = read_report(&reader, root);
    json_decref(root);
    if (read == NULL)
        g_set_error_literal(error, ORM_REPORT_ERROR, 0, reader.error);
    g_free(reader.error);
    return read;
}
