/* SPDX-License-Identifier: MIT */
#include "analyzer/verbs/arguments.h"

#include <string.h>

#include "analyzer/graph/vocabulary.h"
#include "analyzer/verbs/validate.h"

/** A command line being read: `index` is the next argument. */
typedef struct {
    int argc;
    char *const *argv;
    int index;
    OrmArguments *arguments;
} Reading;

void orm_arguments_free(OrmArguments *arguments)
{
    if (arguments == NULL)
        return;
    g_ptr_array_unref(arguments->operands);
    g_clear_pointer(&arguments->flags, g_ptr_array_unref);
    for (guint i = 0; i < ORM_OPTION_COUNT; i++)
        g_clear_pointer(&arguments->values[i], g_ptr_array_unref);
    g_free(arguments);
}

static gboolean has_name(const OrmOption *option, const char *name, gsize length)
{
    return strncmp(option->name, name, length) == 0 && option->name[length] == '\0';
}

/** The option with that long name (or letter) that one of `verbs` takes; ORM_OPTION_COUNT when there is none. */
static OrmOptionId find_option(const char *name, gsize length, char letter, guint verbs)
{
    for (guint i = 0; i < ORM_OPTION_COUNT; i++) {
        const OrmOption *option = &orm_options[i];
        gboolean same = name != NULL ? has_name(option, name, length) : option->letter == letter;
        if (same && (option->verbs & verbs) != 0)
            return i;
    }
    return ORM_OPTION_COUNT;
}

/** Whether an argument that begins with a dash takes the following one as its value, whatever the verb. */
static gboolean takes_next(const char *argument)
{
    if (g_str_has_prefix(argument, "--")) {
        OrmOptionId id = find_option(argument + 2, strlen(argument + 2), 0, ORM_VERB_ALL);
        return id < ORM_OPTION_COUNT && orm_options[id].argument != NULL;
    }
    if (strcmp(argument, "-MF") == 0)
        return TRUE;
    for (const char *letter = argument + 1; *letter != '\0'; letter++) {
        OrmOptionId id = find_option(NULL, 0, *letter, ORM_VERB_ALL);
        if (id < ORM_OPTION_COUNT && orm_options[id].argument != NULL)
            return letter[1] == '\0';
    }
    return FALSE;
}

/** The first operand, when it is the name of a verb, is the verb. Returns its index in argv, or 0. */
static int find_verb(int argc, char *const *argv, const OrmVerb **verb)
{
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
        if (argv[i][0] == '-' && argv[i][1] != '\0') {
            i += takes_next(argv[i]);
            continue;
        }
        *verb = orm_verb_find(argv[i]);
        return *verb != NULL ? i : 0;
    }
    return 0;
}

static gboolean fail(GError **error, const char *format, ...) G_GNUC_PRINTF(2, 3);
static gboolean fail(GError **error, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    if (error != NULL)
        *error = g_error_new_valist(ORM_ARGUMENTS_ERROR, 0, format, arguments);
    va_end(arguments);
    return FALSE;
}

/** The name of the verb's option that is nearest to a misspelt one, or NULL. */
static const char *nearest_option(const OrmVerb *verb, const char *name)
{
    const char *names[ORM_OPTION_COUNT + 1] = {NULL};
    guint count = 0;
    for (guint i = 0; i < ORM_OPTION_COUNT; i++)
        if ((orm_options[i].verbs & verb->bit) != 0)
            names[count++] = orm_options[i].name;
    return orm_nearest_word(name, names);
}

/** The error for a long option that this verb does not take. */
static gboolean fail_unknown(const OrmVerb *verb, const char *name, GError **error)
{
    const char *nearest = nearest_option(verb, name);
    if (find_option(name, strlen(name), 0, ORM_VERB_ALL) < ORM_OPTION_COUNT)
        return fail(error, "`ormlint %s` takes no option `--%s`", verb->name, name);
    if (nearest != NULL)
        return fail(error, "unknown option `--%s`; did you mean `--%s`?", name, nearest);
    return fail(error, "unknown option `--%s`", name);
}

/** The error for a letter in `argument`, which may be a long option with too few dashes. */
static gboolean fail_unknown_letter(const OrmVerb *verb, const char *argument, const char *letter, GError **error)
{
    const char *nearest = argument[2] != '\0' ? nearest_option(verb, argument + 1) : NULL;
    if (nearest != NULL)
        return fail(error, "unknown option `%s`; did you mean `--%s`?", argument, nearest);
    if (find_option(NULL, 0, *letter, ORM_VERB_ALL) < ORM_OPTION_COUNT)
        return fail(error, "`ormlint %s` takes no option `-%c`", verb->name, *letter);
    return fail(error, "unknown option `-%c`", *letter);
}

static gboolean store(Reading *reading, OrmOptionId id, const char *value, GError **error)
{
    const OrmOption *option = &orm_options[id];
    GPtrArray **values = &reading->arguments->values[id];
    if (value != NULL && !orm_validate(option, value, error))
        return FALSE;
    if (*values == NULL)
        *values = g_ptr_array_new();
    else if (!option->repeatable && option->argument != NULL)
        return fail(error, "option `--%s` is given twice", option->name);
    g_ptr_array_add(*values, (char *)(value != NULL ? value : ""));
    return TRUE;
}

/** The value of an option that needs one: `inline_value`, else the next argument. */
static gboolean store_with_value(Reading *reading, OrmOptionId id, const char *inline_value, GError **error)
{
    if (inline_value == NULL && reading->index < reading->argc && strcmp(reading->argv[reading->index], "--") != 0)
        inline_value = reading->argv[reading->index++];
    if (inline_value == NULL)
        return fail(error, "option `--%s` needs a value: --%s %s", orm_options[id].name, orm_options[id].name,
                    orm_options[id].argument);
    return store(reading, id, inline_value, error);
}

static gboolean read_long(Reading *reading, const char *argument, GError **error)
{
    const char *name = argument + 2, *equals = strchr(name, '=');
    gsize length = equals != NULL ? (gsize)(equals - name) : strlen(name);
    OrmOptionId id = find_option(name, length, 0, reading->arguments->verb->bit);
    if (id == ORM_OPTION_COUNT) {
        g_autofree char *bare = g_strndup(name, length);
        return fail_unknown(reading->arguments->verb, bare, error);
    }
    if (orm_options[id].argument != NULL)
        return store_with_value(reading, id, equals != NULL ? equals + 1 : NULL, error);
    if (equals != NULL)
        return fail(error, "option `--%s` takes no value", orm_options[id].name);
    return store(reading, id, NULL, error);
}

/** Reads `-qv`, `-fjson`, `-f json`. */
static gboolean read_letters(Reading *reading, const char *argument, GError **error)
{
    for (const char *letter = argument + 1; *letter != '\0'; letter++) {
        OrmOptionId id = find_option(NULL, 0, *letter, reading->arguments->verb->bit);
        if (id == ORM_OPTION_COUNT)
            return fail_unknown_letter(reading->arguments->verb, argument, letter, error);
        if (orm_options[id].argument != NULL)
            return store_with_value(reading, id, letter[1] != '\0' ? letter + 1 : NULL, error);
        if (!store(reading, id, NULL, error))
            return FALSE;
    }
    return TRUE;
}

/** What follows `--`: compiler flags for the verbs that read models, operands for the others. */
static void read_rest(Reading *reading)
{
    OrmArguments *arguments = reading->arguments;
    GPtrArray *rest = arguments->operands;
    if ((arguments->verb->bit &
         (ORM_VERB_CHECK | ORM_VERB_BASELINE | ORM_VERB_DDL | ORM_VERB_DIFF | ORM_VERB_EXTRACT)) != 0)
        rest = arguments->flags = g_ptr_array_new();
    while (reading->index < reading->argc)
        g_ptr_array_add(rest, reading->argv[reading->index++]);
}

static gboolean read_all(Reading *reading, int verb_index, GError **error)
{
    while (reading->index < reading->argc) {
        const char *argument = reading->argv[reading->index++];
        if (reading->index - 1 == verb_index && verb_index > 0)
            continue;
        if (strcmp(argument, "--") == 0) {
            read_rest(reading);
        } else if (strcmp(argument, "-MF") == 0 && reading->arguments->verb->bit == ORM_VERB_EXTRACT) {
            if (!store_with_value(reading, ORM_OPTION_DEPFILE, NULL, error))
                return FALSE;
        } else if (g_str_has_prefix(argument, "--")) {
            if (!read_long(reading, argument, error))
                return FALSE;
        } else if (argument[0] == '-' && argument[1] != '\0') {
            if (!read_letters(reading, argument, error))
                return FALSE;
        } else if (*argument == '\0') {
            return fail(error, "an empty argument names no file");
        } else {
            g_ptr_array_add(reading->arguments->operands, (char *)argument);
        }
    }
    return TRUE;
}

OrmArguments *orm_arguments_read(int argc, char *const *argv, GError **error)
{
    g_autoptr(OrmArguments) arguments = g_new0(OrmArguments, 1);
    const OrmVerb *verb = NULL;
    int verb_index = find_verb(argc, argv, &verb);
    arguments->argv = argv;
    arguments->operands = g_ptr_array_new();
    arguments->verb = verb != NULL ? verb : &orm_verbs[0];
    arguments->verb_named = verb != NULL;
    Reading reading = {.argc = argc, .argv = argv, .index = 1, .arguments = arguments};
    if (!read_all(&reading, verb_index, error))
        return NULL;
    return g_steal_pointer(&arguments);
}

gboolean orm_arguments_has(const OrmArguments *arguments, OrmOptionId option)
{
    return arguments->values[option] != NULL;
}

guint orm_arguments_count(const OrmArguments *arguments, OrmOptionId option)
{
    return arguments->values[option] != NULL ? arguments->values[option]->len : 0;
}

const char *orm_arguments_nth(const OrmArguments *arguments, OrmOptionId option, guint index)
{
    return arguments->values[option]->pdata[index];
}

const char *orm_arguments_value(const OrmArguments *arguments, OrmOptionId option)
{
    guint count = orm_arguments_count(arguments, option);
    return count > 0 ? orm_arguments_nth(arguments, option, count - 1) : NULL;
}
