/* SPDX-License-Identifier: MIT */
#include "analyzer/project/command.h"

/* A response file that names itself must end some time; compilers stop no earlier. */
#define DEEPEST 16

static void expand(GPtrArray *words, const char *directory, GPtrArray *problems, guint depth);

/* The words of the response file `name`; NULL after adding to `problems`. */
static GPtrArray *read_words(const char *name, const char *directory, GPtrArray *problems, guint depth)
{
    g_autofree char *path = g_canonicalize_filename(name, directory);
    g_autofree char *text = NULL;
    g_auto(GStrv) list = NULL;
    g_autoptr(GError) error = NULL;
    if (depth >= DEEPEST) {
        g_ptr_array_add(problems, g_strdup_printf("the response file `%s` includes itself", name));
        return NULL;
    }
    gboolean good = g_file_get_contents(path, &text, NULL, &error) && g_shell_parse_argv(text, NULL, &list, &error);
    if (!good && !g_error_matches(error, G_SHELL_ERROR, G_SHELL_ERROR_EMPTY_STRING)) {
        g_ptr_array_add(problems, g_strdup_printf("the response file `%s` cannot be read: %s", name, error->message));
        return NULL;
    }
    GPtrArray *words = g_ptr_array_new_with_free_func(g_free);
    for (char **word = list; word && *word; word++)
        g_ptr_array_add(words, g_strdup(*word));
    expand(words, directory, problems, depth + 1);
    return words;
}

static void expand(GPtrArray *words, const char *directory, GPtrArray *problems, guint depth)
{
    for (guint i = 0; i < words->len;) {
        const char *word = g_ptr_array_index(words, i);
        if (*word != '@' || !word[1]) {
            i++;
            continue;
        }
        g_autoptr(GPtrArray) inner = read_words(word + 1, directory, problems, depth);
        g_ptr_array_remove_index(words, i);
        for (guint j = 0; inner && j < inner->len; j++)
            g_ptr_array_insert(words, (gint)i++, g_strdup(g_ptr_array_index(inner, j)));
    }
}

void orm_command_expand(GPtrArray *words, const char *directory, GPtrArray *problems)
{
    expand(words, directory, problems, 0);
}
