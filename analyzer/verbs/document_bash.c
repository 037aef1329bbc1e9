/* SPDX-License-Identifier: MIT */
#include "analyzer/verbs/document.h"

/* Bash splits at `=`, so that `--format=json` arrives as three words: the first lines put option and value together
 * again. */
static const char *const head = "# bash completion for ormlint\n"
                                "_ormlint()\n"
                                "{\n"
                                "    local current=${COMP_WORDS[COMP_CWORD]} option=${COMP_WORDS[COMP_CWORD - 1]} "
                                "before= verb=check list= prefix= i\n"
                                "    COMPREPLY=()\n"
                                "    if [[ $current == \"=\" ]]; then\n"
                                "        current=\n"
                                "    elif [[ $option == \"=\" ]]; then\n"
                                "        option=${COMP_WORDS[COMP_CWORD - 2]}\n"
                                "        ((COMP_CWORD > 2)) && before=${COMP_WORDS[COMP_CWORD - 3]}\n"
                                "    fi\n"
                                "    for ((i = 1; i < COMP_CWORD; i++)); do\n"
                                "        case ${COMP_WORDS[i]} in\n"
                                "        --) COMPREPLY=(); return ;;\n";

static const char *const tail = "    if [[ -z $list && $current == -* ]]; then\n"
                                "        list=${options[$verb]}\n"
                                "    elif [[ -z $list ]]; then\n"
                                "        list=${operands[$verb]}\n"
                                "    fi\n"
                                "    COMPREPLY+=($(compgen -W \"$list\" -- \"$current\"))\n"
                                "    [[ -z $prefix ]] || COMPREPLY=(\"${COMPREPLY[@]/#/$prefix}\")\n"
                                "}\n"
                                "complete -o filenames -o bashdefault -o default -F _ormlint ormlint\n";

static void append_verbs(GString *out)
{
    g_autofree char *names = orm_document_words(ORM_WORDS_VERBS);
    g_auto(GStrv) words = g_strsplit(names, " ", -1);
    g_autofree char *pattern = g_strjoinv(" | ", words);
    g_string_append_printf(out, "        %s) verb=${COMP_WORDS[i]}; break ;;\n        esac\n    done\n", pattern);
}

/** Tables of what each verb takes: options, and words as operands. The first verb may be left out, so it takes the
 * verbs, too. */
static void append_tables(GString *out)
{
    g_string_append(out, "    local -A options=(\n");
    for (const OrmVerb *verb = orm_verbs; verb->name != NULL; verb++) {
        g_string_append_printf(out, "        [%s]=\"", verb->name);
        for (guint i = 0; i < ORM_OPTION_COUNT; i++)
            if ((orm_options[i].verbs & verb->bit) != 0)
                g_string_append_printf(out, "--%s ", orm_options[i].name);
        g_string_append(out, "\"\n");
    }
    g_string_append(out, "    )\n    local -A operands=(\n");
    for (const OrmVerb *verb = orm_verbs; verb->name != NULL; verb++) {
        g_autofree char *words = orm_document_words(verb == orm_verbs ? ORM_WORDS_VERBS : verb->operands);
        g_string_append_printf(out, "        [%s]=\"%s\"\n", verb->name, words != NULL ? words : "");
    }
    g_string_append(out, "    )\n");
}

static void append_option(GString *out, const OrmVerb *verb, const OrmOption *option)
{
    g_autofree char *words = orm_document_words(option->words);
    g_string_append_printf(out, "    %s:--%s", verb->name, option->name);
    if (option->letter != 0)
        g_string_append_printf(out, " | %s:-%c", verb->name, option->letter);
    g_string_append(out, ")\n");
    if (words == NULL)
        g_string_append(out, "        COMPREPLY=(); return ;;\n");
    else if (orm_document_is_list(option->words))
        g_string_append_printf(
            out,
            "        list=\"%s\"\n"
            "        [[ $current != *,* ]] || { prefix=${current%%,*},; current=${current##*,}; } ;;\n",
            words);
    else
        g_string_append_printf(out, "        list=\"%s\" ;;\n", words);
}

char *orm_document_bash(void)
{
    GString *out = g_string_new(head);
    g_autofree char *levels = orm_document_words(ORM_WORDS_LEVELS);
    append_verbs(out);
    append_tables(out);
    g_string_append_printf(out,
                           "    if [[ $before == --severity ]]; then\n        COMPREPLY=($(compgen -W \"%s on off "
                           "default\" -- \"$current\"))\n        return\n    fi\n",
                           levels);
    g_string_append(out, "    [[ $before != --format && $before != -f ]] || return\n    case $verb:$option in\n");
    for (const OrmVerb *verb = orm_verbs; verb->name != NULL; verb++)
        for (guint i = 0; i < ORM_OPTION_COUNT; i++)
            if (orm_options[i].argument != NULL && (orm_options[i].verbs & verb->bit) != 0)
                append_option(out, verb, &orm_options[i]);
    g_string_append(out, "    esac\n");
    g_string_append(out, tail);
    return g_string_free(out, FALSE);
}
