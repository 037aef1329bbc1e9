/* SPDX-License-Identifier: MIT */
/*
 * The report as one page that needs nothing else: every finding is in it as plain HTML, so that it reads, prints and is
 * searched without a script; the script adds grouping, filters and the keyboard.
 */
#include <string.h>

#include "generated/html_page.h"
#include "reporters/html_frame.h"
#include "reporters/output.h"
#include "reporters/report_json.h"
#include "reporters/selection.h"

static void append_attribute(GString *out, const char *name, const char *value)
{
    g_string_append_printf(out, " %s=\"", name);
    orm_html_text(out, value != NULL ? value : "");
    g_string_append_c(out, '"');
}

/* Text whose parts in backquotes are code. */
static void append_prose(GString *out, const char *text)
{
    g_auto(GStrv) parts = g_strsplit(text, "`", -1);
    guint count = g_strv_length(parts);
    for (guint i = 0; i < count; i++) {
        gboolean code = i % 2 == 1 && i + 1 < count;
        g_string_append(out, code ? "<code>" : i % 2 == 1 ? "`" : "");
        orm_html_text(out, parts[i]);
        g_string_append(out, code ? "</code>" : "");
    }
}

static void append_place(GString *out, const OrmPlace *place)
{
    g_string_append(out, "<span class=\"place\">");
    orm_html_text(out, place->file);
    if (place->line > 0)
        g_string_append_printf(out, ":%u:%u", place->line, place->column);
    g_string_append(out, "</span>");
}

static void append_fact(GString *out, const char *name, const char *value)
{
    if (value == NULL)
        return;
    g_string_append_printf(out, "<p class=\"fact\"><b>%s</b> ", name);
    append_prose(out, value);
    g_string_append(out, "</p>");
}

static void append_related(GString *out, const OrmRelated *related, OrmSources *sources)
{
    g_string_append(out, "<div class=\"related\"><p>");
    append_prose(out, related->message);
    g_string_append_c(out, ' ');
    append_place(out, &related->place);
    g_string_append(out, "</p>");
    orm_html_frame(out, sources, &related->place);
    g_string_append(out, "</div>");
}

static void append_object(GString *out, const OrmObject *object)
{
    if (object->table == NULL)
        return;
    g_string_append(out, "<span class=\"object\">");
    orm_html_text(out, object->table);
    if (object->name != NULL) {
        g_string_append_c(out, '.');
        orm_html_text(out, object->name);
    }
    g_string_append(out, "</span>");
}

static void append_heading(GString *out, const OrmFinding *finding)
{
    const char *severity = finding->suppressed != NULL ? "suppressed" : orm_severity_name(finding->severity);
    g_string_append_printf(out, "<h3><span class=\"severity %s\">%s</span> ", severity, severity);
    append_prose(out, finding->message);
    g_string_append(out, "</h3><p class=\"about\">");
    if (orm_place_known(&finding->place))
        append_place(out, &finding->place);
    append_object(out, &finding->object);
    g_string_append(out, "<span class=\"rule\">");
    orm_html_text(out, finding->rule);
    g_string_append(out, "</span></p>");
}

static void append_finding(GString *out, const OrmFinding *finding, const char *fingerprint, OrmSources *sources)
{
    const char *severity = finding->suppressed != NULL ? "suppressed" : orm_severity_name(finding->severity);
    g_string_append(out, "\n<article class=\"finding\" tabindex=\"-1\"");
    g_string_append_printf(out, " id=\"f-%s\"", fingerprint);
    append_attribute(out, "data-severity", severity);
    append_attribute(out, "data-table", finding->object.table);
    append_attribute(out, "data-file", finding->place.file);
    append_attribute(out, "data-rule", finding->rule);
    g_string_append_c(out, '>');
    append_heading(out, finding);
    orm_html_frame(out, sources, &finding->place);
    append_fact(out, "Help", finding->help);
    append_fact(out, "Expected", finding->expected);
    append_fact(out, "Actual", finding->actual);
    if (finding->suppressed != NULL && *finding->suppressed != '\0')
        append_fact(out, "Suppressed because", finding->suppressed);
    for (guint i = 0; i < finding->related->len; i++)
        append_related(out, finding->related->pdata[i], sources);
    g_string_append(out, "</article>");
}

/* What the page may do: its own style and script, nothing from elsewhere. */
static void append_policy(GString *out)
{
    g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);
    guint8 digest[32];
    gsize length = sizeof digest;
    g_checksum_update(checksum, (const guchar *)html_script_text, (gssize)html_script_length);
    g_checksum_get_digest(checksum, digest, &length);
    g_autofree char *hash = g_base64_encode(digest, length);
    g_string_append_printf(out,
                           "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
                           "'unsafe-inline'; script-src 'sha256-%s'\">\n",
                           hash);
}

static void append_head(GString *out)
{
    g_string_append(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                         "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    append_policy(out);
    g_string_append_printf(out, "<title>ormlint report</title>\n<style>\n%s</style>\n</head>\n<body>\n",
                           html_style_text);
}

static void append_chip(GString *out, const char *severity, const char *plural, guint count)
{
    g_string_append_printf(out,
                           "<button type=\"button\" class=\"chip %s\" data-severity=\"%s\" aria-pressed=\"%s\" "
                           "disabled><b>%u</b> %s</button>\n",
                           severity, severity, strcmp(severity, "suppressed") == 0 ? "false" : "true", count,
                           count == 1 ? severity : plural);
}

static void append_summary(GString *out, const OrmReport *report)
{
    OrmReportCounts counts = orm_report_count(report);
    g_string_append(out, "<header>\n<div class=\"title\"><h1>ormlint</h1><p>");
    g_string_append_printf(out, "%u file%s · %u model%s · %u column%s", report->files, report->files == 1 ? "" : "s",
                           report->models, report->models == 1 ? "" : "s", report->columns,
                           report->columns == 1 ? "" : "s");
    if (report->dialect != NULL) {
        g_string_append(out, " · ");
        orm_html_text(out, report->dialect);
    }
    g_string_append(out, "</p><button type=\"button\" id=\"theme\" hidden>Dark</button></div>\n");
    g_string_append(out, "<div class=\"controls\">\n<div class=\"chips\" role=\"group\" aria-label=\"Severity\">\n");
    append_chip(out, "error", "errors", counts.errors);
    append_chip(out, "warning", "warnings", counts.warnings);
    append_chip(out, "info", "infos", counts.infos);
    if (counts.suppressed > 0)
        append_chip(out, "suppressed", "suppressed", counts.suppressed);
    g_string_append(out,
                    "</div>\n<label class=\"search\"><span class=\"hint\">Search</span><input type=\"search\" "
                    "id=\"search\" placeholder=\"message, rule, table, file\" autocomplete=\"off\" disabled></label>\n"
                    "<label class=\"group\"><span class=\"hint\">Group by</span><select id=\"group\" disabled>"
                    "<option value=\"severity\">severity</option><option value=\"table\">table</option>"
                    "<option value=\"file\">file</option><option value=\"rule\">rule</option></select></label>\n"
                    "</div>\n</header>\n");
}

static void append_notices(GString *out, const OrmReport *report)
{
    g_autoptr(GPtrArray) notices = orm_report_sorted_notices(report);
    if (!report->complete)
        g_string_append(out, "<p class=\"incomplete\"><b>The analysis is incomplete:</b> something could not be read, "
                             "so findings may be missing.</p>\n");
    if (notices->len == 0)
        return;
    g_string_append_printf(out, "<details class=\"notices\"%s><summary>%u notice%s about the run</summary>\n<ul>\n",
                           report->complete ? "" : " open", notices->len, notices->len == 1 ? "" : "s");
    for (guint i = 0; i < notices->len; i++) {
        const OrmNotice *notice = notices->pdata[i];
        g_string_append_printf(out, "<li><span class=\"severity %s\">%s</span> ", orm_notice_level_name(notice->level),
                               orm_notice_level_name(notice->level));
        if (orm_place_known(&notice->place))
            append_place(out, &notice->place);
        g_string_append_c(out, ' ');
        append_prose(out, notice->message);
        g_string_append(out, "</li>\n");
    }
    g_string_append(out, "</ul></details>\n");
}

static gboolean write_findings(const OrmReport *report, FILE *out, GString *text, GError **error)
{
    g_autoptr(OrmSources) sources = orm_sources_new();
    g_autoptr(GPtrArray) findings = orm_findings_worst_first(report->findings);
    g_autoptr(GPtrArray) fingerprints = orm_findings_fingerprints(findings);
    g_string_append(text, "<p id=\"status\" role=\"status\"></p>\n<div id=\"findings\">");
    for (guint i = 0; i < findings->len; i++) {
        append_finding(text, findings->pdata[i], fingerprints->pdata[i], sources);
        if (!orm_output_write(out, text, error))
            return FALSE;
    }
    if (findings->len == 0)
        g_string_append(text, "<p class=\"nothing\">No findings.</p>");
    g_string_append(text, "\n</div>\n");
    return TRUE;
}

static gboolean write_html(const OrmReport *report, const OrmReporterOptions *options, FILE *out, GError **error)
{
    (void)options;
    g_autoptr(GString) text = g_string_new(NULL);
    append_head(text);
    append_summary(text, report);
    g_string_append(text, "<div class=\"page\">\n<nav id=\"overview\" aria-label=\"Groups\"></nav>\n<main>\n");
    append_notices(text, report);
    if (!write_findings(report, out, text, error))
        return FALSE;
    g_string_append(text, "</main>\n</div>\n<footer>");
    g_string_append_printf(text, "ormlint %s", report->tool_version);
    g_string_append(text, "<span class=\"keys\"> · <kbd>/</kbd> search · <kbd>j</kbd> <kbd>k</kbd> next, previous · "
                          "<kbd>Esc</kbd> clear</span></footer>\n");
    g_string_append_printf(text, "<script>%s</script>\n</body>\n</html>\n", html_script_text);
    return orm_output_write(out, text, error) && orm_output_finish(out, error);
}

const OrmReporter orm_reporter_html = {
    .name = "html",
    .summary = "one page to look at in a browser, with filters and search",
    .write = write_html,
};
