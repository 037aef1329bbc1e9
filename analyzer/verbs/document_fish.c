/* SPDX-License-Identifier: MIT */
#include "analyzer/verbs/document.h"

static const char *const head =
    "# fish completion for ormlint\n"
    "function __ormlint_verb --description 'Whether the verb on the command line is the given one'\n"
    "    for word in (commandline -opc)[2..]\n"
    "        if contains -- $word %s\n"
    "            test $word = $argv[1]\n"
    "            return\n"
    "        end\n"
    "    end\n"
    "    test check = $argv[1]\n"
    "end\n\n"
    "function __ormlint_no_verb\n"
    "    for word in (commandline -opc)[2..]\n"
    "        contains -- $word %s; and return 1\n"
    "    end\n"
    "end\n\n"
    "function __ormlint_list --description 'Words of a list with commas'\n"
    "    set -l token (string replace -r '^--[^=]*=' '' -- (commandline -ct))\n"
    "    set -l prefix (string match -r '^.*,' -- $token)\n"
    "    for word in $argv\n"
    "        echo \"$prefix$word\"\n"
    "    end\n"
    "end\n\n";

/** Appends text in single quotes. */
static void append_quoted(GString *out, const char *text)
{
    g_string_append_c(out, '\'');
    for (const char *at = text; *at != '\0'; at++) {
        if (*at == '\'' || *at == '\\')
            g_string_append_c(out, '\\');
        g_string_append_c(out, *at);
    }
    g_string_append_c(out, '\'');
}

static void append_option(GString *out, const OrmVerb *verb, const OrmOption *option)
{
    g_autofree char *words = orm_document_words(option->words);
    g_string_append_printf(out, "complete -c ormlint -n '__ormlint_verb %s' -l %s", verb->name, option->name);
    if (option->letter != 0)
        g_string_append_printf(out, " -s %c", option->letter);
    if (option->argument != NULL)
        g_string_append(out, option->words == ORM_WORDS_PATHS ? " -r -F" : " -x");
    if (words != NULL)
        g_string_append_printf(out, orm_document_is_list(option->words) ? " -a '(__ormlint_list %s)'" : " -a '%s'",
                               words);
    g_string_append(out, " -d ");
    append_quoted(out, option->help);
    g_string_append_c(out, '\n');
}

char *orm_document_fish(void)
{
    g_autofree char *verbs = orm_document_words(ORM_WORDS_VERBS);
    GString *out = g_string_new(NULL);
    g_string_append_printf(out, head, verbs, verbs);
    for (const OrmVerb *verb = orm_verbs; verb->name != NULL; verb++) {
        g_autofree char *operands = orm_document_words(verb->operands);
        g_string_append_printf(out, "complete -c ormlint -n __ormlint_no_verb -a %s -d ", verb->name);
        append_quoted(out, verb->summary);
        g_string_append_c(out, '\n');
        if (operands != NULL)
            g_string_append_printf(out, "complete -c ormlint -n '__ormlint_verb %s' -f -a '%s'\n", verb->name,
                                   operands);
        for (guint i = 0; i < ORM_OPTION_COUNT; i++)
            if ((orm_options[i].verbs & verb->bit) != 0)
                append_option(out, verb, &orm_options[i]);
    }
    return g_string_free(out, FALSE);
}
