/* SPDX-License-Identifier: MIT */
/* Which rules are on, and how severe their findings are. */
#include "rules/run.h"

/* How wide a setting is: a wider one never switches on what a narrower one switched off, and leaves infos alone. */
typedef enum { SCOPE_CATALOGUE, SCOPE_RULE, SCOPE_FAMILY, SCOPE_ALL } Scope;

typedef struct {
    gboolean on;
    Scope on_scope;       /* who decided `on` */
    OrmSeverity severity; /* stated one; OFF: the rule's own */
    Scope severity_scope;
} Level;

struct OrmRuleSet {
    Level *levels; /* in the order of orm_rules */
};

/* What the user typed: at most one of the words, or a severity. */
typedef enum { ACT_OFF, ACT_ON, ACT_DEFAULT, ACT_SEVERITY } Act;

static void level_reset(Level *level, const OrmRule *rule)
{
    *level = (Level){.on = rule->enabled != ORM_RULE_OPT_IN};
}

OrmRuleSet *orm_rule_set_new(void)
{
    guint count = 0;
    while (orm_rules[count] != NULL)
        count++;
    OrmRuleSet *set = g_new0(OrmRuleSet, 1);
    set->levels = g_new0(Level, count);
    for (guint i = 0; i < count; i++)
        level_reset(&set->levels[i], orm_rules[i]);
    return set;
}

void orm_rule_set_free(OrmRuleSet *set)
{
    if (set == NULL)
        return;
    g_free(set->levels);
    g_free(set);
}

static gboolean parse_level(const char *word, Act *act, OrmSeverity *severity)
{
    if (g_strcmp0(word, "on") == 0)
        *act = ACT_ON;
    else if (g_strcmp0(word, "default") == 0)
        *act = ACT_DEFAULT;
    else if (!orm_severity_parse(word, severity))
        return FALSE;
    else
        *act = *severity == ORM_SEVERITY_OFF ? ACT_OFF : ACT_SEVERITY;
    return TRUE;
}

static void set_on(Level *level, gboolean on, Scope scope)
{
    level->on = on;
    level->on_scope = scope;
}

static void set_severity(Level *level, const OrmRule *rule, OrmSeverity severity, Scope scope)
{
    level->severity = severity;
    level->severity_scope = scope;
    if (scope == SCOPE_RULE || (rule->enabled != ORM_RULE_OPT_IN && level->on_scope >= scope))
        set_on(level, TRUE, scope);
}

static void apply(Level *level, const OrmRule *rule, Act act, OrmSeverity severity, Scope scope)
{
    switch (act) {
    case ACT_OFF:
        if (rule->enabled != ORM_RULE_ALWAYS)
            set_on(level, FALSE, scope);
        break;
    case ACT_ON:
        set_on(level, TRUE, scope);
        break;
    case ACT_DEFAULT:
        level_reset(level, rule);
        break;
    case ACT_SEVERITY:
        set_severity(level, rule, severity, scope);
        break;
    }
}

gboolean orm_rule_set_level(OrmRuleSet *set, const char *name, const char *word)
{
    Act act = ACT_DEFAULT;
    OrmSeverity severity = ORM_SEVERITY_OFF;
    if (!parse_level(word, &act, &severity))
        return FALSE;
    OrmFamily family = ORM_FAMILY_MAPPING;
    gboolean all = g_strcmp0(name, "all") == 0, is_family = orm_family_parse(name, &family);
    const OrmRule *one = orm_rule_find(name);
    if (!all && !is_family && one == NULL)
        return FALSE;
    Scope scope = all ? SCOPE_ALL : is_family ? SCOPE_FAMILY : SCOPE_RULE;
    for (guint i = 0; orm_rules[i] != NULL; i++)
        if (all || orm_rules[i] == one || (is_family && orm_rules[i]->family == family))
            apply(&set->levels[i], orm_rules[i], act, severity, scope);
    return TRUE;
}

static const Level *level_of(const OrmRuleSet *set, const OrmRule *rule)
{
    for (guint i = 0; orm_rules[i] != NULL; i++)
        if (orm_rules[i] == rule)
            return &set->levels[i];
    return NULL;
}

OrmSeverity orm_rule_set_severity(const OrmRuleSet *set, const OrmRule *rule)
{
    const Level *level = level_of(set, rule);
    if (level == NULL || !level->on)
        return ORM_SEVERITY_OFF;
    return level->severity == ORM_SEVERITY_OFF ? rule->severity : level->severity;
}

OrmSeverity orm_rule_set_severity_as(const OrmRuleSet *set, const OrmRule *rule, OrmSeverity wanted)
{
    const Level *level = level_of(set, rule);
    if (level == NULL || !level->on)
        return ORM_SEVERITY_OFF;
    if (level->severity == ORM_SEVERITY_OFF || (wanted == ORM_SEVERITY_INFO && level->severity_scope != SCOPE_RULE))
        return wanted;
    return level->severity;
}
