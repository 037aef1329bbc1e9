/* SPDX-License-Identifier: MIT */
#include "analyzer/extract/arguments.h"
#include "analyzer/extract/builtin.h"

#include <stdlib.h>
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

/* Ours, or about what is made of the source: output, dependency files, warnings. */
static const char *const unwanted[] = {
    "-w", "-c", "-S", "-E", "-fsyntax-only", "-pedantic-errors", "-Werror", "-Wfatal-errors"};
static const char *const unwanted_prefixes[] = {"-Werror=", "-Wp,-M", "-ferror-limit=", "-fmax-errors=", "-x",
                                                "-o",       "-M",     "-save-temps",    "-resource-dir="};
static const char *const unwanted_pairs[] = {"-x", "-o", "-resource-dir", "-MF", "-MT", "-MQ", "-MJ"};

/* Options whose value is the next argument, which may look like an option itself. */
static const char *const pairs[] = {"-I",
                                    "-D",
                                    "-U",
                                    "-isystem",
                                    "-iquote",
                                    "-idirafter",
                                    "-include",
                                    "-imacros",
                                    "-isysroot",
                                    "-iprefix",
                                    "-iwithprefix",
                                    "-iwithprefixbefore",
                                    "-iframework",
                                    "-F",
                                    "-include-pch",
                                    "-Xclang",
                                    "-Xpreprocessor",
                                    "-Xassembler",
                                    "-Xlinker",
                                    "-mllvm",
                                    "-target",
                                    "-arch",
                                    "--sysroot",
                                    "--param",
                                    "-L",
                                    "-l",
                                    "-T",
                                    "-u",
                                    "-z",
                                    "-e",
                                    "-B",
                                    "-A",
                                    "-aux-info"};

/* Those that libclang may refuse altogether, so that it reads nothing. */
static const char *const refusable_pairs[] = {"-Xclang", "-mllvm", "-target", "-arch"};
static const char *const refusable_prefixes[] = {"-m", "-std=", "--std=", "--target=", "-fplugin"};
static const char *const sizes[] = {"-m16", "-m32", "-m64", "-mx32"};

static gboolean is_one_of(const char *argument, const char *const *names, gsize count)
{
    for (gsize i = 0; i < count; i++) {
        if (strcmp(argument, names[i]) == 0)
            return TRUE;
    }
    return FALSE;
}

static gboolean begins_with(const char *argument, const char *const *prefixes, gsize count)
{
    for (gsize i = 0; i < count; i++) {
        if (g_str_has_prefix(argument, prefixes[i]))
            return TRUE;
    }
    return FALSE;
}

#define IS_ONE_OF(argument, names) is_one_of(argument, names, G_N_ELEMENTS(names))
#define BEGINS_WITH(argument, prefixes) begins_with(argument, prefixes, G_N_ELEMENTS(prefixes))

static gboolean is_unwanted(const char *argument)
{
    return IS_ONE_OF(argument, unwanted) || IS_ONE_OF(argument, unwanted_pairs) ||
           BEGINS_WITH(argument, unwanted_prefixes);
}

static gboolean is_refusable(const char *argument)
{
    if (argument[0] != '-')
        return TRUE; /* an input of its own */
    return IS_ONE_OF(argument, refusable_pairs) ||
           (BEGINS_WITH(argument, refusable_prefixes) && !IS_ONE_OF(argument, sizes));
}

/* Newer standards under the name that the libclang at hand knows them by. */
static const char *known_standard(const char *argument)
{
    static const struct {
        const char *name;
        int since;
        const char *draft;
    } standards[] = {
        {"-std=c23", 18, "-std=c2x"},     {"-std=gnu23", 18, "-std=gnu2x"},     {"-std=c2y", 19, "-std=c2x"},
        {"-std=gnu2y", 19, "-std=gnu2x"}, {"-std=c++23", 17, "-std=c++2b"},     {"-std=gnu++23", 17, "-std=gnu++2b"},
        {"-std=c++26", 17, "-std=c++2b"}, {"-std=gnu++26", 17, "-std=gnu++2b"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(standards); i++) {
        if (strcmp(argument, standards[i].name) == 0 && atoi(orm_libclang_version()) < standards[i].since)
            return standards[i].draft;
    }
    return argument;
}

static gboolean is_same_file(const char *left, const char *right)
{
    g_autofree char *one = g_canonicalize_filename(left, NULL);
    g_autofree char *other = g_canonicalize_filename(right, NULL);
    return strcmp(one, other) == 0;
}

gboolean orm_is_prelude(const OrmExtractOptions *options, const char *file)
{
    for (guint i = 0; options != NULL && options->prelude != NULL && i < options->prelude->len; i++) {
        if (is_same_file(options->prelude->pdata[i], file))
            return TRUE;
    }
    return FALSE;
}

static void add_front(GPtrArray *arguments, const OrmUnit *unit, const OrmExtractOptions *options, const char *file)
{
    add(arguments, "-x");
    add(arguments, says_cplusplus(unit, file) ? "c++" : "c");
    g_ptr_array_add(arguments, g_strconcat("-working-directory=", unit->directory, NULL));
    if (orm_resource_directory() != NULL) {
        add(arguments, "-resource-dir");
        add(arguments, orm_resource_directory());
    }
    add(arguments, "-I" ORM_BUILTIN_DIRECTORY);
    add(arguments, "-D__ORMLINT__=1");
    add(arguments, "-include");
    add(arguments, ORM_BUILTIN_HEADER);
    for (guint i = 0; options != NULL && options->prelude != NULL && i < options->prelude->len; i++) {
        /* a prelude that is read for its own annotations must not stand in front of itself */
        if (is_same_file(options->prelude->pdata[i], file))
            continue;
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

GPtrArray *orm_arguments_new(const OrmUnit *unit, const OrmExtractOptions *options, const char *file, gboolean cautious)
{
    GPtrArray *arguments = g_ptr_array_new_with_free_func(g_free);
    add_front(arguments, unit, options, file);
    guint length = 1;
    for (guint i = 0; i < unit->arguments->len; i += length) {
        const char *argument = unit->arguments->pdata[i];
        length = IS_ONE_OF(argument, pairs) || IS_ONE_OF(argument, unwanted_pairs) ? 2 : 1;
        if (is_unwanted(argument) || (cautious && is_refusable(argument)))
            continue;
        add(arguments, known_standard(argument));
        if (length == 2 && i + 1 < unit->arguments->len)
            add(arguments, unit->arguments->pdata[i + 1]);
    }
    add_back(arguments);
    return arguments;
}
