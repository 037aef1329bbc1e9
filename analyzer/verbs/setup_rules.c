/* SPDX-License-Identifier: MIT */
/* Which rules run at which level: from the configuration, its overrides, and the command line. */
#include "analyzer/verbs/setup.h"

#include <string.h>

/** How wide a name of a rule setting is: `all` 0, a family 1, a rule 2. Wider ones are applied first. */
static guint narrowness(const char *name)
{
    OrmFamily family;
    if (strcmp(name, "all") == 0)
        return 0;
    return orm_family_parse(name, &family) ? 1 : 2;
}

/** Applies the levels of one layer, the narrower the later. `where` NULL: everywhere. */
static void apply_levels(OrmRuleSet *set, const GPtrArray *settings, guint layer, const OrmRuleWhere *where)
{
    for (guint width = 0; width <= 2; width++) {
        for (guint i = 0; i < settings->len; i++) {
            const OrmSetting *setting = settings->pdata[i];
            if (setting->key == ORM_SETTING_RULES && setting->option == NULL && setting->origin.layer == layer &&
                narrowness(setting->name) == width)
                orm_rule_set_level_where(set, where, setting->name, setting->value);
        }
    }
}

static void apply_overrides(OrmRuleSet *set, const OrmConfig *config, OrmOriginKind origin)
{
    for (guint i = 0; i < config->entries->len; i++) {
        const OrmConfigEntry *entry = config->entries->pdata[i];
        if (entry->key != ORM_SETTING_OVERRIDES || entry->origin.kind != origin)
            continue;
        const OrmRuleWhere *where = orm_rule_set_where(set, orm_config_entry_values(entry, "files"),
                                                       orm_config_entry_values(entry, "tables"), config->folder);
        apply_levels(set, entry->rules, entry->origin.layer, where);
    }
}

static void apply_options(OrmRuleSet *set, const OrmConfig *config)
{
    for (guint i = 0; i < config->settings->len; i++) {
        const OrmSetting *setting = config->settings->pdata[i];
        if (setting->option == NULL)
            continue;
        g_autoptr(GPtrArray) values = g_ptr_array_new();
        if (setting->items != NULL)
            g_ptr_array_extend(values, setting->items, NULL, NULL);
        else
            g_ptr_array_add(values, setting->value);
        g_ptr_array_add(values, NULL);
        orm_rule_set_option(set, setting->name, setting->option, (const char *const *)values->pdata);
    }
}

/** The names in the values of `--select` or `--ignore`. Of char *, owned. */
static GPtrArray *names_of(const OrmArguments *arguments, OrmOptionId option)
{
    GPtrArray *all = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < orm_arguments_count(arguments, option); i++) {
        g_auto(GStrv) names = g_strsplit(orm_arguments_nth(arguments, option, i), ",", -1);
        for (char **name = names; *name != NULL; name++)
            g_ptr_array_add(all, g_strdup(g_strstrip(*name)));
    }
    return all;
}

static void apply_arguments(OrmRuleSet *set, const OrmArguments *arguments)
{
    for (guint i = 0; i < orm_arguments_count(arguments, ORM_OPTION_SEVERITY); i++) {
        g_auto(GStrv) parts = g_strsplit(orm_arguments_nth(arguments, ORM_OPTION_SEVERITY, i), "=", 2);
        orm_rule_set_level(set, parts[0], parts[1]);
    }
    g_autoptr(GPtrArray) selected = names_of(arguments, ORM_OPTION_SELECT);
    g_autoptr(GPtrArray) ignored = names_of(arguments, ORM_OPTION_IGNORE);
    if (selected->len > 0)
        orm_rule_set_select(set, selected);
    for (guint i = 0; i < ignored->len; i++)
        orm_rule_set_level(set, ignored->pdata[i], "off");
}

OrmRuleSet *orm_setup_rules(const OrmArguments *arguments, const OrmConfig *config)
{
    OrmRuleSet *set = orm_rule_set_new();
    for (guint layer = 1; layer <= config->layers; layer++)
        apply_levels(set, config->settings, layer, NULL);
    apply_overrides(set, config, ORM_ORIGIN_FILE);
    apply_levels(set, config->settings, ORM_LAYER_COMMAND_LINE, NULL);
    apply_overrides(set, config, ORM_ORIGIN_COMMAND_LINE);
    apply_options(set, config);
    apply_arguments(set, arguments);
    return set;
}
