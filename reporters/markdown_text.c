/* SPDX-License-Identifier: MIT */
#include "reporters/markdown_text.h"

#include <string.h>

#include "reporters/selection.h"

/* One line of valid UTF-8 without control characters. Free with g_free. */
static char *one_line(const char *text)
{
    char *valid = g_utf8_make_valid(text, -1);
    for (char *at = valid; *at != '\0'; at++)
        if ((unsigned char)*at < 0x20 || *at == 0x7f)
            *at = ' ';
    return valid;
}

static guint longest_run(const char *text, char character)
{
    guint longest = 0, run = 0;
    for (; *text != '\0'; text++) {
        run = *text == character ? run + 1 : 0;
        longest = MAX(longest, run);
    }
    return longest;
}

static void append_repeated(GString *out, char character, guint count)
{
    while (count-- > 0)
        g_string_append_c(out, character);
}

/* A bar ends a cell even in code. */
static void append_code(GString *out, const char *text, gsize length)
{
    for (gsize i = 0; i < length; i++) {
        if (text[i] == '|')
            g_string_append_c(out, '\\');
        g_string_append_c(out, text[i]);
    }
}

void orm_markdown_code(GString *out, const char *text)
{
    g_autofree char *line = one_line(text);
    guint ticks = longest_run(line, '`') + 1;
    gsize length = strlen(line);
    const char *blank = length > 0 && (line[0] == '`' || line[length - 1] == '`') ? " " : "";
    append_repeated(out, '`', ticks);
    g_string_append(out, blank);
    append_code(out, line, length);
    g_string_append(out, blank);
    append_repeated(out, '`', ticks);
}

void orm_markdown_text(GString *out, const char *text)
{
    g_autofree char *line = one_line(text);
    for (const char *at = line; *at != '\0';) {
        const char *end = *at == '`' ? strchr(at + 1, '`') : NULL;
        if (end != NULL && end > at + 1) {
            g_autofree char *code = g_strndup(at + 1, (gsize)(end - at - 1));
            orm_markdown_code(out, code);
            at = end + 1;
            continue;
        }
        if (*at == '<' || *at == '>' || *at == '&')
            g_string_append(out, *at == '<' ? "&lt;" : *at == '>' ? "&gt;" : "&amp;");
        else if (strchr("\\`*_[]#!|~", *at) != NULL)
            g_string_append_printf(out, "\\%c", *at);
        else
            g_string_append_c(out, *at);
        at++;
    }
}

void orm_markdown_block(GString *out, const char *language, const char *text)
{
    guint ticks = MAX(longest_run(text, '`') + 1, 3);
    append_repeated(out, '`', ticks);
    g_string_append_printf(out, "%s\n%s", language, text);
    if (!g_str_has_suffix(text, "\n"))
        g_string_append_c(out, '\n');
    append_repeated(out, '`', ticks);
    g_string_append_c(out, '\n');
}

void orm_markdown_title(GString *out, const OrmReport *report)
{
    OrmReportCounts counts = orm_report_count(report);
    g_string_append_printf(out, "## ormlint: %u error%s, %u warning%s", counts.errors, counts.errors == 1 ? "" : "s",
                           counts.warnings, counts.warnings == 1 ? "" : "s");
    if (counts.infos > 0)
        g_string_append_printf(out, ", %u info%s", counts.infos, counts.infos == 1 ? "" : "s");
    if (counts.suppressed > 0)
        g_string_append_printf(out, ", %u suppressed", counts.suppressed);
    g_string_append_printf(out, "\n\n%u file%s, %u model%s, %u column%s.", report->files, report->files == 1 ? "" : "s",
                           report->models, report->models == 1 ? "" : "s", report->columns,
                           report->columns == 1 ? "" : "s");
    if (!report->complete)
        g_string_append(out, " **The analysis is incomplete.**");
    g_string_append(out, "\n");
}

void orm_markdown_table_head(GString *out)
{
    g_string_append(out, "\n| Severity | Rule | Place | Message |\n|---|---|---|---|\n");
}

void orm_markdown_table_row(GString *out, const OrmFinding *finding, const char *path)
{
    g_autofree char *line = orm_finding_line(finding);
    g_autofree char *place = path == NULL              ? g_strdup("")
                             : finding->place.line > 0 ? g_strdup_printf("%s:%u", path, finding->place.line)
                                                       : g_strdup(path);
    g_string_append_printf(out, "| %s | ", orm_severity_name(finding->severity));
    orm_markdown_code(out, finding->rule);
    g_string_append(out, " | ");
    if (*place != '\0')
        orm_markdown_code(out, place);
    g_string_append(out, " | ");
    orm_markdown_text(out, line);
    g_string_append(out, " |\n");
}
