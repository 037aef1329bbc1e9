/* SPDX-License-Identifier: MIT */
/* SARIF 2.1.0, as GitHub code scanning and editors read it. Each result is a line of its own. */
#include "reporters/output.h"
#include "reporters/path.h"
#include "reporters/report_json.h"
#include "reporters/sarif_result.h"
#include "reporters/selection.h"

#define SCHEMA "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
/* GitHub rejects a run with more. */
#define MOST_RESULTS 25000

static json_t *tool(const OrmReport *report, const OrmSarif *sarif)
{
    json_t *json = json_object(), *driver = json_object();
    orm_json_set(driver, "name", json_string("ormlint"));
    orm_json_set(driver, "version", orm_json_string(report->tool_version));
    orm_json_set(driver, "semanticVersion", orm_json_string(report->tool_version));
    json_object_set(driver, "rules", sarif->rules.descriptors);
    orm_json_set(json, "driver", driver);
    return json;
}

/* Parts of one repository that are checked apart must not replace each other's results. */
static json_t *automation_details(const OrmSarif *sarif)
{
    json_t *json = json_object();
    g_autofree char *part = orm_report_part(sarif->options, sarif->root);
    orm_json_set(json, "id", orm_json_take(g_strdup_printf("ormlint/%s%s", part, *part != '\0' ? "/" : "")));
    return json;
}

static json_t *notifications(const OrmReport *report, OrmSarif *sarif, guint left_out)
{
    static const char *const levels[] = {
        [ORM_NOTICE_ERROR] = "error", [ORM_NOTICE_WARNING] = "warning", [ORM_NOTICE_INFO] = "note"};
    json_t *array = json_array();
    g_autoptr(GPtrArray) notices = orm_report_sorted_notices(report);
    for (guint i = 0; i < notices->len; i++) {
        const OrmNotice *notice = notices->pdata[i];
        json_array_append_new(array,
                              orm_sarif_notification(sarif, levels[notice->level], notice->message, &notice->place));
    }
    if (left_out > 0) {
        g_autofree char *text =
            g_strdup_printf("%u results of the lowest severity are left out: a log holds %u", left_out, MOST_RESULTS);
        json_array_append_new(array, orm_sarif_notification(sarif, "warning", text, NULL));
    }
    return array;
}

static json_t *invocations(const OrmReport *report, OrmSarif *sarif, guint left_out)
{
    json_t *array = json_array(), *json = json_object();
    orm_json_set(json, "executionSuccessful", json_boolean(report->complete));
    orm_json_set(json, "toolExecutionNotifications", notifications(report, sarif, left_out));
    json_array_append_new(array, json);
    return array;
}

static gboolean write_results(OrmSarif *sarif, GPtrArray *findings, GPtrArray *fingerprints, FILE *out, GString *text,
                              GError **error)
{
    g_string_append(text, ",\n   \"results\": [");
    for (guint i = 0; i < MIN(findings->len, MOST_RESULTS); i++) {
        orm_json_append(text, i == 0 ? "\n    " : ",\n    ",
                        orm_sarif_result(sarif, findings->pdata[i], fingerprints->pdata[i]));
        if (!orm_output_write(out, text, error))
            return FALSE;
    }
    g_string_append(text, "]}]}\n");
    return orm_output_write(out, text, error) && orm_output_finish(out, error);
}

static gboolean write_sarif(const OrmReport *report, const OrmReporterOptions *options, FILE *out, GError **error)
{
    OrmSarif sarif;
    orm_sarif_init(&sarif, report, options);
    g_autoptr(GPtrArray) findings = orm_findings_worst_first(report->findings);
    g_autoptr(GPtrArray) fingerprints = orm_findings_fingerprints(findings);
    guint left_out = findings->len > MOST_RESULTS ? findings->len - MOST_RESULTS : 0;
    g_autoptr(GString) text = g_string_new("{\"version\": \"2.1.0\",\n \"$schema\": \"" SCHEMA "\",\n \"runs\": [");
    orm_json_append(text, "\n  {\"tool\": ", tool(report, &sarif));
    orm_json_append(text, ",\n   \"automationDetails\": ", automation_details(&sarif));
    g_string_append(text, ",\n   \"columnKind\": \"unicodeCodePoints\"");
    orm_json_append(text, ",\n   \"invocations\": ", invocations(report, &sarif, left_out));
    gboolean written = write_results(&sarif, findings, fingerprints, out, text, error);
    orm_sarif_clear(&sarif);
    return written;
}

const OrmReporter orm_reporter_sarif = {
    .name = "sarif",
    .summary = "SARIF 2.1.0, for GitHub code scanning and editors",
    .write = write_sarif,
};
