/* SPDX-License-Identifier: MIT */
#include "analyzer/config/keys.h"
#include "analyzer/verbs/document.h"

#include <string.h>

/** Appends text for roff: what stands in backquotes is bold; no character is taken as a request. */
static void append_text(GString *out, const char *text)
{
    gboolean bold = FALSE;
    for (const char *at = text; *at != '\0'; at++) {
        gboolean starts_line = at == text || at[-1] == '\n';
        if (starts_line && (*at == '.' || *at == '\''))
            g_string_append(out, "\\&");
        if (*at == '`') {
            bold = !bold;
            g_string_append(out, bold ? "\\fB" : "\\fR");
        } else if (*at == '-') {
            g_string_append(out, "\\-");
        } else if (*at == '\\') {
            g_string_append(out, "\\e");
        } else if (*at == '\'') {
            g_string_append(out, "\\(aq");
        } else if (*at == '^') {
            g_string_append(out, "\\(ha");
        } else if (*at == '~') {
            g_string_append(out, "\\(ti");
        } else {
            g_string_append_c(out, *at);
        }
    }
}

static void append_paragraph(GString *out, const char *text)
{
    append_text(out, text);
    g_string_append_c(out, '\n');
}

static void append_option(GString *out, const OrmOption *option)
{
    g_string_append(out, ".TP\n");
    g_autoptr(GString) name = g_string_new(NULL);
    if (option->letter != 0)
        g_string_append_printf(name, "`-%c`, ", option->letter);
    g_string_append_printf(name, "`--%s`", option->name);
    append_text(out, name->str);
    if (option->argument != NULL) {
        g_string_append(out, " \\fI");
        append_text(out, option->argument);
        g_string_append(out, "\\fR");
    }
    g_string_append_c(out, '\n');
    append_text(out, option->help);
    g_string_append(out, option->repeatable ? "; repeatable\n" : "\n");
}

static void append_verb(GString *out, const OrmVerb *verb)
{
    g_auto(GStrv) usages = g_strsplit(verb->usage, " | ", -1);
    for (guint i = 0; usages[i] != NULL; i++) {
        g_string_append(out, i == 0 ? ".TP\n.B " : ".TQ\n.B ");
        g_autofree char *usage = g_strconcat("ormlint ", usages[i], NULL);
        append_paragraph(out, usage);
    }
    append_paragraph(out, verb->details);
}

static void append_options(GString *out)
{
    g_string_append(out, ".SH OPTIONS\n");
    for (const OrmVerb *verb = orm_verbs; verb->name != NULL; verb++) {
        g_string_append_printf(out, ".SS Options of %s\n", verb->name);
        for (guint i = 0; i < ORM_OPTION_COUNT; i++)
            if ((orm_options[i].verbs & verb->bit) != 0)
                append_option(out, &orm_options[i]);
    }
}

static void append_settings(GString *out)
{
    g_string_append(out, ".SH CONFIGURATION\n");
    append_paragraph(out, "The nearest `.ormlint.yaml` upwards from a PATH holds the settings, in YAML:");
    for (guint i = 0; i < ORM_SETTING_COUNT; i++) {
        g_string_append_printf(out, ".TP\n.B %s\n", orm_config_keys[i].name);
        g_autofree char *text = g_strdup_printf("%s Value: %s. Default: %s.", orm_config_keys[i].meaning,
                                                orm_config_keys[i].value, orm_config_keys[i].fallback);
        append_paragraph(out, text);
    }
}

static void append_ends(GString *out)
{
    g_string_append(out, ".SH EXIT STATUS\n");
    for (guint code = 0; code < G_N_ELEMENTS(orm_exit_meanings); code++) {
        g_string_append_printf(out, ".TP\n.B %u\n", code);
        append_paragraph(out, orm_exit_meanings[code]);
    }
    g_string_append(
        out,
        ".SH ENVIRONMENT\n.TP\n.BR NO_COLOR \", \" CLICOLOR_FORCE \", \" FORCE_COLOR \", \" CLICOLOR \", \" TERM\n");
    append_paragraph(
        out, "Without `--color`: NO_COLOR, when not empty, switches colour off; else CLICOLOR_FORCE or FORCE_COLOR, "
             "when neither "
             "empty nor 0, switch it on; else output to a terminal is coloured unless CLICOLOR is 0 or TERM is dumb.");
    g_string_append(out, ".SH FILES\n.TP\n.I .ormlint.yaml\n");
    append_paragraph(out, "The configuration of a project.");
    g_string_append(out, ".TP\n.I compile_commands.json\n");
    append_paragraph(out, "The compile commands of a project, as CMake, Meson or bear write it.");
    g_string_append(out, ".SH EXAMPLES\n.TP\n.B ormlint src/\n");
    append_paragraph(out, "Lint the models below src.");
    g_string_append(out, ".TP\n.B ormlint \\-f json=report.json \\-f text \\-\\-fail\\-on warning src/\n");
    append_paragraph(out, "Show the findings, write them to a file, too, and fail on warnings.");
}

char *orm_document_man(void)
{
    GString *out = g_string_new(".TH ORMLINT 1 \"\" \"ormlint " ORMLINT_VERSION "\" \"User Commands\"\n.SH NAME\n");
    append_paragraph(out, "ormlint - lint the data models of C programs");
    g_string_append(out, ".SH SYNOPSIS\n");
    for (const OrmVerb *verb = orm_verbs; verb->name != NULL; verb++) {
        g_auto(GStrv) usages = g_strsplit(verb->usage, " | ", -1);
        for (guint i = 0; usages[i] != NULL; i++) {
            g_string_append(out, ".B ormlint\n");
            append_paragraph(out, usages[i]);
            g_string_append(out, ".br\n");
        }
    }
    g_string_append(out, ".SH DESCRIPTION\n");
    append_paragraph(out,
                     "Reads C structs whose annotations say how they map to the tables of a relational database, and "
                     "reports what is wrong with that model: keys, foreign keys, relationships.");
    g_string_append(out, ".SH VERBS\n");
    for (const OrmVerb *verb = orm_verbs; verb->name != NULL; verb++)
        append_verb(out, verb);
    append_options(out);
    append_settings(out);
    append_ends(out);
    return g_string_free(out, FALSE);
}
