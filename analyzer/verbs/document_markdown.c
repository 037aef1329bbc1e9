/* SPDX-License-Identifier: MIT */
#include "analyzer/config/keys.h"
#include "analyzer/verbs/document.h"

#include <string.h>

/** Appends a cell of a table: `|` does not end it. */
static void append_cell(GString *out, const char *text)
{
    for (const char *at = text; *at != '\0'; at++)
        g_string_append_printf(out, *at == '|' ? "\\%c" : "%c", *at);
}

static void append_option(GString *out, const OrmOption *option)
{
    g_string_append(out, "| `");
    if (option->letter != 0)
        g_string_append_printf(out, "-%c`, `", option->letter);
    g_string_append_printf(out, "--%s", option->name);
    if (option->argument != NULL)
        g_string_append_printf(out, " %s", option->argument);
    g_string_append(out, "` | ");
    append_cell(out, option->help);
    g_string_append(out, option->repeatable ? "; repeatable |\n" : " |\n");
}

char *orm_document_options_markdown(void)
{
    GString *out = g_string_new(NULL);
    for (const OrmVerb *verb = orm_verbs; verb->name != NULL; verb++) {
        g_auto(GStrv) usages = g_strsplit(verb->usage, " | ", -1);
        g_string_append_printf(out, "%s### `ormlint %s`\n\n", verb == orm_verbs ? "" : "\n", verb->name);
        for (guint i = 0; usages[i] != NULL; i++)
            g_string_append_printf(out, "    ormlint %s\n", usages[i]);
        g_string_append_printf(out, "\n%s\n\n| option | meaning |\n|---|---|\n", verb->details);
        for (guint i = 0; i < ORM_OPTION_COUNT; i++)
            if ((orm_options[i].verbs & verb->bit) != 0)
                append_option(out, &orm_options[i]);
    }
    g_string_append(out, "\n### Exit codes\n\n| code | meaning |\n|---|---|\n");
    for (guint code = 0; code < G_N_ELEMENTS(orm_exit_meanings); code++)
        g_string_append_printf(out, "| %u | %s |\n", code, orm_exit_meanings[code]);
    return g_string_free(out, FALSE);
}

static void append_naming(GString *out)
{
    g_string_append(out, "\nThe kinds of names, and what their patterns may hold (`%%` is a percent sign):\n\n"
                         "| kind | names | placeholders |\n|---|---|---|\n");
    for (const OrmNamingKey *key = orm_naming_keys; key->name != NULL; key++) {
        g_auto(GStrv) placeholders = g_strsplit(key->placeholders, " ", -1);
        g_autofree char *list = g_strjoinv(")s`, `%(", placeholders);
        g_string_append_printf(out, "| `%s` | %s | `%%(%s)s` |\n", key->name, key->meaning, list);
    }
}

static void append_parts(GString *out, OrmConfigKey key)
{
    g_string_append(out, "\nThe keys of an entry:\n\n| key | value | meaning |\n|---|---|---|\n");
    for (const OrmConfigPartInfo *part = orm_config_parts; part->name != NULL; part++)
        if (part->key == key)
            g_string_append_printf(out, "| `%s`%s | %s | %s |\n", part->name, part->required ? " (required)" : "",
                                   part->value, part->meaning);
}

char *orm_document_settings_markdown(void)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < ORM_SETTING_COUNT; i++) {
        const OrmConfigKeyInfo *info = &orm_config_keys[i];
        g_string_append_printf(out, "%s### `%s`\n\n%s\n\nValue: %s. Default: `%s`.\n", i == 0 ? "" : "\n", info->name,
                               info->meaning, info->value, info->fallback);
        if (info->kind == ORM_CONFIG_NAMING)
            append_naming(out);
        if (info->kind == ORM_CONFIG_ENTRIES)
            append_parts(out, i);
        g_string_append_printf(out, "\n```yaml\n%s: %s\n```\n", info->name, info->example);
    }
    return g_string_free(out, FALSE);
}
