/* SPDX-License-Identifier: MIT */
/* The program: which verb runs. */
#include <fcntl.h>
#include <locale.h>
#include <stdlib.h>

#include "analyzer/verbs/message.h"
#include "analyzer/verbs/validate.h"
#include "analyzer/verbs/verb.h"

static int print_help(const OrmVerb *verb)
{
    g_autofree char *text = orm_help(verb);
    return orm_print(text) ? ORM_EXIT_CLEAN : ORM_EXIT_INCOMPLETE;
}

static int print_version(void)
{
    return orm_print("ormlint " ORMLINT_VERSION "\n") ? ORM_EXIT_CLEAN : ORM_EXIT_INCOMPLETE;
}

static int verb_help(const OrmArguments *arguments)
{
    g_autoptr(GError) error = NULL;
    if (arguments->operands->len == 0)
        return print_help(NULL);
    const char *name = arguments->operands->pdata[0];
    const OrmVerb *verb = orm_verb_find(name);
    if (verb != NULL)
        return print_help(verb);
    orm_validate_unknown("verb", name, orm_words(ORM_WORDS_VERBS), &error);
    orm_message_error("%s", error->message);
    return ORM_EXIT_USAGE;
}

static int run_verb(const OrmArguments *arguments)
{
    switch (arguments->verb->bit) {
    case ORM_VERB_EXTRACT:
        return orm_verb_extract(arguments);
    case ORM_VERB_LINK:
        return orm_verb_link(arguments);
    case ORM_VERB_RULE:
        return orm_verb_rule(arguments);
    case ORM_VERB_INIT:
        return orm_verb_init(arguments);
    case ORM_VERB_BASELINE:
        return orm_verb_baseline(arguments);
    case ORM_VERB_DDL:
        return orm_verb_ddl(arguments);
    case ORM_VERB_DIFF:
        return orm_verb_diff(arguments);
    case ORM_VERB_INSPECT:
        return orm_verb_inspect(arguments);
    case ORM_VERB_CONFIG:
        return orm_verb_config(arguments);
    case ORM_VERB_DOCTOR:
        return orm_verb_doctor(arguments);
    case ORM_VERB_REPORT:
        return orm_verb_report(arguments);
    case ORM_VERB_HELP:
        return verb_help(arguments);
    default:
        return orm_verb_check(arguments);
    }
}

/**
 * Sees to it that the three standard streams are open, so that no file that is opened later takes the place of one and
 * gets what was meant for it. What stands in can only be used the wrong way round: writing to a closed stream stays an
 * error.
 */
static void occupy_streams(void)
{
    for (int fd = 0; fd <= 2; fd++)
        if (fcntl(fd, F_GETFD) == -1 && open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY) != fd)
            exit(ORM_EXIT_INCOMPLETE);
}

int orm_main(int argc, char **argv)
{
    g_autoptr(GError) error = NULL;
    occupy_streams();
    setlocale(LC_CTYPE, "");
    g_autoptr(OrmArguments) arguments = orm_arguments_read(argc, argv, &error);
    if (arguments == NULL) {
        orm_message_error("%s", error->message);
        g_printerr("See `ormlint --help`.\n");
        return ORM_EXIT_USAGE;
    }
    if (orm_arguments_has(arguments, ORM_OPTION_HELP))
        return print_help(arguments->verb_named ? arguments->verb : NULL);
    if (orm_arguments_has(arguments, ORM_OPTION_VERSION))
        return print_version();
    return run_verb(arguments);
}
