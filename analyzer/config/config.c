/* SPDX-License-Identifier: MIT */
#include "analyzer/config/config.h"

#include <errno.h>
#include <string.h>

#include "analyzer/config/read.h"

/* No configuration comes near it; a larger file is something else and is not read into memory. */
#define MAXIMUM_SIZE (1 << 20)

static void setting_free(gpointer data)
{
    OrmSetting *setting = data;
    g_free(setting->name);
    g_free(setting->value);
    g_free(setting->file);
    g_free(setting);
}

OrmConfig *orm_config_new(void)
{
    OrmConfig *config = g_new0(OrmConfig, 1);
    config->folder = g_get_current_dir();
    config->settings = g_ptr_array_new_with_free_func(setting_free);
    return config;
}

void orm_config_free(OrmConfig *config)
{
    if (config == NULL)
        return;
    g_free(config->file);
    g_free(config->folder);
    g_ptr_array_unref(config->settings);
    g_free(config);
}

/** The path from the working directory where it lies below it, else as it is. */
static char *shown_path(const char *path)
{
    g_autofree char *here = g_get_current_dir();
    gsize length = strlen(here);
    if (strncmp(path, here, length) == 0 && path[length] == '/' && path[length + 1] != '\0')
        return g_strdup(path + length + 1);
    return g_strdup(path);
}

char *orm_config_find(const char *path)
{
    g_autofree char *folder = g_canonicalize_filename(path, NULL);
    if (!g_file_test(folder, G_FILE_TEST_IS_DIR)) {
        char *parent = g_path_get_dirname(folder);
        g_free(folder);
        folder = parent;
    }
    for (;;) {
        g_autofree char *file = g_build_filename(folder, ORM_CONFIG_FILE, NULL);
        if (g_file_test(file, G_FILE_TEST_EXISTS))
            return shown_path(file);
        char *parent = g_path_get_dirname(folder);
        gboolean at_top = strcmp(parent, folder) == 0;
        g_free(folder);
        folder = parent;
        if (at_top)
            return NULL;
    }
}

gboolean orm_config_read_text(OrmConfig *config, const char *name, const char *text, const char *folder,
                              const OrmConfigWords *words, GPtrArray *errors)
{
    guint before = errors->len;
    gsize mark = g_str_has_prefix(text, "\xEF\xBB\xBF") ? 3 : 0;
    OrmConfigSource source = {.name = name, .text = text + mark, .base = folder};
    OrmSettingsReader reader = {
        .config = config, .source = &source, .origin = ORM_ORIGIN_FILE, .words = words, .errors = errors};
    g_free(config->file);
    config->file = g_strdup(name);
    g_free(config->folder);
    config->folder = g_strdup(folder);
    g_autoptr(OrmYaml) yaml = orm_yaml_read(&source, 0, errors);
    if (yaml != NULL && !orm_yaml_is_null(yaml))
        orm_settings_read(&reader, yaml);
    return errors->len == before;
}

/** Reads the file's text; a NUL in it, which C strings cannot hold, becomes an error like any other. */
static char *load(const char *file, GPtrArray *errors)
{
    OrmConfigSource source = {.name = file};
    g_autoptr(GMappedFile) mapped = NULL;
    if (g_file_test(file, G_FILE_TEST_IS_DIR)) {
        orm_config_error_add(errors, &source, (OrmConfigPlace){0}, "is a folder, not a configuration file");
        return NULL;
    }
    mapped = g_mapped_file_new(file, FALSE, NULL);
    if (mapped == NULL) {
        orm_config_error_add(errors, &source, (OrmConfigPlace){0}, "cannot be read: %s", g_strerror(errno));
        return NULL;
    }
    gsize length = g_mapped_file_get_length(mapped);
    const char *bytes = g_mapped_file_get_contents(mapped);
    if (length > MAXIMUM_SIZE || (length > 0 && memchr(bytes, '\0', length) != NULL)) {
        orm_config_error_add(errors, &source, (OrmConfigPlace){0}, "%s",
                             length > MAXIMUM_SIZE ? "larger than a configuration can be (1 MiB)"
                                                   : "bad YAML: not a text file");
        return NULL;
    }
    return length > 0 ? g_strndup(bytes, length) : g_strdup("");
}

gboolean orm_config_read(OrmConfig *config, const char *file, const OrmConfigWords *words, GPtrArray *errors)
{
    g_autofree char *text = load(file, errors);
    if (text == NULL)
        return FALSE;
    g_autofree char *absolute = g_canonicalize_filename(file, NULL);
    g_autofree char *folder = g_path_get_dirname(absolute);
    return orm_config_read_text(config, file, text, folder, words, errors);
}

gboolean orm_config_set(OrmConfig *config, const char *assignment, const OrmConfigWords *words, GPtrArray *errors)
{
    guint before = errors->len;
    g_autofree char *here = g_get_current_dir();
    OrmConfigSource source = {.name = "--set", .text = assignment, .base = here};
    OrmSettingsReader reader = {
        .config = config, .source = &source, .origin = ORM_ORIGIN_COMMAND_LINE, .words = words, .errors = errors};
    const char *equals = strchr(assignment, '=');
    gsize key_length = equals != NULL ? (gsize)(equals - assignment) : strlen(assignment);
    OrmConfigPlace place = {1, 1, (guint)key_length + 1};
    if (!g_utf8_validate(assignment, -1, NULL)) {
        source.text = NULL;
        orm_config_error_add(errors, &source, (OrmConfigPlace){0}, "not valid UTF-8");
        return FALSE;
    }
    if (equals == NULL || key_length == 0) {
        orm_config_error_add(errors, &source, place, "expected KEY=VALUE");
        return FALSE;
    }
    g_autofree char *key = g_strndup(assignment, key_length);
    g_autoptr(OrmYaml) yaml = orm_yaml_read(&source, key_length + 1, errors);
    if (errors->len > before)
        return FALSE;
    if (yaml == NULL)
        orm_config_error_add(errors, &source, place, "`%s` has no value", key);
    else
        orm_settings_assign(&reader, key, yaml);
    return errors->len == before;
}

const char *orm_config_value(const OrmConfig *config, OrmConfigKey key)
{
    for (guint i = config->settings->len; i > 0; i--) {
        const OrmSetting *setting = config->settings->pdata[i - 1];
        if (setting->key == key)
            return setting->value;
    }
    return NULL;
}

GPtrArray *orm_config_values(const OrmConfig *config, OrmConfigKey key)
{
    GPtrArray *values = NULL;
    for (guint i = 0; i < config->settings->len; i++) {
        const OrmSetting *setting = config->settings->pdata[i];
        if (setting->key != key)
            continue;
        if (values == NULL)
            values = g_ptr_array_new();
        g_ptr_array_add(values, setting->value);
    }
    return values;
}
