/* SPDX-License-Identifier: MIT */
/* The settings that are lists of mappings: `overrides` and `map`. */
#include "analyzer/config/read.h"

#include <string.h>

static void part_free(gpointer data)
{
    OrmConfigPart *part = data;
    g_ptr_array_unref(part->values);
    g_free(part);
}

void orm_config_entry_free(OrmConfigEntry *entry)
{
    g_ptr_array_unref(entry->parts);
    g_ptr_array_unref(entry->rules);
    g_free(entry->origin.file);
    g_free(entry);
}

GPtrArray *orm_config_entry_values(const OrmConfigEntry *entry, const char *part)
{
    for (guint i = 0; i < entry->parts->len; i++) {
        const OrmConfigPart *stated = entry->parts->pdata[i];
        if (strcmp(stated->info->name, part) == 0)
            return stated->values;
    }
    return NULL;
}

const char *orm_config_entry_value(const OrmConfigEntry *entry, const char *part)
{
    GPtrArray *values = orm_config_entry_values(entry, part);
    return values != NULL && values->len > 0 ? values->pdata[0] : NULL;
}

/** What may stand in the part: a text, which is checked by its kind. NULL after an error; free with g_free. */
static char *read_word(OrmSettingsReader *reader, const OrmConfigPartInfo *info, const OrmYaml *value)
{
    gboolean glob = info->kind == ORM_PART_GLOB || info->kind == ORM_PART_GLOBS;
    const char *text = orm_settings_text(reader, value, glob ? "a glob" : "a name");
    if (text == NULL)
        return NULL;
    if (glob)
        return orm_settings_glob(reader, value, text);
    const char *star = strchr(text, '*');
    if (info->kind == ORM_PART_STAR && star != NULL && strchr(star + 1, '*') != NULL) {
        orm_settings_error(reader, value, "`%s` may hold one `*`, not several", info->name);
        return NULL;
    }
    return g_strdup(text);
}

static void read_words(OrmSettingsReader *reader, const OrmConfigPartInfo *info, const OrmYaml *value,
                       GPtrArray *values)
{
    gboolean list = info->kind == ORM_PART_GLOBS || info->kind == ORM_PART_NAMES ||
                    (info->kind == ORM_PART_KEY && value->kind != ORM_YAML_SCALAR);
    if (list && !orm_settings_is_list(reader, info->name, value))
        return;
    for (guint i = 0; i < (list ? value->items->len : 1); i++) {
        char *word = read_word(reader, info, list ? value->items->pdata[i] : value);
        if (word != NULL)
            g_ptr_array_add(values, word);
    }
    if (list && value->items->len == 0)
        orm_settings_error(reader, value, "`%s` lists nothing", info->name);
}

static void read_part(OrmSettingsReader *reader, OrmConfigEntry *entry, const OrmConfigPartInfo *info,
                      const OrmYaml *value)
{
    if (info->kind == ORM_PART_RULES) {
        reader->entry = entry;
        orm_settings_mapping(reader, ORM_SETTING_RULES, value);
        reader->entry = NULL;
        return;
    }
    OrmConfigPart *part = g_new0(OrmConfigPart, 1);
    part->info = info;
    part->values = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(entry->parts, part);
    read_words(reader, info, value, part->values);
}

static const OrmYaml *find_value(const OrmYaml *mapping, const char *name)
{
    for (guint i = 0; i < mapping->keys->len; i++)
        if (g_strcmp0(((const OrmYaml *)mapping->keys->pdata[i])->text, name) == 0)
            return mapping->items->pdata[i];
    return NULL;
}

/** Whether every key is one of the entries', and stands there once. */
static void check_keys(OrmSettingsReader *reader, OrmConfigKey key, const OrmYaml *value)
{
    g_autoptr(GPtrArray) known = g_ptr_array_new();
    for (const OrmConfigPartInfo *info = orm_config_parts; info->name != NULL; info++)
        if (info->key == key)
            g_ptr_array_add(known, (char *)info->name);
    g_ptr_array_add(known, NULL);
    for (guint i = 0; i < value->keys->len; i++) {
        const OrmYaml *name = value->keys->pdata[i];
        if (orm_settings_text(reader, name, "a key") == NULL || orm_settings_repeated(reader, value, i) ||
            g_strv_contains((const char *const *)known->pdata, name->text))
            continue;
        OrmConfigError *error = orm_settings_error(reader, name, "unknown key `%s` in an entry of `%s`", name->text,
                                                   orm_config_keys[key].name);
        orm_settings_suggest(reader, error, name->text, (const char *const *)known->pdata);
    }
}

/** What no single part can tell. */
static void check_entry(OrmSettingsReader *reader, const OrmConfigEntry *entry, const OrmYaml *value)
{
    const OrmYaml *column = find_value(value, "column");
    if (entry->key == ORM_SETTING_OVERRIDES && find_value(value, "files") == NULL &&
        find_value(value, "tables") == NULL)
        orm_config_error_help(orm_settings_error(reader, value, "the entry says neither `files` nor `tables`"),
                              "what holds everywhere stands under `rules`");
    if (entry->key == ORM_SETTING_MAP && column != NULL && column->kind == ORM_YAML_SCALAR &&
        strchr(column->text, '*') == NULL)
        orm_settings_error(reader, column, "`column` must hold `*`, else all columns get one name");
}

static void read_entry(OrmSettingsReader *reader, OrmConfigKey key, const OrmYaml *value)
{
    if (value->kind != ORM_YAML_MAP) {
        orm_settings_error(reader, value, "expected a mapping, found %s", orm_yaml_kind_name(value));
        return;
    }
    OrmConfigEntry *entry = g_new0(OrmConfigEntry, 1);
    entry->key = key;
    entry->parts = g_ptr_array_new_with_free_func(part_free);
    entry->rules = g_ptr_array_new_with_free_func((GDestroyNotify)orm_setting_free);
    entry->origin = orm_settings_origin(reader, value);
    g_ptr_array_add(reader->config->entries, entry);
    check_keys(reader, key, value);
    for (const OrmConfigPartInfo *info = orm_config_parts; info->name != NULL; info++) {
        const OrmYaml *part = info->key == key ? find_value(value, info->name) : NULL;
        if (part != NULL)
            read_part(reader, entry, info, part);
        else if (info->key == key && info->required)
            orm_settings_error(reader, value, "the entry states no `%s`", info->name);
    }
    check_entry(reader, entry, value);
}

void orm_settings_entries(OrmSettingsReader *reader, OrmConfigKey key, const OrmYaml *value)
{
    if (!orm_settings_is_list(reader, orm_config_keys[key].name, value))
        return;
    for (guint i = 0; i < value->items->len; i++)
        read_entry(reader, key, value->items->pdata[i]);
}

/** Whether the command line has said it already. */
static gboolean is_decided(const OrmConfig *config, const OrmSetting *rule)
{
    for (guint i = 0; i < config->settings->len; i++) {
        const OrmSetting *setting = config->settings->pdata[i];
        if (setting->key == ORM_SETTING_RULES && setting->origin.kind == ORM_ORIGIN_COMMAND_LINE &&
            rule->origin.kind != ORM_ORIGIN_COMMAND_LINE && strcmp(setting->name, rule->name) == 0)
            return TRUE;
    }
    return FALSE;
}

void orm_config_apply_override(OrmConfig *config, OrmConfigEntry *entry)
{
    while (entry->rules->len > 0) {
        OrmSetting *rule = g_ptr_array_steal_index(entry->rules, 0);
        if (is_decided(config, rule)) {
            orm_setting_free(rule);
            continue;
        }
        for (guint i = config->settings->len; i > 0; i--) {
            const OrmSetting *earlier = config->settings->pdata[i - 1];
            if (earlier->key == ORM_SETTING_RULES && earlier->option == NULL && strcmp(earlier->name, rule->name) == 0)
                g_ptr_array_remove_index(config->settings, i - 1);
        }
        g_ptr_array_add(config->settings, rule);
    }
    g_ptr_array_remove(config->entries, entry);
}
