/* SPDX-License-Identifier: MIT */
#include "analyzer/config/config.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "analyzer/config/read.h"

/* No configuration comes near it; a larger file is something else and is not read into memory. */
#define MAXIMUM_SIZE (1 << 20)

void orm_setting_free(OrmSetting *setting)
{
    g_free(setting->name);
    g_free(setting->option);
    g_free(setting->value);
    g_free(setting->shown);
    g_clear_pointer(&setting->items, g_ptr_array_unref);
    g_free(setting->origin.file);
    g_free(setting);
}

OrmConfig *orm_config_new(void)
{
    OrmConfig *config = g_new0(OrmConfig, 1);
    config->folder = g_get_current_dir();
    config->bases = g_ptr_array_new_with_free_func(g_free);
    config->settings = g_ptr_array_new_with_free_func((GDestroyNotify)orm_setting_free);
    config->entries = g_ptr_array_new_with_free_func((GDestroyNotify)orm_config_entry_free);
    return config;
}

void orm_config_free(OrmConfig *config)
{
    if (config == NULL)
        return;
    g_free(config->file);
    g_free(config->folder);
    g_ptr_array_unref(config->bases);
    g_ptr_array_unref(config->settings);
    g_ptr_array_unref(config->entries);
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

/** Reads one text into the reader's configuration, after what it extends. */
static void read_source(OrmSettingsReader *reader)
{
    g_autoptr(OrmYaml) yaml = orm_yaml_read(reader->source, 0, reader->errors);
    if (yaml == NULL || orm_yaml_is_null(yaml))
        return;
    orm_settings_expand(reader, yaml);
    orm_settings_read(reader, yaml);
}

static const char *after_byte_order_mark(const char *text)
{
    return g_str_has_prefix(text, "\xEF\xBB\xBF") ? text + 3 : text;
}

/** `real` is the real path of the file, NULL where there is none. */
static gboolean read_top(OrmConfig *config, const char *name, const char *text, const char *folder, const char *real,
                         const OrmConfigWords *words, GPtrArray *errors)
{
    guint before = errors->len;
    g_autoptr(GPtrArray) chain = g_ptr_array_new();
    OrmConfigSource source = {.name = name, .text = after_byte_order_mark(text), .base = folder};
    OrmSettingsReader reader = {.config = config,
                                .source = &source,
                                .origin = ORM_ORIGIN_FILE,
                                .words = words,
                                .errors = errors,
                                .chain = chain};
    if (real != NULL)
        g_ptr_array_add(chain, (gpointer)real);
    g_free(config->file);
    config->file = g_strdup(name);
    g_free(config->folder);
    config->folder = g_strdup(folder);
    read_source(&reader);
    return errors->len == before;
}

gboolean orm_config_read_text(OrmConfig *config, const char *name, const char *text, const char *folder,
                              const OrmConfigWords *words, GPtrArray *errors)
{
    return read_top(config, name, text, folder, NULL, words, errors);
}

/** Why the file cannot be mapped into memory, or NULL. */
static const char *reason_unreadable(const char *file)
{
    struct stat status;
    if (stat(file, &status) != 0)
        return g_strerror(errno);
    return S_ISREG(status.st_mode) ? NULL : "it is no file";
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
    const char *reason = reason_unreadable(file);
    if (reason == NULL && (mapped = g_mapped_file_new(file, FALSE, NULL)) == NULL)
        reason = g_strerror(errno);
    if (reason != NULL) {
        orm_config_error_add(errors, &source, (OrmConfigPlace){0}, "cannot be read: %s", reason);
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
    char *real = realpath(absolute, NULL);
    gboolean fine = read_top(config, file, text, folder, real, words, errors);
    free(real);
    return fine;
}

/** The files from the one that is met again to the one that names it: "a.yaml -> b.yaml". */
static char *ring(const GPtrArray *chain, guint first)
{
    GString *text = g_string_new(NULL);
    for (guint i = first; i < chain->len; i++) {
        g_autofree char *shown = shown_path(chain->pdata[i]);
        g_string_append_printf(text, "%s%s", i > first ? " -> " : "", shown);
    }
    return g_string_free(text, FALSE);
}

/** Whether the file is being read already, which is then an error. */
static gboolean extends_itself(OrmSettingsReader *reader, const OrmYaml *item, const char *path, const char *real)
{
    guint index;
    if (!g_ptr_array_find_with_equal_func(reader->chain, real, g_str_equal, &index))
        return FALSE;
    g_autofree char *files = ring(reader->chain, index);
    OrmConfigError *error = orm_settings_error(reader, item, "`%s` extends itself", path);
    orm_config_error_help(error, "the ring is %s", files);
    return TRUE;
}

static void read_base(OrmSettingsReader *reader, const char *absolute, const char *real)
{
    g_autofree char *shown = shown_path(absolute), *folder = g_path_get_dirname(absolute);
    g_autofree char *text = load(shown, reader->errors);
    if (text == NULL)
        return;
    OrmConfigSource source = {.name = shown, .text = after_byte_order_mark(text), .base = folder};
    OrmSettingsReader inner = *reader;
    inner.source = &source;
    g_ptr_array_add(reader->chain, (gpointer)real);
    read_source(&inner);
    g_ptr_array_remove_index(reader->chain, reader->chain->len - 1);
    g_ptr_array_add(reader->config->bases, g_steal_pointer(&shown));
}

void orm_settings_extend(OrmSettingsReader *reader, const OrmYaml *item, const char *path)
{
    g_autofree char *absolute = g_canonicalize_filename(path, reader->source->base);
    char *real = realpath(absolute, NULL);
    if (reader->origin == ORM_ORIGIN_COMMAND_LINE)
        orm_settings_error(reader, item, "`extends` is for files: name one with --config");
    else if (real == NULL || !g_file_test(real, G_FILE_TEST_IS_REGULAR))
        orm_settings_error(reader, item, "no file `%s` in `%s`", path, reader->source->base);
    else if (!extends_itself(reader, item, path, real))
        read_base(reader, absolute, real);
    free(real);
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
    if (yaml == NULL) {
        orm_config_error_add(errors, &source, place, "`%s` has no value", key);
        return FALSE;
    }
    orm_settings_expand(&reader, yaml);
    if (errors->len == before)
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
