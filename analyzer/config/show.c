/* SPDX-License-Identifier: MIT */
#include "analyzer/config/config.h"

#include <string.h>

/** Appends a text as a YAML scalar: plain where that is safe, else in double quotes; a dollar sign is doubled. */
static void append_scalar(GString *out, const char *text)
{
    static const char *const safe = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./";
    if (text[strspn(text, safe)] == '\0' && g_ascii_isalpha(*text)) {
        g_string_append(out, text);
        return;
    }
    g_string_append_c(out, '"');
    for (const char *at = text; *at != '\0'; at++) {
        if (*at == '"' || *at == '\\')
            g_string_append_printf(out, "\\%c", *at);
        else if (*at == '$')
            g_string_append(out, "$$");
        else if ((guchar)*at < ' ' || *at == 0x7F)
            g_string_append_printf(out, "\\x%02x", (guint)(guchar)*at);
        else
            g_string_append_c(out, *at);
    }
    g_string_append_c(out, '"');
}

static void append_origin(GString *out, const OrmOrigin *origin)
{
    if (origin->kind == ORM_ORIGIN_FILE)
        g_string_append_printf(out, "  # %s:%u\n", origin->file, origin->line);
    else
        g_string_append_printf(out, "  # command line (%s)\n", origin->file);
}

static void append_list(GString *out, const GPtrArray *items)
{
    g_string_append_c(out, '[');
    for (guint i = 0; i < items->len; i++) {
        g_string_append(out, i > 0 ? ", " : "");
        append_scalar(out, items->pdata[i]);
    }
    g_string_append_c(out, ']');
}

static gboolean is_collection(OrmConfigKind kind)
{
    return kind != ORM_CONFIG_BOOLEAN && kind != ORM_CONFIG_WORD && kind != ORM_CONFIG_PATH;
}

/** A word that the tool gave itself: a number, true or false. */
static gboolean is_literal(const OrmSetting *setting)
{
    return setting->option != NULL && setting->items == NULL;
}

static void append_value(GString *out, const OrmSetting *setting)
{
    if (setting->items != NULL)
        append_list(out, setting->items);
    else if (is_literal(setting))
        g_string_append(out, setting->value);
    else
        append_scalar(out, setting->shown != NULL ? setting->shown : setting->value);
}

static void append_setting(GString *out, const OrmSetting *setting)
{
    const OrmConfigKeyInfo *info = &orm_config_keys[setting->key];
    if (!is_collection(info->kind)) {
        g_string_append_printf(out, "%s: ", info->name);
    } else if (setting->name == NULL) {
        g_string_append(out, "  - ");
    } else {
        g_string_append(out, "  ");
        append_scalar(out, setting->name);
        g_string_append(out, ": ");
    }
    if (setting->nullable >= 0)
        g_string_append(out, "{type: ");
    append_value(out, setting);
    if (setting->nullable >= 0)
        g_string_append_printf(out, ", nullable: %s}", setting->nullable ? "true" : "false");
    append_origin(out, &setting->origin);
}

static gboolean has_options(const OrmConfig *config, const char *rule)
{
    for (guint i = 0; i < config->settings->len; i++) {
        const OrmSetting *setting = config->settings->pdata[i];
        if (setting->option != NULL && strcmp(setting->name, rule) == 0)
            return TRUE;
    }
    return FALSE;
}

/** A rule with options is a mapping; it is shown whole where its first part stands. */
static void append_rule(GString *out, const OrmConfig *config, guint index)
{
    const OrmSetting *first = config->settings->pdata[index];
    if (!has_options(config, first->name)) {
        append_setting(out, first);
        return;
    }
    for (guint i = 0; i < index; i++) {
        const OrmSetting *earlier = config->settings->pdata[i];
        if (earlier->key == ORM_SETTING_RULES && strcmp(earlier->name, first->name) == 0)
            return;
    }
    g_string_append(out, "  ");
    append_scalar(out, first->name);
    g_string_append(out, ":\n");
    for (guint i = index; i < config->settings->len; i++) {
        const OrmSetting *part = config->settings->pdata[i];
        if (part->key != ORM_SETTING_RULES || strcmp(part->name, first->name) != 0)
            continue;
        g_string_append_printf(out, "    %s: ", part->option != NULL ? part->option : "level");
        append_value(out, part);
        append_origin(out, &part->origin);
    }
}

static void append_part(GString *out, const OrmConfigPart *part)
{
    gboolean list = part->info->kind == ORM_PART_GLOBS || part->info->kind == ORM_PART_NAMES ||
                    (part->info->kind == ORM_PART_KEY && part->values->len > 1);
    g_string_append_printf(out, "%s: ", part->info->name);
    if (list)
        append_list(out, part->values);
    else
        append_scalar(out, part->values->pdata[0]);
}

static void append_entry(GString *out, const OrmConfigEntry *entry)
{
    g_string_append(out, "  - {");
    for (guint i = 0; i < entry->parts->len; i++) {
        g_string_append(out, i > 0 ? ", " : "");
        append_part(out, entry->parts->pdata[i]);
    }
    if (entry->key == ORM_SETTING_OVERRIDES) {
        g_string_append(out, entry->parts->len > 0 ? ", rules: {" : "rules: {");
        for (guint i = 0; i < entry->rules->len; i++) {
            const OrmSetting *rule = entry->rules->pdata[i];
            g_string_append(out, i > 0 ? ", " : "");
            append_scalar(out, rule->name);
            g_string_append(out, ": ");
            append_scalar(out, rule->value);
        }
        g_string_append_c(out, '}');
    }
    g_string_append_c(out, '}');
    append_origin(out, &entry->origin);
}

static void append_heading(GString *out, OrmConfigKey key, guint *count)
{
    if ((*count)++ == 0 && is_collection(orm_config_keys[key].kind))
        g_string_append_printf(out, "%s:\n", orm_config_keys[key].name);
}

static void append_key(GString *out, const OrmConfig *config, OrmConfigKey key)
{
    guint count = 0;
    for (guint i = 0; i < config->settings->len; i++) {
        const OrmSetting *setting = config->settings->pdata[i];
        if (setting->key != key)
            continue;
        append_heading(out, key, &count);
        if (key == ORM_SETTING_RULES)
            append_rule(out, config, i);
        else
            append_setting(out, setting);
    }
    for (guint i = 0; i < config->entries->len; i++) {
        const OrmConfigEntry *entry = config->entries->pdata[i];
        if (entry->key != key)
            continue;
        append_heading(out, key, &count);
        append_entry(out, entry);
    }
    if (count == 0)
        g_string_append_printf(out, "%s: %s  # default\n", orm_config_keys[key].name, orm_config_keys[key].fallback);
}

char *orm_config_show(const OrmConfig *config)
{
    GString *out = g_string_new(NULL);
    g_string_append_printf(out, "# configuration file: %s\n", config->file != NULL ? config->file : "none");
    for (guint i = 0; i < config->bases->len; i++)
        g_string_append_printf(out, "# extended: %s\n", (const char *)config->bases->pdata[i]);
    for (guint key = 0; key < ORM_SETTING_COUNT; key++)
        if (key != ORM_SETTING_EXTENDS)
            append_key(out, config, key);
    return g_string_free(out, FALSE);
}
