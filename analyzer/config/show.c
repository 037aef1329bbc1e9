/* SPDX-License-Identifier: MIT */
#include "analyzer/config/config.h"

#include <string.h>

/** Appends a text as a YAML scalar: plain where that is safe, else in double quotes. */
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
        else if ((guchar)*at < ' ' || *at == 0x7F)
            g_string_append_printf(out, "\\x%02x", (guint)(guchar)*at);
        else
            g_string_append_c(out, *at);
    }
    g_string_append_c(out, '"');
}

static void append_origin(GString *out, const OrmSetting *setting)
{
    if (setting->origin == ORM_ORIGIN_FILE)
        g_string_append_printf(out, "  # %s:%u\n", setting->file, setting->line);
    else
        g_string_append_printf(out, "  # command line (%s)\n", setting->file);
}

static gboolean is_collection(OrmConfigKind kind)
{
    return kind != ORM_CONFIG_BOOLEAN && kind != ORM_CONFIG_WORD;
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
    append_scalar(out, setting->value);
    if (setting->nullable >= 0)
        g_string_append_printf(out, ", nullable: %s}", setting->nullable ? "true" : "false");
    append_origin(out, setting);
}

char *orm_config_show(const OrmConfig *config)
{
    GString *out = g_string_new(NULL);
    g_string_append_printf(out, "# configuration file: %s\n", config->file != NULL ? config->file : "none");
    for (guint key = 0; key < ORM_SETTING_COUNT; key++) {
        const OrmConfigKeyInfo *info = &orm_config_keys[key];
        gboolean any = FALSE;
        for (guint i = 0; i < config->settings->len; i++) {
            const OrmSetting *setting = config->settings->pdata[i];
            if (setting->key != key)
                continue;
            if (!any && is_collection(info->kind))
                g_string_append_printf(out, "%s:\n", info->name);
            append_setting(out, setting);
            any = TRUE;
        }
        if (!any)
            g_string_append_printf(out, "%s: %s  # default\n", info->name, info->fallback);
    }
    return g_string_free(out, FALSE);
}
