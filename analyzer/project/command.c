/* SPDX-License-Identifier: MIT */
#include "analyzer/project/command.h"

#include <string.h>

#include "analyzer/project/files.h"
#include "analyzer/project/options.h"

static GPtrArray *strings(void)
{
    return g_ptr_array_new_with_free_func(g_free);
}

static int compare_strings(gconstpointer left, gconstpointer right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

/* How many words at the beginning are programs: "ccache gcc". What wraps a compiler may also stand for it: "ccache -c
 * a.c". */
static guint count_programs(const GPtrArray *words)
{
    static const char *const wrappers[] = {"ccache", "distcc", "sccache", "icecc", "gomacc", "fastcache", "buildcache"};
    guint count = 0;
    while (count < words->len && *(const char *)g_ptr_array_index(words, count) != '-') {
        g_autofree char *name = g_path_get_basename(g_ptr_array_index(words, count++));
        gboolean wrapper = FALSE;
        for (gsize i = 0; i < G_N_ELEMENTS(wrappers); i++)
            wrapper = wrapper || g_str_equal(name, wrappers[i]);
        const char *next = count < words->len ? g_ptr_array_index(words, count) : "-";
        if (!wrapper || *next == '-')
            break;
    }
    return count;
}

/* A later -D or -U of a macro takes the place of an earlier one. `macros`: name -> setting. */
static void set_macro(GHashTable *macros, const char *option, const char *value)
{
    char *name = g_strndup(value, strcspn(value, "=("));
    g_hash_table_replace(macros, name, g_strconcat(option, value, NULL));
}

static void add_joined(OrmCommand *command, const char *option, const char *value)
{
    g_ptr_array_add(command->arguments, g_strconcat(option, value, NULL));
}

static void add_pair(OrmCommand *command, const char *option, const char *value)
{
    g_ptr_array_add(command->arguments, g_strdup(option));
    g_ptr_array_add(command->arguments, g_strdup(value));
}

static void add_folder(OrmCommand *command, const char *option, const char *value)
{
    if (g_str_equal(option, "-I"))
        add_joined(command, option, value);
    else
        add_pair(command, option, value);
    g_ptr_array_add(command->folders, g_canonicalize_filename(value, command->directory));
}

static void add_forced(OrmCommand *command, const char *option, const char *value)
{
    const char *spelled = g_str_equal(option, "-imacros") ? option : "-include";
    g_autofree char *absolute = g_canonicalize_filename(value, command->directory);
    const char *target = g_file_test(absolute, G_FILE_TEST_EXISTS) ? absolute : value;
    add_pair(command, spelled, value);
    g_ptr_array_add(command->forced, g_strdup(target));
    g_ptr_array_add(command->settings, g_strdup_printf("%s %s", spelled, target));
}

static void add_kept(OrmCommand *command, const OrmOption *option, const char *value)
{
    if (option->takes_next) {
        add_pair(command, option->name, value);
        g_ptr_array_add(command->settings, g_strdup_printf("%s %s", option->name, value));
        return;
    }
    add_joined(command, option->name, value ? value : "");
    g_ptr_array_add(command->settings, g_strconcat(option->name, value, NULL));
}

/* FALSE: the command compiles another language. */
static gboolean add_option(OrmCommand *command, GHashTable *macros, const OrmOption *option, const char *value)
{
    switch (option->kind) {
    case ORM_OPTION_DROP:
        break;
    case ORM_OPTION_KEEP:
        add_kept(command, option, value);
        break;
    case ORM_OPTION_FOLDER:
        add_folder(command, option->name, value);
        break;
    case ORM_OPTION_MACRO:
        add_joined(command, option->name, value);
        set_macro(macros, option->name, value);
        break;
    case ORM_OPTION_FORCED:
        add_forced(command, option->name, value);
        break;
    case ORM_OPTION_LANGUAGE:
        return g_str_equal(value, "c") || g_str_equal(value, "c-header") || g_str_equal(value, "none");
    }
    return TRUE;
}

static gboolean add_words(OrmCommand *command, const GPtrArray *words, GHashTable *macros)
{
    for (guint i = count_programs(words); i < words->len; i++) {
        const char *word = g_ptr_array_index(words, i);
        if (g_str_equal(word, "--"))
            break;
        if (*word != '-' || !word[1])
            continue;
        OrmOption option = orm_option_parse(word);
        const char *value = option.value;
        if (option.takes_next) {
            if (++i >= words->len)
                break;
            value = g_ptr_array_index(words, i);
        }
        if (!add_option(command, macros, &option, value))
            return FALSE;
    }
    return TRUE;
}

static char *join(const GPtrArray *list, const char *first)
{
    GString *text = g_string_new(first);
    for (guint i = 0; i < list->len; i++)
        g_string_append_printf(text, "\n%s", (const char *)g_ptr_array_index(list, i));
    return g_string_free(text, FALSE);
}

static void finish(OrmCommand *command, GHashTable *macros)
{
    GHashTableIter iterator;
    gpointer setting;
    g_hash_table_iter_init(&iterator, macros);
    while (g_hash_table_iter_next(&iterator, NULL, &setting))
        g_ptr_array_add(command->settings, g_strdup(setting));
    g_ptr_array_sort(command->settings, compare_strings);
    command->reading = join(command->settings, "");
    command->signature = join(command->arguments, command->directory);
}

OrmCommand *orm_command_new(const char *file, const char *directory, const GPtrArray *words, const char *origin)
{
    g_autoptr(GHashTable) macros = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    g_autoptr(OrmCommand) command = g_new0(OrmCommand, 1);
    command->file = g_strdup(file);
    command->directory = g_strdup(directory);
    command->origin = g_strdup(origin);
    command->arguments = strings();
    command->folders = strings();
    command->forced = strings();
    command->settings = strings();
    if (!add_words(command, words, macros))
        return NULL;
    finish(command, macros);
    return g_steal_pointer(&command);
}

void orm_command_free(OrmCommand *command)
{
    if (!command)
        return;
    g_free(command->file);
    g_free(command->directory);
    g_free(command->origin);
    g_ptr_array_unref(command->arguments);
    g_ptr_array_unref(command->folders);
    g_ptr_array_unref(command->forced);
    g_ptr_array_unref(command->settings);
    g_free(command->reading);
    g_free(command->signature);
    g_free(command);
}
