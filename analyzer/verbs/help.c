/* SPDX-License-Identifier: MIT */
/* The help, from the table. */
#include "analyzer/verbs/options.h"

#include <string.h>

#define WIDTH 100
#define INDENT 32 /* column where the explanations of options begin */

/** Appends words, broken so that no line is longer than WIDTH; lines after the first begin with `indent` blanks. */
static void append_wrapped(GString *out, const char *text, guint indent)
{
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    gsize column = indent;
    for (char **word = words; *word != NULL; word++) {
        gsize length = strlen(*word);
        if (column > indent && column + 1 + length > WIDTH) {
            g_string_append_printf(out, "\n%*s", (int)indent, "");
            column = indent;
        } else if (column > indent) {
            g_string_append_c(out, ' ');
            column++;
        }
        g_string_append(out, *word);
        column += length;
    }
    g_string_append_c(out, '\n');
}

static void append_option(GString *out, const OrmOption *option)
{
    g_autoptr(GString) name = g_string_new("  ");
    if (option->letter != 0)
        g_string_append_printf(name, "-%c, ", option->letter);
    else
        g_string_append(name, "    ");
    g_string_append_printf(name, "--%s", option->name);
    if (option->argument != NULL)
        g_string_append_printf(name, " %s", option->argument);
    if (name->len + 2 > INDENT)
        g_string_append_printf(out, "%s\n%*s", name->str, INDENT, "");
    else
        g_string_append_printf(out, "%-*s", INDENT, name->str);
    g_autofree char *help = g_strconcat(option->help, option->repeatable ? "; repeatable" : NULL, NULL);
    append_wrapped(out, help, INDENT);
}

static void append_options(GString *out, guint verb)
{
    g_string_append(out, "\nOptions:\n");
    for (guint i = 0; i < ORM_OPTION_COUNT; i++)
        if ((orm_options[i].verbs & verb) != 0)
            append_option(out, &orm_options[i]);
}

static void append_exit_codes(GString *out)
{
    g_string_append(out, "\nExit codes:\n");
    for (guint code = 0; code < G_N_ELEMENTS(orm_exit_meanings); code++) {
        g_string_append_printf(out, "  %u  ", code);
        append_wrapped(out, orm_exit_meanings[code], 5);
    }
}

static char *program_help(void)
{
    GString *out = g_string_new("Lints the data models of C programs.\n\nUsage: ormlint ");
    g_string_append_printf(out, "%s\n\nVerbs:\n", orm_verbs[0].usage);
    for (const OrmVerb *verb = orm_verbs; verb->name != NULL; verb++)
        g_string_append_printf(out, "  %-8s  %s\n", verb->name, verb->summary);
    g_string_append(out, "\n`ormlint help VERB` tells more about a verb. Those of `check`, which may be left out:\n");
    append_options(out, ORM_VERB_CHECK);
    append_exit_codes(out);
    return g_string_free(out, FALSE);
}

char *orm_help(const OrmVerb *verb)
{
    if (verb == NULL)
        return program_help();
    GString *out = g_string_new(NULL);
    g_auto(GStrv) usages = g_strsplit(verb->usage, " | ", -1);
    for (guint i = 0; usages[i] != NULL; i++)
        g_string_append_printf(out, "%s ormlint %s\n", i == 0 ? "Usage:" : "      ", usages[i]);
    g_string_append_c(out, '\n');
    append_wrapped(out, verb->details, 0);
    append_options(out, verb->bit);
    if (verb->bit == ORM_VERB_CHECK)
        append_exit_codes(out);
    return g_string_free(out, FALSE);
}
