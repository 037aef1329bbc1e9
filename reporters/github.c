/* SPDX-License-Identifier: MIT */
/*
 * Workflow commands of GitHub Actions, which become annotations; and the table of all findings in the step's summary.
 * The runner shows ten annotations of a level for a step: the worst come first, and the last one says what is left.
 */
#include <errno.h>
#include <sys/stat.h>

#include "reporters/columns.h"
#include "reporters/markdown_text.h"
#include "reporters/output.h"
#include "reporters/path.h"
#include "reporters/selection.h"

#define MOST_OF_A_LEVEL 10
#define MOST_CHARACTERS 4096
/* A summary file that is larger is rejected as a whole. */
#define LARGEST_SUMMARY (1024 * 1024)
/* Kept free for the line that says that the table is cut. */
#define CLOSING_ROOM 200

/* Escapes as the runner reads it back; properties have more that would end them. */
static char *escape(const char *text, gboolean property)
{
    GString *escaped = g_string_new(NULL);
    for (const char *at = text; *at != '\0'; at++)
        if (*at == '%')
            g_string_append(escaped, "%25");
        else if (*at == '\r')
            g_string_append(escaped, "%0D");
        else if (*at == '\n')
            g_string_append(escaped, "%0A");
        else if (property && *at == ':')
            g_string_append(escaped, "%3A");
        else if (property && *at == ',')
            g_string_append(escaped, "%2C");
        else
            g_string_append_c(escaped, *at);
    return g_string_free(escaped, FALSE);
}

/* Cut where the service would cut. Free with g_free. */
static char *cut_message(const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    if (g_utf8_strlen(valid, -1) <= MOST_CHARACTERS)
        return g_steal_pointer(&valid);
    g_autofree char *start = g_utf8_substring(valid, 0, MOST_CHARACTERS - 1);
    return g_strconcat(start, "…", NULL);
}

static const char *level_of(const OrmFinding *finding)
{
    switch (finding->severity) {
    case ORM_SEVERITY_ERROR:
        return "error";
    case ORM_SEVERITY_WARNING:
        return "warning";
    default:
        return "notice";
    }
}

/* The runner wants columns for a place in one line only. */
static void append_place(GString *properties, const OrmFinding *finding, OrmSources *sources,
                         const OrmReporterOptions *options)
{
    OrmPlace place = orm_finding_file_place(finding);
    if (!orm_place_known(&place))
        return;
    place = orm_columns_convert(sources, place);
    g_autofree char *path = orm_report_path(options, options->environment.github_workspace, place.file);
    g_autofree char *file = escape(path, TRUE);
    g_string_append_printf(properties, "file=%s,", file);
    if (place.line > 0)
        g_string_append_printf(properties, "line=%u,endLine=%u,", place.line, place.end_line);
    if (place.line > 0 && place.end_line == place.line)
        g_string_append_printf(properties, "col=%u,endColumn=%u,", place.column, place.end_column);
}

static void append_command(GString *text, const OrmFinding *finding, OrmSources *sources,
                           const OrmReporterOptions *options)
{
    g_autofree char *line = orm_finding_line_with_database(finding);
    g_autofree char *message = cut_message(line);
    g_autofree char *escaped = escape(message, FALSE);
    g_autofree char *title = escape(finding->rule, TRUE);
    g_string_append_printf(text, "::%s ", level_of(finding));
    append_place(text, finding, sources, options);
    g_string_append_printf(text, "title=ormlint%%3A %s::%s\n", title, escaped);
}

/* How many of each level are shown; one notice is kept for the closing one when that is needed. */
static void find_limits(const OrmReportCounts *counts, guint limits[ORM_SEVERITY_ERROR + 1])
{
    gboolean all =
        counts->errors <= MOST_OF_A_LEVEL && counts->warnings <= MOST_OF_A_LEVEL && counts->infos <= MOST_OF_A_LEVEL;
    limits[ORM_SEVERITY_ERROR] = limits[ORM_SEVERITY_WARNING] = MOST_OF_A_LEVEL;
    limits[ORM_SEVERITY_INFO] = all ? MOST_OF_A_LEVEL : MOST_OF_A_LEVEL - 1;
    limits[ORM_SEVERITY_OFF] = 0;
}

static void append_commands(GString *text, const OrmReport *report, GPtrArray *findings,
                            const OrmReporterOptions *options)
{
    g_autoptr(OrmSources) sources = orm_sources_new();
    OrmReportCounts counts = orm_report_count(report);
    guint limits[ORM_SEVERITY_ERROR + 1], shown = 0;
    find_limits(&counts, limits);
    for (guint i = 0; i < findings->len; i++) {
        const OrmFinding *finding = findings->pdata[i];
        if (limits[finding->severity] == 0)
            continue;
        limits[finding->severity]--;
        shown++;
        append_command(text, finding, sources, options);
    }
    if (shown < findings->len)
        g_string_append_printf(text, "::notice title=ormlint::%u more finding%s; see the summary of the run\n",
                               findings->len - shown, findings->len - shown == 1 ? "" : "s");
}

/* The table of as many findings as fit into `room` bytes. */
static void append_table(GString *text, GPtrArray *findings, const OrmReporterOptions *options, gsize room)
{
    g_autoptr(GString) row = g_string_new(NULL);
    orm_markdown_table_head(text);
    for (guint i = 0; i < findings->len; i++) {
        const OrmFinding *finding = findings->pdata[i];
        g_autofree char *path =
            orm_place_known(&finding->place)
                ? orm_report_path(options, options->environment.github_workspace, finding->place.file)
                : NULL;
        g_string_truncate(row, 0);
        orm_markdown_table_row(row, finding, path);
        if (text->len + row->len + CLOSING_ROOM > room) {
            g_string_append_printf(text, "\n%u more finding%s, which the size of a summary leaves no room for.\n",
                                   findings->len - i, findings->len - i == 1 ? "" : "s");
            return;
        }
        g_string_append_len(text, row->str, (gssize)row->len);
    }
}

static gboolean append_to_file(const char *file, const GString *text, GError **error)
{
    FILE *stream = fopen(file, "ae");
    gboolean written = stream != NULL && fwrite(text->str, 1, text->len, stream) == text->len;
    int number = errno;
    if (stream != NULL && fclose(stream) != 0 && written) {
        number = errno;
        written = FALSE;
    }
    if (!written)
        g_set_error(error, G_FILE_ERROR, (gint)g_file_error_from_errno(number),
                    "cannot append to the step summary %s: %s", file, g_strerror(number));
    return written;
}

/* Other tools of the same step may have written there before. */
static gboolean write_summary(const OrmReport *report, GPtrArray *findings, const OrmReporterOptions *options,
                              GError **error)
{
    const char *file = options->environment.github_step_summary;
    struct stat status;
    if (file == NULL || *file == '\0')
        return TRUE;
    gsize used = stat(file, &status) == 0 && status.st_size > 0 ? (gsize)status.st_size : 0;
    gsize room = used < LARGEST_SUMMARY ? LARGEST_SUMMARY - 1 - used : 0;
    g_autoptr(GString) text = g_string_new(used > 0 ? "\n" : NULL);
    orm_markdown_title(text, report);
    if (text->len + 2 * CLOSING_ROOM > room)
        return TRUE;
    if (findings->len > 0)
        append_table(text, findings, options, room);
    return append_to_file(file, text, error);
}

static gboolean write_github(const OrmReport *report, const OrmReporterOptions *options, FILE *out, GError **error)
{
    g_autoptr(GPtrArray) visible = orm_report_visible(report);
    g_autoptr(GPtrArray) findings = orm_findings_worst_first(visible);
    g_autoptr(GString) text = g_string_new(NULL);
    append_commands(text, report, findings, options);
    return orm_output_write(out, text, error) && orm_output_finish(out, error) &&
           write_summary(report, findings, options, error);
}

const OrmReporter orm_reporter_github = {
    .name = "github",
    .summary = "workflow commands of GitHub Actions, and a table in the step's summary",
    .write = write_github,
};
