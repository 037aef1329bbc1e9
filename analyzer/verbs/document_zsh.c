/* SPDX-License-Identifier: MIT */
#include "analyzer/verbs/document.h"

#include <string.h>

/** Appends help text inside single quotes and square brackets. */
static void append_help(GString *out, const char *text)
{
    for (const char *at = text; *at != '\0'; at++) {
        if (strchr("[]:\\", *at) != NULL)
            g_string_append_printf(out, "\\%c", *at);
        else if (*at == '\'')
            g_string_append(out, "'\\''");
        else
            g_string_append_c(out, *at);
    }
}

/** Appends what completes the words: ":message:action". */
static void append_action(GString *out, const char *message, OrmWords kind)
{
    g_autofree char *words = orm_document_words(kind);
    g_string_append_c(out, ':');
    append_help(out, message);
    if (kind == ORM_WORDS_PATHS)
        g_string_append(out, ":_files");
    else if (words == NULL)
        g_string_append(out, ": ");
    else if (orm_document_is_list(kind))
        g_string_append_printf(out, ":_values -s , rule %s", words);
    else
        g_string_append_printf(out, ":(%s)", words);
}

/** One line of `_arguments`: `\*{-f+,--format=}'[help]:NAME:(text json)'`. */
static void append_option(GString *out, const OrmOption *option)
{
    gboolean valued = option->argument != NULL;
    g_string_append(out, "        ");
    if (option->letter != 0)
        g_string_append_printf(out, "%s{-%c%s,--%s%s}'", option->repeatable ? "\\*" : "", option->letter,
                               valued ? "+" : "", option->name, valued ? "=" : "");
    else
        g_string_append_printf(out, "'%s--%s%s", option->repeatable ? "*" : "", option->name, valued ? "=" : "");
    g_string_append_c(out, '[');
    append_help(out, option->help);
    g_string_append_c(out, ']');
    if (valued)
        append_action(out, option->argument, option->words);
    g_string_append(out, "' \\\n");
}

static void append_verb(GString *out, const OrmVerb *verb)
{
    g_string_append_printf(out, "    %s)\n        _arguments -s \\\n", verb->name);
    for (guint i = 0; i < ORM_OPTION_COUNT; i++)
        if ((orm_options[i].verbs & verb->bit) != 0)
            append_option(out, &orm_options[i]);
    g_autofree char *words = orm_document_words(verb->operands);
    if (verb->operands == ORM_WORDS_PATHS)
        g_string_append(out, "        '1: :_ormlint_first' '*:PATH:_files'\n        ;;\n");
    else
        g_string_append_printf(out, "        '1: :_ormlint_first' '*:what:(%s)'\n        ;;\n", words);
}

char *orm_document_zsh(void)
{
    g_autofree char *verbs = orm_document_words(ORM_WORDS_VERBS);
    GString *out = g_string_new("#compdef ormlint\n\n_ormlint_first() {\n    local -a verbs=(\n");
    for (const OrmVerb *verb = orm_verbs; verb->name != NULL; verb++) {
        g_string_append_printf(out, "        '%s:", verb->name);
        append_help(out, verb->summary);
        g_string_append(out, "'\n");
    }
    g_string_append(out, "    )\n    _describe verb verbs\n    _files\n}\n\n_ormlint() {\n    local verb=check word\n");
    g_string_append_printf(out,
                           "    local -a verbs=(%s)\n"
                           "    for word in ${words[2,CURRENT-1]}; do\n"
                           "        (( ${verbs[(Ie)$word]} )) && { verb=$word; break; }\n"
                           "    done\n    case $verb in\n",
                           verbs);
    for (const OrmVerb *verb = orm_verbs; verb->name != NULL; verb++)
        append_verb(out, verb);
    g_string_append(out, "    esac\n}\n\nif [[ $zsh_eval_context[-1] == loadautofunc ]]; then\n    _ormlint "
                         "\"$@\"\nelse\n    compdef _ormlint ormlint\nfi\n");
    return g_string_free(out, FALSE);
}
