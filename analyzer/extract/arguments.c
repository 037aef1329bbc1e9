/* SPDX-License-Identifier: MIT */
#include "analyzer/extract/arguments.h"
#include "analyzer/extract/builtin.h"

#include <string.h>

static void add(GPtrArray *arguments, const char *argument)
{
    g_ptr_array_add(arguments, g_strdup(argument));
}

static gboolean says_cplusplus(const OrmUnit *unit, const char *file)
{
    const char *standard = NULL;
    for (guint i = 0; i < unit->arguments->len; i++) {
        const char *argument = unit->arguments->pdata[i];
        if (g_str_has_prefix(argument, "-std="))
            standard = argument + strlen("-std=");
        else if (g_str_has_prefix(argument, "--std="))
            standard = argument + strlen("--std=");
    }
    if (standard != NULL)
        return strstr(standard, "++") != NULL;
    static const char *const endings[] = {".cc", ".cpp", ".cxx", ".c++", ".C", ".hh", ".hpp", ".hxx", ".h++"};
    for (gsize i = 0; i < G_N_ELEMENTS(endings); i++) {
        if (g_str_has_suffix(file, endings[i]))
            return TRUE;
    }
    return FALSE;
}

/* How many arguments from `index` on are not for us; 0: keep it. */
static guint unwanted(const GPtrArray *arguments, guint index)
{
    static const char *const alone[] = {
        "-w", "-c", "-S", "-E", "-fsyntax-only", "-pedantic-errors", "-Werror", "-Wfatal-errors"};
    static const char *const prefixes[] = {"-Werror=", "-ferror-limit=", "-fmax-errors=", "-x", "-o"};
    const char *argument = arguments->pdata[index];
    if (strcmp(argument, "-x") == 0 || strcmp(argument, "-o") == 0)
        return MIN(2, arguments->len - index);
    for (gsize i = 0; i < G_N_ELEMENTS(alone); i++) {
        if (strcmp(argument, alone[i]) == 0)
            return 1;
    }
    for (gsize i = 0; i < G_N_ELEMENTS(prefixes); i++) {
        if (g_str_has_prefix(argument, prefixes[i]))
            return 1;
    }
    return 0;
}

/* Options whose value is the next argument and may look like an option itself. */
static gboolean takes_next(const char *argument)
{
    static const char *const options[] = {
        "-I",       "-D",       "-U",        "-isystem", "-iquote",      "-idirafter",
        "-include", "-imacros", "-isysroot", "-iprefix", "-iwithprefix", "-iwithprefixbefore",
        "-Xclang",  "-target",  "-arch",     "-MF",      "-MT",          "-MQ"};
    for (gsize i = 0; i < G_N_ELEMENTS(options); i++) {
        if (strcmp(argument, options[i]) == 0)
            return TRUE;
    }
    return FALSE;
}

static gboolean names_resource_directory(const OrmUnit *unit)
{
    for (guint i = 0; i < unit->arguments->len; i++) {
        if (g_str_has_prefix(unit->arguments->pdata[i], "-resource-dir"))
            return TRUE;
    }
    return FALSE;
}

static void add_front(GPtrArray *arguments, const OrmUnit *unit, const OrmExtractOptions *options, const char *file)
{
    add(arguments, "-x");
    add(arguments, says_cplusplus(unit, file) ? "c++" : "c");
    g_ptr_array_add(arguments, g_strconcat("-working-directory=", unit->directory, NULL));
    if (!names_resource_directory(unit) && orm_resource_directory() != NULL) {
        add(arguments, "-resource-dir");
        add(arguments, orm_resource_directory());
    }
    add(arguments, "-I" ORM_BUILTIN_DIRECTORY);
    add(arguments, "-D__ORMLINT__=1");
    add(arguments, "-include");
    add(arguments, ORM_BUILTIN_HEADER);
    for (guint i = 0; options != NULL && options->prelude != NULL && i < options->prelude->len; i++) {
        add(arguments, "-include");
        add(arguments, options->prelude->pdata[i]);
    }
}

static void add_back(GPtrArray *arguments)
{
    static const char *const back[] = {"-ferror-limit=0", "-Wno-error", "-Wno-everything", "-Wmacro-redefined",
                                       "-Wignored-attributes"};
    for (gsize i = 0; i < G_N_ELEMENTS(back); i++)
        add(arguments, back[i]);
}

GPtrArray *orm_arguments_new(const OrmUnit *unit, const OrmExtractOptions *options, const char *file)
{
    GPtrArray *arguments = g_ptr_array_new_with_free_func(g_free);
    add_front(arguments, unit, options, file);
    for (guint i = 0; i < unit->arguments->len;) {
        guint skipped = unwanted(unit->arguments, i);
        if (skipped > 0) {
            i += skipped;
            continue;
        }
        guint kept = takes_next(unit->arguments->pdata[i]) ? MIN(2, unit->arguments->len - i) : 1;
        for (guint end = i + kept; i < end; i++)
            add(arguments, unit->arguments->pdata[i]);
    }
    add_back(arguments);
    return arguments;
}
