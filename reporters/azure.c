/* SPDX-License-Identifier: MIT */
/* Logging commands of Azure Pipelines. */
#include "reporters/columns.h"
#include "reporters/output.h"
#include "reporters/path.h"
#include "reporters/selection.h"

/* The agent splits properties at `;` and ends them at `]`; it reads %AZP25 as a percent sign. */
static char *escape(const char *text, gboolean property)
{
    GString *escaped = g_string_new(NULL);
    for (const char *at = text; *at != '\0'; at++)
        if (*at == '%')
            g_string_append(escaped, "%AZP25");
        else if (*at == '\r')
            g_string_append(escaped, "%0D");
        else if (*at == '\n')
            g_string_append(escaped, "%0A");
        else if (property && *at == ';')
            g_string_append(escaped, "%3B");
        else if (property && *at == ']')
            g_string_append(escaped, "%5D");
        else
            g_string_append_c(escaped, *at);
    return g_string_free(escaped, FALSE);
}

static void append_property(GString *text, const char *name, const char *value)
{
    g_autofree char *escaped = escape(value, TRUE);
    g_string_append_printf(text, "%s=%s;", name, escaped);
}

/* The service knows errors and warnings only. */
static void append_finding(GString *text, const OrmFinding *finding, OrmSources *sources,
                           const OrmReporterOptions *options)
{
    OrmPlace place = orm_columns_convert(sources, orm_finding_file_place(finding));
    g_autofree char *line = orm_finding_line_with_database(finding);
    g_autofree char *valid = g_utf8_make_valid(line, -1);
    g_autofree char *message = escape(valid, FALSE);
    g_string_append(text, "##vso[task.logissue ");
    append_property(text, "type", finding->severity == ORM_SEVERITY_ERROR ? "error" : "warning");
    if (place.file != NULL) {
        g_autofree char *path = orm_report_path(options, options->environment.azure_sources, place.file);
        append_property(text, "sourcepath", path);
    }
    if (place.line > 0)
        g_string_append_printf(text, "linenumber=%u;columnnumber=%u;", place.line, place.column);
    append_property(text, "code", finding->rule);
    g_string_append_printf(text, "]%s\n", message);
}

static gboolean write_azure(const OrmReport *report, const OrmReporterOptions *options, FILE *out, GError **error)
{
    g_autoptr(OrmSources) sources = orm_sources_new();
    g_autoptr(GPtrArray) findings = orm_report_visible(report);
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < findings->len; i++) {
        append_finding(text, findings->pdata[i], sources, options);
        if (!orm_output_write(out, text, error))
            return FALSE;
    }
    return orm_output_finish(out, error);
}

const OrmReporter orm_reporter_azure = {
    .name = "azure",
    .summary = "logging commands of Azure Pipelines",
    .write = write_azure,
};
