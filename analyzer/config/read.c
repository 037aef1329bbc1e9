/* SPDX-License-Identifier: MIT */
#include "analyzer/config/read.h"

#include <string.h>

OrmConfigError *orm_settings_error(OrmSettingsReader *reader, const OrmYaml *at, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    return orm_config_error_add(reader->errors, reader->source, at->place, "%s", message);
}

void orm_settings_suggest(OrmSettingsReader *reader, OrmConfigError *error, const char *word,
                          const char *const *candidates)
{
    const char *nearest = reader->words->nearest(word, candidates);
    if (nearest != NULL) {
        orm_config_error_help(error, "did you mean `%s`?", nearest);
    } else if (g_strv_length((char **)candidates) <= ORM_SETTING_COUNT) {
        g_autofree char *all = g_strjoinv(", ", (char **)candidates);
        orm_config_error_help(error, "known: %s", all);
    }
}

const char *orm_settings_text(OrmSettingsReader *reader, const OrmYaml *value, const char *what)
{
    if (value->kind == ORM_YAML_SCALAR && !orm_yaml_is_null(value) && *value->text != '\0')
        return value->text;
    if (value->kind == ORM_YAML_SCALAR && !value->plain)
        orm_settings_error(reader, value, "expected %s, found an empty text", what);
    else
        orm_settings_error(reader, value, "expected %s, found %s", what, orm_yaml_kind_name(value));
    return NULL;
}

gboolean orm_settings_repeated(OrmSettingsReader *reader, const OrmYaml *mapping, guint index)
{
    const OrmYaml *key = mapping->keys->pdata[index];
    for (guint i = 0; i < index; i++) {
        const OrmYaml *earlier = mapping->keys->pdata[i];
        if (g_strcmp0(earlier->text, key->text) != 0 || key->text == NULL)
            continue;
        OrmConfigError *error = orm_settings_error(reader, key, "key `%s` is given twice", key->text);
        orm_config_error_help(error, "first on line %u", earlier->place.line);
        return TRUE;
    }
    return FALSE;
}

/** Drops what the key holds so far: a list or scalar replaces the earlier one. */
static void clear(OrmSettingsReader *reader, OrmConfigKey key)
{
    for (guint i = reader->config->settings->len; i > 0; i--) {
        const OrmSetting *setting = reader->config->settings->pdata[i - 1];
        if (setting->key == key)
            g_ptr_array_remove_index(reader->config->settings, i - 1);
    }
}

OrmSetting *orm_settings_add(OrmSettingsReader *reader, OrmConfigKey key, const char *name, const OrmYaml *value,
                             const char *text)
{
    return orm_settings_add_option(reader, key, name, NULL, value, text);
}

OrmSetting *orm_settings_add_option(OrmSettingsReader *reader, OrmConfigKey key, const char *name, const char *option,
                                    const OrmYaml *value, const char *text)
{
    GPtrArray *settings = reader->entry != NULL ? reader->entry->rules : reader->config->settings;
    for (guint i = settings->len; name != NULL && i > 0; i--) {
        const OrmSetting *earlier = settings->pdata[i - 1];
        if (earlier->key == key && g_strcmp0(earlier->name, name) == 0 && g_strcmp0(earlier->option, option) == 0)
            g_ptr_array_remove_index(settings, i - 1);
    }
    OrmSetting *setting = g_new0(OrmSetting, 1);
    setting->key = key;
    setting->name = g_strdup(name);
    setting->option = g_strdup(option);
    setting->value = g_strdup(text);
    setting->nullable = -1;
    setting->origin = orm_settings_origin(reader, value);
    g_ptr_array_add(settings, setting);
    return setting;
}

OrmOrigin orm_settings_origin(const OrmSettingsReader *reader, const OrmYaml *at)
{
    return (OrmOrigin){
        .kind = reader->origin, .file = g_strdup(reader->source->name), .line = at->place.line, .layer = reader->layer};
}

static void read_boolean(OrmSettingsReader *reader, OrmConfigKey key, const OrmYaml *value)
{
    gboolean flag;
    if (orm_yaml_boolean(value, &flag)) {
        clear(reader, key);
        orm_settings_add(reader, key, NULL, value, flag ? "true" : "false");
    } else {
        orm_settings_error(reader, value, "`%s` takes true or false", orm_config_keys[key].name);
    }
}

static void read_dialect(OrmSettingsReader *reader, OrmConfigKey key, const OrmYaml *value)
{
    const char *text = orm_settings_text(reader, value, "the name of a dialect");
    if (text == NULL)
        return;
    if (g_strv_contains(reader->words->dialects, text)) {
        clear(reader, key);
        orm_settings_add(reader, key, NULL, value, text);
    } else {
        OrmConfigError *error = orm_settings_error(reader, value, "unknown dialect `%s`", text);
        orm_settings_suggest(reader, error, text, reader->words->dialects);
    }
}

static void read_file(OrmSettingsReader *reader, OrmConfigKey key, const OrmYaml *value)
{
    const char *text = orm_settings_text(reader, value, "a path");
    if (text == NULL)
        return;
    g_autofree char *path = g_canonicalize_filename(text, reader->source->base);
    clear(reader, key);
    orm_settings_add(reader, key, NULL, value, path);
}

/** A path of the list `prelude`: made absolute; it must be a file. */
static void read_path(OrmSettingsReader *reader, OrmConfigKey key, const OrmYaml *item, const char *text)
{
    g_autofree char *path = g_canonicalize_filename(text, reader->source->base);
    if (g_file_test(path, G_FILE_TEST_IS_REGULAR))
        orm_settings_add(reader, key, NULL, item, path);
    else
        orm_settings_error(reader, item, "no file `%s` in `%s`", text, reader->source->base);
}

/** A schema: a path is made absolute; whether it is there, who reads it finds out. */
static void read_schema(OrmSettingsReader *reader, OrmConfigKey key, const OrmYaml *item)
{
    const char *text = orm_settings_text(reader, item, "a schema: a path or a URL");
    if (text == NULL)
        return;
    static const char sqlite[] = "sqlite:";
    gboolean is_sqlite = g_str_has_prefix(text, sqlite);
    g_autofree char *path = NULL;
    if (strstr(text, "://") != NULL && !is_sqlite) {
        path = g_strdup(text);
    } else {
        g_autofree char *file = g_canonicalize_filename(is_sqlite ? text + strlen(sqlite) : text, reader->source->base);
        path = g_strconcat(is_sqlite ? sqlite : "", file, NULL);
    }
    OrmSetting *setting = orm_settings_add(reader, key, NULL, item, path);
    setting->shown = reader->words->schema_label != NULL ? reader->words->schema_label(path) : NULL;
}

static void read_schemas(OrmSettingsReader *reader, OrmConfigKey key, const OrmYaml *value)
{
    clear(reader, key);
    if (value->kind != ORM_YAML_LIST) {
        read_schema(reader, key, value);
        return;
    }
    for (guint i = 0; i < value->items->len; i++)
        read_schema(reader, key, value->items->pdata[i]);
}

static char *escape_glob(const char *path)
{
    GString *escaped = g_string_new(NULL);
    for (const char *at = path; *at != '\0'; at++) {
        if (strchr("*?[]\\", *at) != NULL)
            g_string_append_c(escaped, '\\');
        g_string_append_c(escaped, *at);
    }
    return g_string_free(escaped, FALSE);
}

char *orm_settings_glob(OrmSettingsReader *reader, const OrmYaml *item, const char *text)
{
    g_autofree char *problem = reader->words->glob_problem(text);
    if (problem != NULL) {
        orm_settings_error(reader, item, "`%s` is no glob: %s", text, problem);
        return NULL;
    }
    gboolean same = reader->origin == ORM_ORIGIN_COMMAND_LINE || *text == '/' ||
                    strcmp(reader->source->base, reader->config->folder) == 0;
    if (same)
        return g_strdup(text);
    g_autofree char *folder = escape_glob(reader->source->base);
    return g_canonicalize_filename(text, folder);
}

static void read_glob(OrmSettingsReader *reader, OrmConfigKey key, const OrmYaml *item, const char *text)
{
    g_autofree char *glob = orm_settings_glob(reader, item, text);
    if (glob != NULL)
        orm_settings_add(reader, key, NULL, item, glob);
}

static void read_item(OrmSettingsReader *reader, OrmConfigKey key, const OrmYaml *item)
{
    OrmConfigKind kind = orm_config_keys[key].kind;
    gboolean path = kind == ORM_CONFIG_PATHS || kind == ORM_CONFIG_BASES;
    const char *text = orm_settings_text(reader, item, path ? "a path" : "a glob");
    if (text == NULL)
        return;
    if (kind == ORM_CONFIG_PATHS)
        read_path(reader, key, item, text);
    else if (kind == ORM_CONFIG_BASES)
        orm_settings_extend(reader, item, text);
    else if (kind == ORM_CONFIG_GLOBS)
        read_glob(reader, key, item, text);
    else
        orm_settings_add(reader, key, NULL, item, text);
}

gboolean orm_settings_is_list(OrmSettingsReader *reader, const char *name, const OrmYaml *value)
{
    if (value->kind == ORM_YAML_LIST)
        return TRUE;
    OrmConfigError *error =
        orm_settings_error(reader, value, "`%s` takes a list, found %s", name, orm_yaml_kind_name(value));
    if (value->kind == ORM_YAML_SCALAR && !orm_yaml_is_null(value))
        orm_config_error_help(error, "write `%s: [\"%s\"]`", name, value->text);
    return FALSE;
}

static void read_list(OrmSettingsReader *reader, OrmConfigKey key, const OrmYaml *value)
{
    if (!orm_settings_is_list(reader, orm_config_keys[key].name, value))
        return;
    clear(reader, key);
    for (guint i = 0; i < value->items->len; i++)
        read_item(reader, key, value->items->pdata[i]);
}

typedef void (*EntryReader)(OrmSettingsReader *reader, const OrmYaml *name, const OrmYaml *value);

/** How the entries of a mapping are read; NULL for what is no mapping. */
static EntryReader entry_reader(OrmConfigKind kind)
{
    switch (kind) {
    case ORM_CONFIG_TYPES:
        return orm_settings_type;
    case ORM_CONFIG_NAMING:
        return orm_settings_naming;
    case ORM_CONFIG_RULES:
        return orm_settings_rule;
    default:
        return NULL;
    }
}

void orm_settings_mapping(OrmSettingsReader *reader, OrmConfigKey key, const OrmYaml *value)
{
    const OrmConfigKeyInfo *info = &orm_config_keys[key];
    if (value->kind != ORM_YAML_MAP) {
        orm_settings_error(reader, value, "`%s` takes a mapping, found %s", info->name, orm_yaml_kind_name(value));
        return;
    }
    EntryReader read_entry = entry_reader(info->kind);
    for (guint i = 0; i < value->keys->len; i++) {
        const OrmYaml *name = value->keys->pdata[i];
        if (orm_settings_text(reader, name, "a name") != NULL && !orm_settings_repeated(reader, value, i))
            read_entry(reader, name, value->items->pdata[i]);
    }
}

static void read_value(OrmSettingsReader *reader, OrmConfigKey key, const OrmYaml *value)
{
    switch (orm_config_keys[key].kind) {
    case ORM_CONFIG_BOOLEAN:
        read_boolean(reader, key, value);
        break;
    case ORM_CONFIG_WORD:
        read_dialect(reader, key, value);
        break;
    case ORM_CONFIG_PATH:
        read_file(reader, key, value);
        break;
    case ORM_CONFIG_SCHEMAS:
        read_schemas(reader, key, value);
        break;
    case ORM_CONFIG_LIST:
    case ORM_CONFIG_GLOBS:
    case ORM_CONFIG_PATHS:
    case ORM_CONFIG_BASES:
        read_list(reader, key, value);
        break;
    case ORM_CONFIG_ENTRIES:
        orm_settings_entries(reader, key, value);
        break;
    default:
        orm_settings_mapping(reader, key, value);
    }
}

/** Finds the key; an unknown one is an error at `at`. */
static gboolean find_key(OrmSettingsReader *reader, const char *name, const OrmYaml *at, OrmConfigKey *key)
{
    const char *names[ORM_SETTING_COUNT + 1] = {NULL};
    for (guint i = 0; i < ORM_SETTING_COUNT; i++) {
        names[i] = orm_config_keys[i].name;
        if (strcmp(names[i], name) == 0) {
            *key = i;
            return TRUE;
        }
    }
    OrmConfigError *error = orm_settings_error(reader, at, "unknown key `%s`", name);
    orm_settings_suggest(reader, error, name, names);
    return FALSE;
}

void orm_settings_read(OrmSettingsReader *reader, const OrmYaml *yaml)
{
    const char *extends = orm_config_keys[ORM_SETTING_EXTENDS].name;
    OrmConfigKey key;
    if (yaml->kind != ORM_YAML_MAP) {
        orm_settings_error(reader, yaml, "expected a mapping of settings (`key: value`), found %s",
                           orm_yaml_kind_name(yaml));
        return;
    }
    /* What is extended comes first, wherever it is stated. */
    for (guint i = 0; i < yaml->keys->len; i++) {
        const OrmYaml *name = yaml->keys->pdata[i];
        if (g_strcmp0(name->text, extends) == 0) {
            read_value(reader, ORM_SETTING_EXTENDS, yaml->items->pdata[i]);
            break;
        }
    }
    reader->layer = ++reader->config->layers;
    for (guint i = 0; i < yaml->keys->len; i++) {
        const OrmYaml *name = yaml->keys->pdata[i];
        if (orm_settings_text(reader, name, "a key") == NULL || orm_settings_repeated(reader, yaml, i))
            continue;
        if (find_key(reader, name->text, name, &key) && key != ORM_SETTING_EXTENDS)
            read_value(reader, key, yaml->items->pdata[i]);
    }
}

void orm_settings_assign(OrmSettingsReader *reader, const char *key_and_name, const OrmYaml *value)
{
    g_auto(GStrv) parts = g_strsplit(key_and_name, ".", 2);
    guint key_length = (guint)strlen(parts[0]), length = (guint)strlen(key_and_name);
    OrmYaml key_node = {.text = parts[0], .plain = TRUE, .place = {1, 1, key_length + 1}};
    OrmYaml name_node = {.text = parts[1], .plain = TRUE, .place = {1, key_length + 2, length + 1}};
    OrmConfigKey key;
    if (!find_key(reader, parts[0], &key_node, &key))
        return;
    reader->layer = ORM_LAYER_COMMAND_LINE;
    EntryReader read_entry = entry_reader(orm_config_keys[key].kind);
    if (parts[1] == NULL)
        read_value(reader, key, value);
    else if (read_entry == NULL)
        orm_settings_error(reader, &name_node, "`%s` has no parts: write `%s=VALUE`", parts[0], parts[0]);
    else if (*parts[1] == '\0')
        orm_settings_error(reader, &key_node, "a name is missing after `%s.`", parts[0]);
    else
        read_entry(reader, &name_node, value);
}
