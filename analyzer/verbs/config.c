/* SPDX-License-Identifier: MIT */
/* `ormlint config show|verify`. */
#include <stdio.h>
#include <string.h>

#include "analyzer/facts/glob.h"
#include "analyzer/facts/paths.h"
#include "analyzer/verbs/message.h"
#include "analyzer/verbs/setup.h"
#include "analyzer/verbs/validate.h"
#include "analyzer/verbs/verb.h"

static gboolean matches(const OrmConfigEntry *entry, const char *root, const char *path)
{
    GPtrArray *files = orm_config_entry_values(entry, "files");
    if (entry->key != ORM_SETTING_OVERRIDES || files == NULL || orm_config_entry_values(entry, "tables") != NULL)
        return FALSE;
    g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(OrmGlobs) globs = orm_globs_new(files, problems);
    return orm_globs_match_below(globs, root, path);
}

/** Applies the overrides that hold for the whole file. */
static void settle(OrmConfig *config, const char *path)
{
    g_autoptr(OrmPaths) paths = orm_paths_new();
    g_autofree char *root = orm_paths_real(paths, NULL, config->folder);
    g_autofree char *real = orm_paths_real(paths, NULL, path);
    g_autofree char *named = g_canonicalize_filename(path, NULL);
    for (guint i = 0; i < config->entries->len;) {
        OrmConfigEntry *entry = config->entries->pdata[i];
        if (matches(entry, root != NULL ? root : config->folder, real != NULL ? real : named))
            orm_config_apply_override(config, entry);
        else
            i++;
    }
}

static int show(const OrmArguments *arguments, GPtrArray *paths)
{
    g_autoptr(OrmConfig) config = orm_setup_config(arguments, paths);
    if (config == NULL)
        return ORM_EXIT_USAGE;
    if (paths->len == 1)
        settle(config, paths->pdata[0]);
    g_autofree char *text = orm_config_show(config);
    return orm_print(text) ? ORM_EXIT_CLEAN : ORM_EXIT_INCOMPLETE;
}

/** Verifies one file; a folder stands for the file in it. */
static void verify_file(const char *path, GPtrArray *errors)
{
    g_autoptr(OrmConfig) config = orm_config_new();
    g_autofree char *inside = NULL;
    if (g_file_test(path, G_FILE_TEST_IS_DIR))
        path = inside = g_build_filename(path, ORM_CONFIG_FILE, NULL);
    orm_config_read(config, path, orm_setup_words(), errors);
}

static int verify(const OrmArguments *arguments, GPtrArray *files)
{
    g_autoptr(GPtrArray) errors = orm_config_errors_new();
    if (files->len == 0)
        return orm_message_error("there is no " ORM_CONFIG_FILE " here or in a folder above: name the file"),
               ORM_EXIT_USAGE;
    for (guint i = 0; i < files->len; i++)
        verify_file(files->pdata[i], errors);
    orm_config_errors_sort(errors);
    if (errors->len == 0)
        return ORM_EXIT_CLEAN;
    g_autofree char *text = orm_config_errors_to_string(errors, orm_use_color(arguments, 2));
    fputs(text, stderr);
    return ORM_EXIT_USAGE;
}

/** The files to verify: those named, else `--config`, else the one that holds here. Of char *, owned. */
static GPtrArray *files_to_verify(const OrmArguments *arguments, GPtrArray *named)
{
    GPtrArray *files = g_ptr_array_new_with_free_func(g_free);
    const char *chosen = orm_arguments_value(arguments, ORM_OPTION_CONFIG);
    for (guint i = 0; i < named->len; i++)
        g_ptr_array_add(files, g_strdup(named->pdata[i]));
    if (files->len == 0) {
        char *file = chosen != NULL ? g_strdup(chosen) : orm_config_find(".");
        if (file != NULL)
            g_ptr_array_add(files, file);
    }
    return files;
}

int orm_verb_config(const OrmArguments *arguments)
{
    g_autoptr(GError) error = NULL;
    if (arguments->operands->len == 0) {
        orm_message_error("`ormlint config` needs `show` or `verify`");
        return ORM_EXIT_USAGE;
    }
    const char *what = arguments->operands->pdata[0];
    g_autoptr(GPtrArray) rest = g_ptr_array_new();
    for (guint i = 1; i < arguments->operands->len; i++)
        g_ptr_array_add(rest, arguments->operands->pdata[i]);
    if (strcmp(what, "show") == 0)
        return show(arguments, rest);
    if (strcmp(what, "verify") == 0) {
        g_autoptr(GPtrArray) files = files_to_verify(arguments, rest);
        return verify(arguments, files);
    }
    orm_validate_unknown("verb of `ormlint config`", what, orm_words(ORM_WORDS_CONFIG_VERBS), &error);
    orm_message_error("%s", error->message);
    return ORM_EXIT_USAGE;
}
