/* SPDX-License-Identifier: MIT */
/* One line per finding in gcc's form, which editors and CI read. */
#include "reporters/output.h"
#include "reporters/reporter.h"
#include "reporters/terminal.h"

static void append_place(GString *out, const OrmPlace *place)
{
    orm_terminal_append(out, orm_place_known(place) ? place->file : "ormlint");
    if (orm_place_known(place) && place->line > 0)
        g_string_append_printf(out, ":%u:%u", place->line, place->column);
    g_string_append(out, ": ");
}

static void append_finding(GString *out, const OrmFinding *finding, gboolean color)
{
    append_place(out, &finding->place);
    orm_style_begin(out, color, orm_style_of(finding->severity));
    g_string_append_printf(out, "%s:", orm_severity_name(finding->severity));
    orm_style_end(out, color);
    g_string_append_c(out, ' ');
    orm_terminal_append(out, finding->message);
    if (finding->help != NULL) {
        g_string_append(out, "; ");
        orm_terminal_append(out, finding->help);
    }
    g_string_append_printf(out, " [%s]\n", finding->rule);
}

static gboolean write_concise(const OrmReport *report, const OrmReporterOptions *options, FILE *out, GError **error)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < report->findings->len; i++) {
        const OrmFinding *finding = g_ptr_array_index(report->findings, i);
        if (finding->suppressed != NULL)
            continue;
        append_finding(text, finding, options->color);
        if (!orm_output_write(out, text, error))
            return FALSE;
    }
    return orm_output_finish(out, error);
}

const OrmReporter orm_reporter_concise = {
    .name = "concise",
    .summary = "one line per finding: FILE:LINE:COLUMN: SEVERITY: MESSAGE [RULE]",
    .write = write_concise,
};
