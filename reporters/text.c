/* SPDX-License-Identifier: MIT */
/* The report for people: each finding with its source. */
#include "reporters/output.h"
#include "reporters/reporter.h"
#include "reporters/source_frame.h"

#define LONGEST_LABEL 60

/* The frames of a finding; NULL for a place that cannot be shown. */
typedef struct {
    OrmSourceFrame *main;
    GPtrArray *related; /* of OrmSourceFrame * or NULL, one for each OrmRelated */
    guint gutter;
} Frames;

static void free_frame(gpointer frame)
{
    orm_source_frame_free(frame);
}

static Frames frames_of(const OrmFinding *finding, OrmSources *sources)
{
    Frames frames = {orm_source_frame_new(sources, &finding->place), g_ptr_array_new_with_free_func(free_frame), 1};
    if (frames.main != NULL)
        frames.gutter = orm_source_frame_digits(frames.main);
    for (guint i = 0; i < finding->related->len; i++) {
        const OrmRelated *related = g_ptr_array_index(finding->related, i);
        OrmSourceFrame *frame = orm_source_frame_new(sources, &related->place);
        if (frame != NULL)
            frames.gutter = MAX(frames.gutter, orm_source_frame_digits(frame));
        g_ptr_array_add(frames.related, frame);
    }
    return frames;
}

static void frames_clear(Frames *frames)
{
    orm_source_frame_free(frames->main);
    g_ptr_array_unref(frames->related);
}

static void append_title(GString *out, const OrmFinding *finding, gboolean color)
{
    orm_style_begin(out, color, orm_style_of(finding->severity));
    g_string_append_printf(out, "%s[%s]", orm_severity_name(finding->severity), finding->rule);
    orm_style_end(out, color);
    orm_style_begin(out, color, ORM_STYLE_MESSAGE);
    g_string_append(out, ": ");
    orm_terminal_append(out, finding->message);
    orm_style_end(out, color);
    g_string_append_c(out, '\n');
}

/* "  --> src/a.h:3:7", without its line end. */
static void append_place(GString *out, const OrmPlace *place, const char *arrow, guint gutter, gboolean color)
{
    orm_style_begin(out, color, ORM_STYLE_GUTTER);
    g_string_append_printf(out, "%*s%s", (int)gutter, "", arrow);
    orm_style_end(out, color);
    g_string_append_c(out, ' ');
    orm_terminal_append(out, place->file);
    if (place->line > 0)
        g_string_append_printf(out, ":%u:%u", place->line, place->column);
}

static void append_note(GString *out, const char *kind, const char *text, guint gutter, gboolean color)
{
    orm_style_begin(out, color, ORM_STYLE_GUTTER);
    g_string_append_printf(out, "%*s =", (int)gutter, "");
    orm_style_end(out, color);
    g_string_append_printf(out, " %s: ", kind);
    orm_terminal_append(out, text);
    g_string_append_c(out, '\n');
}

/* Whether the help stands beside the marks rather than in a line of its own. */
static gboolean help_is_beside(const OrmFinding *finding, const Frames *frames)
{
    if (finding->help == NULL || frames->main == NULL)
        return FALSE;
    guint width = orm_terminal_width(finding->help);
    return width <= LONGEST_LABEL && orm_source_frame_fits(frames->main, width);
}

static void append_main(GString *out, const OrmFinding *finding, const Frames *frames, gboolean color)
{
    if (!orm_place_known(&finding->place))
        return;
    append_place(out, &finding->place, "-->", frames->gutter, color);
    g_string_append_c(out, '\n');
    if (frames->main == NULL)
        return;
    OrmFrameStyle style = {.gutter = frames->gutter,
                           .mark = '^',
                           .style = orm_style_of(finding->severity),
                           .label = help_is_beside(finding, frames) ? finding->help : NULL,
                           .color = color};
    orm_source_frame_append(out, frames->main, &style);
}

static void append_related(GString *out, const OrmRelated *related, const OrmSourceFrame *frame, guint gutter,
                           gboolean color)
{
    append_place(out, &related->place, ":::", gutter, color);
    if (frame == NULL) {
        g_string_append(out, ": ");
        orm_terminal_append(out, related->message);
        g_string_append_c(out, '\n');
        return;
    }
    g_string_append_c(out, '\n');
    OrmFrameStyle style = {
        .gutter = gutter, .mark = '-', .style = ORM_STYLE_GUTTER, .label = related->message, .color = color};
    orm_source_frame_append(out, frame, &style);
}

static void append_finding(GString *out, const OrmFinding *finding, OrmSources *sources, gboolean color)
{
    Frames frames = frames_of(finding, sources);
    append_title(out, finding, color);
    append_main(out, finding, &frames, color);
    for (guint i = 0; i < finding->related->len; i++)
        append_related(out, g_ptr_array_index(finding->related, i), g_ptr_array_index(frames.related, i), frames.gutter,
                       color);
    if (finding->expected != NULL)
        append_note(out, "expected", finding->expected, frames.gutter, color);
    if (finding->actual != NULL)
        append_note(out, "actual", finding->actual, frames.gutter, color);
    if (finding->help != NULL && !help_is_beside(finding, &frames))
        append_note(out, "help", finding->help, frames.gutter, color);
    g_autofree char *rule = g_strdup_printf("%s (ormlint rule %s)", finding->rule, finding->rule);
    append_note(out, "rule", rule, frames.gutter, color);
    g_string_append_c(out, '\n');
    frames_clear(&frames);
}

static gboolean write_text(const OrmReport *report, const OrmReporterOptions *options, FILE *out, GError **error)
{
    g_autoptr(OrmSources) sources = orm_sources_new();
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < report->findings->len; i++) {
        const OrmFinding *finding = g_ptr_array_index(report->findings, i);
        if (finding->suppressed != NULL)
            continue;
        append_finding(text, finding, sources, options->color);
        if (!orm_output_write(out, text, error))
            return FALSE;
    }
    return orm_output_finish(out, error);
}

const OrmReporter orm_reporter_text = {
    .name = "text",
    .summary = "each finding with its source, for people (default)",
    .write = write_text,
};
