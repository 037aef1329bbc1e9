/* SPDX-License-Identifier: MIT */
#include "analyzer/config/keys.h"
#include "analyzer/verbs/options.h"
#include "reporters/reporter.h"
#include "rules/engine.h"

static const char *const page_formats[] = {"text", "md", "json", NULL};
static const char *const schema_formats[] = {"c", "json", "sql", NULL};
static const char *const levels[] = {"error", "warning", "info", NULL};
static const char *const colors[] = {"auto", "always", "never", NULL};
static const char *const dumps[] = {"facts", "graph", NULL};
static const char *const baseline_verbs[] = {"create", "prune", NULL};
static const char *const config_verbs[] = {"show", "verify", NULL};

/** Collected once: names of reporters, verbs, dialects, keys, rules. */
typedef struct {
    GPtrArray *formats, *verbs, *dialects, *keys, *rules;
} Collected;

static void collect_rules(GPtrArray *rules)
{
    g_ptr_array_add(rules, (char *)"all");
    for (guint family = 0; family <= ORM_FAMILY_META; family++) {
        gboolean any = FALSE;
        for (guint i = 0; orm_rules[i] != NULL; i++)
            any = any || orm_rules[i]->family == family;
        if (any)
            g_ptr_array_add(rules, (char *)orm_family_name(family));
    }
    for (guint i = 0; orm_rules[i] != NULL; i++)
        g_ptr_array_add(rules, (char *)orm_rules[i]->name);
}

static gpointer collect(gpointer unused)
{
    (void)unused;
    Collected *all = g_new0(Collected, 1);
    all->formats = g_ptr_array_new();
    all->verbs = g_ptr_array_new();
    all->dialects = g_ptr_array_new();
    all->keys = g_ptr_array_new();
    all->rules = g_ptr_array_new();
    for (guint i = 0; orm_reporters[i] != NULL; i++)
        g_ptr_array_add(all->formats, (char *)orm_reporters[i]->name);
    for (const OrmVerb *verb = orm_verbs; verb->name != NULL; verb++)
        g_ptr_array_add(all->verbs, (char *)verb->name);
    for (guint i = ORM_DIALECT_PORTABLE; i <= ORM_DIALECT_MARIADB; i++)
        g_ptr_array_add(all->dialects, (char *)orm_dialect_name(i));
    for (guint i = 0; i < ORM_SETTING_COUNT; i++)
        g_ptr_array_add(all->keys, (char *)orm_config_keys[i].name);
    collect_rules(all->rules);
    GPtrArray *lists[] = {all->formats, all->verbs, all->dialects, all->keys, all->rules};
    for (guint i = 0; i < G_N_ELEMENTS(lists); i++)
        g_ptr_array_add(lists[i], NULL);
    return all;
}

const char *const *orm_words(OrmWords words)
{
    static GOnce once = G_ONCE_INIT;
    const Collected *all = g_once(&once, collect, NULL);
    switch (words) {
    case ORM_WORDS_DIALECTS:
        return (const char *const *)all->dialects->pdata;
    case ORM_WORDS_FORMATS:
        return (const char *const *)all->formats->pdata;
    case ORM_WORDS_PAGE_FORMATS:
        return page_formats;
    case ORM_WORDS_SCHEMA_FORMATS:
        return schema_formats;
    case ORM_WORDS_RULES:
    case ORM_WORDS_RULE_LEVELS:
        return (const char *const *)all->rules->pdata;
    case ORM_WORDS_LEVELS:
        return levels;
    case ORM_WORDS_COLORS:
        return colors;
    case ORM_WORDS_DUMPS:
        return dumps;
    case ORM_WORDS_BASELINE_VERBS:
        return baseline_verbs;
    case ORM_WORDS_CONFIG_VERBS:
        return config_verbs;
    case ORM_WORDS_VERBS:
        return (const char *const *)all->verbs->pdata;
    case ORM_WORDS_KEYS:
        return (const char *const *)all->keys->pdata;
    default:
        return NULL;
    }
}
