/* SPDX-License-Identifier: MIT */
/* Checkstyle's XML, which many CI servers and review tools read. */
#include "reporters/output.h"
#include "reporters/path.h"
#include "reporters/selection.h"
#include "reporters/xml.h"

static void append_error(GString *text, const OrmFinding *finding)
{
    g_autofree char *message = orm_finding_line(finding);
    g_autofree char *source = g_strconcat("ormlint.", finding->rule, NULL);
    g_string_append(text, "    <error");
    orm_xml_number(text, "line", finding->place.line);
    if (finding->place.line > 0)
        orm_xml_number(text, "column", finding->place.column);
    orm_xml_attribute(text, "severity", orm_severity_name(finding->severity));
    orm_xml_attribute(text, "message", message);
    orm_xml_attribute(text, "source", source);
    g_string_append(text, "/>\n");
}

static void append_file(GString *text, const OrmReporterOptions *options, const char *file)
{
    g_autofree char *path = file == NULL ? g_strdup("ormlint") : orm_report_path(options, NULL, file);
    g_string_append(text, "  <file");
    orm_xml_attribute(text, "name", path);
    g_string_append(text, ">\n");
}

static gboolean write_checkstyle(const OrmReport *report, const OrmReporterOptions *options, FILE *out, GError **error)
{
    g_autoptr(GPtrArray) findings = orm_report_visible(report);
    g_autoptr(GString) text = g_string_new(ORM_XML_DECLARATION "<checkstyle version=\"5.0\">\n");
    for (guint i = 0; i < findings->len; i++) {
        const OrmFinding *finding = findings->pdata[i];
        const OrmFinding *before = i > 0 ? findings->pdata[i - 1] : NULL;
        const OrmFinding *after = i + 1 < findings->len ? findings->pdata[i + 1] : NULL;
        if (before == NULL || g_strcmp0(before->place.file, finding->place.file) != 0)
            append_file(text, options, finding->place.file);
        append_error(text, finding);
        if (after == NULL || g_strcmp0(after->place.file, finding->place.file) != 0)
            g_string_append(text, "  </file>\n");
        if (!orm_output_write(out, text, error))
            return FALSE;
    }
    g_string_append(text, "</checkstyle>\n");
    return orm_output_write(out, text, error) && orm_output_finish(out, error);
}

const OrmReporter orm_reporter_checkstyle = {
    .name = "checkstyle",
    .summary = "Checkstyle's XML, for Jenkins and other servers",
    .write = write_checkstyle,
};
