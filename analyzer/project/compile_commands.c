/* SPDX-License-Identifier: MIT */
#include "analyzer/project/compile_commands.h"

#include <jansson.h>
#include <string.h>

#include "analyzer/project/files.h"
#include "analyzer/project/notice.h"

typedef struct {
    OrmPaths *paths;
    GPtrArray *notices;
    const char *name; /* of the database, as reported */
    char *folder;     /* that it lies in */
    gsize entry;      /* number of the entry, from 1 */
} Reader;

static void entry_notice(const Reader *reader, const char *format, ...) G_GNUC_PRINTF(2, 3);
static void entry_notice(const Reader *reader, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    orm_project_notice(reader->notices, ORM_NOTICE_WARNING, reader->name, 0, "`%s`, entry %" G_GSIZE_FORMAT ": %s",
                       reader->name, reader->entry, message);
}

static const char *type_name(const json_t *value)
{
    static const char *const names[] = {
        [JSON_OBJECT] = "an object", [JSON_ARRAY] = "an array", [JSON_STRING] = "a string", [JSON_INTEGER] = "a number",
        [JSON_REAL] = "a number",    [JSON_TRUE] = "a boolean", [JSON_FALSE] = "a boolean", [JSON_NULL] = "null",
    };
    return names[json_typeof(value)];
}

/* The string under `key`; NULL after a notice when it is missing or no string. */
static const char *get_string(const Reader *reader, const json_t *entry, const char *key)
{
    const json_t *value = json_object_get(entry, key);
    if (!value)
        entry_notice(reader, "the key \"%s\" is missing", key);
    else if (!json_is_string(value))
        entry_notice(reader, "\"%s\" is %s; a string is expected", key, type_name(value));
    return json_string_value(value);
}

static GPtrArray *words_of_array(const Reader *reader, const json_t *arguments)
{
    g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(g_free);
    size_t index;
    json_t *word;
    json_array_foreach(arguments, index, word)
    {
        if (!json_is_string(word)) {
            entry_notice(reader, "\"arguments\" holds %s; strings are expected", type_name(word));
            return NULL;
        }
        g_ptr_array_add(words, g_strdup(json_string_value(word)));
    }
    return g_steal_pointer(&words);
}

static GPtrArray *words_of_string(const Reader *reader, const char *command)
{
    g_auto(GStrv) list = NULL;
    g_autoptr(GError) error = NULL;
    if (!g_shell_parse_argv(command, NULL, &list, &error)) {
        entry_notice(reader, "\"command\" is no shell command: %s", error->message);
        return NULL;
    }
    GPtrArray *words = g_ptr_array_new_with_free_func(g_free);
    for (char **word = list; *word; word++)
        g_ptr_array_add(words, g_strdup(*word));
    return words;
}

static GPtrArray *get_words(const Reader *reader, const json_t *entry, const char *directory)
{
    const json_t *arguments = json_object_get(entry, "arguments");
    GPtrArray *words = NULL;
    if (!arguments && !json_object_get(entry, "command")) {
        entry_notice(reader, "neither \"arguments\" nor \"command\" is there");
    } else if (!arguments) {
        const char *command = get_string(reader, entry, "command");
        words = command ? words_of_string(reader, command) : NULL;
    } else if (!json_is_array(arguments)) {
        entry_notice(reader, "\"arguments\" is %s; an array is expected", type_name(arguments));
    } else {
        words = words_of_array(reader, arguments);
    }
    if (!words)
        return NULL;
    g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
    orm_command_expand(words, directory, problems);
    for (guint i = 0; i < problems->len; i++)
        entry_notice(reader, "%s", (const char *)g_ptr_array_index(problems, i));
    return words;
}

static OrmCommand *read_entry(const Reader *reader, const json_t *entry)
{
    if (!json_is_object(entry)) {
        entry_notice(reader, "it is %s; an object is expected", type_name(entry));
        return NULL;
    }
    const char *directory = get_string(reader, entry, "directory");
    const char *file = directory ? get_string(reader, entry, "file") : NULL;
    if (!file)
        return NULL;
    g_autofree char *base = g_canonicalize_filename(directory, reader->folder);
    g_autoptr(GPtrArray) words = get_words(reader, entry, base);
    g_autofree char *real = orm_paths_real(reader->paths, base, file);
    if (!words || !real || !(orm_is_c_source(real) || g_str_has_suffix(real, ".h")))
        return NULL; /* an old database names sources that are gone; other languages are not ours */
    return orm_command_new(real, base, words, reader->name);
}

void orm_compile_commands_read(const char *database, OrmPaths *paths, GPtrArray *commands, GPtrArray *notices)
{
    g_autofree char *name = orm_paths_report(paths, database), *folder = g_path_get_dirname(database), *text = NULL;
    g_autoptr(GError) error = NULL;
    gsize length = 0;
    if (!g_file_get_contents(database, &text, &length, &error)) {
        orm_project_notice(notices, ORM_NOTICE_ERROR, name, 0, "cannot read the compile commands: %s", error->message);
        return;
    }
    json_error_t trouble;
    json_t *root = json_loadb(text, length, 0, &trouble);
    if (!json_is_array(root)) {
        orm_project_notice(notices, ORM_NOTICE_ERROR, name, root ? 1 : (guint)MAX(trouble.line, 1),
                           "`%s` holds no compile commands: %s", name,
                           root ? "an array of entries is expected" : trouble.text);
        json_decref(root);
        return;
    }
    Reader reader = {.paths = paths, .notices = notices, .name = name, .folder = folder};
    json_t *entry;
    size_t index;
    json_array_foreach(root, index, entry)
    {
        reader.entry = index + 1;
        OrmCommand *command = read_entry(&reader, entry);
        if (command)
            g_ptr_array_add(commands, command);
    }
    json_decref(root);
}

static int compare_commands(gconstpointer left, gconstpointer right)
{
    const OrmCommand *a = *(OrmCommand *const *)left, *b = *(OrmCommand *const *)right;
    int order = strcmp(a->file, b->file);
    order = order ? order : strcmp(a->reading, b->reading);
    order = order ? order : strcmp(a->signature, b->signature);
    return order ? order : strcmp(a->origin, b->origin);
}

void orm_compile_commands_sort(GPtrArray *commands)
{
    g_ptr_array_sort(commands, compare_commands);
    for (guint i = 1; i < commands->len;) {
        const OrmCommand *before = g_ptr_array_index(commands, i - 1), *command = g_ptr_array_index(commands, i);
        if (g_str_equal(before->file, command->file) && g_str_equal(before->signature, command->signature))
            g_ptr_array_remove_index(commands, i);
        else
            i++;
    }
}
