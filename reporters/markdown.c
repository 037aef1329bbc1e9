/* SPDX-License-Identifier: MIT */
/* The report as GitHub flavoured Markdown, for comments and pages: a table, and each finding with its source. */
#include "reporters/markdown_text.h"
#include "reporters/output.h"
#include "reporters/path.h"
#include "reporters/selection.h"
#include "reporters/source_frame.h"

static char *path_of(const OrmPlace *place, const OrmReporterOptions *options)
{
    return orm_place_known(place) ? orm_report_path(options, options->environment.github_workspace, place->file) : NULL;
}

static void append_frame(GString *out, const OrmPlace *place, char mark, OrmSources *sources)
{
    g_autoptr(OrmSourceFrame) frame = orm_source_frame_new(sources, place);
    if (frame == NULL)
        return;
    g_autoptr(GString) shown = g_string_new(NULL);
    OrmFrameStyle style = {.gutter = orm_source_frame_digits(frame), .mark = mark, .style = ORM_STYLE_GUTTER};
    orm_source_frame_append(shown, frame, &style);
    orm_markdown_block(out, g_str_has_suffix(place->file, ".sql") ? "sql" : "c", shown->str);
}

static void append_related(GString *out, const OrmRelated *related, OrmSources *sources,
                           const OrmReporterOptions *options)
{
    g_autofree char *path = path_of(&related->place, options);
    g_autofree char *place =
        related->place.line > 0 ? g_strdup_printf("%s:%u", path, related->place.line) : g_strdup(path);
    g_string_append_c(out, '\n');
    orm_markdown_text(out, related->message);
    g_string_append(out, ": ");
    orm_markdown_code(out, place);
    g_string_append(out, "\n\n");
    append_frame(out, &related->place, '-', sources);
}

static void append_fact(GString *out, const char *name, const char *value)
{
    if (value == NULL)
        return;
    g_string_append_printf(out, "\n%s: ", name);
    orm_markdown_text(out, value);
    g_string_append_c(out, '\n');
}

/* A blank line after the summary makes what follows Markdown again. */
static void append_details(GString *out, const OrmFinding *finding, OrmSources *sources,
                           const OrmReporterOptions *options)
{
    g_autofree char *path = path_of(&finding->place, options);
    g_autofree char *title =
        path != NULL && finding->place.line > 0
            ? g_strdup_printf("%s:%u: %s", path, finding->place.line, finding->rule)
            : g_strdup_printf("%s%s%s", path != NULL ? path : "", path != NULL ? ": " : "", finding->rule);
    g_autofree char *valid = g_utf8_make_valid(title, -1);
    g_autofree char *escaped = g_markup_escape_text(valid, -1);
    g_string_append_printf(out, "\n<details>\n<summary>%s: %s</summary>\n\n", orm_severity_name(finding->severity),
                           escaped);
    orm_markdown_text(out, finding->message);
    g_string_append(out, "\n\n");
    append_frame(out, &finding->place, '^', sources);
    append_fact(out, "Help", finding->help);
    append_fact(out, "Expected", finding->expected);
    append_fact(out, "Actual", finding->actual);
    for (guint i = 0; i < finding->related->len; i++)
        append_related(out, finding->related->pdata[i], sources, options);
    g_string_append(out, "\n</details>\n");
}

static void append_table(GString *out, GPtrArray *findings, const OrmReporterOptions *options)
{
    orm_markdown_table_head(out);
    for (guint i = 0; i < findings->len; i++) {
        const OrmFinding *finding = findings->pdata[i];
        g_autofree char *path = path_of(&finding->place, options);
        orm_markdown_table_row(out, finding, path);
    }
}

static gboolean write_markdown(const OrmReport *report, const OrmReporterOptions *options, FILE *out, GError **error)
{
    g_autoptr(OrmSources) sources = orm_sources_new();
    g_autoptr(GPtrArray) visible = orm_report_visible(report);
    g_autoptr(GPtrArray) findings = orm_findings_worst_first(visible);
    g_autoptr(GString) text = g_string_new(NULL);
    orm_markdown_title(text, report);
    if (findings->len > 0)
        append_table(text, findings, options);
    for (guint i = 0; i < findings->len; i++) {
        append_details(text, findings->pdata[i], sources, options);
        if (!orm_output_write(out, text, error))
            return FALSE;
    }
    return orm_output_write(out, text, error) && orm_output_finish(out, error);
}

const OrmReporter orm_reporter_markdown = {
    .name = "markdown",
    .summary = "GitHub flavoured Markdown: a table, and each finding with its source",
    .write = write_markdown,
};
