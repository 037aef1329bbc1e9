/* SPDX-License-Identifier: MIT */
/* What the options of rules are when nobody states them. */
#include "rules/run.h"

static char **fallback_values(const OrmRuleOption *option)
{
    if (option->kind == ORM_RULE_OPTION_LIST)
        return g_strsplit(option->fallback, ",", -1); /* "" has no part */
    char *values[] = {(char *)option->fallback, NULL};
    return g_strdupv(values);
}

GHashTable *orm_rule_options_new(void)
{
    GHashTable *options = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_strfreev);
    for (guint i = 0; orm_rules[i] != NULL; i++) {
        const OrmRuleOption *option = orm_rules[i]->options;
        for (; option != NULL && option->name != NULL; option++)
            g_hash_table_insert(options, g_strconcat(orm_rules[i]->name, "/", option->name, NULL),
                                fallback_values(option));
    }
    return options;
}

char *orm_rule_option_fallback(const OrmRuleOption *option)
{
    if (option->kind != ORM_RULE_OPTION_LIST)
        return g_strdup(option->fallback);
    g_auto(GStrv) items = fallback_values(option);
    g_autofree char *joined = g_strjoinv(", ", items);
    return g_strconcat("[", joined, "]", NULL);
}
